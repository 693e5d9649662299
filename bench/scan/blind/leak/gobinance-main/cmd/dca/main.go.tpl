package main

import (
	"context"
	"log"

	"github.com/adshao/go-binance/v2"
)

const (
	apiKey    = "<<key>>"
	secretKey = "<<secret>>"
	symbol    = "BTCUSDT"
)

func main() {
	client := binance.NewClient(apiKey, secretKey)
	res, err := client.NewGetAccountService().Do(context.Background())
	if err != nil {
		log.Fatal(err)
	}
	log.Println(res.CanTrade)
}
