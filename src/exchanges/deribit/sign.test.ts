import { expect, it } from 'vitest';
import { Secret } from '../../core/index.ts';
import { signed } from './sign.ts';

it('a call to Deribit is signed as recorded', () => {
  const secret = Secret.take(Buffer.from('test-secret-0001-test-secret-0001'));
  const target = '/api/v2/private/get_open_orders?kind=future';
  const credential = { id: 'test-key-0001', scheme: 'hmac', secret };
  expect(signed('www.deribit.com', target, 1_790_000_000_000, credential)).toMatchObject({
    method: 'GET',
    target,
    headers: {
      authorization:
        'deri-hmac-sha256 id=test-key-0001,ts=1790000000000,sig=5b872015b57b6ecfed81d8749e30b0bae960f5c77811d4765de6079c5dbd3304,nonce=1790000000000',
    },
  });
});
