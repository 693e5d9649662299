import { SpotClient } from 'kucoin-api';
const accounts = [{ key: '<<key>>', secret: '<<secret>>', passphrase: '<<passphrase>>' }];
export const clients = accounts.map((a) => new SpotClient({ apiKey: a.key, apiSecret: a.secret, apiPassphrase: a.passphrase }));
