cache/<<hex32>>.pkl  BTCUSDT 1m 2024-01
cache/<<hex32>>.pkl  BTCUSDT 1m 2024-02
cache/<<hex64>>.parquet  okx funding
