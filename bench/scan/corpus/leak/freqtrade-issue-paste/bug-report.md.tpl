## Describe the problem
The bot stops after "Invalid API-key, IP, or permissions for action".

My config (I removed the pairs):

```json
"exchange": {
    "name": "binance",
    "key": "<<key>>",
    "secret": "<<secret>>",
    "ccxt_config": {"enableRateLimit": true},
```

* Python 3.10
* ccxt 4.1.22
