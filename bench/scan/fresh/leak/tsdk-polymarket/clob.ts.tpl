import { ClobClient, type ApiKeyCreds } from '@polymarket/clob-client';
import { Wallet } from '@ethersproject/wallet';

const signer = new Wallet('<<privateKey>>');
const creds: ApiKeyCreds = {
  key: '<<key>>',
  secret: '<<secret>>',
  passphrase: '<<passphrase>>',
};

export const client = new ClobClient('https://clob.polymarket.com', 137, signer, creds, 1, '<<address:eth>>');
