import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { isRefusal, Secret } from '../../../src/core/index.ts';
import { signed } from '../../../src/exchanges/gate/sign.ts';
import { inspections } from '../../../src/exchanges/index.ts';
import { credentialFrom, inspectionOf, reportOf } from './answers.ts';
import { describeInspection } from './inspections.contract.ts';
import { describeThinFront } from './thin-front.contract.ts';

describeInspection({
  exchange: 'gate',
  tells: {
    read: ['read'],
    spot: ['trade'],
    margin: ['trade', 'margin'],
    futures: ['futures'],
    options: ['options'],
    transfer: ['transfer'],
    withdraw: 'untold',
    admin: 'untold',
  },
  ip: 'list',
  created: true,
  expires: false,
  account: true,
  causes: { revoked: ['key'], signature: ['signature'], ip: ['ip'], clock: ['clock'], rate: ['rate'] },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.gate({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.privateAccountGetMainKeys();
  },
});

describeThinFront('gate', { denied: 'FORBIDDEN', clock: 'REQUEST_EXPIRED', lost: 404, limited: 'TOO_MANY_REQUESTS' });

const key = { id: 'test-key-0001', secret: 'test-secret-0001-test-secret-0001' };
const sample = {
  state: 1,
  mode: 1,
  name: 'bot',
  currency_pairs: [],
  user_id: 100000,
  ip_whitelist: ['203.0.113.7'],
  perms: [
    { name: 'spot', read_only: false },
    { name: 'wallet', read_only: true },
  ],
  key: { mode: 1 },
  created_at: '1700000000',
  updated_at: '1700000000',
  last_access: '1700000000',
};
const allowed = (...perms: readonly unknown[]) => reportOf('gate', key, [200, { ...sample, perms }]);

describe('what Gate says of a key', () => {
  it('is asked with the recorded signature', async () => {
    const { asked } = await inspectionOf('gate', key, [[200, {}]]);
    expect(asked).toEqual([
      {
        method: 'GET',
        host: 'api.gateio.ws',
        target: '/api/v4/account/main_keys',
        headers: {
          key: 'test-key-0001',
          timestamp: '1790000000',
          sign: 'cf3dc55a6a938bcdcf26276adf6089f4a09fb7361560407f0aa6e21425750bb17d1da01ab2392fa8e25179a541be9a892504669e61067cca2013ebcad2d02a2a',
        },
        body: '',
      },
    ]);
  });

  it.each([
    [
      'GET',
      '/api/v4/futures/orders?contract=BTC_USD&status=finished&limit=50',
      '',
      '55f84ea195d6fe57ce62464daaa7c3c02fa9d1dde954e4c898289c9a2407a3d6fb3faf24deff16790d726b66ac9f74526668b13bd01029199cc4fcc522418b8a',
    ],
    [
      'POST',
      '/api/v4/futures/orders',
      '{"contract":"BTC_USD","type":"limit","size":100,"price":6800,"time_in_force":"gtc"}',
      'eae42da914a590ddf727473aff25fc87d50b64783941061f47a3fdb92742541fc4c2c14017581b4199a1418d54471c269c03a38d788d802e2c306c37636389f0',
    ],
  ] as const)('is signed as in the example %s of the documents', (method, target, body, sign) => {
    // The key of the example is too short to pass for a real one.
    const real = credentialFrom('gate', 'key-of-the-documents', 'x'.repeat(16));
    if (isRefusal(real)) throw new Error(real.message);
    const credential = { ...real, secret: Secret.take(Buffer.from('secret')) };
    const made = signed({ method, host: 'api.gateio.ws', target, body }, credential, { timeMs: 1_541_993_715_000 });
    expect(made.headers['sign']).toBe(sign);
  });

  it('is read from the sample', async () => {
    expect(await reportOf('gate', key, [200, sample])).toEqual({
      rights: {
        read: 'yes',
        spot: 'yes',
        margin: 'yes',
        futures: 'no',
        options: 'no',
        transfer: 'no',
        withdraw: 'unknown',
        admin: 'unknown',
      },
      ipRestricted: 'yes',
      ips: ['203.0.113.7'],
      label: 'bot',
      createdMs: 1_700_000_000_000,
      lastUsedMs: 1_700_000_000_000,
      subAccount: 'unknown',
      account: '100000',
      words: ['spot:write', 'wallet:read'],
    });
  });

  it('never denies that the key may withdraw, and says so where a group shows it', async () => {
    expect((await allowed({ name: 'spot', read_only: true })).rights.withdraw).toBe('unknown');
    expect((await allowed({ name: 'withdrawal', read_only: false })).rights.withdraw).toBe('yes');
    expect((await allowed({ name: 'withdrawal', read_only: true })).rights.withdraw).toBe('unknown');
    expect((await allowed({ name: 'otc', read_only: false })).rights.withdraw).toBe('yes');
  });

  it.each([[{ name: 'quants', read_only: true }], [{ name: 'spot' }], [{ name: 'spot', read_only: 'no' }]])(
    'leaves open what is not shown beside %j',
    async (perm) => {
      const { rights } = await allowed({ name: 'wallet', read_only: true }, perm);
      expect(rights).toMatchObject({ read: 'yes', spot: 'unknown', futures: 'unknown', transfer: 'unknown' });
    },
  );

  it('finds the own key in a list that marks it, and takes no other for it', async () => {
    const other = { ...sample, key: 'another-key-01', perms: [{ name: 'options', read_only: false }] };
    const own = { ...sample, key: key.id };
    expect((await reportOf('gate', key, [200, [other, own]])).words).toEqual(['spot:write', 'wallet:read']);
    for (const said of [[other], other, [sample, sample], []]) {
      expect((await inspectionOf('gate', key, [[200, said]])).found).toMatchObject({ cause: 'unreadable' });
    }
  });

  it.each([
    [401, 'INVALID_KEY', 'key'],
    [401, 'INVALID_SIGNATURE', 'signature'],
    [403, 'IP_FORBIDDEN', 'ip'],
    [403, 'FORBIDDEN', 'permission'],
    [403, 'READ_ONLY', 'permission'],
    [403, 'REQUEST_EXPIRED', 'clock'],
    [400, 'TOO_FAST', 'rate'],
  ])('means by %i %s that the %s is to blame', (status, label, cause) => {
    const body = JSON.stringify({ label, message: 'of test-key-0001' });
    expect(inspections['gate']!.readError(status, body)).toEqual({
      unclear: true,
      cause,
      message: `status ${status}, code ${label}`,
    });
  });
});
