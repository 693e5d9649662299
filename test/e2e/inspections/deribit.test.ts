import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../src/core/index.ts';
import { inspections } from '../../../src/exchanges/index.ts';
import { type Practice, startPractice } from '../../../src/practice/index.ts';
import { inspectionOf, reportOf, type Said } from './answers.ts';
import { describeFaults } from './faults.ts';
import { describeInspection } from './inspections.contract.ts';

const bad = ['key-or-ip-or-permission'] as const;

describeInspection({
  exchange: 'deribit',
  tells: {
    read: ['read'],
    spot: ['trade'],
    margin: 'never',
    futures: ['trade'],
    options: ['trade'],
    transfer: ['transfer', 'withdraw'],
    withdraw: ['transfer', 'withdraw'],
    admin: ['admin'],
  },
  ip: 'list',
  created: true,
  expires: false,
  account: false,
  causes: { revoked: bad, signature: bad, ip: bad, rate: ['rate'] },
});

describeFaults('deribit', { gone: bad, lost: 400 });

const key = { id: 'test-key-0001', secret: 'test-secret-0001-test-secret-0001' };
const token = (scope: string) =>
  [200, { jsonrpc: '2.0', result: { access_token: 'a', refresh_token: 'b', expires_in: 900, scope } }] as const;
const entry = {
  id: 1,
  timestamp: 1_560_242_482_758,
  name: 'bot',
  client_id: key.id,
  client_secret: 'never-to-be-shown',
  max_scope: 'account:read block_trade:read trade:read_write wallet:read',
  enabled: true,
  default: false,
  enabled_features: [],
  ip_whitelist: [],
};
const list = (...rows: readonly object[]) => [200, { jsonrpc: '2.0', result: rows }] as const;
const denied = [403, { error: { code: 13_021, message: 'forbidden' } }] as const;

const call = 'GET /api/v2/private/get_subaccounts';
const guarded = {
  call,
  isSo: true,
  says: 'a passkey, hardware key or authenticator app is asked for at every login',
};
const logins = (...rows: readonly object[]) => [200, { jsonrpc: '2.0', result: rows }] as const;
/** As the documents have it; what is private in it is never to be shown. */
const main = {
  username: 'owner-name',
  type: 'main',
  system_name: 'owner-name',
  security_keys_enabled: true,
  security_keys_assignments: ['login', 'wallet', 'account'],
  receive_notifications: false,
  proof_id: 'proof-private',
  proof_id_signature: 'proof-private',
  login_enabled: true,
  is_password: true,
  id: 7,
  email: 'owner@example.com',
};
const sub = { ...main, type: 'subaccount', id: 10, login_enabled: false };

describe('the scope of a Deribit key', () => {
  it('is asked with the secret in the body, and the list with a signature', async () => {
    const { asked } = await inspectionOf('deribit', key, [token('account:read mainaccount'), list(entry)]);
    expect(asked.map(({ method, target }) => `${method} ${target}`)).toEqual([
      'POST /api/v2/public/auth',
      'GET /api/v2/private/list_api_keys',
      'GET /api/v2/private/get_subaccounts',
    ]);
    expect(asked[1]!.headers['authorization']).toMatch(
      /^deri-hmac-sha256 id=test-key-0001,ts=1790000000000,sig=[0-9a-f]{64},nonce=1790000000000$/,
    );
    expect(JSON.stringify(asked.map(({ target, headers }) => [target, headers]))).not.toContain(key.secret);
  });

  it('is read from the sample of the documents, and no secret with it', async () => {
    const said = [
      token('account:read trade:read_write connection mainaccount'),
      list({ ...entry, client_id: 'x' }, entry),
      logins(main),
    ] as const;
    const report = await reportOf('deribit', key, ...said);
    expect(report).toEqual({
      ips: [],
      rights: {
        read: 'yes',
        spot: 'yes',
        margin: 'no',
        futures: 'yes',
        options: 'yes',
        transfer: 'no',
        withdraw: 'no',
        admin: 'no',
      },
      ipRestricted: 'no',
      label: 'bot',
      createdMs: 1_560_242_482_758,
      subAccount: 'no',
      words: ['account:read', 'block_trade:read', 'mainaccount', 'trade:read_write', 'wallet:read'],
      controls: { login: guarded },
      listed: {
        call: 'GET /api/v2/private/list_api_keys',
        keys: [
          { id: 'x', label: 'bot' },
          { id: key.id, label: 'bot' },
        ],
        isWhole: true,
      },
    });
    expect(JSON.stringify(report)).not.toContain('never-to-be-shown');
  });

  it('is not asked for the list of keys where it may not read the account', async () => {
    const { asked, found } = await inspectionOf('deribit', key, [token('trade:read_write wallet:none')]);
    expect(asked).toHaveLength(1);
    expect(found).toMatchObject({
      rights: { spot: 'yes', transfer: 'no', withdraw: 'no', admin: 'no' },
      ipRestricted: 'unknown',
      subAccount: 'yes',
    });
  });

  it('leaves open what a token may only read while the key itself is not seen', async () => {
    const said = [token('account:read trade:read_write wallet:read mainaccount'), denied] as const;
    expect((await reportOf('deribit', key, ...said)).rights).toMatchObject({
      spot: 'yes',
      transfer: 'unknown',
      withdraw: 'unknown',
      admin: 'unknown',
    });
  });

  it('counts what the key may at most, also where the token was given less', async () => {
    const more = { ...entry, max_scope: 'account:read wallet:read_write' };
    const report = await reportOf('deribit', key, token('account:read wallet:read mainaccount'), list(more));
    expect(report.rights).toMatchObject({ spot: 'no', withdraw: 'yes', transfer: 'yes' });
  });

  it.each(['block_trade:read_write', 'block_rfq:read_write'])('lets a key trade by %s alone', async (word) => {
    const { rights, words } = await reportOf('deribit', key, token(`${word} mainaccount`));
    expect([rights.futures, rights.options, rights.withdraw]).toEqual(['yes', 'yes', 'no']);
    const told = inspections['deribit']!.facts.reach.filter((reach) =>
      reach.words?.some((each) => words.includes(each)),
    );
    expect(told.map(({ to }) => to)).toEqual(['others']);
  });

  it.each(['spot_trade:read_write', 'superuser', 'wallet:all'])(
    'leaves open what is not shown beside %s, which is not known',
    async (word) => {
      expect((await reportOf('deribit', key, token(`trade:read_write ${word} mainaccount`))).rights).toMatchObject({
        spot: 'yes',
        transfer: 'unknown',
        withdraw: 'unknown',
        admin: 'unknown',
      });
    },
  );

  it('leaves open what custody may move', async () => {
    expect((await reportOf('deribit', key, token('custody:read_write mainaccount'))).rights.withdraw).toBe('unknown');
  });

  it('says where the key works from', async () => {
    const bound = { ...entry, ip_whitelist: ['192.0.2.1'] };
    const said = token('account:read mainaccount');
    expect(await reportOf('deribit', key, said, list(bound))).toMatchObject({
      ipRestricted: 'yes',
      ips: ['192.0.2.1'],
    });
    expect((await reportOf('deribit', key, token('trade:read ip:192.0.2.1'))).ipRestricted).toBe('unknown');
  });

  it('is told the time by a public call', () => {
    const { time, readTime } = inspections['deribit']!;
    expect(time('live')).toMatchObject({ host: 'www.deribit.com', target: '/api/v2/public/get_time' });
    expect(readTime('{"jsonrpc":"2.0","result":1550147385946,"testnet":false}')).toBe(1_550_147_385_946);
  });
});

describe('the logins of a Deribit account', () => {
  const mine = token('account:read trade:read_write mainaccount');
  const loginBy = async (grant: Said, ...said: Said[]) =>
    (await reportOf('deribit', key, grant, list(entry), ...said)).controls!.login;

  it.each([
    ['the main account alone', [main]],
    ['subaccounts that do not log in', [main, sub, { ...sub, security_keys_enabled: false }]],
    ['a subaccount with a security key', [main, { ...sub, login_enabled: true }]],
  ])('are guarded: %s', async (_title, rows) => {
    expect(await loginBy(mine, logins(...rows))).toEqual(guarded);
  });

  it.each([
    [
      'without any security key',
      [{ ...main, security_keys_enabled: false, security_keys_assignments: [] }],
      /^no passkey/,
    ],
    ['with keys for the wallet alone', [{ ...main, security_keys_assignments: ['wallet'] }], /^no passkey/],
    ['of a subaccount', [main, { ...sub, login_enabled: true, security_keys_enabled: false }], /^1 subaccount logs in/],
  ] as const)('are open: one %s', async (_title, rows, says) => {
    expect(await loginBy(mine, logins(...rows))).toEqual({ call, isSo: false, says: expect.stringMatching(says) });
  });

  const { security_keys_assignments: _guards, ...vague } = main;
  const { login_enabled: _may, ...quiet } = sub;
  it.each([
    ['no main account', logins(sub)],
    ['nothing of what the keys guard', logins(vague)],
    ['an empty list of what they guard', logins({ ...main, security_keys_assignments: [] })],
    ['a word where a flag is to be', logins({ ...main, security_keys_enabled: 'true' })],
    ['not whether a bare subaccount logs in', logins(main, { ...quiet, security_keys_enabled: false })],
    ['an account of another kind', logins(main, { ...sub, type: 'team' })],
    ['no account at all', logins()],
    ['a call for a security key', [200, { result: { security_key_authorization_required: true } }] as const],
    ['an error', denied],
    ['rubbish', [200, '<html>'] as const],
  ])('are not told by %s', async (_title, said) => {
    expect(await loginBy(mine, said)).toEqual({ call, untold: expect.any(String) });
  });

  it('are never called guarded by a key of a subaccount, which is not shown all of them', async () => {
    const theirs = token('account:read trade:read_write');
    expect(await loginBy(theirs, logins(main, sub))).toHaveProperty('untold');
    const bare = { ...sub, login_enabled: true, security_keys_enabled: false };
    expect(await loginBy(theirs, logins({ type: 'main', id: 7 }, bare))).toMatchObject({ isSo: false });
    // What a subaccount is shown of the main account is not documented.
    expect(await loginBy(theirs, logins({ ...main, security_keys_enabled: false }, sub))).toHaveProperty('untold');
  });

  it('are not asked for where the key may not read the account', async () => {
    const { asked, found } = await inspectionOf('deribit', key, [token('trade:read_write mainaccount')]);
    expect(asked).toHaveLength(1);
    expect(found).toMatchObject({ controls: { login: { call, untold: expect.stringContaining('account: read') } } });
  });

  it('give nothing private away', async () => {
    const report = JSON.stringify(await reportOf('deribit', key, mine, list(entry), logins(main, sub)));
    for (const text of ['owner', 'proof-private', 'never-to-be-shown']) expect(report).not.toContain(text);
  });

  it.each([
    ['whole, where there are no subaccounts', mine, [entry], [main], true],
    ['not whole beside subaccounts, which have lists of their own', mine, [entry], [main, sub], false],
    ['not whole where one has no id', mine, [entry, { name: 'x' }], [main], false],
    ['not whole for a key of a subaccount', token('account:read'), [entry], [main], false],
  ] as const)('come with a list of keys: %s', async (_title, grant, rows, accounts, isWhole) => {
    const { listed } = await reportOf('deribit', key, grant, list(...rows), logins(...accounts));
    expect(listed).toMatchObject({ keys: [{ id: key.id, label: 'bot' }], isWhole });
  });

  it('come without a list of keys where it has not this one', async () => {
    const strange = { ...entry, client_id: 'x' };
    expect(await reportOf('deribit', key, mine, list(strange), logins(main))).not.toHaveProperty('listed');
  });
});

describe('ccxt deribit, unmodified', () => {
  let practice: Practice;
  beforeAll(async () => {
    practice = await startPractice({ port: 0, seed: 'ccxt deribit', clock: systemClock });
  });
  afterAll(() => practice.stop());

  it('is told the same scope and the same list by its own calls, which are GETs', async () => {
    const minted = practice.mintKey({ exchange: 'deribit', permissions: { trade: true }, ips: ['127.0.0.1'] });
    const client = new ccxt.deribit({ apiKey: minted.id, secret: minted.secret, enableRateLimit: false });
    client.proxyUrl = `${practice.url}/`;
    const grant = { grant_type: 'client_credentials', client_id: minted.id, client_secret: minted.secret };
    const { scope } = (await client.publicGetAuth(grant)).result;
    expect(scope).toBe('account:read block_trade:read trade:read_write wallet:read connection mainaccount');
    const sub = practice.mintKey({ exchange: 'deribit', account: 'one', subAccount: 'one' });
    const subGrant = { ...grant, client_id: sub.id, client_secret: sub.secret };
    expect((await client.publicGetAuth(subGrant)).result.scope).not.toContain('mainaccount');
    const rows = (await client.privateGetListApiKeys()).result;
    expect(rows).toEqual([expect.objectContaining({ client_id: minted.id, ip_whitelist: ['127.0.0.1'] })]);
  });
});
