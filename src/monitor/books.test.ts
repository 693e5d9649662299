import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, type Decimal, formatDecimal, parseDecimal, zero } from '../core/index.ts';
import { Books, type Flow, type Snapshot } from './books.ts';

const d = (text: string): Decimal => parseDecimal(text)!;
const START = 1_790_000_000_000;
const flow = (id: string, amount: string, atMs: number, asset = 'USDT'): Flow => ({
  id,
  wallet: 'spot',
  asset,
  amount: d(amount),
  atMs: START + atMs,
});
const snapshot = (totals: Record<string, string>, fromMs: number, toMs = fromMs + 100): Snapshot => ({
  wallet: 'spot',
  totals: new Map(Object.entries(totals).map(([asset, total]) => [asset, d(total)])),
  fromMs: START + fromMs,
  toMs: START + toMs,
});

function opened(totals: Record<string, string> = { USDT: '100' }): Books {
  const books = new Books();
  expect(books.close(snapshot(totals, 0))).toEqual([]);
  return books;
}

describe('the books', () => {
  it('close when opening and flows make up what is there', () => {
    const books = opened();
    books.add(flow('1', '-10', 10_000));
    books.add(flow('2', '0.5', 10_000, 'BTC'));
    expect(books.close(snapshot({ USDT: '90', BTC: '0.5' }, 20_000))).toEqual([]);
    expect(books.close(snapshot({ USDT: '90', BTC: '0.5' }, 30_000))).toEqual([]);
  });

  it('stay open, with what is missing, until somebody explains it', () => {
    const books = opened();
    const [book] = books.close(snapshot({ USDT: '60', PUMP: '1000' }, 20_000));
    expect(book).toMatchObject({
      asset: 'USDT',
      delta: d('-40'),
      had: d('100'),
      has: d('60'),
      sinceMs: START + 20_000,
    });
    expect(books.close(snapshot({ USDT: '60', PUMP: '1000' }, 25_000))).toMatchObject([
      { asset: 'USDT', delta: d('-40'), sinceMs: START + 20_000 },
      { asset: 'PUMP', delta: d('1000') },
    ]);
    books.add(flow('late', '-40', 15_000));
    books.add(flow('late', '1000', 15_000, 'PUMP'));
    expect(books.close(snapshot({ USDT: '60', PUMP: '1000' }, 30_000))).toEqual([]);
  });

  it('that two changes of one size open one after the other are young by the second, once the first is explained', () => {
    const books = opened();
    books.close(snapshot({ USDT: '110' }, 20_000));
    books.add(flow('first', '10', 19_000));
    expect(books.close(snapshot({ USDT: '120' }, 24_000))).toMatchObject([{ delta: d('10'), sinceMs: START + 24_000 }]);
    expect(books.close(snapshot({ USDT: '120' }, 28_000))).toMatchObject([{ sinceMs: START + 24_000 }]);
    books.add(flow('second', '10', 23_000));
    expect(books.close(snapshot({ USDT: '120' }, 32_000))).toEqual([]);
  });

  it('in which something is always missing are young while what was missing before is explained each time', () => {
    const books = opened();
    for (let turn = 1; turn < 12; turn++) {
      const atMs = turn * 8_000;
      const open = books.close(snapshot({ USDT: String(100 - turn) }, atMs));
      expect(open).toMatchObject([{ delta: d('-1'), sinceMs: START + atMs }]);
      books.add(flow(String(turn), '-1', atMs - 1_000));
    }
  });

  it('once believed as they are, are not opened again by what explains it too late', () => {
    const books = opened();
    books.close(snapshot({ USDT: '125' }, 20_000));
    books.accept('spot', 'USDT', d('125'), START + 25_000);
    expect(books.close(snapshot({ USDT: '125' }, 30_000))).toEqual([]);
    books.add(flow('deposit', '25', 15_000));
    expect(books.close(snapshot({ USDT: '125' }, 40_000))).toEqual([]);
    const loaded = new Books();
    loaded.load(books.save());
    loaded.add(flow('deposit', '25', 15_000));
    expect(loaded.close(snapshot({ USDT: '125' }, 50_000))).toEqual([]);
  });

  it('do not count what lies before the watch began, however late it comes', () => {
    const books = opened();
    expect(books.close(snapshot({ USDT: '100' }, 10_000))).toEqual([]);
    books.add(flow('old', '40', -60_000));
    expect(books.close(snapshot({ USDT: '100' }, 20_000))).toEqual([]);
  });

  it('give a difference that is new its own time, but not for ever', () => {
    const books = opened();
    const sinceOf = (has: string, atMs: number) => books.close(snapshot({ USDT: has }, atMs))[0]!.sinceMs - START;
    expect(sinceOf('125', 10_000)).toBe(10_000);
    expect(sinceOf('75', 14_000)).toBe(14_000);
    expect(sinceOf('75', 15_000)).toBe(14_000);
    expect(sinceOf('70', 20_000)).toBe(20_000);
    expect(sinceOf('65', 40_000)).toBe(14_000);
  });

  it('notice a coin that is gone from the list', () => {
    expect(opened({ USDT: '100', SOL: '5' }).close(snapshot({ USDT: '100' }, 20_000))).toMatchObject([
      { asset: 'SOL', delta: d('-5'), has: zero },
    ]);
  });

  it('count a flow once, however often it is told', () => {
    const books = opened();
    for (let time = 0; time < 3; time++) books.add(flow('1', '-10', 10_000));
    expect(books.close(snapshot({ USDT: '90' }, 20_000))).toEqual([]);
    books.add(flow('1', '-10', 10_000));
    expect(books.close(snapshot({ USDT: '90' }, 30_000))).toEqual([]);
  });

  it('do not count what lies before the opening, and take either for what lies at it', () => {
    for (const [isIn, later] of [
      [true, '100'],
      [false, '90'],
    ] as const) {
      const books = opened();
      books.add(flow('before', '-50', -60_000));
      books.add(flow('at', '-10', 50));
      expect(books.close(snapshot({ USDT: later }, 20_000)), String(isIn)).toEqual([]);
      books.add(flow('after', '-1', 25_000));
      expect(books.close(snapshot({ USDT: isIn ? '99' : '89' }, 30_000))).toEqual([]);
    }
  });

  it('never take a later flow without an earlier one', () => {
    const books = opened();
    books.close(snapshot({ USDT: '100' }, 5_000));
    books.add(flow('1', '-10', 20_010));
    books.add(flow('2', '-3', 20_020));
    expect(books.close(snapshot({ USDT: '97' }, 20_000))).toMatchObject([{ asset: 'USDT' }]);
    expect(books.close(snapshot({ USDT: '90' }, 20_000))).toEqual([]);
  });

  it('are as they were after they were written to a file and read again', () => {
    const books = opened();
    books.add(flow('1', '-10', 10_000));
    books.close(snapshot({ USDT: '90' }, 20_000));
    const again = new Books();
    again.load(JSON.parse(JSON.stringify(books.save())));
    again.add(flow('1', '-10', 10_000));
    again.add(flow('2', '5', 30_000, 'SOL'));
    expect(again.close(snapshot({ USDT: '90', SOL: '5' }, 40_000))).toEqual([]);
    expect(again.close(snapshot({ USDT: '80', SOL: '5' }, 50_000))).toMatchObject([{ delta: d('-10') }]);
  });

  it('take what is there once it was accepted', () => {
    const books = opened();
    books.close(snapshot({ USDT: '60' }, 20_000));
    books.accept('spot', 'USDT', d('60'), START + 20_000);
    expect(books.close(snapshot({ USDT: '60' }, 30_000))).toEqual([]);
  });

  it('close at any moment of an honest account, and never of one from which something was taken', () => {
    const events = fc.array(
      fc.record({ atMs: fc.integer({ min: 1, max: 60_000 }), cents: fc.integer({ min: -500, max: 500 }) }),
      { maxLength: 40 },
    );
    const looks = fc.array(fc.integer({ min: 0, max: 60_000 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(events, looks, fc.integer({ min: 1, max: 1_000_000 }), (list, times, stolenCents) => {
        const flows = list.map(({ atMs, cents }, index) => flow(String(index), formatDecimal(cent(cents)), atMs));
        const books = opened({ USDT: '100000' });
        const totalAt = (ms: number): Decimal =>
          flows.filter(({ atMs }) => atMs <= START + ms).reduce((sum, { amount }) => add(sum, amount), d('100000'));
        const sorted = [...times].sort((a, b) => a - b);
        for (const ms of sorted) {
          // What is told of lags behind, or runs ahead of, what is there.
          for (const one of flows) if (one.atMs <= START + ms + 300) books.add(one);
          expect(books.close(snapshot({ USDT: formatDecimal(totalAt(ms)) }, ms - 50, ms + 50))).toEqual([]);
        }
        for (const one of flows) books.add(one);
        const stolen = add(totalAt(120_000), cent(-stolenCents));
        expect(books.close(snapshot({ USDT: formatDecimal(stolen) }, 120_000))).toHaveLength(1);
      }),
      { numRuns: 300 },
    );
  });
});

function cent(count: number): Decimal {
  return (BigInt(count) * (d('0.01') as bigint)) as Decimal;
}
