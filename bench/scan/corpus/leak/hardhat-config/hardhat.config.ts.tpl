import { HardhatUserConfig } from 'hardhat/config';
const config: HardhatUserConfig = {
  solidity: '0.8.24',
  networks: {
    arbitrum: {
      url: 'https://arb-mainnet.g.alchemy.com/v2/<<key@alchemy>>',
      accounts: ['<<privateKey>>'],
    },
    bsc: { url: 'https://bsc-dataseed.binance.org', accounts: { mnemonic: '<<mnemonic:12>>' } },
  },
};
export default config;
