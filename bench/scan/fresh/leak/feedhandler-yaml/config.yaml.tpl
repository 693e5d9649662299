log:
    filename: feedhandler.log
    level: WARNING

uvloop: True
ignore_invalid_instruments: False
backend_multiprocessing: False

binance_futures:
    key_id: null
    key_secret: null
bitmex:
    key_id: <<key@bitmex>>
    key_secret: <<secret@bitmex>>
deribit:
    key_id: "<<key>>"
    key_secret: "<<secret>>"
gemini:
    key_id: null
    key_secret: null
    account_name: null
kucoin:
    key_id: <<key@kucoin>>
    key_secret: <<secret@kucoin>>
    key_passphrase: <<passphrase@kucoin>>
okx:
    key_id: null
    key_secret: null
    key_passphrase: null
