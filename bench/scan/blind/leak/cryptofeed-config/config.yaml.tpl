log:
    filename: feedhandler.log
    level: WARNING

uvloop: True
ignore_invalid_instruments: False

binance_futures:
    key_id: null
    key_secret: null
bitget:
    key_id: <<key>>
    key_secret: <<secret>>
    key_passphrase: '<<passphrase>>'
deribit:
    key_id: <<key@deribit>>
    key_secret: <<secret@deribit>>
gemini:
    key_id: <<key@gemini>>
    key_secret: <<secret@gemini>>
    account_name: primary
