connector: hyperliquid_perpetual
hyperliquid_perpetual_mode: api_wallet
use_vault: false
hyperliquid_perpetual_address: <<address:eth>>
hyperliquid_perpetual_secret_key: <<privateKey>>
