import { describe, expect, it } from 'vitest';
import { type Clock, Secret } from '../core/index.ts';
import { EndpointIndex, exchanges, watches } from '../exchanges/index.ts';
import { Link, SigningKey } from '../gateway/index.ts';
import { type Haste, PATIENT, sendInTurn, URGENT } from './own-key.ts';

const NOW_MS = 1_790_000_000_000;
/** Stands still, so that no limit begins anew. */
const clock: Clock = { nowMs: () => NOW_MS, monotonicMs: () => 1_000 };

/** A key of Binance whose requests all are answered with an empty list. */
function scene() {
  const exchange = exchanges['binance']!;
  const environment = 'live';
  const link = new Link({
    exchange,
    environment,
    host: undefined,
    index: new EndpointIndex(exchange.facts),
    markets: new Set(),
    forward: async () => ({ kind: 'answered', status: 200, headers: {}, body: '[]' }),
    clock,
  });
  link.clock.measure(NOW_MS, 1_000, 1_000);
  const secret = Secret.take(Buffer.from('a-secret-that-signs-nothing-real'));
  const credential = { id: 'a'.repeat(64), scheme: 'hmac' as const, secret };
  const signing = new SigningKey({ name: 'main', fingerprint: '', link, credential, nonces: undefined });
  const list = watches['binance']!.feeds.find(({ name }) => name === 'spot open orders')!;
  const call = list.call({ environment, fromMs: NOW_MS, toMs: NOW_MS });
  const { group } = call.endpoint;
  const { limit } = exchange.facts.rate.buckets.find((bucket) => bucket.group === group)!;
  /** How many get their turn until one does not. */
  const sent = async (haste: Haste): Promise<number> => {
    for (let count = 0; ; count++) if (!(await sendInTurn({ signing, link }, call, haste))) return count;
  };
  const asBot = (): number => {
    for (let count = 0; ; count++) if (link.rate.take(group, false) !== undefined) return count;
  };
  return { sent, asBot, limit, reserve: exchange.facts.rate.cancelReserve };
}

describe('the limits of an exchange', () => {
  it('are used up by the monitor to one half, by the bots but for a reserve, and by the kill switch whole', async () => {
    const { sent, asBot, limit, reserve } = scene();
    const open = Math.floor(limit * (1 - reserve));
    const watched = await sent(PATIENT);
    expect(watched).toBe(Math.floor((limit * (1 - reserve)) / 2));
    expect(watched + asBot()).toBe(open);
    expect([await sent(PATIENT), asBot()]).toEqual([0, 0]);
    expect(await sent(URGENT)).toBe(limit - open);
    expect(reserve).toBeGreaterThan(0);
  });
});
