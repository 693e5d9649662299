import { describe, expect, it } from 'vitest';
import { refuse, Secret } from '../core/index.ts';
import type { Call } from '../exchanges/index.ts';
import { dialectAnswer, passOn, plainAnswer } from './answers.ts';
import { SigningKey } from './link.ts';
import { binance, HandClock, keyOn, linkTo } from './scene.contract.ts';

describe("an exchange's answer", () => {
  const passed = (headers: Record<string, string>) =>
    passOn({ kind: 'answered', status: 200, headers, body: '{}' }).headers;

  it('passes on what bots read of the headers', () => {
    const read = {
      'content-type': 'application/json',
      date: 'now',
      'retry-after': '3',
      'x-mbx-used-weight': '1',
      'x-mbx-used-weight-1m': '1',
      'x-mbx-order-count-10s': '1',
      'x-sapi-used-ip-weight-1m': '1',
      'x-bapi-limit-status': '9',
      'x-bapi-limit': '10',
      'x-ratelimit-remaining': '1',
      'ratelimit-limit': '1',
    };
    expect(passed(read)).toEqual(read);
  });

  it.each([
    'set-cookie',
    'location',
    'server',
    'x-mbx-apikey',
    'x-mbx-uuid',
    'www-authenticate',
    'content-type-options',
    'dates',
    'connection',
    'content-encoding',
    'content-length',
    'x-x-mbx-used-weight',
  ])('keeps the header %s back', (name) => {
    expect(passed({ [name]: 'x' })).toEqual({});
  });

  it('keeps a value back that cannot stand in a header', () => {
    expect(passed({ date: 'a\u20ac', 'retry-after': '1\r\nx: y', 'content-type': 'a\u0000' })).toEqual({});
  });

  it("has the bot's key id in place of the exchange key's, however it is spelt", () => {
    const key = keyOn(linkTo(async () => ({ kind: 'unknown', cause: '' }), new HandClock()));
    const call = { endpoint: binance.facts.endpoints[0]! } as Call;
    const clean = (id: string, body: string): string => {
      Object.defineProperty(key, 'id', { value: id });
      return key.clean({ status: 200, headers: {}, body }, call, "b/o$&t'$1").body;
    };
    const native = 'organizations/a/apiKeys/b';
    const body = `{"one":"${native}","two":"${native.replaceAll('/', '\\/')}","three":"${encodeURIComponent(native)}"}`;
    expect(clean(native, body)).not.toMatch(/organizations/);
    expect(clean(native, native)).toBe("b/o$&t'$1");
  });

  describe('that tells what it was sent', () => {
    const id = 'organizations/0f3b0e5a-1111-4222-8333-444455556666/apiKeys/9a8b7c6d-1111-4222-8333-777788889999';
    const botId = 'organizations/keyward/apiKeys/00000000-0000-4000-8000-000000000000';
    const credential = { id, scheme: 'hmac', secret: Secret.take(Buffer.from('9f86d081884c7d659a2feaa0c55ad015')) };
    const key = new SigningKey({
      name: 'main',
      fingerprint: 'f',
      link: linkTo(async () => ({ kind: 'unknown', cause: '' }), new HandClock()),
      credential,
      nonces: undefined,
    });
    const call = { endpoint: binance.facts.endpoints[0]! } as Call;
    const json = { 'content-type': 'application/json' };
    const escaped = (text: string) => [...text].map((one) => `\\u00${one.charCodeAt(0).toString(16)}`).join('');

    it.each<[string, string]>([
      ['in small letters', id.toLowerCase()],
      ['in capital letters', id.toUpperCase()],
      ['escaped in JSON', escaped(id)],
      ['escaped in JSON, in part', `org\\u0061nizations${id.slice('organizations'.length)}`],
      ['percent-encoded', [...id].map((one) => `%${one.charCodeAt(0).toString(16)}`).join('')],
      ['percent-encoded twice', encodeURIComponent(encodeURIComponent(id))],
      ['by its last part', `the key ${id.slice(-36)} is not active`],
      ['by its last part in capital letters', id.slice(-36).toUpperCase()],
    ])("has the bot's key id in place of the exchange key's %s", (_, told) => {
      const { body, headers } = key.clean(
        { status: 200, headers: { ...json, 'x-ratelimit-key': told }, body: `{"a":"${told}"}` },
        call,
        botId,
      );
      for (const text of [body, headers['x-ratelimit-key']!]) {
        const read = decodeURIComponent(decodeURIComponent(JSON.parse(`"${text.replaceAll('"', "'")}"`)));
        expect(read.toLowerCase()).not.toMatch(/9a8b7c6d|0f3b0e5a/);
        expect(read).toContain('00000000-0000-4000-8000-000000000000');
      }
    });

    it.each<[string, number, string]>([
      ['an error', 400, 'application/json'],
      ['an error of somebody in between', 502, 'text/html'],
      ['a page in the place of an answer', 200, 'text/html'],
    ])('has no secret in %s', (_, status, type) => {
      const body = 'OK-ACCESS-PASSPHRASE: 9f86d081884c7d659a2feaa0c55ad015';
      const answer = key.clean({ status, headers: { 'content-type': type }, body }, call, botId);
      expect(answer.body).toBe('OK-ACCESS-PASSPHRASE: [secret]');
    });

    it('is as it came where it tells nothing of the key', () => {
      const answer = { status: 200, headers: json, body: '{"a":"9a8b7c6d"}' };
      expect(key.clean(answer, call, botId)).toEqual(answer);
    });
  });
});

describe('a refusal', () => {
  it('outside of any dialect says its code, what was wrong and what to do', () => {
    const answer = plainAnswer(refuse('http-too-large', 'the body is over 64 KiB'));
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toEqual({
      error: 'http-too-large',
      message: 'keyward: the body is over 64 KiB',
      hint: 'Split the batch.',
    });
  });

  it('in dialect names code and decision in plain ASCII', () => {
    const answer = dialectAnswer(refuse('order-notional', 'limit 5 \u20ac\r\n'), binance, undefined, 'ID');
    expect(JSON.parse(answer.body).msg).toBe('keyward: order-notional: limit 5 ???; keyward explain ID');
  });
});
