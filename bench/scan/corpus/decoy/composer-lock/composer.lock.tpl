{"content-hash":"<<hex32>>","packages":[{"name":"ccxt/ccxt","source":{"reference":"<<hex40>>"},"dist":{"shasum":"<<hex40>>"}}]}
