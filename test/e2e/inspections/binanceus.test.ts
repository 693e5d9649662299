import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { isRefusal, Secret } from '../../../src/core/index.ts';
import { signatureOf } from '../../../src/exchanges/binanceus/sign.ts';
import { inspections } from '../../../src/exchanges/index.ts';
import { credentialFrom, inspectionOf, reportOf } from './answers.ts';
import { describeFaults } from './faults.ts';
import { describeInspection } from './inspections.contract.ts';

describeInspection({
  exchange: 'binanceus',
  tells: {
    read: ['read'],
    spot: 'untold',
    margin: 'never',
    futures: 'never',
    options: 'never',
    transfer: 'untold',
    withdraw: 'untold',
    admin: 'untold',
  },
  ip: 'untold',
  created: false,
  expires: false,
  account: false,
  causes: {
    revoked: ['key-or-ip-or-permission'],
    signature: ['signature'],
    ip: ['key-or-ip-or-permission'],
    clock: ['clock'],
    rate: ['rate'],
  },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.binanceus({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.privateGetAccount();
  },
});

describeFaults('binanceus', { gone: ['key-or-ip-or-permission'], lost: 404, clock: true });

const key = { id: 'test-key-0001', secret: 'test-secret-0001-test-secret-0001' };
const sample = { canTrade: true, canWithdraw: true, canDeposit: true, balances: [], permissions: ['SPOT'] };

describe('what Binance.US says of a key', () => {
  it('is asked with the recorded signature', async () => {
    const { asked } = await inspectionOf('binanceus', key, [[200, {}]]);
    expect(asked).toEqual([
      {
        method: 'GET',
        host: 'api.binance.us',
        target:
          '/api/v3/account?timestamp=1790000000000&recvWindow=5000&signature=f07bbaf3abc1edb61b2052d2cf54dc00e39b5c1d1b39a10906e17b3e0caa178a',
        headers: { 'x-mbx-apikey': 'test-key-0001' },
        body: '',
      },
    ]);
  });

  it.each([
    [
      'test-secret-0001-test-secret-0001',
      'timestamp=1790000000000&symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=10&newClientOrderId=c1&recvWindow=10000',
      '356bca0e5d5c81ae805f42b3a59a7adf7704a831d14d3bb9b650273c92535070',
    ],
    [
      'NhqPtmdSJYdKjVHjA7PZj4Mge3R5YNiP1e3UZjInClVN65XAbvqqM6A7H5fATj0j',
      'symbol=LTCBTC&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=0.1&recvWindow=5000&timestamp=1499827319559',
      'c8db56825ae71d6d79447849e617115f4a920fa2acdcab2b053c4b2838bd6b71',
    ],
  ])('is signed as recorded and as in the documents: %#', (secret, text, signature) => {
    expect(signatureOf(text, Secret.take(Buffer.from(secret)))).toBe(signature);
  });

  it('is nothing of what the account may do', async () => {
    const told = await reportOf('binanceus', key, [200, sample]);
    const untold = await reportOf('binanceus', key, [200, { ...sample, canTrade: false, canWithdraw: false }]);
    expect(told).toEqual(untold);
    expect(told.rights).toMatchObject({ read: 'yes', spot: 'unknown', withdraw: 'unknown', admin: 'unknown' });
    expect(told.words).toEqual([]);
  });

  it.each([
    [400, { code: -2014, msg: 'API-key format invalid.' }, 'key', 'status 400, code -2014'],
    [
      401,
      { code: -2015, msg: 'Invalid API-key, IP, or permissions.' },
      'key-or-ip-or-permission',
      'status 401, code -2015',
    ],
    [400, { code: -1022, msg: 'Signature for this request is not valid.' }, 'signature', 'status 400, code -1022'],
    [400, { code: -1021, msg: 'outside of the recvWindow' }, 'clock', 'status 400, code -1021'],
    [418, '<html>', 'rate', 'status 418, code none'],
  ] as const)('is refused with status %s and %j for a reason', async (status, body, cause, message) => {
    const { found } = await inspectionOf('binanceus', key, [[status, body]]);
    expect(found).toEqual({ unclear: true, cause, message });
  });

  it('is asked of the live environment alone', async () => {
    const credential = credentialFrom('binanceus', key.id, key.secret);
    if (isRefusal(credential)) throw new Error(credential.message);
    const ask = async () => Promise.reject(new Error('asked'));
    expect(await inspections['binanceus']!.inspect(ask, credential, 'testnet')).toMatchObject({ unclear: true });
    expect(inspections['binanceus']!.time('testnet')).toBeUndefined();
  });

  it('needs a secret that can be one', () => {
    expect(isRefusal(credentialFrom('binanceus', key.id, 'two words are no secret'))).toBe(true);
    expect(isRefusal(credentialFrom('binanceus', 'no spaces', key.secret))).toBe(true);
  });
});
