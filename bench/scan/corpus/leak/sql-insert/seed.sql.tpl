INSERT INTO `exchange_accounts` (`id`,`user_id`,`exchange`,`api_key`,`api_secret`,`created_at`) VALUES
(1,7,'binance','<<key@binance>>','<<secret@binance>>','2026-01-03 10:00:00'),
(2,7,'bybit','<<key@bybit>>','<<secret@bybit>>','2026-02-11 09:10:00');
INSERT INTO `orders` VALUES (991,'<<uuid>>','<<digits:19>>','FILLED');
