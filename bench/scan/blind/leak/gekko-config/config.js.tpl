var config = {};

config.debug = true;
config.watch = {
  exchange: 'bitstamp',
  currency: 'EUR',
  asset: 'BTC',
}
config.trader = {
  enabled: true,
  key: '<<key>>',
  secret: '<<secret>>',
  username: '312209',
  passphrase: '',
}
config.telegrambot = {
  enabled: true,
  emitTrades: true,
  token: '<<token@telegram>>',
}
module.exports = config;
