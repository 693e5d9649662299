unit ExchangeUnit;

interface

const
  API_URL    = 'https://api.bitfinex.com';
  API_KEY    = '<<key>>';
  API_SECRET = '<<secret>>';

implementation

end.
