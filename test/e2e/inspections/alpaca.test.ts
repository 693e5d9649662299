import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../src/core/index.ts';
import { inspections, type UpstreamRequest } from '../../../src/exchanges/index.ts';
import { credentialFrom, inspectionOf, reportOf } from './answers.ts';
import { describeFaults } from './faults.ts';
import { describeInspection } from './inspections.contract.ts';

describeInspection({
  exchange: 'alpaca',
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
  account: true,
  causes: { revoked: ['key'], signature: ['key'], ip: ['key-or-ip-or-permission'], rate: ['rate'] },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.alpaca({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.traderPrivateGetV2Account();
  },
});

describeFaults('alpaca', { gone: ['key'], lost: 404 });

const key = { id: 'test-key-0001', secret: 'test-secret-0001-test-secret-0001' };
const sample = {
  id: '904837e3-3b76-47ec-b432-046db621571b',
  status: 'ACTIVE',
  crypto_status: 'ACTIVE',
  trading_blocked: false,
  transfers_blocked: false,
};

describe('what Alpaca says of a key', () => {
  it('is asked with the secret in a header, as recorded', async () => {
    const { asked } = await inspectionOf('alpaca', key, [[200, sample]]);
    expect(asked).toEqual([
      {
        method: 'GET',
        host: 'api.alpaca.markets',
        target: '/v2/account',
        headers: {
          'apca-api-key-id': 'test-key-0001',
          'apca-api-secret-key': 'test-secret-0001-test-secret-0001',
        },
        body: '',
      },
    ]);
  });

  it('is asked of paper trading on its own host', async () => {
    const credential = credentialFrom('alpaca', key.id, key.secret);
    if (isRefusal(credential)) throw new Error(credential.message);
    const asked: UpstreamRequest[] = [];
    const found = await inspections['alpaca']!.inspect(
      async (make) => {
        asked.push(make({ timeMs: 0 }));
        return { status: 200, headers: {}, body: JSON.stringify(sample) };
      },
      credential,
      'demo',
    );
    expect(found).toMatchObject({ rights: { read: 'yes' } });
    expect(asked.map(({ host }) => host)).toEqual(['paper-api.alpaca.markets']);
  });

  it('is nothing of what its account may do', async () => {
    const open = await reportOf('alpaca', key, [200, sample]);
    const blocked = await reportOf('alpaca', key, [200, { ...sample, trading_blocked: true, transfers_blocked: true }]);
    expect(open).toEqual(blocked);
    expect(open.account).toBe(sample.id);
    expect(open.rights).toMatchObject({ read: 'yes', spot: 'unknown', withdraw: 'unknown', admin: 'unknown' });
  });

  it.each([
    [401, { code: 40110000, message: 'request is not authorized' }, 'key', '40110000'],
    [403, { message: 'forbidden.' }, 'key-or-ip-or-permission', 'none'],
    [403, { code: 40310000, message: 'test-key-0001' }, 'key-or-ip-or-permission', '40310000'],
    [429, { code: 42910000, message: 'rate limit exceeded' }, 'rate', '42910000'],
    [404, {}, 'unreadable', 'none'],
  ] as const)('is refused with status %s and %j for a reason', async (status, body, cause, code) => {
    const { found } = await inspectionOf('alpaca', key, [[status, body]]);
    expect(found).toEqual({ unclear: true, cause, message: `status ${status}, code ${code}` });
  });
});
