--
-- PostgreSQL database cluster dump (trading db)
--
SET default_transaction_read_only = off;
CREATE ROLE binance_collector;
ALTER ROLE binance_collector WITH NOSUPERUSER LOGIN PASSWORD 'SCRAM-SHA-256$4096:<<base64:24>>$<<base64:44>>:<<base64:44>>';
CREATE ROLE executor;
ALTER ROLE executor WITH NOSUPERUSER LOGIN PASSWORD 'SCRAM-SHA-256$4096:<<base64:24>>$<<base64:44>>:<<base64:44>>';
CREATE ROLE grafana;
ALTER ROLE grafana WITH NOSUPERUSER LOGIN PASSWORD 'md5<<hex32>>';
