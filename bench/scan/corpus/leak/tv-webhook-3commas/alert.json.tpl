{
  "message_type": "bot",
  "bot_id": <<digits:8>>,
  "email_token": "<<token:uuid@3commas>>",
  "delay_seconds": 0,
  "pair": "USDT_BTC"
}
