{
    "trading_mode": "futures",
    "stake_currency": "USDT",
    "exchange": {
        "name": "binance",
        "key": "<<key>>",
        "secret": "<<secret>>",
        "pair_whitelist": ["1INCH/USDT:USDT"]
    },
    "freqai": {
        "enabled": true,
        "identifier": "run-<<hex8>>",
        "train_period_days": 15,
        "live_retrain_hours": 2,
        "data_split_parameters": { "test_size": 0.33, "random_state": 1 }
    }
}
