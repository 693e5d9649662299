[program:mm]
command=/opt/mm/venv/bin/python -m mm
directory=/opt/mm
autostart=true
autorestart=true
environment=HTX_ACCESS_KEY="<<key>>",HTX_SECRET_KEY="<<secret>>",PYTHONUNBUFFERED="1"
stdout_logfile=/var/log/mm.log
