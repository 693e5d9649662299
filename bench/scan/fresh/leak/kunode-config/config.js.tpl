module.exports = {
  baseUrl: 'https://openapi-v2.kucoin.com',
  apiAuth: {
    key: '<<key>>', // KC-API-KEY
    secret: '<<secret>>', // API-Secret
    passphrase: '<<passphrase>>', // KC-API-PASSPHRASE
  },
  authVersion: 2, // KC-API-KEY-VERSION
};
