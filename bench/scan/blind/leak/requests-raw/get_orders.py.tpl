import hashlib
import hmac
import time

import requests

headers = {"X-MEXC-APIKEY": "<<key>>", "Content-Type": "application/json"}
qs = f"symbol=KASUSDT&timestamp={int(time.time() * 1000)}"
sig = hmac.new(b"<<secret>>", qs.encode(), hashlib.sha256).hexdigest()
print(requests.get(f"https://api.mexc.com/api/v3/openOrders?{qs}&signature={sig}", headers=headers).json())
