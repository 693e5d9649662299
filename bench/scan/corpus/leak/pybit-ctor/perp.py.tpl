from pybit.unified_trading import HTTP

session = HTTP(
    testnet=False,
    api_key="<<key>>",
    api_secret="<<secret>>",
)
print(session.get_positions(category="linear", symbol="BTCUSDT"))
