### Describe the bug

`50111 Invalid OK-ACCESS-KEY` since yesterday, nothing changed on my side.

### My config

```yaml
connector: okx_perpetual
okx_perpetual_api_key: <<key>>
okx_perpetual_secret_key: <<secret>>
okx_perpetual_passphrase: <<passphrase>>
trading_pair: ETH-USDT
leverage: 3
```

### Version

dev-1.27.0, docker image `sha256:<<hex64>>`
