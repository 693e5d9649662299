[Unit]
Description=crypto.com market maker
After=network-online.target

[Service]
User=bot
Environment=CRYPTOCOM_API_KEY=<<key>>
Environment="CRYPTOCOM_SECRET=<<secret>>" "LOG=info"
ExecStart=/opt/mm/venv/bin/python -m mm
Restart=always
