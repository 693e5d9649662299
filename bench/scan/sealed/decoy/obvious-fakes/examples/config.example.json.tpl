{
  "kraken": {"apiKey": "<<repeat:A:56>>", "secret": "<<repeat:B:86>>=="},
  "bitget": {
    "apiKey": "bg_00000000000000000000000000000000",
    "secret": "<<repeat:0:64>>",
    "passphrase": "PASSPHRASE"
  },
  "telegram": {"token": "0000000000:<<repeat:A:35>>", "chat_id": "0"}
}
