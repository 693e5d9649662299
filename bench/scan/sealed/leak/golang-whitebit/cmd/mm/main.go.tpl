package main

import (
	"context"
	"log"

	"example.com/desk/whitebit"
)

const (
	publicKey = "<<key>>"
	secretKey = "<<secret>>"
	market    = "BTC_USDT"
)

func main() {
	c := whitebit.New(publicKey, secretKey)
	bal, err := c.TradeBalance(context.Background(), "USDT")
	if err != nil {
		log.Fatal(err)
	}
	log.Printf("%s available %s", market, bal.Available)
}
