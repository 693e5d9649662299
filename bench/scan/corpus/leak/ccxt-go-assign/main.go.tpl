package main

import (
	"fmt"

	"github.com/ccxt/ccxt/go/v4"
)

func main() {
	exchange := ccxt.NewBinance(nil)
	exchange.ApiKey = "<<key>>"
	exchange.Secret = "<<secret>>"
	balance, err := exchange.FetchBalance()
	fmt.Println(balance, err)
}
