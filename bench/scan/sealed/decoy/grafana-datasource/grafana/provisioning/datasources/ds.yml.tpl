apiVersion: 1
datasources:
  - name: timescale
    uid: <<hex16>>
    type: postgres
    secureJsonData:
      password: $__file{/run/secrets/pg_password}
  - name: exchange-api
    type: marcusolsson-json-datasource
    jsonData: {httpHeaderName1: X-MBX-APIKEY}
    secureJsonData: {httpHeaderValue1: $BINANCE_API_KEY}
