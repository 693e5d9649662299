package desk

var okx = ccxt.NewOkx(map[string]interface{}{
	"apiKey":   "<<key>>",
	"secret":   "<<secret>>",
	"password": "<<passphrase>>",
})
