const ccxt = require('ccxt')
const accounts = [
  ['okx', { apiKey: '<<key@okx>>', secret: '<<secret@okx>>', password: '<<passphrase@okx>>' }],
  ['kucoin', { apiKey: '<<key@kucoin>>', secret: '<<secret@kucoin>>', password: '<<passphrase@kucoin>>' }],
  ['gateio', { apiKey: '<<key@gate>>', secret: '<<secret@gate>>' }],
]
const live = accounts.map(([id, o]) => new ccxt[id](o))
