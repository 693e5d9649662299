{
  "exchange": {"name": "kraken", "key": "INSERT_KRAKEN_API_KEY_HERE", "secret": "<your-private-key>"},
  "telegram": {"token": "PUT_YOUR_TELEGRAM_BOT_TOKEN_HERE", "chat_id": "123456789"},
  "api_server": {"jwt_secret_key": "changeme_to_something_random", "password": "your_password"}
}
