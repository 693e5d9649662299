import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { watchOf } from './account.contract.ts';
import { Equity } from './equity.ts';
import type { Finding } from './finding.ts';
import { Habits } from './habits.ts';
import { KeyErrors } from './key-errors.ts';
import { Memory, type Saved } from './memory.ts';
import { answered, d, decided, entry, START } from './scene.contract.ts';
import { StoppedBots } from './stopped-bots.ts';

const DAY_MS = 86_400_000;
const kinds = (found: readonly Finding[]) => found.map(({ kind }) => kind);

describe('the equity', () => {
  const limits = { dailyLoss: d('100'), drawdown: d('0.1'), confirmations: 3 };

  it('is held to a daily loss that several readings in a row agree on', () => {
    const equity = new Equity('main', { dailyLoss: d('100'), confirmations: 3 });
    equity.take(d('1000'), 'USDT', START);
    expect(equity.take(d('10'), 'USDT', START + 1)).toEqual([]);
    expect(equity.take(d('1000'), 'USDT', START + 2)).toEqual([]);
    expect([3, 4, 5].map((ms) => kinds(equity.take(d('899'), 'USDT', START + ms)))).toEqual([[], [], ['daily-loss']]);
  });

  it('begins each day anew, and a drawdown at the highest of all days', () => {
    const equity = new Equity('main', { ...limits, confirmations: 1 });
    equity.take(d('1000'), 'USDT', START);
    expect(kinds(equity.take(d('950'), 'USDT', START + DAY_MS))).toEqual([]);
    expect(kinds(equity.take(d('899'), 'USDT', START + 2 * DAY_MS))).toEqual(['drawdown']);
  });

  it('takes what came in and what left for neither a gain nor a loss', () => {
    const equity = new Equity('main', { ...limits, confirmations: 1 });
    equity.take(d('1000'), 'USDT', START);
    equity.shift(d('-500'));
    expect(equity.take(d('500'), 'USDT', START + 1)).toEqual([]);
    equity.shift(d('500'));
    expect(kinds(equity.take(d('880'), 'USDT', START + 2))).toEqual(['daily-loss', 'drawdown']);
  });

  it('tells of a loss once, again when it has doubled, and of each day and each highest as of its own', () => {
    const equity = new Equity('main', { ...limits, confirmations: 2 });
    const abouts = (amounts: readonly string[], day = 0) =>
      amounts.flatMap((amount, at) =>
        equity.take(d(amount), 'USDT', START + day * DAY_MS + at).map(({ about }) => about),
      );
    const [first, next] = [0, 1].map((day) => new Date(START + day * DAY_MS).toISOString().slice(0, 10));
    expect(abouts(['1000', '890', '880', '885', '870', '890'])).toEqual([
      `daily-loss main ${first}`,
      'drawdown main from 1000',
    ]);
    expect(abouts(['790', '795'])).toEqual([`daily-loss main ${first} x2`, 'drawdown main from 1000 x2']);
    expect(abouts(['795', '690', '690'], 1)).toEqual([`daily-loss main ${next}`, 'drawdown main from 1000 x3']);
  });

  it('has a deposit that was read after it came in once', () => {
    const equity = new Equity('main', { ...limits, confirmations: 1 });
    equity.take(d('1000'), 'USDT', START);
    equity.take(d('1500'), 'USDT', START + 2_000);
    equity.shift(d('500'), START + 1_000);
    expect(equity.take(d('1500'), 'USDT', START + 3_000)).toEqual([]);
    expect(equity.save()).toMatchObject({ opening: '1500', highest: '1500' });
  });

  it('has what came to nothing again, also where the day began without it, and never more than there is', () => {
    const at = (leftMs: number, now: string) => {
      const equity = new Equity('main', { ...limits, confirmations: 1 });
      equity.take(d('700'), 'USDT', START);
      equity.giveBack(d('300'), leftMs);
      const told = kinds(equity.take(d(now), 'USDT', START + 2_000));
      return [equity.save()!.opening, ...told];
    };
    expect(at(START - 1_000, '1000')).toEqual(['1000']);
    expect(at(START - 1_000, '1200')).toEqual(['1000']);
    expect(at(START - 1_000, '950')).toEqual(['950']);
    expect(at(START - 1_000, '650')).toEqual(['700']);
    expect(at(START + 1_000, '950')).toEqual(['1000']);
  });

  it('begins no day when the clock goes back over midnight', () => {
    const equity = new Equity('main', { dailyLoss: d('100'), confirmations: 1 });
    const midnight = Math.ceil(START / DAY_MS) * DAY_MS;
    equity.take(d('1000'), 'USDT', midnight + 10);
    expect(kinds(equity.take(d('890'), 'USDT', midnight - 10))).toEqual(['daily-loss']);
    equity.take(d('890'), 'USDT', midnight + 20);
    expect(equity.save()).toMatchObject({ opening: '1000' });
  });

  it('remembers the day and its highest, and nothing that is no amount', () => {
    const equity = new Equity('main', { ...limits, confirmations: 1 });
    equity.take(d('1000'), 'USDT', START);
    const other = new Equity('main', { ...limits, confirmations: 1 });
    other.load(equity.save()!);
    expect(kinds(other.take(d('880'), 'USDT', START + 1))).toEqual(['daily-loss', 'drawdown']);
    const broken = new Equity('main', limits);
    broken.load({ currency: 'USDT', day: 1, opening: 'many', highest: '1' });
    expect(broken.save()).toBeUndefined();
  });
});

describe('the habits of a bot', () => {
  const call = (id: string, atMs: number, path = '/api/v3/order', effect: 'allow' | 'deny' = 'allow') =>
    decided(id, atMs, [], { path, effect, reasons: effect === 'deny' ? [{ code: 'order-notional' }] : [] });

  it('are learnt, and what is new after that is told of once', () => {
    const habits = new Habits({ learnDays: 1, denials: 3 });
    expect(habits.take(call('a', 0))).toEqual([]);
    expect(habits.take(call('b', 2 * DAY_MS))).toEqual([]);
    expect(kinds(habits.take(call('c', 2 * DAY_MS, '/sapi/v1/new')))).toEqual(['habit']);
    expect(habits.take(call('d', 2 * DAY_MS, '/sapi/v1/new'))).toEqual([]);
    const loaded = new Habits({ learnDays: 1, denials: 3 });
    loaded.load(habits.save());
    expect(loaded.take(call('e', 2 * DAY_MS, '/sapi/v1/new'))).toEqual([]);
  });

  it('count the refusals that were answered from memory', () => {
    const habits = new Habits({ learnDays: 1, denials: 30 });
    habits.take(call('a', 0, '/x', 'deny'));
    expect(habits.take(entry('repeat', 100, { of: 'b', count: 100, code: 'halt' }))).toEqual([]);
    expect(kinds(habits.take(entry('repeat', 200, { of: 'a', count: 100, code: 'halt' })))).toEqual(['deny-burst']);
    expect(habits.take(entry('repeat', 300, { of: 'a', count: 100, code: 'halt' }))).toEqual([]);
  });

  it('of more calls than are kept are told of once each', () => {
    const habits = new Habits({ learnDays: 0, denials: 3 });
    const path = (at: number) =>
      `/${String.fromCharCode(97 + (at % 26))}${String.fromCharCode(97 + Math.floor(at / 26))}`;
    const told = Array.from({ length: 600 }, (_, at) => habits.take(call(String(at), at * 60_000, path(at))));
    expect(told.flat()).toHaveLength(600);
    expect(habits.take(call('x', 40_000_000, path(599)))).toEqual([]);
    expect(habits.take(call('y', 40_060_000, path(599)))).toEqual([]);
  });

  it('tell of a burst of refusals, and of far more requests than ever', () => {
    const habits = new Habits({ learnDays: 1, denials: 3 });
    const told = [0, 1, 2, 3].map((ms) => kinds(habits.take(call(String(ms), ms, '/x', 'deny'))));
    expect(told).toEqual([[], [], ['deny-burst'], []]);
    const busy = Array.from({ length: 130 }, (_, ms) =>
      kinds(habits.take(call(String(ms), 3 * DAY_MS + ms, '/x'))),
    ).flat();
    expect(busy).toEqual(['habit', 'habit']);
  });
});

describe('refusals of an exchange key', () => {
  it('are told of when they come again and again, and are over when they are', () => {
    const errors = new KeyErrors((_key, _status, code) => (code === '-1022' ? 'signature' : undefined));
    const refused = (id: string, atMs: number, code?: string) => {
      errors.take(decided(id, atMs, []));
      return errors.take(answered(id, atMs, '1', code === undefined ? {} : { status: 400, code, orders: [] }));
    };
    const told = [0, 1, 2, 3, 4, 5].map((ms) => refused(String(ms), ms * 1_000, '-1022').found?.kind);
    expect(told).toEqual([undefined, undefined, undefined, undefined, 'key-errors', undefined]);
    expect(refused('x', 6_000, '-2010')).toEqual({});
    expect(refused('y', 7_000)).toEqual({});
    expect(refused('z', 400_000)).toEqual({ over: 'key-errors main' });
    expect(errors.take(answered('nobody', 0, '1', { status: 400, code: '-1022' }))).toEqual({});
  });
});

describe('a bot that does not run', () => {
  const ran = (state: 'started' | 'ended', atMs: number) =>
    entry('run', atMs, { bot: 'grid', program: 'python', state, by: 'test' });
  it('and whose key is used is an alarm, until it runs again', () => {
    const stopped = new StoppedBots();
    expect(stopped.take(decided('a', 0, []))).toEqual({});
    stopped.take(ran('started', 0));
    stopped.take(ran('ended', 1_000));
    expect(stopped.take(decided('b', 30_000, []))).toEqual({});
    expect(stopped.take(decided('c', 100_000, [])).found).toMatchObject({ kind: 'bot-stopped', severity: 'critical' });
    expect(stopped.take(decided('d', 110_000, []))).toEqual({});
    expect(stopped.take(ran('started', 120_000))).toEqual({ over: ['bot-stopped main grid'] });
  });

  it('in effect, for it is halted, and goes on is told of', () => {
    const stopped = new StoppedBots();
    const denied = (atMs: number) =>
      stopped.take(decided('a', atMs, [], { effect: 'deny', reasons: [{ code: 'halt-halt' }] }));
    expect(denied(0)).toEqual({});
    expect(denied(30_000)).toEqual({});
    expect(denied(90_000).found).toMatchObject({ kind: 'bot-stopped', severity: 'warning' });
    expect(stopped.take(entry('halt', 95_000, { from: 'halt', to: 'run', by: 'test', reason: '' }))).toEqual({
      over: ['bot-stopped main grid halted'],
    });
  });
});

describe('what is remembered', () => {
  const home = mkdtempSync(join(tmpdir(), 'keyward-memory-'));
  const path = join(home, 'monitor', 'memory.json');
  afterEach(() => rmSync(path, { force: true }));

  it('is read as it was written', () => {
    const memory = new Memory(home);
    expect(memory.read()).toBeUndefined();
    const saved = {
      version: 1 as const,
      accounts: {
        main: {
          beganMs: 1,
          observer: { completeMs: {}, books: {}, inventory: { positions: [], named: [], moves: [] } },
        },
      },
      habits: {},
    };
    memory.write(saved);
    expect(new Memory(home).read()).toEqual(saved);
  });

  it('and cannot be read counts as none, whatever stands there', () => {
    const memory = new Memory(home);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json(),
          fc.json().map((json) => `{"version":1,"habits":{},"accounts":{"main":${json}}}`),
        ),
        (text) => {
          writeFileSync(path, text);
          const read = memory.read();
          if (read !== 'broken' && read !== undefined) expect(read.version).toBe(1);
        },
      ),
    );
  });

  const whole: Saved = {
    version: 1,
    accounts: {
      main: {
        beganMs: 1,
        equity: { currency: 'USDT', day: 1, opening: '1', highest: '2' },
        report: { label: 'x' },
        observer: {
          completeMs: { fills: 1 },
          books: { 'spot USDT': { total: '1', atMs: 1, floorMs: 1, counted: [['x', 1]] } },
          inventory: {
            positions: ['a'],
            named: ['b'],
            moves: ['c'],
            read: ['d'],
            shown: { l: ['a'] },
            told: { a: 'b' },
          },
          oldestOpenMs: 1,
          open: { atMs: 1, lists: { l: [{ symbol: 'S', kind: 'spot', side: 'buy', seenMs: 1 }] } },
          told: ['x'],
        },
      },
    },
    habits: { grid: { sinceMs: 1, calls: ['GET /x'], busiest: 1 } },
    addresses: ['a'],
  };

  it('is torn anywhere, and counts as none', () => {
    const memory = new Memory(home);
    const text = JSON.stringify(whole);
    writeFileSync(path, text);
    expect(memory.read()).toEqual(whole);
    for (let length = 0; length < text.length; length++) {
      writeFileSync(path, text.slice(0, length));
      expect(memory.read()).toBe('broken');
    }
  });

  it('has anything in any of its places, and is taken by nobody who would fail on it', () => {
    const places: (readonly (string | number)[])[] = [];
    const walk = (value: unknown, at: readonly (string | number)[]): void => {
      places.push(at);
      if (typeof value === 'object' && value !== null)
        for (const [name, one] of Object.entries(value)) walk(one, [...at, name]);
    };
    walk(whole, []);
    const memory = new Memory(home);
    for (const at of places.slice(1))
      for (const junk of [null, 5, -1, 'x', '', true, [], {}, [5], [null], { x: 5 }, { x: null }]) {
        const saved = JSON.parse(JSON.stringify(whole));
        const parent = at.slice(0, -1).reduce((value, name) => value[name], saved);
        parent[at.at(-1)!] = junk;
        writeFileSync(path, JSON.stringify(saved));
        const read = memory.read();
        if (read === 'broken' || read === undefined) continue;
        new Habits({ learnDays: 1, denials: 1 }).load(read.habits);
        for (const account of Object.values(read.accounts)) watchOf({ memory: account });
      }
  });
});
