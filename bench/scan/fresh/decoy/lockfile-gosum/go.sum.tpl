github.com/adshao/go-binance/v2 v2.5.0 h1:<<base64:44>>
github.com/adshao/go-binance/v2 v2.5.0/go.mod h1:<<base64:44>>
github.com/gateio/gateapi-go/v6 v6.66.0 h1:<<base64:44>>
github.com/gateio/gateapi-go/v6 v6.66.0/go.mod h1:<<base64:44>>
github.com/hirokisan/bybit/v2 v2.32.0 h1:<<base64:44>>
github.com/hirokisan/bybit/v2 v2.32.0/go.mod h1:<<base64:44>>
