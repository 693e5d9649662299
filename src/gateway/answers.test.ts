import { describe, expect, it } from 'vitest';
import { refuse } from '../core/index.ts';
import type { Call } from '../exchanges/index.ts';
import { dialectAnswer, passOn, plainAnswer } from './answers.ts';
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
});

describe('a refusal', () => {
  it('outside of any dialect says its code, what was wrong and what to do', () => {
    const answer = plainAnswer(refuse('http-too-large', 'the body is over 1 MiB'));
    expect(answer.status).toBe(413);
    expect(JSON.parse(answer.body)).toEqual({
      error: 'http-too-large',
      message: 'keyward: the body is over 1 MiB',
      hint: 'Split the batch.',
    });
  });

  it('in dialect names code and decision in plain ASCII', () => {
    const answer = dialectAnswer(refuse('order-notional', 'limit 5 \u20ac\r\n'), binance, undefined, 'ID');
    expect(JSON.parse(answer.body).msg).toBe('keyward: order-notional: limit 5 ???; keyward explain ID');
  });
});
