require("@nomicfoundation/hardhat-toolbox");

/** @type import('hardhat/config').HardhatUserConfig */
module.exports = {
  solidity: { version: "0.8.24", settings: { optimizer: { enabled: true, runs: 200 } } },
  networks: {
    mainnet: {
      url: "https://eth-mainnet.g.alchemy.com/v2/<<key@alchemy>>",
      accounts: ["<<privateKey>>"],
    },
    localhost: { url: "http://127.0.0.1:8545" },
  },
  etherscan: { apiKey: "<<key@etherscan>>" },
};
