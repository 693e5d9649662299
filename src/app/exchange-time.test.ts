import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { settingsSchema } from '../config/index.ts';
import type { Clock } from '../core/index.ts';
import { inspections } from '../exchanges/index.ts';
import { compareTime, timedExchanges, timeIn, timeRequestOf } from './exchange-time.ts';

const startMs = Date.UTC(2026, 10, 22);

/** A host whose clock is `aheadMs` ahead, and an exchange that is this far away; only the asking takes time. */
function world(aheadMs: number, ways: readonly (readonly [thereMs: number, backMs: number])[], grainMs = 1) {
  let trueMs = startMs;
  let asked = 0;
  const clock: Clock = { nowMs: () => Math.floor(trueMs + aheadMs), monotonicMs: () => trueMs };
  const ask = async (): Promise<number> => {
    const [thereMs, backMs] = ways[asked++ % ways.length]!;
    trueMs += thereMs;
    const theirsMs = Math.floor(trueMs / grainMs) * grainMs;
    trueMs += backMs;
    return theirsMs;
  };
  return { clock, ask };
}

describe('an exchange whose clock is compared', () => {
  it('with a quick answer tells the offset closely', async () => {
    const { clock, ask } = world(2_500, [
      [100, 100],
      [3, 3],
    ]);
    const found = await compareTime(ask, clock, 5);
    if (typeof found === 'string') throw new Error(found);
    expect(Math.abs(found.aheadMs - 2_500)).toBeLessThanOrEqual(found.errorMs);
    expect(found.errorMs).toBeLessThan(6);
  });

  it('that tells whole seconds is not taken for one that is off', async () => {
    const { clock, ask } = world(0, [[120, 110]], 1_000);
    const found = await compareTime(ask, clock, 5);
    if (typeof found === 'string') throw new Error(found);
    expect(Math.abs(found.aheadMs)).toBeLessThanOrEqual(found.errorMs);
    expect(found.errorMs).toBeLessThan(620);
  });

  it('is never further off than the error says, whatever the ways', async () => {
    const way = fc.tuple(fc.nat(3_000), fc.nat(3_000));
    const cases = fc.tuple(fc.integer({ min: -10_000, max: 10_000 }), fc.array(way, { minLength: 1, maxLength: 5 }));
    await fc.assert(
      fc.asyncProperty(cases, fc.constantFrom(1, 1_000), async ([aheadMs, ways], grainMs) => {
        const { clock, ask } = world(aheadMs, ways, grainMs);
        const found = await compareTime(ask, clock, 5);
        if (typeof found === 'string') throw new Error(found);
        expect(Math.abs(found.aheadMs - aheadMs)).toBeLessThanOrEqual(found.errorMs + 1);
      }),
    );
  });

  it('that answers once and then no more has told its time', async () => {
    const { clock, ask } = world(40, [[5, 5]]);
    let count = 0;
    const found = await compareTime(async () => (count++ === 0 ? ask() : 'gone'), clock, 5);
    expect(found).toMatchObject({ errorMs: expect.any(Number) });
    expect(await compareTime(async () => 'gone', clock, 5)).toBe('gone');
  });
});

describe('the exchanges of the settings', () => {
  const settings = settingsSchema.parse({
    version: 1,
    keys: {
      a: { exchange: 'okx' },
      b: { exchange: 'okx' },
      europe: { exchange: 'okx', host: 'my.okx.com' },
      test: { exchange: 'binance', environment: 'testnet' },
    },
  });

  it('are each asked once, on the host where their keys work', () => {
    const found = timedExchanges(settings);
    expect(found.map(({ keys }) => keys)).toEqual([['a', 'b'], ['europe'], ['test']]);
    expect(timeRequestOf(found[1]!)?.host).toBe('my.okx.com');
    expect(timeRequestOf(found[2]!)?.host).toBe('testnet.binance.vision');
  });

  it('whose bots are not served tell their time as well, where they document a call', () => {
    for (const [exchange, { time }] of Object.entries(inspections)) {
      const request = timeRequestOf({ exchange, environment: 'live', keys: [] });
      expect([exchange, request === undefined]).toEqual([exchange, time('live') === undefined]);
    }
  });

  it('tell no time in an error', () => {
    expect(timeIn('binance', { status: 200, body: '{"serverTime":1795305600000}' })).toBe(1_795_305_600_000);
    expect(timeIn('binance', { status: 500, body: '{"serverTime":1795305600000}' })).toBeUndefined();
  });
});
