{"live":{"user":"bybit_01","config_hash":"<<hex64>>"},"optimize":{"seed_ids":["<<hex16>>","<<hex16>>"]}}
