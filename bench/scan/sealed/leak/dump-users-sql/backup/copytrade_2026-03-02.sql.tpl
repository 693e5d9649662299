-- MySQL dump 10.13  Distrib 8.0.36
--
-- Table structure for table `user_exchange`
--
DROP TABLE IF EXISTS `user_exchange`;
CREATE TABLE `user_exchange` (
  `id` int NOT NULL AUTO_INCREMENT,
  `user_id` int NOT NULL,
  `exchange` varchar(24) NOT NULL,
  `api_key` varchar(128) DEFAULT NULL,
  `api_secret` varchar(128) DEFAULT NULL,
  `passphrase` varchar(64) DEFAULT NULL,
  `created_at` datetime DEFAULT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;

INSERT INTO `user_exchange` VALUES
(1,17,'binance','<<key@binance>>','<<secret@binance>>',NULL,'2025-11-03 10:22:41'),
(2,17,'bybit','<<key@bybit>>','<<secret@bybit>>',NULL,'2025-11-04 08:01:12'),
(3,42,'okx','<<key@okx>>','<<secret@okx>>','<<passphrase@okx>>','2026-01-19 19:45:03'),
(4,58,'binance','<<key@binance#2>>','<<secret@binance#2>>',NULL,'2026-02-11 06:30:57');
