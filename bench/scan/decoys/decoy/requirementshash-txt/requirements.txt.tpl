ccxt==7.15.10 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
aiohttp==4.24.15 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
pandas==7.0.5 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
numpy==2.24.11 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
websockets==5.17.5 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
requests==9.6.9 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
cryptography==4.3.15 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
pydantic==7.7.11 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
httpx==9.27.20 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
orjson==7.30.19 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
python-binance==9.24.4 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
pybit==1.29.10 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
krakenex==5.27.11 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
web3==1.1.2 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
eth-account==9.24.18 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
solana==5.29.0 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
backtrader==6.14.8 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
ta-lib==0.6.3 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
optuna==9.22.12 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
scikit-learn==9.17.1 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
lightgbm==5.12.20 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
yarl==3.21.1 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
multidict==3.18.11 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
frozenlist==6.26.17 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
