import { expect, it } from 'vitest';
import { Secret } from '../../core/index.ts';
import { signed } from './sign.ts';

const secret = () => Secret.take(Buffer.from('test-secret-0001-test-secret-0001'));
const credential = () => ({ id: 'test-key-0001', scheme: 'hmac', secret: secret() });

it.each([
  [
    'POST',
    '/api/v2/user_transactions/',
    'limit=10',
    'a8fe87318f440e8d4d1fb89bfa082a7fbe728d1ed5ce3f9593315e6608940932',
  ],
  ['GET', '/api/v2/earn/subscriptions/', '', '0a7183775b89dcec53583350ad5829c0d123a1c7c783feaac080dbbba9c0c0ac'],
] as const)('the signature of Bitstamp for a %s of %s is the recorded one', (method, target, body, signature) => {
  const call = { method, host: 'www.bitstamp.net', target, body };
  const request = signed(call, 1_790_000_000_000, credential(), '11111111-2222-4333-8444-555555555555');
  expect(request).toMatchObject({ method, target, body, headers: { 'x-auth-signature': signature } });
  expect('content-type' in request.headers).toBe(body !== '');
});
