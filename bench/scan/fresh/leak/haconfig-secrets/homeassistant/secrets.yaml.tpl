# Use this file to store secrets like usernames and passwords.
wifi_ssid: Sonnenhof
telegram_bot_token: "<<token>>"
telegram_chat: <<digits:9>>
pushover_app_token: <<token@pushover>>
coingecko_demo_key: <<key@coingecko>>
