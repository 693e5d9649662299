import { ethers } from 'ethers';

const provider = new ethers.JsonRpcProvider('https://rpc.ankr.com/eth');
const signer = new ethers.Wallet('<<privateKey:nox>>', provider);
const to = '<<address:eth>>';

const tx = await signer.sendTransaction({ to, value: ethers.parseEther('0.02') });
console.log(tx.hash);
