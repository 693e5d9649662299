[server]
port = 5000
allowed_ips = 52.89.214.238,34.212.75.30

[phemex]
api_key = <<key>>
api_secret = <<secret>>
leverage = 5

[discord]
url = <<webhook@discord>>
