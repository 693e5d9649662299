import Config

config :hedgehog, Hedgehog.Repo, database: "hedgehog"

config :binance,
  api_key: "<<key>>",
  secret_key: "<<secret>>",
  end_point: "https://api.binance.com"

config :logger, level: :info
