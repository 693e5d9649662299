[Service]
Environment="BINANCE_KEY=<<key>>"
Environment="BINANCE_SECRET=<<secret>>"
