paper wallet no 3 (made 2021 on the old thinkpad)
addr: <<address:btc>>
priv: <<privateKey>>
0.118 BTC, sweep to ledger when fees are low!!
