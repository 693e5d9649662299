[Unit]
Description=BingX scalper
After=network-online.target

[Service]
User=trader
WorkingDirectory=/opt/scalper
Environment="BINGX_API_KEY=<<key>>"
Environment="BINGX_SECRET_KEY=<<secret>>"
Environment=PYTHONUNBUFFERED=1
ExecStart=/opt/scalper/venv/bin/python main.py
Restart=always
RestartSec=5

[Install]
WantedBy=multi-user.target
