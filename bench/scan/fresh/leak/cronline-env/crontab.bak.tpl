# m h  dom mon dow   command
MAILTO=""
PATH=/usr/local/bin:/usr/bin:/bin
0 9 * * 1 BITVAVO_KEY=<<key>> BITVAVO_SECRET=<<secret>> /home/jan/dca/dca.sh >> /home/jan/dca/dca.log 2>&1
@daily /usr/bin/certbot renew -q
