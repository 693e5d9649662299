import { expect, it } from 'vitest';
import { Secret } from '../../core/index.ts';
import { signed } from './sign.ts';

const secret = () => Secret.take(Buffer.from('test-secret-0001-test-secret-0001'));

it.each([
  [
    '/v2/auth/r/permissions',
    '{}',
    '6f9082012e0c4248ca96a20b10864ac1586ba9c33f6d705c277a6f3b142fd905f82f349e6195915c49a665f4bef6bde1',
  ],
  [
    '/v2/auth/w/order/submit',
    '{"type":"EXCHANGE LIMIT","symbol":"tBTCUSD","amount":"0.1","price":"10000","cid":1}',
    '1e46cb9d72591d39884387d305a6b29291bd8832ef88f14b9fe74b56ccd20ca3f23e70b4d98cbff1aae14bc63cd808e4',
  ],
])('the signature of Bitfinex for %s is the recorded one', (path, body, signature) => {
  const credential = { id: 'test-key-0001', scheme: 'hmac', secret: secret() };
  const { headers } = signed('api.bitfinex.com', path, body, 1_790_000_000_000n, credential);
  expect(headers['bfx-signature']).toBe(signature);
});
