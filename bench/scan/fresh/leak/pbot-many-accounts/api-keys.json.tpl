{
    "referrals": {
        "bybit": "https://partner.bybit.com/b/passivbot",
        "okx": "https://www.okx.com/join/PASSIVBOT"
    },
    "bybit_main": {
        "exchange": "bybit",
        "key": "<<key>>",
        "secret": "<<secret>>"
    },
    "bybit_sub_grid": {
        "exchange": "bybit",
        "key": "<<key#2>>",
        "secret": "<<secret#2>>"
    },
    "okx_01": {
        "exchange": "okx",
        "key": "<<key@okx>>",
        "secret": "<<secret@okx>>",
        "passphrase": "<<passphrase@okx>>"
    },
    "bitget_01": {
        "exchange": "bitget",
        "key": "key",
        "secret": "secret",
        "passphrase": "passphrase"
    },
    "gateio_01": {
        "exchange": "gateio",
        "key": "<<key@gate>>",
        "secret": "<<secret@gate>>"
    },
    "hyperliquid_01": {
        "exchange": "hyperliquid",
        "wallet_address": "<<address:eth>>",
        "private_key": "<<privateKey@hyperliquid>>",
        "is_vault": false
    },
    "lighter_01": {
        "exchange": "lighter",
        "account_index": 71934,
        "api_key_index": 4,
        "private_key": "<<privateKey@lighter>>"
    },
    "tradfi": {
        "provider": "alpaca",
        "api_key": "<<key@alpaca>>",
        "api_secret": "<<secret@alpaca>>"
    }
}
