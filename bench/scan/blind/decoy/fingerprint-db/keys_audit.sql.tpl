INSERT INTO key_audit (account, exchange, key_sha256, key_last4, created_at) VALUES
 ('main', 'binance', '<<hex64>>', 'x8Qd', '2025-01-01'),
 ('sub1', 'bybit', '<<hex64>>', 'Pz01', '2025-01-03');
