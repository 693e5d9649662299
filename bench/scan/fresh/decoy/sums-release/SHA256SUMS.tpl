<<hex64>>  grid-bot-1.4.0-linux-amd64.tar.gz
<<hex64>>  grid-bot-1.4.0-darwin-arm64.tar.gz
<<hex64>>  grid-bot-1.4.0-windows-amd64.zip
<<hex64>>  grid-bot_1.4.0_amd64.deb
