import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isRefusal } from '../../core/index.ts';
import { decodeBase64 } from '../base64.ts';
import type { Credential } from '../exchange.ts';
import { facts } from './facts.ts';
import { key } from './key.ts';
import { keyId, secretOf, secretText } from './scene.contract.ts';

let drawn = 0;
const random = (size: number) =>
  Buffer.concat([0, 1, 2].map((part) => createHash('sha512').update(`${drawn++} ${part}`).digest())).subarray(0, size);

function info(result: object): string {
  return JSON.stringify({
    error: [],
    result: { apiKey: keyId, nonce: '1772627061000', ipAllowlist: [], permissions: [], ...result },
  });
}

describe('a credential', () => {
  it('is an API key with 64 bytes in base64', () => {
    const made = key.credential({ id: keyId, secret: secretOf(secretText) }) as Credential;
    expect(made).toMatchObject({ id: keyId, scheme: 'hmac' });
    expect(made.secret.openKey().symmetricKeySize).toBe(64);
  });

  it('may have a line break at the end of its secret', () => {
    expect(isRefusal(key.credential({ id: keyId, secret: secretOf(`${secretText}\n`) }))).toBe(false);
  });

  it.each([
    ['a cut secret', keyId, secretText.slice(0, 80)],
    ['a secret that is no base64', keyId, secretText.replace('=', '-')],
    ['an id that is none', 'my key', secretText],
    ['a secret in place of the id', `${secretText}`, secretText],
  ])('is refused with %s, and the message does not hold it', (_title, id, text) => {
    const refused = key.credential({ id, secret: secretOf(text) });
    expect(refused).toMatchObject({ code: 'credential-invalid' });
    expect(JSON.stringify(refused)).not.toContain(text.slice(0, 20));
  });
});

describe('a bot key', () => {
  it("looks like one of Kraken's: 56 base64 characters, and 64 bytes in base64", () => {
    const issued = key.issueBotKey(random);
    expect(issued.id).toMatch(/^KWRD[A-Za-z0-9+/]{52}$/);
    const text = issued.secret.openBytes((bytes) => bytes.toString('latin1'));
    expect(text).toMatch(/^[A-Za-z0-9+/]{86}==$/);
    expect(decodeBase64(Buffer.from(text))).toHaveLength(64);
    expect(isRefusal(key.credential({ id: issued.id, secret: issued.secret }))).toBe(false);
  });

  it('is new each time', () => {
    expect(key.issueBotKey(random).id).not.toBe(key.issueBotKey(random).id);
  });
});

describe('the introspection', () => {
  it('is one signed read of the facts, in the live environment only', () => {
    expect(key.introspect('live')).toMatchObject({ path: '/0/private/GetApiKeyInfo', intents: [{ action: 'read' }] });
    expect(facts.endpoints).toContain(key.introspect('live')!.endpoint);
    expect(key.introspect('testnet')).toBeUndefined();
  });

  it.each<[string, object, object]>([
    [
      'a trading key',
      { permissions: ['query-funds', 'query-open-trades', 'modify-trades'], ipAllowlist: ['203.0.113.7'] },
      {
        read: 'yes',
        trade: 'yes',
        transfer: 'unknown',
        withdraw: 'no',
        ipRestricted: 'yes',
        lastNonce: 1772627061000n,
      },
    ],
    [
      'a key that withdraws',
      { permissions: ['query-funds', 'withdraw-funds'] },
      { withdraw: 'yes', transfer: 'yes', trade: 'no', ipRestricted: 'no' },
    ],
    ['a key that only cancels', { permissions: ['close-trades'] }, { read: 'no', trade: 'yes', transfer: 'no' }],
    ['a list of nothing', {}, { read: 'unknown', trade: 'unknown', transfer: 'unknown', withdraw: 'unknown' }],
    ['a key without a list of addresses', { ipAllowlist: undefined }, { ipRestricted: 'unknown' }],
  ])('reads %s', (_title, result, expected) => {
    expect(key.readIntrospection(200, info(result))).toMatchObject(expected);
  });

  it.each<[string, number, string, string]>([
    ['EAPI:Invalid key', 200, '{"error":["EAPI:Invalid key"]}', 'key'],
    ['EAPI:Invalid signature', 200, '{"error":["EAPI:Invalid signature"]}', 'signature'],
    ['EAPI:Invalid nonce', 200, '{"error":["EAPI:Invalid nonce"]}', 'clock'],
    ['EGeneral:Permission denied', 200, '{"error":["EGeneral:Permission denied"]}', 'permission'],
    ['EGeneral:Temporary lockout', 200, '{"error":["EGeneral:Temporary lockout"]}', 'rate'],
    ['a 429', 429, '<html>', 'rate'],
    ['a page', 200, '<html>', 'unreadable'],
    ['permissions that are no list', 200, '{"error":[],"result":{"permissions":"all"}}', 'unreadable'],
  ])('does not guess from %s', (_title, status, body, cause) => {
    expect(key.readIntrospection(status, body)).toMatchObject({ unclear: true, cause });
  });
});
