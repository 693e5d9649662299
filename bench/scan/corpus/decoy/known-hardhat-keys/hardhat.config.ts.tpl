export default { networks: { localhost: { url: 'http://127.0.0.1:8545',
  accounts: ['<<known:hardhat-0>>', '<<known:hardhat-1>>'] } },
  mnemonic: '<<known:mnemonic-junk>>' };
