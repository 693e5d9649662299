ls -la
kraken spot --api-key=<<key>> --secret-key=<<secret>> -X POST https://api.kraken.com/0/private/Balance
vim bot.py
