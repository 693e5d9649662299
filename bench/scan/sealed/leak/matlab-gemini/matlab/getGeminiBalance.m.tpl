function balances = getGeminiBalance()
%GETGEMINIBALANCE balances of the research account
    apiKey    = '<<key>>';
    apiSecret = '<<secret>>';

    payload = struct('request', '/v1/balances', 'nonce', posixtime(datetime('now')));
    b64 = matlab.net.base64encode(uint8(jsonencode(payload)));
    signature = hmacSha384(b64, apiSecret);

    opts = weboptions('HeaderFields', {'X-GEMINI-APIKEY', apiKey; ...
        'X-GEMINI-PAYLOAD', b64; 'X-GEMINI-SIGNATURE', signature}, ...
        'RequestMethod', 'post');
    balances = webread('https://api.gemini.com/v1/balances', opts);
end
