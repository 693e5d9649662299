ccxt==4.4.40 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
python-binance==1.0.22 \
    --hash=sha256:<<hex64>>
