log:
    filename: feedhandler.log
    level: WARNING
uvloop: True
deribit:
    key_id: <<key@deribit>>
    key_secret: <<secret@deribit>>
bitmex:
    key_id: <<key@bitmex>>
    key_secret: <<secret@bitmex>>
gemini:
    key_id: <<key@gemini>>
    key_secret: <<secret@gemini>>
    account_name: null
okx:
    key_id: null
    key_secret: null
    key_passphrase: null
