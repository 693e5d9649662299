[[rules]]
id = "telegram-bot-api-token"
regex = '''(?i)\b([0-9]{5,16}:A[a-z0-9_\-]{34})\b'''
keywords = ["telegr"]
