[program:arb]
command=/usr/bin/python3 /srv/arb/main.py
environment=BITSTAMP_KEY="<<key>>",BITSTAMP_SECRET="<<secret>>",PYTHONUNBUFFERED="1"
