library(binancer)
library(data.table)

binance_credentials("<<key>>", "<<secret>>")

bal <- binance_balances('USDT')
fwrite(bal, "balances.csv")
