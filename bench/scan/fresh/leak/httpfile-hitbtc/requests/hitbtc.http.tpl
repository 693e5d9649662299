### balances
GET https://api.hitbtc.com/api/3/spot/balance
Authorization: Basic <<key>> <<secret>>
Accept: application/json

### symbols (public)
GET https://api.hitbtc.com/api/3/public/symbol?symbols=ETHBTC
