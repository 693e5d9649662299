import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../core/index.ts';
import type { EntryFields } from './entries.ts';
import { Journal } from './journal.ts';
import { stats } from './stats.ts';
import { tail } from './tail.ts';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
let folder = '';
let home = '';
let nowMs = Date.parse('2026-03-01T12:00:00Z');
const open = () =>
  Journal.open(folder, { clock: { nowMs: () => nowMs, monotonicMs: () => 0 }, log: silent, segmentBytes: 1150 });
const seqs = async (lines: number) => {
  const found: number[] = [];
  for await (const { seq } of tail(folder, { lines })) found.push(seq);
  return found;
};

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'journal-tail-'));
  folder = join(home, 'journal');
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('tail', () => {
  it('gives the last entries, across segments', async () => {
    expect(await seqs(3)).toEqual([]);
    const journal = await open();
    for (let i = 0; i < 10; i++) await journal.append('stop', { reason: String(i) });
    expect(await seqs(0)).toEqual([]);
    expect(await seqs(1)).toEqual([10]);
    expect(await seqs(6)).toEqual([5, 6, 7, 8, 9, 10]);
    expect(await seqs(100)).toHaveLength(10);
    await journal.close();
  });

  it('follows a book that is being written, into new segments, until it is aborted', async () => {
    const journal = await open();
    await journal.append('stop', { reason: 'before' });
    const abort = new AbortController();
    const found: number[] = [];
    const following = (async () => {
      for await (const { seq } of tail(folder, { lines: 5, follow: abort.signal })) {
        found.push(seq);
        if (seq === 12) abort.abort();
      }
    })();
    for (let i = 2; i <= 12; i++) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      await journal.append('stop', { reason: String(i) });
    }
    await following;
    expect(found).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    await journal.close();
  });

  it('follows from nothing', async () => {
    const abort = new AbortController();
    const first = (async () => {
      for await (const entry of tail(folder, { lines: 5, follow: abort.signal })) return entry.seq;
      return 0;
    })();
    const journal = await open();
    await journal.append('stop', { reason: 'a' });
    expect(await first).toBe(1);
    await journal.close();
  });
});

describe('stats', () => {
  const decision = (bot: string, exchange: string, denied: boolean): EntryFields['decision'] => ({
    id: 'x',
    bot,
    key: 'main',
    fingerprint: 'f',
    exchange,
    environment: 'live',
    method: 'POST',
    host: 'h',
    path: '/',
    class: 'trade',
    params: {},
    intents: [],
    effect: denied ? 'deny' : 'allow',
    reasons: denied ? [{ code: 'order-notional', limit: '1', actual: '2', rule: 'r', intent: 0 }] : [],
    costs: [],
  });

  it('counts by kind, bot, exchange, effect and code', async () => {
    const journal = await open();
    await journal.append('decision', decision('grid', 'binance', false));
    await journal.append('decision', decision('grid', 'okx', true));
    await journal.append('decision', decision('dca', 'okx', true));
    await journal.append('repeat', { of: 'x', count: 7, code: 'order-notional' });
    nowMs += 60_000;
    await journal.append('outcome', {
      of: 'x',
      result: 'answered',
      status: 400,
      code: '-2010',
      durationMs: 3,
      orders: [],
    });
    await journal.close();
    const bytes = readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
    expect(await stats(folder)).toEqual({
      entries: 5,
      segments: readdirSync(folder).length,
      bytes,
      firstTime: '2026-03-01T12:00:00.000Z',
      lastTime: '2026-03-01T12:01:00.000Z',
      kinds: { decision: 3, outcome: 1, repeat: 1 },
      bots: { dca: 1, grid: 2 },
      exchanges: { binance: 1, okx: 2 },
      effects: { allow: 1, deny: 2 },
      codes: { '-2010': 1, 'order-notional': 9 },
    });
  });

  it('counts nothing in an empty book', async () => {
    expect(await stats(folder)).toMatchObject({ entries: 0, segments: 0, bytes: 0, kinds: {} });
  });
});
