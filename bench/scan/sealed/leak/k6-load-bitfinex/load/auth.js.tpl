import http from 'k6/http';
import crypto from 'k6/crypto';
import { check } from 'k6';

const KEY = '<<key>>';
const SECRET = '<<secret>>';

export const options = { vus: 2, duration: '30s' };

export default function () {
  const path = 'v2/auth/r/wallets';
  const nonce = `${Date.now()}000`;
  const sig = crypto.hmac('sha384', SECRET, `/api/${path}${nonce}{}`, 'hex');
  const res = http.post(`https://api.bitfinex.com/${path}`, '{}', {
    headers: { 'bfx-nonce': nonce, 'bfx-apikey': KEY, 'bfx-signature': sig, 'Content-Type': 'application/json' },
  });
  check(res, { ok: (r) => r.status === 200 });
}
