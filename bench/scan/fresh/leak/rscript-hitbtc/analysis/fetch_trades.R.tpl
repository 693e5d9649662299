library(httr)
library(jsonlite)

api_key    <- "<<key>>"
api_secret <- "<<secret>>"

res <- GET("https://api.hitbtc.com/api/2/history/trades",
           authenticate(api_key, api_secret, type = "basic"),
           query = list(symbol = "ETHBTC", limit = 1000))
trades <- fromJSON(content(res, "text"))
saveRDS(trades, "data/trades.rds")
