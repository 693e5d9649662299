POST /save HTTP/1.1
Content-Type: application/x-www-form-urlencoded

exchange=bybit&apiKey=<<key|url>>&apiSecret=<<secret|url>>&label=main
