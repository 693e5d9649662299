[Unit]
Description=market maker kucoin
After=network-online.target

[Service]
User=mm
WorkingDirectory=/opt/mm
Environment="KC_API_KEY=<<key>>"
Environment="KC_API_SECRET=<<secret>>" "KC_API_PASSPHRASE=<<passphrase>>"
ExecStart=/opt/mm/venv/bin/python -m mm
Restart=always

[Install]
WantedBy=multi-user.target
