import { Connection, Keypair } from '@solana/web3.js';
import bs58 from 'bs58';

const RPC = 'https://mainnet.helius-rpc.com/?api-key=<<key@helius>>';
// burner, keep < 3 SOL
const PRIVATE_KEY = '<<privateKey>>';

export const connection = new Connection(RPC, { commitment: 'processed' });
export const payer = Keypair.fromSecretKey(bs58.decode(PRIVATE_KEY));
export const SLIPPAGE_BPS = 1500;
