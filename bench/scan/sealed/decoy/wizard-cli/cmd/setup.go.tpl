package cmd

import (
	"errors"
	"os"
)

const (
	binanceKeyLength = 64
	keyAlphabet      = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
)

var errBadSecret = errors.New("the API secret must have 64 letters and digits")

func readSecret() (string, error) {
	apiSecret := os.Getenv("BINANCE_API_SECRET")
	if apiSecret == "" {
		apiSecret = prompt("Binance API secret (input is hidden): ")
	}
	if len(apiSecret) != binanceKeyLength {
		return "", errBadSecret
	}
	return apiSecret, nil
}
