# bybit-keepalive

Check that the key still works:

```sh
curl 'https://api.bybit.com/v5/user/query-api' \
  -H 'X-BAPI-API-KEY: <<key>>' \
  -H 'X-BAPI-TIMESTAMP: 1733913600000' \
  -H 'X-BAPI-SIGN: <<hex64>>'
```

then `API_SECRET=<<secret>> ./keepalive.sh`
