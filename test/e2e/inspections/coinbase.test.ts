import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import ccxt from 'ccxt';
import { describe, expect, it } from 'vitest';
import { inspections } from '../../../src/exchanges/index.ts';
import { answering, credentialFor, firstAsked } from './asked.ts';
import { describeInspection } from './inspections.contract.ts';

describeInspection({
  exchange: 'coinbase',
  tells: {
    read: ['read'],
    spot: ['trade'],
    margin: 'never',
    futures: ['trade'],
    options: 'never',
    transfer: ['transfer', 'withdraw'],
    withdraw: ['transfer', 'withdraw'],
    admin: ['trade'],
  },
  ip: 'untold',
  created: false,
  expires: false,
  account: true,
  causes: {
    revoked: ['key-or-ip-or-permission'],
    signature: ['key-or-ip-or-permission'],
    ip: ['key-or-ip-or-permission'],
    clock: ['key-or-ip-or-permission'],
    rate: ['rate'],
  },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.coinbase({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.v3PrivateGetBrokerageKeyPermissions();
  },
});

const inspection = inspections['coinbase']!;
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const id = 'organizations/org-1/apiKeys/key-1';
const pem = privateKey.export({ type: 'sec1', format: 'pem' }).toString();
const credential = credentialFor('coinbase', id, pem);

const sample = {
  can_view: true,
  can_trade: true,
  can_transfer: false,
  portfolio_uuid: '11111111-2222-3333-4444-555555555555',
  portfolio_type: 'DEFAULT',
};
const inspect = (changes: object) => inspection.inspect(answering({ ...sample, ...changes }), credential, 'live');

describe('a Coinbase key', () => {
  it('is read from the documented sample', async () => {
    expect(await inspect({})).toEqual({
      rights: {
        read: 'yes',
        spot: 'yes',
        margin: 'no',
        futures: 'yes',
        options: 'no',
        transfer: 'no',
        withdraw: 'no',
        admin: 'yes',
      },
      ipRestricted: 'unknown',
      subAccount: 'unknown',
      account: '11111111-2222-3333-4444-555555555555',
      words: ['can_trade', 'can_view'],
    });
  });

  it('may take payments without a right for it', async () => {
    expect(await inspect({ can_receive: true })).toMatchObject({
      rights: { transfer: 'no', withdraw: 'no' },
      words: ['can_receive', 'can_trade', 'can_view'],
    });
  });

  it('may do anything that it is not said to do beside a flag that is not known, or where a flag is missing', async () => {
    const transfer = { transfer: 'unknown', withdraw: 'unknown' };
    expect(await inspect({ can_teleport: true })).toMatchObject({ rights: { spot: 'yes', ...transfer } });
    expect(await inspect({ can_transfer: undefined })).toMatchObject({ rights: { spot: 'yes', ...transfer } });
  });

  it('signs the question as the documents say', async () => {
    const { host, target, headers } = await firstAsked(inspection, credential, 1_790_000_000_000);
    const [head, claims, signature] = headers['authorization']!.replace('Bearer ', '').split('.') as [
      string,
      string,
      string,
    ];
    const read = (text: string) => JSON.parse(Buffer.from(text, 'base64url').toString());
    expect(`${host}${target}`).toBe('api.coinbase.com/api/v3/brokerage/key_permissions');
    expect(read(head)).toMatchObject({ alg: 'ES256', typ: 'JWT', kid: id });
    expect(read(claims)).toEqual({
      sub: id,
      iss: 'cdp',
      nbf: 1_790_000_000,
      exp: 1_790_000_120,
      uri: 'GET api.coinbase.com/api/v3/brokerage/key_permissions',
    });
    const key = { key: createPublicKey(publicKey.export({ type: 'spki', format: 'pem' })), dsaEncoding: 'ieee-p1363' };
    const bytes = Buffer.from(signature, 'base64url');
    expect(verify('sha256', Buffer.from(`${head}.${claims}`), key as never, bytes)).toBe(true);
  });
});
