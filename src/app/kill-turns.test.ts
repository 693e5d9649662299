import { describe, expect, it } from 'vitest';
import type { KillRecord } from '../killswitch/index.ts';
import { KillTurns } from './kill-turns.ts';

const begun: string[][] = [];
const ends: (() => void)[] = [];

function use(keys: readonly string[]): Promise<KillRecord> {
  begun.push([...keys]);
  return new Promise((done) => ends.push(() => done({ id: String(begun.length) } as KillRecord)));
}

const soon = (): Promise<void> => new Promise((done) => setImmediate(done));

async function end(): Promise<void> {
  ends.shift()?.();
  await soon();
}

describe('the turns of the kill switch', () => {
  it('are one use for all accounts that are free, and wait on each account alone', async () => {
    begun.length = 0;
    const turns = new KillTurns();
    void turns.take(['a'], 'flat', use);
    void turns.take(['a', 'b', 'c'], 'flat', use);
    expect(begun).toEqual([['a'], ['b', 'c']]);
    await end();
    expect(begun).toEqual([['a'], ['b', 'c'], ['a']]);
    await end();
    await end();
    await turns.ended();
  });

  it('never are two on one account, and a flood of them is one more', async () => {
    begun.length = 0;
    const turns = new KillTurns();
    const all = Array.from({ length: 100 }, (_, index) => turns.take(['a'], index < 50 ? 'flat' : 'cancel', use));
    expect(begun).toHaveLength(1);
    await end();
    expect(begun).toHaveLength(2);
    await end();
    await turns.ended();
    expect([begun.length, (await Promise.all(all)).length]).toEqual([2, 100]);
  });

  it('do what goes further after what does less', async () => {
    begun.length = 0;
    const turns = new KillTurns();
    for (const depth of ['flat', 'cancel', 'flat', 'cancel', 'flat'] as const) void turns.take(['a'], depth, use);
    for (let index = 0; index < 5; index++) await end();
    await turns.ended();
    expect(begun).toHaveLength(3);
  });

  it('go on after one that failed', async () => {
    begun.length = 0;
    const turns = new KillTurns();
    const failed = turns.take(['a'], 'flat', () => Promise.reject(new Error('no')));
    const next = turns.take(['a'], 'flat', use);
    await expect(failed).rejects.toThrow('no');
    await soon();
    await end();
    expect((await next).length).toBe(1);
    await turns.ended();
  });
});
