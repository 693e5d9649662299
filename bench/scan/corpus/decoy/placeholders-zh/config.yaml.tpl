okx:
  apiKey: "你的API_KEY"
  secretKey: "в кавычках ваш секрет"
  passphrase: "votre_phrase_secrète"
