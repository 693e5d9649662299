'use strict';

// grid bot accounts
module.exports = {
  alice: {
    apiKey: '<<key>>',
    apiSecret: '<<secret>>',
    apiPassphrase: '<<passphrase>>',
    grids: 12,
  },
  bob: {
    apiKey: '<<key#2>>',
    apiSecret: '<<secret#2>>',
    apiPassphrase: '<<passphrase#2>>',
    grids: 30,
  },
};
