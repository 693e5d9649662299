{
    "TRIBECA_MODE": "prod",
    "EXCHANGE": "hitbtc",
    "TradedPair": "BTC/USD",
    "MongoDbUrl": "mongodb://localhost:27017/tribeca",
    "WebClientUsername": "desk",
    "WebClientPassword": "<<password>>",
    "WebClientListenPort": "3000",
    "ShowAllOrders": "false",

    "HitBtcPullUrl": "http://api.hitbtc.com",
    "HitBtcOrderEntryUrl": "wss://api.hitbtc.com:8080",
    "HitBtcApiKey": "<<key>>",
    "HitBtcSecret": "<<secret>>",
    "HitBtcOrderDestination": "HitBtc",

    "CoinbaseRestUrl": "https://api.gdax.com",
    "CoinbasePassphrase": "<<passphrase@coinbase-exchange>>",
    "CoinbaseApiKey": "<<key@coinbase-exchange>>",
    "CoinbaseSecret": "<<secret@coinbase-exchange>>",
    "CoinbaseOrderDestination": "Coinbase",

    "OkCoinApiKey": "NULL",
    "OkCoinSecretKey": "NULL",
    "OkCoinOrderDestination": "OkCoin"
}
