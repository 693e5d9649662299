**User:** why do I get -1022 Signature for this request is not valid? this is my code

```python
import hmac, hashlib, time, requests
k = '<<key>>'
s = '<<secret>>'
q = 'symbol=BTCUSDT&timestamp=%d' % (time.time()*1000)
sig = hmac.new(s.encode(), q.encode(), hashlib.sha256).hexdigest()
requests.delete('https://api.binance.com/api/v3/openOrders?' + q + '&signature=' + sig, headers={'X-MBX-APIKEY': k})
```

**Assistant:** The query string looks right, check the clock.
