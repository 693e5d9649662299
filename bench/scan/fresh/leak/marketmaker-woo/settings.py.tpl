# The market symbol you want the bot to trade
symbol = "PERP_ETH_USDT"

offset_bps = 4
refresh_time = 1
step_bps = 10
grid_size = 5
base_size = 0.05
timeout = 0.3

# Your API public key from Woo X
api_public_key = '<<key>>'

# Your API secret key from Woo X
api_secret_key = '<<secret>>'

# Your application ID from Woo X
application_id = '<<uuid>>'

network = 'mainnet'
