**Describe the bug**
`KC-API-PASSPHRASE` is rejected with 400004.

```python
exchange = ccxt.kucoin({
    'apiKey': 'REDACTED',
    'secret': 'REDACTED',
    'password': '******',
})
```

ccxt 4.4.12, request id <<uuid>>
