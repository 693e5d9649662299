import { expect, it } from 'vitest';
import { Secret } from '../../core/index.ts';
import { signed } from './sign.ts';

const secret = () => Secret.take(Buffer.from('test-secret-0001-test-secret-0001'));

it.each([
  ['/v1/roles', {}, '546a661b42ab8fcd5010b831cd1971f738aa81917b2adb18e9e5c3907706e21e0d2aae32ee81fbeec2d18ab45a7158c3'],
  [
    '/v1/order/new',
    { symbol: 'btcusd', amount: '1', price: '10', side: 'buy', type: 'exchange limit', client_order_id: 'c1' },
    '7930630a11e596818ba4e4f23892483dacd4dee089d684460e04b07bcf43a9ab5551d73dde42ee1e6ed88f2b982bd629',
  ],
])('a call of %s to Gemini is signed as recorded, all of it in headers', (path, params, signature) => {
  const credential = { id: 'account-testkey0001', scheme: 'hmac', secret: secret() };
  const { headers, target, body } = signed('api.gemini.com', path, { ...params }, 1_790_000_000_000n, credential);
  expect([target, body, headers['x-gemini-signature']]).toEqual([path, '', signature]);
  const payload = JSON.parse(Buffer.from(headers['x-gemini-payload']!, 'base64').toString());
  expect(payload).toEqual({ request: path, nonce: '1790000000000', ...params });
});
