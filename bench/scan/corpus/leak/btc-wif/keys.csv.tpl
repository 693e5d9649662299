label,address,privkey
cold1,<<address:btc>>,<<privateKey:wif>>
xprv,,<<privateKey:xprv>>
