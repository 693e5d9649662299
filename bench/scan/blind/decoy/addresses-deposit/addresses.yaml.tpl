deposit:
  binance:
    eth: "<<address:eth>>"
    btc: <<address:btc>>
  okx:
    sol: <<base58:44>>
    eth: "<<address:eth>>"
whitelist: ["<<address:eth>>", "<<address:eth>>"]
