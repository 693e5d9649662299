vault for bots (10.0.4.7:8200)
VAULT_TOKEN=<<token>>
vault kv get secret/exchanges/binance
