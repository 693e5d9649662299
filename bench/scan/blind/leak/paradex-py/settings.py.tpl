L1_ADDRESS = "<<address:eth>>"
L2_PRIVATE_KEY = "<<privateKey>>"
ENV = "prod"
MARKETS = ["BTC-USD-PERP", "ETH-USD-PERP"]
