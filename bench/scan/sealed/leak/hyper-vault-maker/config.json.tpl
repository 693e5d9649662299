{
  "account_address": "<<address:eth>>",
  "secret_key": "<<privateKey>>",
  "vault_address": "<<address:eth>>",
  "coins": ["BTC", "ETH", "HYPE"],
  "quote_size_usd": 350,
  "max_skew": 0.4
}
