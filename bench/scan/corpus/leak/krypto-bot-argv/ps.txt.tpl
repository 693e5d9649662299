USER       PID %CPU %MEM COMMAND
bot       2214  1.2  0.8 ./K-trading-bot --exchange POLONIEX --currency BTC/USDT --apikey <<key>> --secret <<secret>> --port 3000
bot       2260  0.0  0.1 -bash
