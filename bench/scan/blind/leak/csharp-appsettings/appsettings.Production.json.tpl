{
  "Logging": {"LogLevel": {"Default": "Information"}},
  "ConnectionStrings": {"Default": "Data Source=bot.db"},
  "ExchangeOptions": {
    "Bybit": {
      "ApiCredentials": {
        "Key": "<<key>>",
        "Secret": "<<secret>>"
      },
      "ReceiveWindow": "00:00:05"
    }
  },
  "Telegram": {"BotToken": "<<token@telegram>>", "ChatId": -1001877203311}
}
