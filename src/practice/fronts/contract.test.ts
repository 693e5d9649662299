import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isPracticeId } from '../mark.ts';
import { type Practice, startPractice } from '../start.ts';
import { frontFactories, thinFactories } from './registry.ts';

const nowMs = 1_790_000_000_000;
const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
const all = { trade: true, futures: true, transfer: true, withdraw: true };
let practice: Practice;

beforeAll(async () => {
  practice = await startPractice({ port: 0, seed: 'contract', clock });
});
afterAll(() => practice.stop());

/** Bytes that depend on a label and the order of drawing. */
function stream(label: string): (size: number) => Buffer {
  let drawn = 0;
  return (size) => {
    const parts: Buffer[] = [];
    while (parts.length * 32 < size) parts.push(createHash('sha256').update(`${label} ${drawn++}`).digest());
    return Buffer.concat(parts).subarray(0, size);
  };
}

it('no host belongs to two fronts, and all are lower case', () => {
  const hosts = [...frontFactories, ...thinFactories].flatMap((make) => make().hosts);
  expect(new Set(hosts).size).toBe(hosts.length);
  expect(hosts).toEqual(hosts.map((host) => host.toLowerCase()));
});

it.each([...frontFactories, ...thinFactories].map((make) => [make().exchange, make] as const))(
  'mints ids of %s that can be told to be practice keys',
  (exchange, make) => {
    // An address is what follows from its key; it holds no mark.
    expect(isPracticeId(make().mint(stream(exchange)).id)).toBe(exchange !== 'hyperliquid');
  },
);

describe.each(frontFactories.map((make) => [make().exchange, make] as const))('the %s front', (exchange, make) => {
  it('mints the same key from the same bytes, another from others', () => {
    const front = make();
    expect(front.mint(stream('a'))).toEqual(front.mint(stream('a')));
    expect(front.mint(stream('a')).id).not.toBe(front.mint(stream('b')).id);
    expect(front.mint(stream('a')).secret).not.toBe(front.mint(stream('b')).secret);
  });

  it('has words for its faults', () => {
    const front = make();
    expect(front.fault({ kind: 'server-error', status: 503 }).status).toBe(503);
    for (const banned of [false, true]) {
      expect(front.fault({ kind: 'rate-limit', banned, retryAfterS: 5 }).status).toBeGreaterThanOrEqual(200);
    }
  });

  it('lets a thief with every permission withdraw and buy, and records it', async () => {
    const key = practice.mintKey({ exchange, account: 'robbed', permissions: all });
    const before = practice.core.holdings();
    const mark = practice.mark();
    const theft = await practice.thief(key);
    expect(theft.worked).toEqual(expect.arrayContaining(['probe', 'withdraw', 'buy']));
    expect(practice.core.world.withdrawals.some((one) => one.account === key.account && one.keyId === key.id)).toBe(
      true,
    );
    expect(practice.core.holdings()).toEqual(before);
    expect(practice.received(mark).every((one) => one.account === key.account)).toBe(true);
  });

  it('lets a thief with a key that may only read look, and no more', async () => {
    const theft = await practice.thief(practice.mintKey({ exchange, account: 'read' }));
    expect(theft.worked).toEqual(['probe']);
  });

  it('lets nobody in with a key that was not minted here, or that was revoked', async () => {
    const stranger = make().mint(stream('stranger'));
    const foreign = await practice.thief({ ...stranger, exchange, account: `${exchange}/none` });
    expect(foreign.worked).toEqual([]);
    const key = practice.mintKey({ exchange, account: 'revoked', permissions: all });
    const off = practice.faults.set({ kind: 'key-revoked', keyId: key.id });
    expect((await practice.thief(key)).worked).toEqual([]);
    off();
    expect((await practice.thief(key, { steps: ['probe'] })).worked).toEqual(['probe']);
  });
});
