import { describe, expect, it } from 'vitest';
import { JsonNumber } from '../core/index.ts';
import type { BotRequest, Call } from '../exchanges/index.ts';
import { proofOf, ReplayMemory, twinOf } from './replay.ts';
import { HandClock, place } from './scene.contract.ts';

describe('the memory of replays', () => {
  it('lets a proof pass once', () => {
    const memory = new ReplayMemory(new HandClock());
    expect(memory.isFirst('bot', 'signed bot x', {}, 1_000)).toBe(true);
    expect(memory.isFirst('bot', 'signed bot x', {}, 1_000)).toBe(false);
    expect(memory.isFirst('bot', 'signed bot y', {}, 1_000)).toBe(true);
  });

  it('keeps each for its own time, by the steady clock', () => {
    const clock = new HandClock();
    const memory = new ReplayMemory(clock);
    memory.isFirst('bot', 'long', {}, 10_000);
    memory.isFirst('bot', 'short', {}, 1_000);
    clock.jump(3_600_000);
    clock.pass(9_999);
    expect(memory.isFirst('bot', 'long', {}, 1_000)).toBe(false);
    clock.pass(1);
    expect(memory.isFirst('bot', 'long', {}, 1_000)).toBe(true);
  });

  it('lets the oldest go when there are more than memory is for, and never the one that is asked for', () => {
    const memory = new ReplayMemory(new HandClock(), 3);
    for (const proof of ['a', 'b', 'c']) expect(memory.isFirst('bot', proof, {}, 1_000)).toBe(true);
    for (const proof of ['a', 'b', 'c']) expect(memory.isFirst('bot', proof, {}, 1_000)).toBe(false);
    expect(memory.isFirst('bot', 'd', {}, 1_000)).toBe(true);
    for (const proof of ['b', 'c', 'd']) expect(memory.isFirst('bot', proof, {}, 1_000)).toBe(false);
    expect(memory.isFirst('bot', 'a', {}, 1_000)).toBe(true);
  });

  it('lets only rising nonces pass, each bot key by itself', () => {
    const memory = new ReplayMemory(new HandClock());
    const first = (bot: string, nonce: bigint): boolean => memory.isFirst(bot, '', { nonce }, 1_000);
    expect([first('a', 5n), first('a', 5n), first('a', 4n), first('b', 4n), first('a', 6n)]).toEqual([
      true,
      false,
      false,
      true,
      true,
    ]);
  });

  it('takes over proofs and nonces from the journal', () => {
    const memory = new ReplayMemory(new HandClock());
    memory.recall('nonce bot 7', 1_000);
    memory.recall('nonce bot 3', 1_000);
    memory.recall('signed bot x', 1_000);
    expect(memory.isFirst('bot', '', { nonce: 7n }, 1_000)).toBe(false);
    expect(memory.isFirst('bot', '', { nonce: 8n }, 1_000)).toBe(true);
    expect(memory.isFirst('bot', 'signed bot x', {}, 1_000)).toBe(false);
  });

  it('runs one of two twins, and the next when it has ended, also badly', async () => {
    const memory = new ReplayMemory(new HandClock());
    let end: (value: string) => void = () => {};
    const first = memory.once('t', () => new Promise<string>((resolve) => (end = resolve)));
    expect(await memory.once('t', async () => 'second')).toBeUndefined();
    expect(await memory.once('u', async () => 'other')).toBe('other');
    end('first');
    expect(await first).toBe('first');
    await expect(memory.once('t', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await memory.once('t', async () => 'third')).toBe('third');
  });
});

describe('a proof', () => {
  const request: BotRequest = {
    method: 'POST',
    host: 'api.bybit.com',
    path: '/v5/order/create',
    rawQuery: '',
    query: [],
    headers: new Map([['x-bapi-sign', 'ab']]),
    rawBody: '{"a":1}',
    body: { kind: 'none' },
    addressedAs: [],
  };
  const proof = (changes: Partial<BotRequest> = {}, signedAtMs = 1): string =>
    proofOf({ ...request, ...changes }, { signedAtMs });

  it('is the same under another name of the host and another spelling of the signature', () => {
    expect(proof({ host: 'api.bytick.com' })).toBe(proof());
    expect(proof({ headers: new Map([['x-bapi-sign', 'AB']]) })).toBe(proof());
  });

  it.each<[string, Partial<BotRequest>, number?]>([
    ['body', { rawBody: '{"a":2}' }],
    ['query', { rawQuery: 'a=1' }],
    ['path', { path: '/v5/order/amend' }],
    ['method', { method: 'PUT' }],
    ['time', {}, 2],
  ])('is another for another %s', (_, changes, signedAtMs) => {
    expect(proof(changes, signedAtMs)).not.toBe(proof());
  });
});

describe('a twin', () => {
  const intent = place({ clientOrderId: 'mine' });
  const call = (body: Call['body'], changes: Partial<Call> = {}): Call => ({
    endpoint: { method: 'POST', path: '/p', class: 'trade', group: 'spot', source: '' },
    host: 'h',
    environment: 'live',
    path: '/p',
    query: [],
    body,
    headers: [],
    intents: [intent],
    ...changes,
  });
  const json = (text: string): Call['body'] => ({ kind: 'json', value: { id: new JsonNumber(text) } });

  it('is the same order under another name of the host', () => {
    expect(twinOf(call(json('1'), { host: 'other' }), 'bot', [])).toBe(twinOf(call(json('1')), 'bot', []));
  });

  it('is no order with another large number, another bot, path or query', () => {
    const base = twinOf(call(json('12345678901234567890')), 'bot', []);
    expect(twinOf(call(json('12345678901234567891')), 'bot', [])).not.toBe(base);
    expect(twinOf(call(json('12345678901234567890')), 'other', [])).not.toBe(base);
    expect(twinOf(call(json('12345678901234567890'), { path: '/q' }), 'bot', [])).not.toBe(base);
    expect(twinOf(call(json('12345678901234567890'), { query: [['a', '1']] }), 'bot', [])).not.toBe(base);
  });

  it('does not see the ids that Keyward made, and sees those of the bot', () => {
    const form = (id: string): Call['body'] => ({ kind: 'form', params: [['newClientOrderId', id]] });
    const placed = (id: string): Partial<Call> => ({ intents: [place({ clientOrderId: id })] });
    expect(twinOf(call(form('kw1'), placed('kw1')), 'bot', ['kw1'])).toBe(
      twinOf(call(form('kw2'), placed('kw2')), 'bot', ['kw2']),
    );
    expect(twinOf(call(form('b1'), placed('b1')), 'bot', [])).not.toBe(
      twinOf(call(form('b2'), placed('b2')), 'bot', []),
    );
  });
});
