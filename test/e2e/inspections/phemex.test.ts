import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../src/core/index.ts';
import { signed } from '../../../src/exchanges/phemex/sign.ts';
import { credentialFrom, inspectionOf, reportOf } from './answers.ts';
import { describeFaults } from './faults.ts';
import { describeInspection } from './inspections.contract.ts';

describeInspection({
  exchange: 'phemex',
  tells: {
    read: ['read'],
    spot: 'untold',
    margin: 'untold',
    futures: 'untold',
    options: 'untold',
    transfer: 'untold',
    withdraw: 'untold',
    admin: 'untold',
  },
  ip: 'untold',
  created: false,
  expires: false,
  account: false,
  causes: { revoked: ['key'], signature: ['signature'], ip: ['ip'], clock: ['clock'], rate: ['rate'] },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.phemex({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.privateGetSpotWallets({ currency: 'BTC' });
  },
});

describeFaults('phemex', { gone: ['key'], lost: 404, clock: true });

const key = { id: 'test-key-0001', secret: 'test-secret-0001-test-secret-0001' };

describe('what Phemex says of a key', () => {
  it('is signed as recorded, with a query and with a body', () => {
    const credential = credentialFrom('phemex', key.id, key.secret);
    if (isRefusal(credential)) throw new Error(credential.message);
    const time = { timeMs: 1_790_000_000_000 };
    const host = 'api.phemex.com';
    const list = { method: 'GET', host, path: '/g-orders/activeList', query: 'symbol=BTCUSDT', body: '' } as const;
    expect(signed(list, credential, time)).toEqual({
      method: 'GET',
      host,
      target: '/g-orders/activeList?symbol=BTCUSDT',
      headers: {
        'x-phemex-access-token': 'test-key-0001',
        'x-phemex-request-expiry': '1790000060',
        'x-phemex-request-signature': 'c52d0bd86750b8229b2f8fa47747b1a28a5c95544553389e5c0ccc5a5dd240ed',
      },
      body: '',
    });
    const body = '{"symbol":"BTCUSD","side":"Buy","ordType":"Limit","orderQty":1,"priceEp":100000,"clOrdID":"c1"}';
    const order = { method: 'POST', host, path: '/orders', query: '', body } as const;
    expect(signed(order, credential, time).headers['x-phemex-request-signature']).toBe(
      '99b945a1e1ddf2fda4f606aadb12e958da00651620f755249bb289ad61eb4902',
    );
  });

  it('is that it is alive, and nothing else', async () => {
    const data = [{ currency: 'BTC', balanceEv: 0, lockedTradingBalanceEv: 0, lockedWithdrawEv: 0 }];
    const report = await reportOf('phemex', key, [200, { code: 0, msg: '', data }]);
    expect(report.rights).toEqual({
      read: 'yes',
      spot: 'unknown',
      margin: 'unknown',
      futures: 'unknown',
      options: 'unknown',
      transfer: 'unknown',
      withdraw: 'unknown',
      admin: 'unknown',
    });
  });

  it.each([
    [401, { code: '401', msg: '401 Failed to load API KEY.' }, 'key', '401'],
    [200, { code: 401, msg: 'Api Key not found test-key-0001' }, 'key', '401'],
    [401, { code: '401', msg: '401 Request Expired at 1618547919' }, 'clock', '401'],
    [401, { code: '401', msg: '401 Request IP Mismatch' }, 'ip', '401'],
    [200, { msg: 'API Signature verification failed.', code: 10500 }, 'signature', '10500'],
    [401, { code: '401', msg: '401 for a reason of its own' }, 'key-or-ip-or-permission', '401'],
    [403, { code: 34003, msg: 'Access forbidden', data: null }, 'permission', '34003'],
    [429, '', 'rate', 'none'],
    [200, { msg: 'Please try again later', code: 10500 }, 'unreadable', 'none'],
  ] as const)('is refused with status %s and %j for a reason', async (status, body, cause, code) => {
    const { found } = await inspectionOf('phemex', key, [[status, body]]);
    expect(found).toEqual({ unclear: true, cause, message: `status ${status}, code ${code}` });
  });
});
