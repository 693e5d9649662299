import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { secretOf } from './asked.contract.ts';
import { key } from './key.ts';

const id = 'abcDEF0123456789ab';

function pem(type: 'rsa' | 'ed25519'): string {
  const pair = type === 'rsa' ? generateKeyPairSync('rsa', { modulusLength: 2048 }) : generateKeyPairSync('ed25519');
  return String(pair.privateKey.export({ type: 'pkcs8', format: 'pem' }));
}

describe('a credential', () => {
  it.each([
    ['letters and digits', 'aSecretOfThirtySixLettersAndDigits00', 'hmac'],
    ['the PEM of an RSA key', pem('rsa'), 'rsa'],
  ])('finds its scheme out from %s', (_name, secret, scheme) => {
    expect(key.credential({ id, secret: secretOf(secret) })).toMatchObject({ id, scheme });
  });

  it.each([
    ['a key of other letters', 'a key!', 'secret'],
    ['an Ed25519 key', id, pem('ed25519')],
    ['a broken PEM', id, '-----BEGIN PRIVATE KEY-----\nnothing\n-----END PRIVATE KEY-----\n'],
  ])('is refused for %s', (_name, apiKey, secret) => {
    expect(key.credential({ id: apiKey, secret: secretOf(secret) })).toMatchObject({
      refused: true,
      code: 'credential-invalid',
    });
  });
});

describe('a bot key', () => {
  it('looks as Bybit issues keys', () => {
    let drawn = 0;
    const random = (size: number) =>
      Buffer.concat(
        [...Array(Math.ceil(size / 32))].map(() => createHash('sha256').update(`${drawn++}`).digest()),
      ).subarray(0, size);
    const issued = key.issueBotKey(random);
    expect(issued.id).toMatch(/^KW[A-Za-z0-9]{16}$/);
    expect(issued.secret.openBytes((bytes) => bytes.toString())).toMatch(/^[A-Za-z0-9]{36}$/);
    expect(issued.publicKeyPem).toBeUndefined();
    expect(key.issueBotKey(random).id).not.toBe(issued.id);
  });
});

const permissions = {
  ContractTrade: ['Order', 'Position'],
  Spot: ['SpotTrade'],
  Wallet: ['AccountTransfer', 'SubMemberTransfer'],
  Options: [],
  Derivatives: ['DerivativesTrade'],
};

function info(result: object): string {
  return JSON.stringify({ retCode: 0, retMsg: '', result, retExtInfo: {}, time: 1776149990532 });
}

describe('introspection', () => {
  it('asks for the key itself, and nothing of a demo account, which does not serve it', () => {
    expect(key.introspect('live')).toMatchObject({ host: 'api.bybit.com', path: '/v5/user/query-api' });
    expect(key.introspect('testnet')).toMatchObject({ host: 'api-testnet.bybit.com' });
    expect(key.introspect('demo')).toBeUndefined();
  });

  it.each([
    [
      'may trade and move within the account',
      { readOnly: 0, permissions, ips: ['18.181.170.164'] },
      { read: 'yes', trade: 'yes', transfer: 'yes', withdraw: 'no', ipRestricted: 'yes' },
    ],
    [
      'may withdraw',
      { readOnly: 0, permissions: { ...permissions, Wallet: ['Withdraw'] }, ips: ['*'] },
      { trade: 'yes', transfer: 'no', withdraw: 'yes', ipRestricted: 'no' },
    ],
    [
      'is read-only, whatever is listed',
      { readOnly: 1, permissions: { ...permissions, Wallet: ['Withdraw'] }, ips: ['*'] },
      { trade: 'no', transfer: 'no', withdraw: 'no' },
    ],
    [
      'may only trade contracts',
      { readOnly: 0, permissions: { ...permissions, Spot: [], Wallet: [], Derivatives: [] }, ips: ['*'] },
      { trade: 'yes', transfer: 'no', withdraw: 'no' },
    ],
    [
      'may finish P2P orders, which hands coins to others',
      { readOnly: 0, permissions: { ...permissions, Wallet: [], FiatP2P: ['FiatP2POrder'] }, ips: ['*'] },
      { transfer: 'no', withdraw: 'yes' },
    ],
    [
      'may pay others',
      { readOnly: 0, permissions: { ...permissions, Wallet: [], FiatBitPay: ['FaitPayOrder'] }, ips: ['*'] },
      { withdraw: 'yes' },
    ],
    [
      'lists its P2P rights in another form',
      { readOnly: 0, permissions: { ...permissions, Wallet: [], FiatP2P: { FiatP2POrder: true } }, ips: ['*'] },
      { withdraw: 'unknown' },
    ],
    [
      'has no P2P rights',
      { readOnly: 0, permissions: { ...permissions, Wallet: [], FiatP2P: [], FiatBitPay: [] }, ips: ['*'] },
      { withdraw: 'no' },
    ],
    [
      'may only change positions',
      {
        readOnly: 0,
        permissions: { ...permissions, ContractTrade: ['Position'], Spot: [], Derivatives: [], Wallet: [] },
        ips: ['*'],
      },
      { trade: 'yes' },
    ],
    [
      'says nothing of its wallet',
      { readOnly: 0, permissions: { Spot: ['SpotTrade'] }, ips: [] },
      { trade: 'yes', withdraw: 'unknown', ipRestricted: 'unknown' },
    ],
    ['says nothing of its rights', { readOnly: 0 }, { trade: 'unknown', withdraw: 'unknown', ipRestricted: 'unknown' }],
    ['says nothing of being read-only', { permissions, ips: ['*'] }, { trade: 'unknown', withdraw: 'unknown' }],
  ])('reads a key that %s', (_name, result, abilities) => {
    expect(key.readIntrospection(200, info(result))).toMatchObject(abilities);
  });

  it.each([
    [200, '{"retCode":10003,"retMsg":"API key is invalid."}', 'key'],
    [200, '{"retCode":33004,"retMsg":"Your api key has expired."}', 'key'],
    [200, '{"retCode":10004,"retMsg":"error sign!"}', 'signature'],
    [200, '{"retCode":10010,"retMsg":"Unmatched IP"}', 'ip'],
    [200, '{"retCode":10005,"retMsg":"Permission denied"}', 'permission'],
    [200, '{"retCode":10002,"retMsg":"invalid request"}', 'clock'],
    [200, '{"retCode":10006,"retMsg":"Too many visits!"}', 'rate'],
    [403, '<html>', 'rate'],
    [200, 'no JSON', 'unreadable'],
    [502, '', 'unreadable'],
    [200, '{"retCode":10016,"retMsg":"Server error"}', 'unreadable'],
  ])('splits what an error means: %s %s', (status, body, cause) => {
    expect(key.readIntrospection(status, body)).toMatchObject({ unclear: true, cause });
  });

  it('takes no answer for an error that is none', () => {
    expect(key.readError(200, info({}))).toBeUndefined();
    expect(key.readError(200, '{"retCode":110007,"retMsg":"ab not enough"}')).toBeUndefined();
  });
});
