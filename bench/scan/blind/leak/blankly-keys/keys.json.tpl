{
    "coinbase_pro": {
        "main": {
            "API_KEY": "<<key>>",
            "API_SECRET": "<<secret>>",
            "API_PASS": "<<passphrase>>",
            "sandbox": false
        }
    },
    "alpaca": {
        "paper 1": {
            "API_KEY": "<<key@alpaca>>",
            "API_SECRET": "<<secret@alpaca>>",
            "sandbox": true
        }
    },
    "oanda": {
        "fx": {
            "ACCOUNT_ID": "001-011-5838423-001",
            "PERSONAL_ACCESS_TOKEN": "<<token@oanda>>",
            "sandbox": true
        }
    },
    "kucoin": {
        "portfolio": {
            "API_KEY": "<<key@kucoin>>",
            "API_SECRET": "<<secret@kucoin>>",
            "API_PASS": "<<passphrase@kucoin>>",
            "sandbox": false
        }
    }
}
