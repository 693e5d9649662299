[program:arb]
command=/srv/arb/.venv/bin/python arb.py
directory=/srv/arb
autostart=true
environment=HTX_ACCESS_KEY="<<key@htx>>",HTX_SECRET_KEY="<<secret@htx>>",PYTHONUNBUFFERED="1"
stdout_logfile=/var/log/arb.log
