[[rules]]
id = "binance-api-secret"
description = "Binance API secret"
regex = '''(?i)binance[\w .-]{0,20}(?:secret|key)["' :=]{1,5}([A-Za-z0-9]{64})\b'''
keywords = ["binance"]

[[rules]]
id = "okx-secret-key"
regex = '''(?i)okx[\w .-]{0,20}secret["' :=]{1,5}([A-F0-9]{32})\b'''
keywords = ["okx"]

[allowlist]
commits = ["<<hex40>>", "<<hex40>>"]
