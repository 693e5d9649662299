[API]
apikey = <<key>>
secret = <<secret>>

[BOT]
#Sleeps between active iterations, time in seconds (1-3600)
sleeptimeactive = 60
sleeptimeinactive = 300
mindailyrate = 0.008
spreadlend = 3
autorenew = 0
jsonfile = www/botlog.json
