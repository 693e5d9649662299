import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { JsonNumber, type Log, Secret } from '../core/index.ts';
import type { Entry, EntryFields } from './entries.ts';
import { Journal } from './journal.ts';
import { verify } from './verify.ts';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
const NOON = Date.parse('2026-03-01T12:00:00.000Z');

let home = '';
let nowMs = NOON;
const clock = { nowMs: () => nowMs, monotonicMs: () => nowMs };
const open = (segmentBytes?: number) =>
  Journal.open(join(home, 'journal'), { clock, log: silent, ...(segmentBytes === undefined ? {} : { segmentBytes }) });
const names = () => readdirSync(join(home, 'journal')).sort();
const linesOf = (name: string) =>
  readFileSync(join(home, 'journal', name), 'utf8')
    .split('\n')
    .slice(0, -1);
const all = async (journal: Journal, filter = {}) => {
  const entries: Entry[] = [];
  for await (const entry of journal.replay(filter)) entries.push(entry);
  return entries;
};
const halt = (reason: string) => ({ from: 'run', to: 'halt', by: 'owner', reason });
const decision = (id: string): EntryFields['decision'] => ({
  id,
  bot: 'grid',
  key: 'main',
  fingerprint: 'ab12',
  exchange: 'binance',
  environment: 'live',
  method: 'POST',
  host: 'api.binance.com',
  path: '/api/v3/order',
  class: 'trade',
  params: { symbol: 'BTCUSDT', price: new JsonNumber('0.10'), ids: [new JsonNumber('9007199254740993')] },
  intents: [{ action: 'place-order', market: 'BTC/USDT', quantity: '0.5' }],
  effect: 'allow',
  reasons: [],
  costs: [{ intent: 0, orders: 1, cancels: 0, currency: 'USDT', notional: '5' }],
});

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'journal-'));
  nowMs = NOON;
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

describe('a journal', () => {
  it('makes a folder 0700 and segments 0600, named by their first entry', async () => {
    const journal = await open();
    expect(names()).toEqual([]);
    await journal.append('start', { version: '0.1.0', node: 'v20' });
    await journal.close();
    expect(names()).toEqual(['00000000000000000001.jsonl']);
    expect(statSync(join(home, 'journal')).mode & 0o777).toBe(0o700);
    expect(statSync(join(home, 'journal', names()[0]!)).mode & 0o777).toBe(0o600);
  });

  it('writes a header, then a line per entry that names the SHA-256 of the line before', async () => {
    const journal = await open();
    const first = await journal.append('halt', halt('a'));
    const second = await journal.append('halt', halt('b'));
    await journal.close();
    const { createHash } = await import('node:crypto');
    const lines = linesOf(names()[0]!);
    const sha = (line: string) => createHash('sha256').update(line).digest('hex');
    expect(JSON.parse(lines[0]!)).toMatchObject({ 'keyward-journal': 1, first: 1, prev: '0'.repeat(64) });
    expect(first).toEqual({
      seq: 1,
      time: '2026-03-01T12:00:00.000Z',
      kind: 'halt',
      ...halt('a'),
      prev: sha(lines[0]!),
    });
    expect(second.prev).toBe(sha(lines[1]!));
    expect(JSON.parse(lines[2]!)).toMatchObject({ seq: 2, kind: 'halt', reason: 'b', prev: second.prev });
    expect(journal.head).toEqual({ seq: 2, hash: sha(lines[2]!) });
  });

  it('keeps appends and notes in one order', async () => {
    const journal = await open();
    const seqs = [journal.note('halt', halt('0'))];
    const second = journal.append('halt', halt('1'));
    seqs.push(journal.note('halt', halt('2')));
    expect(seqs).toEqual([1, 3]);
    expect((await second).seq).toBe(2);
    await journal.flush();
    expect((await all(journal)).map((entry) => 'reason' in entry && entry.reason)).toEqual(['0', '1', '2']);
    await journal.close();
  });

  it('writes a note within a second though nothing follows', async () => {
    const journal = await open();
    journal.note('halt', halt('alone'));
    expect(await all(journal)).toEqual([]);
    await new Promise((resolve) => setTimeout(resolve, 1200));
    expect(await all(journal)).toHaveLength(1);
    await journal.close();
  });

  it('writes what waits when it is closed, and takes nothing afterwards', async () => {
    const journal = await open();
    journal.note('halt', halt('last'));
    await journal.close();
    expect(journal.healthy).toBe(false);
    await expect(journal.append('halt', halt('late'))).rejects.toMatchObject({ code: 'journal-down' });
    expect(journal.note('halt', halt('late'))).toBe(0);
    expect(await verify(join(home, 'journal'))).toMatchObject({ entries: 1, segments: 1 });
  });

  it('goes on where it stopped', async () => {
    const before = await open();
    await before.append('halt', halt('a'));
    await before.close();
    const after = await open();
    expect((await after.append('halt', halt('b'))).seq).toBe(2);
    expect(await all(after)).toHaveLength(2);
    await after.close();
    const { firstBreak, ...rest } = await verify(join(home, 'journal'));
    expect(firstBreak).toBeUndefined();
    expect(rest).toEqual({ entries: 2, segments: 1, head: after.head.hash });
  });

  it('begins a segment with each UTC day, linked to the one before', async () => {
    const journal = await open();
    await journal.append('halt', halt('a'));
    nowMs = Date.parse('2026-03-01T23:59:59.999Z');
    const before = journal.append('halt', halt('b'));
    nowMs += 1;
    await Promise.all([before, journal.append('halt', halt('c'))]);
    nowMs -= 10;
    await journal.append('halt', halt('clock stepped back'));
    await journal.close();
    expect(names()).toEqual(['00000000000000000001.jsonl', '00000000000000000003.jsonl']);
    expect(linesOf(names()[1]!)).toHaveLength(3);
    expect((await verify(join(home, 'journal'))).firstBreak).toBeUndefined();
  });

  it('begins a segment when the next group would make it too large', async () => {
    const journal = await open(2000);
    for (let i = 0; i < 40; i++) await journal.append('halt', halt(String(i)));
    await journal.close();
    expect(names().length).toBeGreaterThan(4);
    for (const name of names()) expect(statSync(join(home, 'journal', name)).size).toBeLessThanOrEqual(2000);
    expect(await verify(join(home, 'journal'))).toMatchObject({ entries: 40, segments: names().length });
  });

  it('splits what does not fit one group', async () => {
    const journal = await open();
    const long = 'x'.repeat(50_000);
    const entries = await Promise.all(Array.from({ length: 60 }, () => journal.append('halt', halt(long))));
    expect(entries.map(({ seq }) => seq)).toEqual(Array.from({ length: 60 }, (_, i) => i + 1));
    await journal.close();
    expect((await verify(join(home, 'journal'))).entries).toBe(60);
  });

  it('gives numbers back as they were spelt', async () => {
    const journal = await open();
    const written = await journal.append('decision', decision('01A'));
    const [read] = await all(journal);
    expect(read).toEqual(written);
    expect(linesOf(names()[0]!)[1]).toContain('"price":0.10,"ids":[9007199254740993]');
    await journal.close();
  });

  it('holds any text on one line', async () => {
    const journal = await open();
    const reason = '"\\\n\r\u2028\u0000 é 😀 \ud800 ","sum":"00000000"}';
    const written = await journal.append('halt', halt(reason));
    expect(await all(journal)).toEqual([written]);
    expect(linesOf(names()[0]!)).toHaveLength(2);
    await journal.close();
    expect((await verify(join(home, 'journal'))).firstBreak).toBeUndefined();
  });

  it('writes no watched secret, whatever text stands around it', async () => {
    const secrets = ['nqxk7Ws0secret', '"halt","by":', '12345678'];
    for (const text of secrets) Secret.take(Buffer.from(text));
    const journal = await open();
    const entry = await journal.append('halt', halt('a\\nqxk7Ws0secret and "halt","by": too'));
    await journal.append('public', { minute: '2026-03-01T12:00', counts: { 'api.binance.com': 12345678 } });
    expect(entry.reason).toBe('a\\[secret] and [secret] too');
    expect(await all(journal)).toHaveLength(2);
    await journal.close();
    const text = readFileSync(join(home, 'journal', names()[0]!), 'utf8');
    expect(text).not.toContain('nqxk7Ws0secret');
    expect(text).not.toContain('12345678');
  });

  it('refuses an entry that is too long for a line, and only that one', async () => {
    const journal = await open();
    const long = journal.append('halt', halt('x'.repeat(60_000)));
    const short = journal.append('halt', halt('y'));
    await expect(long).rejects.toMatchObject({ code: 'internal' });
    expect((await short).seq).toBe(1);
    expect(() => journal.note('halt', halt('x'.repeat(60_000)))).toThrow(/too long/);
    await journal.close();
  });

  it('replays by seq, kind and time without opening segments that cannot matter', async () => {
    const journal = await open();
    const times: number[] = [];
    for (let day = 0; day < 4; day++) {
      nowMs = NOON + day * 86_400_000;
      times.push(nowMs);
      await journal.append('halt', halt(String(day)));
      await journal.append('stop', { reason: String(day) });
    }
    const seqs = async (filter: object) => (await all(journal, filter)).map(({ seq }) => seq);
    expect(await seqs({})).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(await seqs({ fromSeq: 4 })).toEqual([4, 5, 6, 7, 8]);
    expect(await seqs({ kinds: ['stop'] })).toEqual([2, 4, 6, 8]);
    expect(await seqs({ sinceMs: times[2]! })).toEqual([5, 6, 7, 8]);
    expect(await seqs({ sinceMs: times[1]!, fromSeq: 4, kinds: ['stop', 'halt'] })).toEqual([4, 5, 6, 7, 8]);
    expect(await seqs({ sinceMs: nowMs + 1 })).toEqual([]);
    rmSync(join(home, 'journal', names()[0]!));
    expect(await seqs({ fromSeq: 3 })).toEqual([3, 4, 5, 6, 7, 8]);
    expect(await seqs({ sinceMs: times[2]! })).toEqual([5, 6, 7, 8]);
    await journal.close();
  });
});
