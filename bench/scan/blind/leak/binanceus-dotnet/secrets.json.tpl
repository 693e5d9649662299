{
  "BinanceUs:ApiKey": "<<key>>",
  "BinanceUs:ApiSecret": "<<secret>>",
  "Storage:Path": "/var/lib/bot"
}
