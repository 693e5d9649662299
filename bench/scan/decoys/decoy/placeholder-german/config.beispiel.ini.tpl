; Kopiere diese Datei nach config.ini und trage deine Zugangsdaten ein
[kraken]
api_key = HIER_DEINEN_API_SCHLUESSEL_EINTRAGEN
private_key = HIER_DEIN_GEHEIMNIS_EINTRAGEN
[bitpanda]
token = <dein-token>
[telegram]
bot_token = DEIN_TELEGRAM_TOKEN
chat_id = DEINE_CHAT_ID
