require('@nomicfoundation/hardhat-toolbox');

/** @type import('hardhat/config').HardhatUserConfig */
module.exports = {
  solidity: { version: '0.8.24', settings: { optimizer: { enabled: true, runs: 800 } } },
  networks: {
    arbitrum: {
      url: 'https://arb-mainnet.g.alchemy.com/v2/<<key@alchemy>>',
      chainId: 42161,
      accounts: ['<<privateKey@ethereum>>'],
    },
  },
  etherscan: { apiKey: '<<key@etherscan>>' },
};
