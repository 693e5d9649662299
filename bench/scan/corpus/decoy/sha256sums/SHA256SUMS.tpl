<<hex64>>  freqtrade-2026.9.tar.gz
<<hex64>> *bot-linux-amd64
<<hex128>>  bot.sha512
