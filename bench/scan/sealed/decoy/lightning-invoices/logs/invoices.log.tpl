2026-01-30 10:10:01 invoice lnbc250u1p<<bech32:220>> r_hash=<<hex64>> settled=true
2026-01-30 10:10:03 channel open peer=02<<hex64>> funding=<<hex64>>:1 capacity=2000000
2026-01-30 10:14:40 invoice lnbc1m1p<<bech32:220>> r_hash=<<hex64>> settled=false
