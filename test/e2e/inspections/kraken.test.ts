import { createHash, createHmac, createSecretKey } from 'node:crypto';
import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askerOf } from '../../../src/app/asker.ts';
import { systemClock } from '../../../src/core/index.ts';
import { inspections } from '../../../src/exchanges/index.ts';
import { signatureOf } from '../../../src/exchanges/kraken/wire.ts';
import { Forwarder } from '../../../src/gateway/index.ts';
import { type MintRequest, type Practice, startPractice } from '../../../src/practice/index.ts';
import { answering, credentialFor, firstAsked } from './asked.ts';
import { describeInspection } from './inspections.contract.ts';

describeInspection({
  exchange: 'kraken',
  tells: {
    read: ['read'],
    spot: ['trade'],
    margin: ['trade'],
    futures: 'never',
    options: 'never',
    // Every key of the contract reads, and so may reach the futures wallet.
    transfer: (has) => (has.withdraw ? 'yes' : 'unknown'),
    withdraw: ['withdraw'],
    admin: (has) => (has.withdraw ? 'unknown' : 'no'),
  },
  ip: 'list',
  created: true,
  expires: true,
  account: true,
  causes: { revoked: ['key'], signature: ['signature'], ip: ['key-or-ip-or-permission'], rate: ['rate'] },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.kraken({ apiKey: key.id, secret: key.secret, enableRateLimit: false });
    client.proxyUrl = `${practiceUrl}/`;
    return client.privatePostGetApiKeyInfo();
  },
});

const inspection = inspections['kraken']!;
/** Of the documents' example. */
const secret = 'kQH5HW/8p1uGOVjbgWA7FunAmGO8lsSUXNsu3eow76sz84Q18fWxnyRzBHCd3pd5nE9qa99HAZtuZuj6F1huXg==';
const credential = credentialFor('kraken', 'A'.repeat(56), secret);

const result = {
  apiKeyName: 'my-api-key',
  apiKey: 'XXXX',
  nonce: '1772627061000',
  nonceWindow: '0',
  permissions: ['query-funds', 'withdraw-funds', 'query-open-trades', 'modify-trades'],
  iban: 'AA88 N84G WOAK NMOI',
  validUntil: '0',
  queryFrom: '0',
  queryTo: '0',
  createdTime: '1772542900',
  modifiedTime: '1772543095',
  ipAllowlist: [],
  lastUsed: '1772627061',
};
const inspect = (changes: object) =>
  inspection.inspect(answering({ error: [], result: { ...result, ...changes } }), credential, 'live');

describe('a Kraken key', () => {
  it('is read from the documented sample', async () => {
    expect(await inspect({})).toEqual({
      rights: {
        read: 'yes',
        spot: 'yes',
        margin: 'yes',
        futures: 'no',
        options: 'no',
        transfer: 'yes',
        withdraw: 'yes',
        admin: 'unknown',
      },
      ipRestricted: 'no',
      ips: [],
      label: 'my-api-key',
      createdMs: 1_772_542_900_000,
      expiresMs: 'never',
      lastUsedMs: 1_772_627_061_000,
      subAccount: 'unknown',
      account: 'AA88 N84G WOAK NMOI',
      words: ['modify-trades', 'query-funds', 'query-open-trades', 'withdraw-funds'],
    });
  });

  it.each([
    [['query-open-trades', 'modify-trades'], { spot: 'yes', transfer: 'no', withdraw: 'no', admin: 'no' }],
    [['query-funds', 'modify-trades'], { spot: 'yes', transfer: 'unknown', withdraw: 'no' }],
    [['update-withdraw-address'], { read: 'no', withdraw: 'yes', transfer: 'no' }],
    [['close-trades', 'earn-funds', 'create-ws-token', 'add-funds'], { read: 'no', spot: 'no', withdraw: 'no' }],
    [['query-ledger', 'teleport'], { read: 'yes', spot: 'unknown', withdraw: 'unknown', admin: 'unknown' }],
  ])('with %j may %j', async (permissions, rights) => {
    expect(await inspect({ permissions })).toMatchObject({ rights });
  });

  it('has no last use before it was used', async () => {
    expect(await inspect({ lastUsed: null })).not.toHaveProperty('lastUsedMs');
  });

  it('is not read from an answer with an error', async () => {
    const found = await inspection.inspect(answering({ error: ['EAPI:Invalid key'], result }), credential, 'live');
    expect(found).toMatchObject({ cause: 'key' });
  });

  it('signs the question as the documents say', async () => {
    const { host, target, headers, body } = await firstAsked(inspection, credential, 1_790_000_000_000);
    expect([`${host}${target}`, body]).toEqual(['api.kraken.com/0/private/GetApiKeyInfo', 'nonce=1790000000000']);
    const digest = createHash('sha256').update(`1790000000000${body}`).digest();
    const hmac = createHmac('sha512', Buffer.from(secret, 'base64')).update(target).update(digest);
    expect(headers['api-sign']).toBe(hmac.digest('base64'));
  });

  it.each([
    [
      '/0/private/AddOrder',
      '1616492376594',
      'nonce=1616492376594&ordertype=limit&pair=XBTUSD&price=37500&type=buy&volume=1.25',
      secret,
      '4/dpxb3iT4tp/ZCVEwSnEsLxx0bqyhLpdfOpc6fn7OR8+UClSV5n9E6aSS8MPtnRfp32bAb0nmbRn6H8ndwLUQ==',
    ],
    [
      '/0/private/GetApiKeyInfo',
      '1790000000000',
      'nonce=1790000000000',
      'dGVzdC1zZWNyZXQtMDAwMS10ZXN0LXNlY3JldC0wMDAx',
      'UUGxdE16+0GoG9DrP4wcKhZIart9aoaho484JoozTrwRih3cQq8AuV791Akn2YKRo1H0XtZIm378knN9MZIguA==',
    ],
  ])('signs %s as the documents and ccxt do', (path, nonce, body, base64, signature) => {
    const key = createSecretKey(Buffer.from(base64, 'base64'));
    expect(signatureOf(path, nonce, body, key).toString('base64')).toBe(signature);
  });
});

describe('the nonce of a Kraken key that a bot uses', () => {
  let practice: Practice;
  let forwarder: Forwarder;
  beforeAll(async () => {
    practice = await startPractice({ port: 0, seed: 'nonces', clock: systemClock });
    forwarder = new Forwarder({ kind: 'practice', port: practice.port }, 5_000);
  });
  afterAll(async () => {
    await forwarder.close();
    await practice.stop();
  });
  const afterBot = async (nonce: bigint, request: Omit<MintRequest, 'exchange'> = {}) => {
    const key = practice.mintKey({ exchange: 'kraken', ...request });
    const { memory } = practice.keys.find('kraken', key.id)!;
    memory.set('nonce', String(nonce));
    const ask = askerOf({ inspection, environment: 'live', forward: forwarder.send, clock: systemClock });
    const found = await inspection.inspect(ask, credentialFor('kraken', key.id, key.secret), 'live');
    return { found, left: BigInt(memory.get('nonce')!) };
  };
  const nowMs = () => BigInt(Date.now());

  it.each([
    ['no bot', () => 0n, () => nowMs() / 1_000n],
    ['a bot that counts seconds', () => nowMs() / 1_000n - 60n, () => nowMs() / 1_000n],
    ['a bot that counts milliseconds', () => nowMs() - 60_000n, () => nowMs()],
    ['a bot that counts milliseconds and has just sent one', () => nowMs() - 2n, () => nowMs()],
    ['a bot that counts microseconds', () => (nowMs() - 60_000n) * 1_000n, () => nowMs() * 1_000n],
  ])('stays at or below the next one of %s', async (_bot, last, next) => {
    const { found, left } = await afterBot(last(), { label: 'bot one' });
    expect(found).toMatchObject({ label: 'bot one', rights: { read: 'yes' } });
    expect(left).toBeLessThanOrEqual(next());
  });

  it('is left alone where a bot counts nanoseconds', async () => {
    const last = nowMs() * 1_000_000n;
    expect(await afterBot(last)).toMatchObject({ found: { unclear: true, cause: 'clock' }, left: last });
  });
});
