# 2-of-3, watch only; the private halves are on hardware wallets
wsh(sortedmulti(2,[<<hex8>>/48h/0h/0h/2h]xpub6<<base58:106>>/0/*,[<<hex8>>/48h/0h/0h/2h]xpub6<<base58:106>>/0/*,[<<hex8>>/48h/0h/0h/2h]xpub6<<base58:106>>/0/*))#<<bech32:8>>
