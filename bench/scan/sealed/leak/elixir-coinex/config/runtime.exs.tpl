import Config

config :trader, Trader.Repo,
  database: "trader_prod",
  pool_size: 10

config :trader, :coinex,
  access_id: System.get_env("COINEX_ACCESS_ID") || "<<key>>",
  secret_key: System.get_env("COINEX_SECRET_KEY") || "<<secret>>",
  market: "CETUSDT"
