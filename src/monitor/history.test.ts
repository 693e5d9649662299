import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call, Feed, Page, SeenFlow, Unclear } from '../exchanges/index.ts';
import { readHistory, readSnapshot } from './history.ts';
import { d } from './scene.contract.ts';

const NOW = 1_000_000;
const line = (atMs: number): SeenFlow => ({
  what: 'flow',
  id: String(atMs),
  wallet: 'spot',
  asset: 'USDT',
  amount: d('1'),
  cause: 'trade',
  word: '',
  atMs,
});
const feedOf = (changes: Partial<Feed> = {}): Feed => ({ shape: 'history', lateMs: 0, ...changes }) as Feed;
const make = (fromMs: number, toMs: number): Call => ({ fromMs, toMs }) as unknown as Call;
const spanOf = (call: Call) => call as unknown as { fromMs: number; toMs: number };
const refused = (cause: Unclear['cause']): Unclear => ({ unclear: true, cause, message: 'no' });

describe('a history', () => {
  it('is read in windows that overlap, over pages that are cut, and gives each record', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 0, max: NOW }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 60_000, max: NOW }),
        fc.integer({ min: 0, max: 3_000 }),
        async (times, limit, windowMs, lateMs) => {
          const ask = async (call: Call): Promise<Page> => {
            const { fromMs, toMs } = spanOf(call);
            const records = times.filter((ms) => ms >= fromMs && ms <= toMs).map(line);
            return records.length > limit ? { records: records.slice(0, limit), isCut: true } : { records };
          };
          const look = await readHistory(feedOf({ windowMs, lateMs }), 0, NOW, make, ask);
          if (look.unknown === undefined) {
            expect(new Set(look.records.map((one) => (one as SeenFlow).atMs))).toEqual(new Set(times));
            expect(look.completeToMs).toBeLessThanOrEqual(NOW - lateMs);
          }
        },
      ),
    );
  });

  it('whose page fails is complete up to there and no further', async () => {
    for (const answer of [undefined, refused('unreadable')]) {
      const ask = async (call: Call) => (spanOf(call).fromMs >= 500_000 ? answer : { records: [] });
      const look = await readHistory(feedOf({ windowMs: 100_000 }), 100_000, NOW, make, ask);
      expect(look.unknown).toBeDefined();
      expect(look.completeToMs).toBeLessThan(600_000);
      expect(look.completeToMs).toBeGreaterThanOrEqual(495_000);
    }
  });

  it('that the exchange has forgotten tells what is lost', async () => {
    const look = await readHistory(feedOf({ keptMs: 1_000 }), 10, NOW, make, async () => ({ records: [] }));
    expect(look.lost).toEqual({ fromMs: 10, toMs: NOW - 1_000 });
  });

  it('ends where pages go on for ever, or one moment holds more than a page', async () => {
    const endless = async (call: Call): Promise<Page> => ({ records: [], more: call });
    expect((await readHistory(feedOf(), 0, NOW, make, endless)).unknown).toContain('more than one look');
    const dense = async (): Promise<Page> => ({ records: [line(1)], isCut: true });
    expect((await readHistory(feedOf(), 0, NOW, make, dense)).unknown).toBeDefined();
  });

  it('that the key may not read is told as that', async () => {
    expect(await readHistory(feedOf(), 0, NOW, make, async () => refused('permission'))).toMatchObject({
      isForbidden: true,
    });
  });
});

describe('a snapshot', () => {
  const first = make(0, 0);
  it('is whole or nothing', async () => {
    const pages: (Page | Unclear | undefined)[] = [{ records: [line(1)], more: first }, undefined];
    const broken = await readSnapshot(feedOf(), first, async () => pages.shift());
    expect(broken).toMatchObject({ records: [], unknown: 'the exchange did not answer' });
    const cut = await readSnapshot(feedOf(), first, async () => ({ records: [line(1)], isCut: true }));
    expect(cut).toMatchObject({ records: [], unknown: 'the list is longer than the exchange shows' });
    const whole: Page[] = [{ records: [line(1)], more: first }, { records: [line(2)] }];
    expect((await readSnapshot(feedOf(), first, async () => whole.shift())).records).toHaveLength(2);
  });
});
