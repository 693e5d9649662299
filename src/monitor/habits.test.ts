import { describe, expect, it } from 'vitest';
import { Habits } from './habits.ts';
import { decided, START } from './scene.contract.ts';

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
