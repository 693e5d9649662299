library(httr)

key    <- Sys.getenv("KRAKEN_API_KEY")
secret <- Sys.getenv("KRAKEN_API_SECRET")
if (!nzchar(key) || !nzchar(secret)) stop("set KRAKEN_API_KEY and KRAKEN_API_SECRET in ~/.Renviron")

seen <- c("T<<upper:5>>-<<upper:5>>-<<upper:6>>",
          "T<<upper:5>>-<<upper:5>>-<<upper:6>>",
          "T<<upper:5>>-<<upper:5>>-<<upper:6>>")

trades <- subset(read.csv("trades.csv"), !(txid %in% seen))
aggregate(fee ~ pair, data = trades, FUN = sum)
