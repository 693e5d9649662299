var config = {};
config.watch = { exchange: 'bitfinex', currency: 'USD', asset: 'BTC' };
config.trader = {
  enabled: true,
  key: '<<key>>',
  secret: '<<secret>>',
  username: '', // only for bitstamp
  passphrase: ''
};
config.telegrambot = { enabled: true, token: '<<token@telegram>>', botName: 'gekkobot' };
config.mailer = { enabled: true, email: 'me@example.org', password: '<<password>>' };
module.exports = config;
