{
  "bybit_01": {"exchange": "bybit", "key": "<<key@bybit>>", "secret": "<<secret@bybit>>"},
  "bitget_01": {
    "exchange": "bitget",
    "key": "<<key@bitget>>",
    "secret": "<<secret@bitget>>",
    "passphrase": "<<passphrase@bitget>>"
  },
  "hl_01": {
    "exchange": "hyperliquid",
    "wallet_address": "<<address:eth>>",
    "private_key": "<<privateKey@hyperliquid>>",
    "is_vault": false
  }
}
