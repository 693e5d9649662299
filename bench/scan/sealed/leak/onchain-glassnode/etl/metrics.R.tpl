library(httr2)

gn_key <- "<<token>>"

metric <- function(path, asset = "BTC") {
  request("https://api.glassnode.com/v1/metrics") |>
    req_url_path_append(path) |>
    req_url_query(a = asset, i = "24h", api_key = gn_key) |>
    req_perform() |>
    resp_body_json(simplifyVector = TRUE)
}

sopr <- metric("indicators/sopr")
