---
ansible_user: deploy
bot_dir: /opt/volbot
bot_version: "0.14.3"

deribit_client_id: "<<key>>"
deribit_client_secret: "<<secret>>"
deribit_currency: [BTC, ETH]

delta_limit: 1.5
vega_limit: 4000
