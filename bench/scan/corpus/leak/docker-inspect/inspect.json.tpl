[{"Id":"<<hex64>>","Config":{"Hostname":"<<hex12>>","Env":["BINANCE_API_KEY=<<key>>","BINANCE_API_SECRET=<<secret>>","PATH=/usr/local/bin:/usr/bin"],"Image":"sha256:<<hex64>>"}}]
