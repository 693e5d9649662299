{
    "binance_01": { "exchange": "binance", "key": "<<key@binance>>", "secret": "<<secret@binance>>" },
    "bybit_main": { "exchange": "bybit", "key": "<<key@bybit>>", "secret": "<<secret@bybit>>" },
    "bitget_01": { "exchange": "bitget", "key": "<<key@bitget>>", "secret": "<<secret@bitget>>", "passphrase": "<<passphrase@bitget>>" },
    "okx_01": { "exchange": "okx", "key": "<<key@okx>>", "secret": "<<secret@okx>>", "passphrase": "<<passphrase@okx>>" },
    "kucoin_01": { "exchange": "kucoin", "key": "<<key@kucoin>>", "secret": "<<secret@kucoin>>", "passphrase": "<<passphrase@kucoin>>" },
    "gateio_01": { "exchange": "gateio", "key": "<<key@gate>>", "secret": "<<secret@gate>>" },
    "hl_vault": { "exchange": "hyperliquid", "wallet_address": "<<address:eth>>", "private_key": "<<privateKey@hyperliquid>>", "is_vault": true }
}
