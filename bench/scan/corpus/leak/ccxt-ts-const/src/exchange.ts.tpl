import { bitget, type Exchange } from 'ccxt';

const KEY = '<<key>>';
const SECRET = '<<secret>>';
const PASS = `<<passphrase>>`;

export function open(): Exchange {
  return new bitget({ apiKey: KEY, secret: SECRET, password: PASS });
}
