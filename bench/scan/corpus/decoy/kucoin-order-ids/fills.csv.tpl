exchange,order_id,trade_id,symbol,price
kucoin,<<hex24>>,<<hex24>>,BTC-USDT,61000
kucoin,<<hex24>>,<<hex24>>,BTC-USDT,61010
