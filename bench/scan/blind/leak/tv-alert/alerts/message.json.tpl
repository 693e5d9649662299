{
  "message_type": "bot",
  "bot_id": 8820117,
  "email_token": "<<token>>",
  "delay_seconds": 0,
  "pair": "USDT_BTC"
}
