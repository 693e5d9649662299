package main

import (
	"context"
	"fmt"

	"github.com/gateio/gateapi-go/v6"
)

func main() {
	client := gateapi.NewAPIClient(gateapi.NewConfiguration())
	ctx := context.WithValue(context.Background(), gateapi.ContextGateAPIV4, gateapi.GateAPIV4{
		Key:    "<<key>>",
		Secret: "<<secret>>",
	})
	accounts, _, err := client.SpotApi.ListSpotAccounts(ctx, nil)
	if err != nil {
		panic(err)
	}
	for _, a := range accounts {
		fmt.Println(a.Currency, a.Available)
	}
}
