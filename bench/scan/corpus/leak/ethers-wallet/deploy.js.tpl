const { ethers } = require('ethers');
const provider = new ethers.JsonRpcProvider('https://mainnet.infura.io/v3/<<key:hex32@infura>>');
const wallet = new ethers.Wallet('<<privateKey>>', provider);
