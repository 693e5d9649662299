[Unit]
Description=Phemex DCA
After=network-online.target

[Service]
User=bot
WorkingDirectory=/srv/phemex-dca
Environment="PHEMEX_API_KEY=<<key>>"
Environment="PHEMEX_API_SECRET=<<secret>>"
ExecStart=/srv/phemex-dca/venv/bin/python -m dca --weekly
Restart=on-failure

[Install]
WantedBy=multi-user.target
