package kraken

import (
	"encoding/base64"
)

var apiKey = "<<key>>"

func secretBytes() []byte {
	b, _ := base64.StdEncoding.DecodeString("<<secret>>")
	return b
}
