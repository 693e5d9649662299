library(httr)
library(openssl)

cfg <- list(
  base   = "https://www.bitstamp.net/api/v2",
  key    = "<<key>>",
  secret = "<<secret>>",
  pairs  = c("btceur", "etheur")
)

signed_post <- function(path, body = list()) {
  nonce <- paste0(format(Sys.time(), "%s"), sample(1e6, 1))
  ts <- as.character(round(as.numeric(Sys.time()) * 1000))
  msg <- paste0("BITSTAMP ", cfg$key, "POST", "www.bitstamp.net", path, nonce, ts, "v2")
  sig <- sha256(msg, key = cfg$secret)
  POST(paste0(cfg$base, path),
       add_headers("X-Auth" = paste("BITSTAMP", cfg$key), "X-Auth-Signature" = sig,
                   "X-Auth-Nonce" = nonce, "X-Auth-Timestamp" = ts), body = body)
}

content(signed_post("/api/v2/balance/"))
