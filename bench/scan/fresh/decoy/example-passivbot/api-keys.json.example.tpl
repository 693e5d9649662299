{
    "binance_01" : {"exchange": "binance", "key": "key", "secret": "secret"},
    "bitget_01" : {"exchange": "bitget", "key": "key", "secret": "secret", "passphrase": "passphrase"},
    "lighter_01": {
        "exchange": "lighter",
        "account_index": 123,
        "private_key": "YOUR_80_HEX_CHARACTER_L2_API_PRIVATE_KEY"
    },
    "hyperliquid_01" : {"exchange": "hyperliquid", "wallet_address": "wallet_address", "private_key": "private_key", "is_vault": false}
}
