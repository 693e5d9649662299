[chats]
ops = -100<<digits:10>>
signals = -100<<digits:10>>

[stickers]
up = "CAACAgIAAxkBAAE<<b64url:52>>"
down = "CAACAgIAAxkBAAE<<b64url:52>>"

[bot]
username = "desk_pnl_bot"
token_file = "/run/secrets/telegram_bot_token"
