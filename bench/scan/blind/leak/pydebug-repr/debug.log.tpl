DEBUG:bot.main:Settings(exchange='kucoin', key='<<key>>', secret='<<secret>>', passphrase='<<passphrase>>', pairs=['KAS-USDT'], paper=False)
DEBUG:bot.main:tick 0.12011
DEBUG:bot.main:tick 0.12017
