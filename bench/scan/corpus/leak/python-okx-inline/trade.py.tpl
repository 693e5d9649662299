from okx import Trade
t = Trade.TradeAPI("<<key>>", "<<secret>>", "<<passphrase>>", False, "0")
t.place_order(instId="BTC-USDT", tdMode="cash", side="buy", ordType="limit", px="60000", sz="0.01")
