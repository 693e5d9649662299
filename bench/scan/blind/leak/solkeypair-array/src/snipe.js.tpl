const { Keypair } = require('@solana/web3.js');

const secret = Uint8Array.from(<<privateKey:solana-bytes>>);
const wallet = Keypair.fromSecretKey(secret);
console.log('wallet', wallet.publicKey.toBase58());
