import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isRefusal, Secret } from '../../core/index.ts';
import type { KeyAbilities } from '../exchange.ts';
import { key } from './key.ts';
import { answerOf } from './samples.contract.ts';
import { wire } from './wire.ts';

const secretOf = (text: string) => Secret.take(Buffer.from(text));
const id = '37c541a1-0000-4000-8000-10fe7a038418';

describe('a credential', () => {
  it('is an HMAC secret with a passphrase', () => {
    const made = key.credential({ id, secret: secretOf('A'.repeat(32)), passphrase: secretOf('words') });
    expect(made).toMatchObject({ id, scheme: 'hmac' });
  });

  it.each([
    ['no passphrase', { id, secret: secretOf('A'.repeat(32)) }, /passphrase/],
    ['a short secret', { id, secret: secretOf('abc'), passphrase: secretOf('words') }, /secret/],
    [
      'a secret in PEM',
      { id, secret: secretOf('-----BEGIN PRIVATE KEY-----\nabc'), passphrase: secretOf('words') },
      /secret/,
    ],
    [
      'an id with spaces',
      { id: 'my key 1', secret: secretOf('A'.repeat(32)), passphrase: secretOf('words') },
      /API key/,
    ],
  ])('is refused with %s, naming the part', (_title, parts, message) => {
    const made = key.credential(parts);
    expect(isRefusal(made) && made.code).toBe('credential-invalid');
    expect(isRefusal(made) && made.message).toMatch(message);
  });
});

describe('a bot key', () => {
  it('looks like one of OKX, starts 6b770000-, and is another each time', () => {
    const one = key.issueBotKey(randomBytes);
    const two = key.issueBotKey(randomBytes);
    expect(one.id).toMatch(/^6b770000-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(one.id).not.toBe(two.id);
    expect(one.secret.openBytes((bytes) => bytes.toString('latin1'))).toMatch(/^[0-9A-F]{32}$/);
    expect(one.passphrase?.openBytes((bytes) => bytes.toString('latin1'))).toMatch(/^[A-Za-z0-9]{20}$/);
    expect(one.publicKeyPem).toBeUndefined();
  });

  it('comes from the randomness that it is given', () => {
    const drawn = () => {
      let at = 0;
      return (size: number) => createHash('sha512').update(String(at++)).digest().subarray(0, size);
    };
    expect(key.issueBotKey(drawn()).id).toBe(key.issueBotKey(drawn()).id);
  });
});

describe('introspection', () => {
  it('asks account/config in either environment', () => {
    for (const environment of ['live', 'demo'] as const) {
      expect(key.introspect(environment)).toMatchObject({
        path: '/api/v5/account/config',
        environment,
        host: 'www.okx.com',
      });
    }
    expect(key.introspect('testnet')).toBeUndefined();
  });

  it.each([
    [
      'read_only,withdraw,trade',
      '',
      { read: 'yes', trade: 'yes', transfer: 'yes', withdraw: 'yes', ipRestricted: 'no', reduceOnly: 'yes' },
    ],
    [
      'read_only,trade',
      '1.2.3.4',
      { read: 'yes', trade: 'yes', transfer: 'yes', withdraw: 'no', ipRestricted: 'yes', reduceOnly: 'yes' },
    ],
    [
      'read_only',
      '',
      { read: 'yes', trade: 'no', transfer: 'no', withdraw: 'no', ipRestricted: 'no', reduceOnly: 'yes' },
    ],
  ])('reads perm %s with ip %j', (perm, ip, abilities) => {
    expect(key.readIntrospection(200, answerOf([{ perm, ip, acctLv: '2' }]))).toEqual(abilities);
  });

  it.each([
    ['1', 'no'],
    ['2', 'yes'],
    ['3', 'yes'],
    ['4', 'no'],
    ['5', 'unknown'],
    [undefined, 'unknown'],
  ])('reads whether an account of level %s honours reduce-only orders: %s', (acctLv, reduceOnly) => {
    expect(key.readIntrospection(200, answerOf([{ perm: 'trade', acctLv }]))).toMatchObject({ reduceOnly });
  });

  it.each([
    [{ acctLv: '1', enableSpotBorrow: false, autoLoan: true }, 'no'],
    [{ acctLv: '1', enableSpotBorrow: true, autoLoan: false }, 'yes'],
    [{ acctLv: '1' }, 'unknown'],
    [{ acctLv: '2', enableSpotBorrow: true, autoLoan: true }, undefined],
    [{ acctLv: '3', enableSpotBorrow: false, autoLoan: true }, 'yes'],
    [{ acctLv: '3', enableSpotBorrow: false, autoLoan: false }, 'no'],
    [{ acctLv: '3', enableSpotBorrow: false, autoLoan: 'false' }, 'no'],
    [{ acctLv: '3', autoLoan: '' }, 'unknown'],
    [{ acctLv: '3', autoLoan: 0 }, 'unknown'],
    [{ acctLv: '4', autoLoan: true }, 'yes'],
    [{ acctLv: '4', autoLoan: false }, 'no'],
    [{ acctLv: '5', enableSpotBorrow: false, autoLoan: false }, 'unknown'],
    [{ enableSpotBorrow: false, autoLoan: false }, 'unknown'],
  ])('reads of %j whether spot orders may borrow: %s', (config, spotBorrow) => {
    const read = key.readIntrospection(200, answerOf([{ perm: 'trade', ...config }])) as KeyAbilities;
    expect(read.spotBorrow).toBe(spotBorrow);
  });

  it('does not know the IP list where it is not told, and nothing from an answer of another shape', () => {
    expect(key.readIntrospection(200, answerOf([{ perm: 'read_only' }]))).toMatchObject({ ipRestricted: 'unknown' });
    for (const body of ['', '{}', '[]', 'null', answerOf([]), answerOf({}), answerOf([{ perm: {} }])]) {
      expect(key.readIntrospection(200, body)).toMatchObject({ unclear: true, cause: 'unreadable' });
    }
  });

  it('does not take a permission that it does not know for no permission', () => {
    expect(key.readIntrospection(200, answerOf([{ perm: 'read_only,withdraw_fast', ip: '' }]))).toMatchObject({
      read: 'yes',
      trade: 'unknown',
      withdraw: 'unknown',
    });
  });
});

describe('an error answer', () => {
  it.each([
    ['50111', 'key'],
    ['50119', 'key'],
    ['50105', 'key'],
    ['50101', 'key'],
    ['50113', 'signature'],
    ['50110', 'ip'],
    ['50120', 'permission'],
    ['50102', 'clock'],
    ['50011', 'rate'],
  ])('%s means %s', (code, cause) => {
    expect(key.readError(401, JSON.stringify({ code, data: [], msg: '' }))).toMatchObject({ unclear: true, cause });
  });

  it('that is not known means nothing', () => {
    expect(key.readError(400, '{"code":"51000"}')).toBeUndefined();
    expect(key.readError(500, 'oops')).toBeUndefined();
    expect(key.readError(429, 'oops')).toMatchObject({ cause: 'rate' });
  });

  it('of Keyward for an unknown bot key is one of the key', () => {
    expect(key.readError(401, wire.refusal('auth', 'no', undefined).body)).toMatchObject({ cause: 'key' });
  });
});
