-- MySQL dump 10.13  Distrib 8.0.36, for Linux (x86_64)
DROP TABLE IF EXISTS `exchange_account`;
CREATE TABLE `exchange_account` (
  `id` int NOT NULL AUTO_INCREMENT,
  `user_id` int NOT NULL,
  `exchange` varchar(32) NOT NULL,
  `api_key` varchar(255) NOT NULL,
  `api_secret` varchar(255) NOT NULL,
  `created_at` datetime NOT NULL,
  PRIMARY KEY (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `exchange_account` WRITE;
INSERT INTO `exchange_account` VALUES (1,7,'bybit','<<key>>','<<secret>>','2024-01-09 17:20:41'),(2,9,'binance','<<key@binance>>','<<secret@binance>>','2024-02-22 08:03:10');
UNLOCK TABLES;
-- Dump completed on 2024-05-03  3:00:01
