const HDWalletProvider = require('@truffle/hdwallet-provider');

const mnemonic = '<<mnemonic>>';

module.exports = {
  networks: {
    bsc: {
      provider: () => new HDWalletProvider(mnemonic, 'https://bsc-dataseed1.binance.org'),
      network_id: 56,
      confirmations: 3,
    },
    mainnet: {
      provider: () => new HDWalletProvider(mnemonic, 'https://mainnet.infura.io/v3/<<key@infura>>'),
      network_id: 1,
      gasPrice: 20000000000,
    },
  },
  compilers: { solc: { version: '0.8.19' } },
};
