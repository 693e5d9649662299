{"_meta":{"hash":{"sha256":"<<hex64>>"}},"default":{"ccxt":{"hashes":["sha256:<<hex64>>","sha256:<<hex64>>"],"version":"==4.4.1"}}}
