github.com/adshao/go-binance/v2 v2.6.1 h1:<<base64:44>>
github.com/adshao/go-binance/v2 v2.6.1/go.mod h1:<<base64:44>>
github.com/gorilla/websocket v1.5.3 h1:<<base64:44>>
github.com/gorilla/websocket v1.5.3/go.mod h1:<<base64:44>>
github.com/shopspring/decimal v1.4.0 h1:<<base64:44>>
github.com/shopspring/decimal v1.4.0/go.mod h1:<<base64:44>>
