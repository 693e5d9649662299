cold wallet #3 (2026-02)

address: <<address:btc>>
private key (WIF): <<privateKey>>

sweep with sparrow when > 0.5
