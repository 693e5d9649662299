# kc-grid

```python
from kc_grid import Grid

bot = Grid(
    key="your-api-key",
    secret="your-api-secret-xxxx-xxxx-xxxxxxxxxxxx",
    passphrase="your-passphrase",
)
bot.run("KCS-USDT", lower=8.0, upper=14.0, levels=40)
```

Keys may also come from `KC_API_KEY`, `KC_API_SECRET` and `KC_API_PASSPHRASE`. Never commit them.
