import { describe, expect, it } from 'vitest';
import { Habits } from './habits.ts';
import { decided, entry, START } from './scene.contract.ts';

const denied = (id: string, atMs: number) =>
  decided(id, atMs, [], { effect: 'deny', reasons: [{ code: 'market', field: '', limit: '', actual: '' }] as never });

describe('a burst of refusals', () => {
  it('is over when there were few for two minutes, and the next one is told again', () => {
    const habits = new Habits({ learnDays: 7, denials: 3 });
    const burst = (fromMs: number) =>
      [0, 1, 2, 3].flatMap((at) => habits.take(denied(`${fromMs} ${at}`, fromMs + at)).map(({ about }) => about));
    expect(burst(0)).toEqual(['deny-burst main grid']);
    expect(habits.ended(START + 60_000)).toEqual([]);
    // It goes on in the same minute, then in another.
    burst(30_000);
    expect(habits.ended(START + 140_000)).toEqual([]);
    burst(100_000);
    expect(habits.ended(START + 180_000)).toEqual([]);
    expect(habits.ended(START + 230_000)).toEqual(['deny-burst main grid']);
    expect(habits.ended(START + 230_000)).toEqual([]);
    expect(burst(300_000)).toEqual(['deny-burst main grid']);
  });
});

describe('a bot that asks far more often than ever', () => {
  const DAY_MS = 86_400_000;
  const made = () => {
    const habits = new Habits({ learnDays: 1, denials: 1_000 });
    const ask = (ms: number, effect: 'allow' | 'deny' = 'allow') =>
      habits
        .take(decided(String(ms), ms, [], { path: '/x', class: 'read', effect, reasons: [] }))
        .map(({ about }) => about);
    ask(0);
    return { habits, ask };
  };

  it('is told of also where a refusal, or a count of them, is the one that is too many', () => {
    for (const refusedAt of [119, 120, 121]) {
      const { ask } = made();
      const told: string[] = [];
      for (let at = 0; at < 200; at++) told.push(...ask(3 * DAY_MS + at, at === refusedAt ? 'deny' : 'allow'));
      expect(told).toEqual(['habit main grid rate']);
    }
    const { habits, ask } = made();
    for (let at = 0; at < 100; at++) ask(3 * DAY_MS + at, at === 0 ? 'deny' : 'allow');
    const counted = entry('repeat', 3 * DAY_MS + 200, { of: String(3 * DAY_MS), count: 50, code: 'market' });
    expect(habits.take(counted).map(({ about }) => about)).toEqual(['habit main grid rate']);
    expect(ask(3 * DAY_MS + 300)).toEqual([]);
  });

  it('is told of once while that lasts, and of the next time again', () => {
    const { habits, ask } = made();
    const rush = (fromMs: number) => Array.from({ length: 200 }, (_, at) => ask(fromMs + at)).flat();
    expect([0, 60_000, 120_000].flatMap((ms) => rush(3 * DAY_MS + ms))).toEqual(['habit main grid rate']);
    expect(habits.ended(START + 3 * DAY_MS + 200_000)).toEqual([]);
    expect(habits.ended(START + 3 * DAY_MS + 300_000)).toEqual(['habit main grid rate']);
    expect(rush(3 * DAY_MS + 600_000)).toEqual(['habit main grid rate']);
  });
});
