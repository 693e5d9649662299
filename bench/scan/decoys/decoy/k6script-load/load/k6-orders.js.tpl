import http from 'k6/http';
import crypto from 'k6/crypto';
import { check } from 'k6';

const key = __ENV.BITMEX_KEY;
const secret = __ENV.BITMEX_SECRET;

export const options = { vus: 5, duration: '1m', cloud: { projectID: 3712345 } };

export default function () {
  const expires = Math.floor(Date.now() / 1000) + 30;
  const signature = crypto.hmac('sha256', secret, `GET/api/v1/position${expires}`, 'hex');
  const res = http.get('https://testnet.bitmex.com/api/v1/position', {
    headers: { 'api-key': key, 'api-signature': signature, 'api-expires': String(expires) },
  });
  check(res, { 'is 200': (r) => r.status === 200 });
}
