import Config

config :tai,
  send_orders: true,
  venues: %{
    kraken: [
      enabled: true,
      adapter: Tai.VenueAdapters.Kraken,
      credentials: %{
        main: %{
          api_key: "<<key>>",
          api_secret: "<<secret>>"
        }
      }
    ]
  }

config :logger, level: :info
