import sys

import requests

URL = "https://app.3commas.io/trade_signal/trading_view"

payload = {
    "message_type": "bot",
    "bot_id": int(sys.argv[1]),
    "email_token": "<<token>>",
    "delay_seconds": 0,
    "pair": f"USDT_{sys.argv[2].upper()}",
}
print(requests.post(URL, json=payload, timeout=10).status_code)
