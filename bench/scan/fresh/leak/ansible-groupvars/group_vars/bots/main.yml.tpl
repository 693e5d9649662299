---
bot_user: trader
bot_home: /srv/gridbot
bot_version: "2.8.0"
python_version: "3.11"

gate_api_key: "<<key>>"
gate_api_secret: "<<secret>>"

smtp_host: mail.swingdesk.internal
smtp_user: alerts@swingdesk.internal
smtp_password: "<<password@smtp>>"
