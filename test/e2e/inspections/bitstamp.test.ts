import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { inspections } from '../../../src/exchanges/index.ts';
import { inspectionOf, reportOf } from './answers.ts';
import { describeFaults } from './faults.ts';
import { describeInspection } from './inspections.contract.ts';

describeInspection({
  exchange: 'bitstamp',
  tells: {
    read: ['read'],
    spot: 'untold',
    margin: 'untold',
    futures: 'untold',
    options: 'never',
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
    const client = new ccxt.bitstamp({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.privatePostAccountBalances();
  },
});

describeFaults('bitstamp', { gone: ['key'], lost: 404, clock: true });

const key = { id: 'test-key-0001', secret: 'test-secret-0001-test-secret-0001' };
const noRights = { spot: 'unknown', margin: 'unknown', futures: 'unknown', transfer: 'unknown', withdraw: 'unknown' };

describe('a Bitstamp key', () => {
  it('is asked without a body or its type, with a nonce of its own each time', async () => {
    const said = [[200, [{ currency: 'usd', available: '1.00' }]]] as const;
    const first = await inspectionOf('bitstamp', key, said);
    const second = await inspectionOf('bitstamp', key, said);
    const headers = [first, second].map(({ asked }) => asked[0]!.headers);
    expect(first.asked[0]).toMatchObject({ method: 'POST', host: 'www.bitstamp.net', body: '' });
    expect(headers[0]).toMatchObject({ 'x-auth': 'BITSTAMP test-key-0001', 'x-auth-timestamp': '1790000000000' });
    expect(headers[0]).not.toHaveProperty('content-type');
    expect(headers[0]!['x-auth-nonce']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/);
    expect(headers[0]!['x-auth-nonce']).not.toBe(headers[1]!['x-auth-nonce']);
  });

  it('is alive when it may not see balances, and nothing more is said of it', async () => {
    const denied = [403, { status: 'error', reason: 'No permission found', code: 'API0003' }] as const;
    expect((await reportOf('bitstamp', key, denied)).rights).toMatchObject({ read: 'unknown', ...noRights });
    expect((await reportOf('bitstamp', key, [403, { error: 'No permission found' }])).rights.read).toBe('unknown');
    expect((await reportOf('bitstamp', key, [200, []])).rights.read).toBe('unknown');
  });

  it.each([
    ['API0001', 'key'],
    ['API0002', 'ip'],
    ['API0004', 'clock'],
    ['API0005', 'signature'],
    ['API0017', 'clock'],
  ])('is refused with %s, whatever the text says', (code, cause) => {
    const body = JSON.stringify({ status: 'error', reason: 'key test-key-0001', code });
    expect(inspections['bitstamp']!.readError(403, body)).toEqual({
      unclear: true,
      cause,
      message: `status 403, code ${code}`,
    });
  });
});
