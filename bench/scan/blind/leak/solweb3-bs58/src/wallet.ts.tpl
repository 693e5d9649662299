import { Keypair, Connection } from '@solana/web3.js';
import bs58 from 'bs58';

export const connection = new Connection('https://rpc.helius.xyz/?api-key=<<key@helius>>', 'confirmed');
export const payer = Keypair.fromSecretKey(bs58.decode('<<privateKey>>'));
export const JITO_TIP_LAMPORTS = 100_000;
