{
  "hl_01": {
    "exchange": "hyperliquid",
    "wallet_address": "<<address:eth>>",
    "private_key": "<<privateKey>>",
    "is_vault": false
  },
  "bybit_main": {
    "exchange": "bybit",
    "key": "<<key@bybit>>",
    "secret": "<<secret@bybit>>"
  },
  "bitget_sub": {
    "exchange": "bitget",
    "key": "<<key@bitget>>",
    "secret": "<<secret@bitget>>",
    "passphrase": "<<passphrase@bitget>>"
  },
  "referrals": "https://example.org"
}
