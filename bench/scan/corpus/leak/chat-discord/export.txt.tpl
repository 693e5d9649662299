[10/11/2026 21:04] quantkid: why does it say 10003 invalid key
[10/11/2026 21:05] helper: which key do you use
[10/11/2026 21:05] quantkid: bybit: <<key>> / <<secret>>
