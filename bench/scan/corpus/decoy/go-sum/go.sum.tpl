github.com/ccxt/ccxt/go/v4 v4.4.90 h1:<<base64:44>>
github.com/ccxt/ccxt/go/v4 v4.4.90/go.mod h1:<<base64:44>>
