package main

import (
	"fmt"

	ccxt "github.com/ccxt/ccxt/go/v4"
)

func main() {
	exchange := ccxt.NewBitget(map[string]interface{}{
		"apiKey":   "<<key>>",
		"secret":   "<<secret>>",
		"password": "<<passphrase>>",
	})
	balance, err := exchange.FetchBalance()
	if err != nil {
		panic(err)
	}
	fmt.Println(balance.Free)
}
