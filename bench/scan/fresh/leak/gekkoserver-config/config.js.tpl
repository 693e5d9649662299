var config = {};

config.debug = true;

config.watch = {
  exchange: 'bitfinex',
  currency: 'USD',
  asset: 'BTC'
}

config.tradingAdvisor = {
  enabled: true,
  method: 'MACD',
  candleSize: 60,
  historySize: 10,
}

config.trader = {
  enabled: true,
  key: '<<key>>',
  secret: '<<secret>>',
  username: '',
  passphrase: '',
  orderUpdateDelay: 1,
}

config.telegrambot = {
  enabled: true,
  emitUpdates: false,
  token: '<<token@telegram>>',
  botName: 'gekkobot'
};

config['I understand that Gekko only automates MY OWN trading strategies'] = true;

module.exports = config;
