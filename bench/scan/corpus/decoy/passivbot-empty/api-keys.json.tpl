{
    "bybit_01" : { "exchange": "bybit", "key": "key", "secret": "secret" },
    "okx_01" : { "exchange": "okx", "key": "key", "secret": "secret", "passphrase": "passphrase" },
    "lighter_01": { "exchange": "lighter", "private_key": "YOUR_80_HEX_CHARACTER_L2_API_PRIVATE_KEY" },
    "hyperliquid_01": { "exchange": "hyperliquid", "wallet_address": "wallet_address", "private_key": "private_key" }
}
