BINANCE_API_KEY = "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
BINANCE_SECRET = "****************************************************************"
PRIVATE_KEY = "0x<<repeat:0:64>>"
OTHER = "0x<<repeat:deadbeef:8>>"
