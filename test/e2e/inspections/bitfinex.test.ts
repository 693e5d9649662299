import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { inspections } from '../../../src/exchanges/index.ts';
import { inspectionOf, reportOf, type Said } from './answers.ts';
import { describeFaults } from './faults.ts';
import { describeInspection } from './inspections.contract.ts';

const bad = ['key-or-ip-or-permission'] as const;

describeInspection({
  exchange: 'bitfinex',
  tells: {
    read: ['read'],
    spot: ['trade'],
    margin: ['trade'],
    futures: ['trade'],
    options: 'never',
    transfer: ['transfer'],
    withdraw: ['withdraw'],
    admin: 'untold',
  },
  ip: 'untold',
  created: false,
  expires: false,
  account: false,
  causes: { revoked: bad, signature: bad, ip: bad, rate: ['rate'] },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.bitfinex({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.privatePostAuthRPermissions();
  },
});

describeFaults('bitfinex', { gone: bad, lost: 500 });

const key = { id: 'test-key-0001', secret: 'test-secret-0001-test-secret-0001' };
const sample = [
  ['account', 1, 1],
  ['history', 1, 1],
  ['orders', 1, 1],
  ['positions', 0, 0],
  ['funding', 1, 1],
  ['settings', 0, 0],
  ['wallets', 1, 1],
  ['withdraw', 0, 1],
  ['ui_withdraw', 0, 0],
  ['bfxpay', 0, 0],
];
const only = (...rows: readonly (readonly [string, number, number])[]) => reportOf('bitfinex', key, [200, rows]);

describe('the permissions of a Bitfinex key', () => {
  it('are asked with the recorded signature', async () => {
    const { asked } = await inspectionOf('bitfinex', key, [[200, sample]], { timeMs: 0, nonce: 1_790_000_000_000n });
    expect(asked.map(({ target }) => target)).toEqual(['/v2/auth/r/permissions', '/v2/auth/r/info/user']);
    expect(asked.slice(0, 1)).toEqual([
      {
        method: 'POST',
        host: 'api.bitfinex.com',
        target: '/v2/auth/r/permissions',
        headers: {
          'bfx-nonce': '1790000000000',
          'bfx-apikey': 'test-key-0001',
          'bfx-signature':
            '6f9082012e0c4248ca96a20b10864ac1586ba9c33f6d705c277a6f3b142fd905f82f349e6195915c49a665f4bef6bde1',
          'content-type': 'application/json',
        },
        body: '{}',
      },
    ]);
  });

  it('are read from the sample of the documents', async () => {
    const { rights, words } = await reportOf('bitfinex', key, [200, sample]);
    expect(rights).toEqual({
      read: 'yes',
      spot: 'yes',
      margin: 'yes',
      futures: 'yes',
      options: 'no',
      transfer: 'yes',
      withdraw: 'yes',
      admin: 'unknown',
    });
    expect(words).toContain('funding:write');
    expect(words).not.toContain('withdraw:read');
  });

  it('leave open what is not shown beside a scope that is not known, unless that scope is off', async () => {
    expect((await only(['orders', 1, 0], ['eaas_x', 1, 0])).rights).toMatchObject({
      read: 'yes',
      spot: 'unknown',
      transfer: 'unknown',
      withdraw: 'unknown',
    });
    const off = await only(['orders', 1, 0], ['withdraw', 0, 0], ['ui_withdraw', 0, 0], ['eaas_x', 0, 0]);
    expect(off.rights).toMatchObject({ spot: 'no', withdraw: 'no' });
  });

  it('leave open what has no row of its own', async () => {
    const { rights } = await only(['account', 1, 0], ['withdraw', 0, 0]);
    expect(rights).toMatchObject({ read: 'yes', spot: 'unknown', transfer: 'unknown', withdraw: 'unknown' });
  });

  it('leave withdrawing open where only the web page may', async () => {
    expect((await only(['orders', 1, 0], ['ui_withdraw', 0, 1])).rights.withdraw).toBe('unknown');
  });

  it.each([[[['orders', 1]]], [[['orders', 2, 0]]], [[['orders', 1, 0], 'x']], [[[7, 1, 0]]]])(
    'are not read from %j',
    async (rows) => {
      const { found } = await inspectionOf('bitfinex', key, [[200, rows]]);
      expect(found).toMatchObject({ cause: 'unreadable' });
    },
  );

  it('ask again with a larger nonce only where the exchange says that it is too small', () => {
    const { isTooLow } = inspections['bitfinex']!.nonce!;
    expect(isTooLow(500, '["error",10114,"nonce: small"]')).toBe(true);
    expect(isTooLow(500, '["error",10100,"apikey: invalid"]')).toBe(false);
  });

  it('never repeat the text of an error', () => {
    expect(inspections['bitfinex']!.readError(500, '["error",10100,"apikey: test-key-0001 invalid"]')).toEqual({
      unclear: true,
      cause: 'key-or-ip-or-permission',
      message: 'status 500, code 10100',
    });
  });
});

describe('the login of a Bitfinex account', () => {
  const call = 'POST /v2/auth/r/info/user';
  /** The places that the documents name; what stands at the others is not documented. */
  const user = (modes: unknown, master: unknown = null) =>
    Array.from(
      { length: 54 },
      (_, at) => ({ 0: 1_000_001, 1: 'owner@example.com', 16: master, 26: modes })[at] ?? null,
    );
  const login = async (...said: Said[]) => (await reportOf('bitfinex', key, [200, sample], ...said)).controls!.login;

  it.each([
    [['otp'], true, 'the login asks for an authenticator app'],
    [['u2f'], true, 'the login asks for a hardware key'],
    [['u2f', 'otp'], true, 'the login asks for a hardware key or an authenticator app'],
    [[], false, 'no second factor is on for the login'],
  ])('is told by the second factors %j', async (modes, isSo, says) => {
    const answer = (await login([200, user(modes)])) as { says: string };
    expect({ ...answer, says: answer.says.split(' ').sort() }).toEqual({ call, isSo, says: says.split(' ').sort() });
  });

  it.each([
    ['a second factor that is not documented', [200, user(['sms'])]],
    ['one that is not text', [200, user([['otp']])]],
    ['none at its place', [200, user(null)]],
    ['a short answer', [200, [1_000_001, 'owner@example.com']]],
    ['an account without a number', [200, user(['otp']).with(0, null)]],
    ['an error', [500, ['error', 10001, 'api_key: permission invalid']]],
    ['an answer that cannot be read', [200, '<html>']],
    ['the account of a sub-account, to which nobody logs in', [200, user(['otp'], 1_000_000)]],
    ['an open account of a sub-account', [200, user([], 1_000_000)]],
  ] as const)('is not told by %s', async (_title, said) => {
    expect(await login(said)).toEqual({ call, untold: expect.not.stringContaining('owner@') });
  });

  it('is not asked of a key that may not read the account, with no number more', async () => {
    const { asked, found } = await inspectionOf('bitfinex', key, [[200, [['orders', 1, 1]]]]);
    expect(asked).toHaveLength(1);
    expect(found).toMatchObject({ controls: { login: { call, untold: expect.stringContaining('Account Info') } } });
  });
});
