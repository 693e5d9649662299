import { describe, expect, it } from 'vitest';
import { type Inspection, inspections } from '../exchanges/index.ts';
import type { Forward } from '../gateway/index.ts';
import { type AskerParts, askerOf } from './asker.ts';

const START_MS = 1_790_000_000_400;

/** An exchange that takes rising nonces, with a bot that sends every `everyMs` by a clock of its own. */
class Scene {
  nowMs = START_MS;
  last: bigint;
  readonly seen: bigint[] = [];
  readonly #bot: { everyMs: number; next: (nowMs: number) => bigint } | undefined;

  constructor(last: bigint, bot?: { everyMs: number; next: (nowMs: number) => bigint }) {
    this.last = last;
    this.#bot = bot;
  }

  /** Lets time go by, in which the bot sends; false when the bot is refused. */
  go(ms: number): boolean {
    let isTaken = true;
    const bot = this.#bot;
    for (let at = 0; bot && at < ms; at += bot.everyMs) {
      const nonce = bot.next(this.nowMs + at);
      isTaken = nonce > this.last;
      if (isTaken) this.last = nonce;
    }
    this.nowMs += ms;
    return isTaken;
  }

  async ask(parts: Partial<AskerParts> = {}): Promise<boolean> {
    const inspection: Inspection = {
      ...inspections['kraken']!,
      nonce: { isTooLow: (status) => status === 400 },
    };
    const forward: Forward = async ({ body }) => {
      const nonce = BigInt(body);
      this.seen.push(nonce);
      const isTaken = nonce > this.last;
      if (isTaken) this.last = nonce;
      return { kind: 'answered', status: isTaken ? 200 : 400, headers: {}, body: '' } as Awaited<ReturnType<Forward>>;
    };
    const ask = askerOf({
      inspection,
      environment: 'live',
      forward,
      clock: { nowMs: () => this.nowMs } as AskerParts['clock'],
      pause: async (ms) => void this.go(ms),
      ...parts,
    });
    const answer = await ask(({ nonce }) => ({
      method: 'POST',
      host: 'h',
      target: '/',
      headers: {},
      body: `${nonce}`,
    }));
    return answer?.status === 200;
  }
}

const inMs = (nowMs: number): bigint => BigInt(Math.floor(nowMs));
const inSeconds = (nowMs: number): bigint => BigInt(Math.floor(nowMs / 1_000));

describe('a nonce of Keyward', () => {
  it.each([0, 300, 2_000, 5_000, 6_500])(
    'is never above the next one of a bot in milliseconds whose clock is %i ms ahead',
    async (aheadMs) => {
      const scene = new Scene(inMs(START_MS + aheadMs));
      expect(await scene.ask()).toBe(true);
      expect(scene.last).toBeLessThanOrEqual(inMs(scene.nowMs + aheadMs));
    },
  );

  it.each([300, 3_000, 20_000])(
    'shuts out no busy bot in milliseconds whose clock is %i ms ahead for longer than half a minute',
    async (aheadMs) => {
      const scene = new Scene(inMs(START_MS + aheadMs), { everyMs: 50, next: (nowMs) => inMs(nowMs + aheadMs) });
      await scene.ask();
      expect(scene.last).toBeLessThan(inMs(scene.nowMs + 31_000));
      expect(scene.go(31_000)).toBe(true);
    },
  );

  it.each([0, 300, 1_500])(
    'is never above the next one of a bot in seconds that has just sent, %i ms ahead',
    async (aheadMs) => {
      const scene = new Scene(inSeconds(START_MS + aheadMs));
      expect(await scene.ask()).toBe(true);
      expect(scene.last).toBeLessThanOrEqual(inSeconds(scene.nowMs + aheadMs));
    },
  );

  it.each([0, 2_500])(
    'shuts out no busy bot in seconds, %i ms ahead, for longer than half a minute',
    async (aheadMs) => {
      const scene = new Scene(inSeconds(START_MS + aheadMs), {
        everyMs: 1_000,
        next: (nowMs) => inSeconds(nowMs + aheadMs),
      });
      await scene.ask();
      expect(scene.go(33_000)).toBe(true);
    },
  );

  it('is in microseconds only where one in milliseconds is far too low', async () => {
    const scene = new Scene((inMs(START_MS) - 60_000n) * 1_000n);
    expect(await scene.ask()).toBe(true);
    expect(scene.last).toBeLessThanOrEqual(inMs(scene.nowMs) * 1_000n);
  });

  it('is never above milliseconds for a key that Keyward signs with, and passes its own durable mark', async () => {
    const far = new Scene(inMs(START_MS) * 1_000n);
    expect(await far.ask({ isOurs: true })).toBe(false);
    expect(far.last).toBe(inMs(START_MS) * 1_000n);
    const water = new Scene(inMs(START_MS + 5_000));
    expect(await water.ask({ isOurs: true })).toBe(true);
    expect(water.last).toBeLessThanOrEqual(inMs(water.nowMs));
    expect(water.seen.map((nonce) => String(nonce).length)).toEqual([10, 13, 13]);
  });
});
