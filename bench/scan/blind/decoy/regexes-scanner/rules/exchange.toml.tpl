[[rules]]
id = "binance-like"
regex = '''(?i)binance.{0,20}['"=:\s]([A-Za-z0-9]{64})\b'''
keywords = ["binance"]

[[rules]]
id = "okx-like"
regex = '''[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'''

[[rules]]
id = "telegram-bot"
regex = '''\b[0-9]{8,10}:AA[A-Za-z0-9_-]{33}\b'''
