{
  "Logging": {"LogLevel": {"Default": "Information", "Microsoft": "Warning"}},
  "ConnectionStrings": {"Default": "Data Source=bot.db"},
  "Exchanges": {
    "Bitstamp": {
      "Enabled": true,
      "CustomerId": "<<digits:7>>",
      "ApiKey": "<<key>>",
      "ApiSecret": "<<secret>>"
    },
    "Kraken": {
      "Enabled": true,
      "ApiKey": "<<key@kraken>>",
      "PrivateKey": "<<secret@kraken>>",
      "PubQuotesToRabbit": false
    }
  },
  "AllowedHosts": "*"
}
