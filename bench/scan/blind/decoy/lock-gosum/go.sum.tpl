github.com/adshao/go-binance/v2 v2.8.1 h1:<<base64:44>>
github.com/adshao/go-binance/v2 v2.8.1/go.mod h1:<<base64:44>>
github.com/gorilla/websocket v1.5.3 h1:<<base64:44>>
