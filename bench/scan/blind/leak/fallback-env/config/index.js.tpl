module.exports = {
  exchange: process.env.EXCHANGE || 'bitget',
  apiKey: process.env.BITGET_API_KEY || '<<key>>',
  apiSecret: process.env.BITGET_API_SECRET ?? '<<secret>>',
  passphrase: process.env.BITGET_PASSPHRASE ?? '<<passphrase>>',
  port: Number(process.env.PORT || 3001),
};
