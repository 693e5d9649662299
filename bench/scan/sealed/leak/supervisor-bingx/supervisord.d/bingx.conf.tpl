[program:bingx-scalper]
command=/opt/scalper/venv/bin/python scalper.py
directory=/opt/scalper
autorestart=true
environment=BINGX_KEY="<<key>>",BINGX_SECRET="<<secret>>",LOG_LEVEL="info"
stdout_logfile=/var/log/bingx-scalper.log
