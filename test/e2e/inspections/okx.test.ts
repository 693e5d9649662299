import { createHmac } from 'node:crypto';
import ccxt from 'ccxt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askerOf } from '../../../src/app/asker.ts';
import { systemClock } from '../../../src/core/index.ts';
import { inspections } from '../../../src/exchanges/index.ts';
import { Forwarder } from '../../../src/gateway/index.ts';
import { type MintRequest, type Practice, startPractice } from '../../../src/practice/index.ts';
import { answering, credentialFor, firstAsked } from './asked.ts';
import { describeInspection } from './inspections.contract.ts';

describeInspection({
  exchange: 'okx',
  tells: {
    read: ['read'],
    spot: ['trade'],
    margin: ['trade'],
    futures: ['trade'],
    options: ['trade'],
    transfer: ['trade'],
    withdraw: ['withdraw'],
    // The contract's keys have no IP list; see below for one that has.
    admin: 'never',
  },
  ip: 'list',
  created: false,
  expires: false,
  account: true,
  causes: { revoked: ['key'], signature: ['signature'], ip: ['ip'], clock: ['clock'], rate: ['rate'] },
  ccxt: (key, practiceUrl) => {
    const client = new ccxt.okx({
      apiKey: key.id,
      secret: key.secret,
      password: key.passphrase!,
      enableRateLimit: false,
    });
    client.proxyUrl = `${practiceUrl}/`;
    return client.privateGetAccountConfig();
  },
});

const inspection = inspections['okx']!;
const secret = 'test-secret-0001-test-secret-0001';
const credential = credentialFor('okx', 'test-key-0001', secret, 'test-pass-0001');

const row = {
  acctLv: '2',
  ip: '',
  type: '0',
  label: 'v5 test',
  mainUid: '44705892343619584',
  opAuth: '1',
  perm: 'read_only,withdraw,trade',
  uid: '44705892343619584',
};
const inspect = (changes: object) =>
  inspection.inspect(answering({ code: '0', data: [{ ...row, ...changes }], msg: '' }), credential, 'live');

describe('an OKX key', () => {
  it('is read from the documented sample', async () => {
    expect(await inspect({})).toEqual({
      rights: {
        read: 'yes',
        spot: 'yes',
        margin: 'yes',
        futures: 'yes',
        options: 'yes',
        transfer: 'yes',
        withdraw: 'yes',
        admin: 'no',
      },
      ipRestricted: 'no',
      ips: [],
      label: 'v5 test',
      subAccount: 'no',
      account: '44705892343619584',
      words: ['read_only', 'trade', 'withdraw'],
    });
  });

  it.each([
    [{ ip: '192.0.2.1,2001:db8::/32' }, 'yes'],
    [{ ip: '192.0.2.1', perm: 'read_only' }, 'no'],
    [{ ip: '192.0.2.1', perm: 'read_only,teleport' }, 'unknown'],
    [{ ip: '192.0.2.1', uid: '44705892343619585' }, 'no'],
    [{ ip: '192.0.2.1', uid: undefined }, 'unknown'],
    [{ ip: undefined }, 'unknown'],
  ])('rules the keys of sub-accounts only from a bound trading key of the master account: %j', async (row, admin) => {
    expect(await inspect(row)).toMatchObject({ rights: { admin } });
  });

  it('is of its own account, not of the master', async () => {
    expect(await inspect({ uid: '44705892343619585' })).toMatchObject({ account: '44705892343619585' });
    expect(await inspect({ uid: undefined })).not.toHaveProperty('account');
  });

  it('may do anything that it is not said to do beside a permission that is not known', async () => {
    expect(await inspect({ perm: 'read_only,teleport' })).toMatchObject({
      rights: { read: 'yes', spot: 'unknown', options: 'unknown', transfer: 'unknown', withdraw: 'unknown' },
    });
  });

  it('signs the question as the documents say', async () => {
    const { host, target, headers } = await firstAsked(inspection, credential, 1_790_000_000_000);
    expect(`${host}${target}`).toBe('www.okx.com/api/v5/account/config');
    expect(headers['ok-access-sign']).toBe('XE5iLK9mftZlef4YvZZrIRZI/+Yzttu55+NmA082big=');
    const text = '2026-09-21T14:13:20.000ZGET/api/v5/account/config';
    expect(headers['ok-access-sign']).toBe(createHmac('sha256', secret).update(text).digest('base64'));
    expect(headers['ok-access-passphrase']).toBe('test-pass-0001');
  });
});

describe('what OKX says over HTTP', () => {
  let practice: Practice;
  let forwarder: Forwarder;
  beforeAll(async () => {
    practice = await startPractice({ port: 0, seed: 'okx keys', clock: systemClock });
    forwarder = new Forwarder({ kind: 'practice', port: practice.port }, 5_000);
  });
  afterAll(async () => {
    await forwarder.close();
    await practice.stop();
  });
  const asked = (request: Omit<MintRequest, 'exchange'>) => {
    const { id, secret: made, passphrase } = practice.mintKey({ exchange: 'okx', ...request });
    const ask = askerOf({ inspection, environment: 'live', forward: forwarder.send, clock: systemClock });
    return { ask, credential: credentialFor('okx', id, made, passphrase) };
  };

  it('tells a key of a sub-account, its label and its addresses', async () => {
    const { ask, credential } = asked({ subAccount: 'alpha', label: 'bot one', ips: ['127.0.0.1'] });
    expect(await inspection.inspect(ask, credential, 'live')).toMatchObject({
      subAccount: 'yes',
      label: 'bot one',
      ips: ['127.0.0.1'],
    });
  });

  it('names the address of the caller to a key that is bound to another', async () => {
    const far = asked({ ips: ['192.0.2.7'] });
    expect(await inspection.publicIp!.ask(far.ask, far.credential, 'live')).toBe('127.0.0.1');
    const open = asked({});
    expect(await inspection.publicIp!.ask(open.ask, open.credential, 'live')).toBeUndefined();
  });

  it.each([
    [{ code: '50110', msg: "Your IP 2001:db8::7 is not included in your API key's IP whitelist." }, '2001:db8::7'],
    [{ code: '50110', msg: "Your IP nowhere is not included in your API key's IP whitelist." }, { cause: 'ip' }],
    [{ code: '50111', msg: 'Your IP 192.0.2.1 is not the matter' }, { cause: 'key' }],
  ])('is read as an address from %j', async (body, wanted) => {
    const found = await inspection.publicIp!.ask(answering(body, 401), credential, 'live');
    if (typeof wanted === 'string') expect(found).toBe(wanted);
    else expect(found).toMatchObject(wanted);
  });
});
