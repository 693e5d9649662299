Key | Value
------------ | ------------
`apiKey` | <<doc:binance-spot-hmac-key>>
`secretKey` | <<doc:binance-spot-hmac-secret>>
