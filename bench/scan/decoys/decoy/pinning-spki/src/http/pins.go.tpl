package http

// pins are base64(sha256(SubjectPublicKeyInfo)) of the exchanges' certificates.
var pins = map[string][]string{
	"api.kraken.com":   {"sha256/<<base64:44>>", "sha256/<<base64:44>>"},
	"api.binance.com":  {"sha256/<<base64:44>>", "sha256/<<base64:44>>"},
	"api.bybit.com":    {"sha256/<<base64:44>>"},
	"www.okx.com":      {"sha256/<<base64:44>>"},
	"api.kucoin.com":   {"sha256/<<base64:44>>"},
	"www.deribit.com":  {"sha256/<<base64:44>>"},
}
