{"objective":"binary","feature_names":["rsi_14","ema_key","api_latency"],"tree_sizes":"612 588 601","threshold":"<<digits:2>>.<<digits:16>> 0.<<digits:17>> 1.<<digits:16>>","leaf_hash":"<<hex64>>"}
