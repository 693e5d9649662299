env:
  - name: OKX_API_KEY
    value: vault:secret/data/exchanges/okx#api_key
  - name: OKX_SECRET
    value: vault:secret/data/exchanges/okx#secret
  - name: KRAKEN_SECRET
    value: arn:aws:secretsmanager:eu-west-1:<<digits:12>>:secret:bots/kraken-<<alnum:6>>
  - name: GCP_SECRET
    value: projects/881200371922/secrets/binance-key/versions/3
