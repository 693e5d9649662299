---
bot_user: trader
deribit_client_id: <<key>>
deribit_client_secret: <<secret>>
