# alert message: { "key":"<<password>>", "telegram":"-100<<digits:10>>", "msg":"Long #{{ticker}} at {{close}}" }
sec_key = "<<password>>"

send_telegram_alerts = True
tg_token = "<<token@telegram>>"  # from BotFather
channel = -100<<digits:10>>

send_discord_alerts = True
discord_webhook = "<<webhook@discord>>"
email_password = "<<password@smtp>>"
