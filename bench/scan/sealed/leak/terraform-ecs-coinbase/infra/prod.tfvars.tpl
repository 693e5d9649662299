region         = "eu-central-1"
service_name   = "cb-dca"
desired_count  = 1
cpu            = 256
memory         = 512

coinbase_key_name    = "<<key>>"
coinbase_private_key = "<<secret|esc>>"

telegram_bot_token = "<<token@telegram>>"
telegram_chat_id   = "-100<<digits:10>>"
