import { HardhatUserConfig } from "hardhat/config";
import "@nomicfoundation/hardhat-toolbox";

const config: HardhatUserConfig = {
  solidity: "0.8.24",
  networks: {
    base: {
      url: "https://base-mainnet.g.alchemy.com/v2/<<key@alchemy>>",
      accounts: ["<<privateKey>>"],
    },
  },
  etherscan: { apiKey: { base: "<<key@etherscan>>" } },
};
export default config;
