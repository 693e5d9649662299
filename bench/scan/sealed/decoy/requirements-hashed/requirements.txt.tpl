ccxt==4.4.61 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
krakenex==2.2.2 \
    --hash=sha256:<<hex64>>
pandas==2.2.3 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
