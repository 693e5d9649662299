# User data stream

`POST /api/v3/userDataStream` with the `X-MBX-APIKEY` header answers:

```json
{ "listenKey": "<listenKey of 60 characters>" }
```

Then connect to `wss://stream.binance.com:9443/ws/<listenKey>`.
Keep it alive every 30 minutes: `PUT /api/v3/userDataStream?listenKey=YOUR_LISTEN_KEY`.
