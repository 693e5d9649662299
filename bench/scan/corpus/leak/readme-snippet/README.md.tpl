# My scalper
Put this in `config.py`:

```python
API_KEY = "<<key>>"
API_SECRET = "<<secret>>"
```
Then run `python main.py --exchange binance`.
