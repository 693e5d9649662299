.TH TRADE-CLI 1 "2026-03-01" "2.1"
.SH NAME
trade-cli \- place orders on Binance, Bybit and OKX
.SH OPTIONS
.TP
.B \-\-api\-key KEY
API key; better: TRADE_API_KEY
.TP
.B \-\-api\-secret\-file FILE
file with the secret (mode 0600)
.TP
.B \-\-passphrase\-fd N
read the passphrase of OKX from descriptor N
.SH EXAMPLES
trade-cli \-\-api\-key xxxxxxxx \-\-api\-secret\-file ~/.trade/secret buy BTCUSDT 0.01
