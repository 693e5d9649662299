import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../../src/core/index.ts';
import { tokenOf } from '../../../src/exchanges/upbit/sign.ts';
import { credentialFrom, inspectionOf, reportOf } from './answers.ts';
import { describeFaults } from './faults.ts';
import { describeInspection } from './inspections.contract.ts';

describeInspection({
  exchange: 'upbit',
  tells: {
    read: ['read'],
    spot: ({ admin, trade }) => (admin ? (trade ? 'yes' : 'no') : 'unknown'),
    margin: 'never',
    futures: 'never',
    options: 'never',
    transfer: ({ admin }) => (admin ? 'yes' : 'unknown'),
    withdraw: ({ admin, withdraw }) => (admin ? (withdraw ? 'yes' : 'no') : 'unknown'),
    admin: ['admin'],
  },
  ip: 'always',
  created: false,
  expires: true,
  account: false,
  causes: { revoked: ['key'], signature: ['signature'], ip: ['ip'], rate: ['rate'] },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.upbit({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.privateGetApiKeys();
  },
});

describeFaults('upbit', { gone: ['key'], lost: 404 });

const key = { id: 'test-key-0001', secret: 'test-secret-0001-test-secret-0001' };
const ends = [200, [{ access_key: 'test-key-0001', expire_at: '2027-01-01T09:00:00+09:00' }]] as const;
const outOfScope = [403, { error: { name: 'out_of_scope', message: '권한이 부족합니다.' } }] as const;
const listed = (permissions: readonly string[], more: object = {}) =>
  [
    200,
    [
      { uuid: 'other', keys: [{ access_key: 'another', permissions: ['withdraw'], allowed_ips: ['192.0.2.9'] }] },
      {
        uuid: '9ca023a5-851b-4fec-9f0a-48cd83c2eaae',
        keys: [
          {
            access_key: 'test-key-0001',
            permissions,
            allowed_ips: ['203.0.113.10', '198.51.100.25'],
            created_at: '2026-05-28T15:17:51+09:00',
            expired_at: '2027-05-27T15:17:51+09:00',
            ...more,
          },
        ],
      },
    ],
  ] as const;

describe('what Upbit says of a key', () => {
  it('is signed as recorded, with and without parameters', () => {
    const credential = credentialFrom('upbit', key.id, key.secret);
    if (isRefusal(credential)) throw new Error(credential.message);
    const nonce = '11111111-2222-4333-8444-555555555555';
    expect(tokenOf(credential, nonce, '')).toBe(
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJhY2Nlc3Nfa2V5IjoidGVzdC1rZXktMDAwMSIsIm5vbmNlIjoiMTExMTExMTEtMjIyMi00MzMzLTg0NDQtNTU1NTU1NTU1NTU1In0.3LNjecVJ0ZSF6gqqQYAb8UmJ0CxjG6mKfribS7EpRCE',
    );
    const query = 'market=KRW-BTC&side=bid&volume=0.1&price=100&ord_type=limit&identifier=c1';
    expect(tokenOf(credential, nonce, query).split('.')[2]).toBe('V2KuJP4xkG2uEAO_u46HhaQ1BtCLaJD5QF8CMdxSThs');
  });

  it('is asked with another nonce for each call', async () => {
    const { asked } = await inspectionOf('upbit', key, [ends, outOfScope, [200, []]]);
    expect(asked.map(({ method, host, target }) => `${method} ${host}${target}`)).toEqual([
      'GET api.upbit.com/v1/api_keys',
      'GET api.upbit.com/v1/pockets/api_keys',
      'GET api.upbit.com/v1/accounts',
    ]);
    expect(new Set(asked.map(({ headers }) => headers['authorization'])).size).toBe(3);
  });

  it('is its end and whether it sees balances, where it does not manage pockets', async () => {
    const report = await reportOf('upbit', key, ends, outOfScope, [200, []]);
    expect(report).toEqual({
      rights: {
        read: 'yes',
        spot: 'unknown',
        margin: 'no',
        futures: 'no',
        options: 'no',
        transfer: 'unknown',
        withdraw: 'unknown',
        admin: 'no',
      },
      ipRestricted: 'yes',
      subAccount: 'unknown',
      words: [],
      expiresMs: Date.parse('2027-01-01T00:00:00Z'),
      listed: { call: 'GET /v1/api_keys', keys: [{ id: key.id }], isWhole: false },
    });
    expect((await reportOf('upbit', key, ends, outOfScope, outOfScope)).rights.read).toBe('unknown');
  });

  it('does not rule management out when the list of pockets fails in another way', async () => {
    for (const failed of [
      [404, {}],
      [500, '<html>'],
      [200, []],
      [200, { a: 1 }],
    ] as const) {
      expect((await reportOf('upbit', key, ends, failed, [200, []])).rights.admin).toBe('unknown');
    }
  });

  it('is everything, where it manages pockets', async () => {
    const report = await reportOf('upbit', key, ends, listed(['deposit', 'transfer', 'manage_pockets']));
    expect(report).toEqual({
      rights: {
        read: 'yes',
        spot: 'no',
        margin: 'no',
        futures: 'no',
        options: 'no',
        transfer: 'yes',
        withdraw: 'no',
        admin: 'yes',
      },
      ipRestricted: 'yes',
      ips: ['203.0.113.10', '198.51.100.25'],
      subAccount: 'no',
      account: '9ca023a5-851b-4fec-9f0a-48cd83c2eaae',
      words: ['deposit', 'manage_pockets', 'transfer'],
      createdMs: Date.parse('2026-05-28T06:17:51Z'),
      expiresMs: Date.parse('2027-05-27T06:17:51Z'),
      listed: { call: 'GET /v1/api_keys', keys: [{ id: key.id }], isWhole: false },
    });
  });

  it('is unknown beside a word that is not known', async () => {
    const report = await reportOf('upbit', key, ends, listed(['manage_pockets', 'make_coffee']));
    expect(report.rights).toMatchObject({ admin: 'yes', spot: 'unknown', withdraw: 'unknown', margin: 'no' });
  });

  it('is nothing where its own line is missing', async () => {
    const { found } = await inspectionOf('upbit', key, [[200, [{ access_key: 'another', expire_at: '2027-01-01' }]]]);
    expect(found).toEqual({ unclear: true, cause: 'unreadable', message: 'status 200, code none' });
  });

  it.each([
    [401, 'invalid_access_key', 'key'],
    [401, 'expired_access_key', 'key'],
    [401, 'jwt_verification', 'signature'],
    [401, 'no_authorization_ip', 'ip'],
    [401, 'no_authorization_i_p', 'ip'],
    [401, 'nonce_used', 'clock'],
    [418, 'too_many_requests', 'rate'],
  ] as const)('is refused with status %s and %s for a reason', async (status, name, cause) => {
    const { found } = await inspectionOf('upbit', key, [[status, { error: { name, message: 'test-key-0001' } }]]);
    expect(found).toEqual({ unclear: true, cause, message: `status ${status}, code ${name}` });
  });
});
