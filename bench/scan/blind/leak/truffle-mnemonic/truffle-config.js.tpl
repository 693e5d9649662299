const HDWalletProvider = require('@truffle/hdwallet-provider');
const mnemonic = '<<mnemonic:12>>';

module.exports = {
  networks: {
    bsc: {
      provider: () => new HDWalletProvider(mnemonic, 'https://bsc-dataseed1.binance.org'),
      network_id: 56,
      confirmations: 3,
    },
  },
};
