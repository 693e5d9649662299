2024-05-18 06:01:11,402 - freqtrade.worker - INFO - Bot heartbeat. PID=1, version='2024.4', state='RUNNING'
2024-05-18 06:01:20,118 - httpx - INFO - HTTP Request: POST https://api.telegram.org/bot<<token>>/getUpdates "HTTP/1.1 200 OK"
2024-05-18 06:01:30,377 - httpx - INFO - HTTP Request: POST https://api.telegram.org/bot<<token>>/getUpdates "HTTP/1.1 200 OK"
2024-05-18 06:01:34,905 - freqtrade.freqtradebot - INFO - Found open order for Trade(id=118, pair=TIA/USDT, amount=21.40000000, open_rate=9.31)
2024-05-18 06:01:35,010 - freqtrade.wallets - INFO - Wallets synced.
