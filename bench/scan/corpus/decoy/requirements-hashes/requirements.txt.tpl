pybit==5.8.0 \
    --hash=sha256:<<hex64>> \
    --hash=sha256:<<hex64>>
krakenex==2.2.1 --hash=sha256:<<hex64>>
