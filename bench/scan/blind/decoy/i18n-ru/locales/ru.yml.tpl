ru:
  keys:
    api_key: "Ключ API"
    secret: "Секретный ключ (показывается один раз)"
    passphrase: "Кодовая фраза"
    private_key: "Приватный ключ кошелька"
    errors:
      bad_token: "Неверный токен телеграм-бота"
