function greeks = get_greeks(instrument)
    % read only key, deribit account 2
    client_id = '<<key>>';
    client_secret = '<<secret>>';
    url = ['https://www.deribit.com/api/v2/public/auth?client_id=' client_id ...
           '&client_secret=' client_secret '&grant_type=client_credentials'];
    auth = webread(url);
    opts = weboptions('HeaderFields', {'Authorization', ['Bearer ' auth.result.access_token]});
    greeks = webread(['https://www.deribit.com/api/v2/public/ticker?instrument_name=' instrument], opts);
end
