{
    "environment": "live-oanda",
    "algorithm-type-name": "FxBreakout",
    "algorithm-language": "Python",
    "algorithm-location": "../../../Algorithm.Python/fx_breakout.py",
    "job-user-id": "0",
    "oanda-environment": "Trade",
    "oanda-access-token": "<<token>>",
    "oanda-account-id": "101-004-8823317-001",
    "tradier-account-id": "",
    "tradier-access-token": "<<token@tradier>>",
    "bitfinex-wallet": "trading",
    "bitfinex-api-secret": "<<secret@bitfinex>>",
    "bitfinex-api-key": "<<key@bitfinex>>",
    "bitfinex-scale-factor": "100"
}
