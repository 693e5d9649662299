[
  {"id": "<<hex16>>", "type": "tab", "label": "DCA"},
  {
    "id": "<<hex16>>",
    "type": "function",
    "z": "<<hex16>>",
    "name": "bitvavo sign",
    "func": "const key = '<<key>>';\nconst secret = '<<secret>>';\nmsg.headers = sign(key, secret, msg.payload);\nreturn msg;",
    "outputs": 1
  },
  {"id": "<<hex16>>", "type": "http request", "method": "POST", "url": "https://api.bitvavo.com/v2/order"}
]
