ccxt==4.3.11 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
python-binance==1.0.19 \
    --hash=sha256:<<hex64>>
krakenex==2.1.0 \
    --hash=sha256:<<hex64>>
git+https://github.com/enarjord/passivbot@<<hex40>>
