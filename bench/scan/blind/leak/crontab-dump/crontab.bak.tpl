# m h  dom mon dow   command
MAILTO=""
KRAKEN_KEY=<<key>>
KRAKEN_SECRET=<<secret>>
0 8 * * 1  /usr/bin/python3 /home/ole/dca/buy.py XXBTZEUR 50 >> /home/ole/dca/log.txt 2>&1
15 8 * * 1  curl -s "https://api.telegram.org/bot<<token@telegram>>/sendMessage?chat_id=99120837&text=dca+done"
