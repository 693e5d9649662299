run_hash: <<hex24>>
git_sha: <<hex40>>
data_key: BTCUSDT_1m_2020_2024
token_dim: 128
key_dim: 64
value_dim: 64
checkpoint: epoch=41-val_loss=0.2113.ckpt
