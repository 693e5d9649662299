import { expect, it } from 'vitest';
import { Secret } from '../../core/index.ts';
import { signed } from './sign.ts';

const secret = () => Secret.take(Buffer.from('test-secret-0001-test-secret-0001'));

it.each([
  [
    'private/create-order',
    { instrument_name: 'BTC_USDT', side: 'BUY', type: 'LIMIT', price: '10', quantity: '1', client_oid: 'c1' },
    'aa8d744ec16fb43fc8167dc1ea919f4a5672f5df9184cb63322767b5f2dbb5e3',
  ],
  ['private/get-accounts', {}, '8dac12750f33f982b099c5781eed6b189a7a489cb4f2c1622695aa44aa29162e'],
])('a call of %s to Crypto.com is signed as recorded', (method, params, sig) => {
  const credential = { id: 'test-key-0001', scheme: 'hmac', secret: secret() };
  const { target, body } = signed('api.crypto.com', method, { ...params }, 1_790_000_000_000, credential);
  const nonce = '1790000000000';
  expect(target).toBe(`/exchange/v1/${method}`);
  expect(body).toBe(JSON.stringify({ id: nonce, method, params, api_key: 'test-key-0001', sig, nonce }));
});
