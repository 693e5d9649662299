import { describe, expect, it } from 'vitest';
import type { Account, Call, DeadMan, IntentOutcome } from '../exchanges/index.ts';
import { type DeadManParts, DeadManTimer } from './dead-man.ts';

type Answer = 'accepted' | 'rejected' | 'lost';

/** An exchange with a timer for each of its markets, of which it answers one after the other as it is told. */
class Timers {
  readonly running = new Map<string, number>();
  readonly asked: string[] = [];
  readonly #answers: ((market: string) => Answer) | undefined;

  constructor(answers?: (market: string) => Answer) {
    this.#answers = answers;
  }

  timer(clocks: Partial<Pick<DeadManParts, 'clock' | 'upMs' | 'ranOut'>> = {}): {
    readonly timer: DeadManTimer;
    readonly first: Promise<void>;
  } {
    let done = (): void => undefined;
    const first = new Promise<void>((resolve) => (done = resolve));
    const call = (market: string, ms: number): Call => ({ market, ms }) as unknown as Call;
    const timer = new DeadManTimer({
      deadMan: { arm: (ms: number) => ['A', 'B'].map((market) => call(market, ms)) } as unknown as DeadMan,
      account: {
        outcomes: (_call: Call, _status: number, body: string): IntentOutcome[] => [
          body === 'accepted' ? { kind: 'accepted' } : { kind: 'rejected', code: body },
        ],
      } as unknown as Account,
      environment: 'live',
      afterMs: 60_000,
      clock: { nowMs: () => Date.now(), monotonicMs: () => performance.now() },
      upMs: () => performance.now(),
      instruments: () => [],
      ask: async (asked) => {
        const { market, ms } = asked as unknown as { market: string; ms: number };
        this.asked.push(`${market} ${ms}`);
        const answer = ms === 0 ? 'accepted' : (this.#answers?.(market) ?? 'accepted');
        if (answer !== 'rejected') this.running.set(market, ms);
        return answer === 'lost' ? undefined : { status: 200, body: answer };
      },
      armed: done,
      failing: done,
      ranOut: () => undefined,
      ...clocks,
    });
    return { timer, first };
  }
}

describe('the orderly end of a dead-man timer', () => {
  it.each<[string, (market: string) => Answer]>([
    ['was set everywhere', () => 'accepted'],
    ['was set in one market and refused in the other', (market) => (market === 'A' ? 'accepted' : 'rejected')],
    ['was set and the answer was lost', () => 'lost'],
  ])('leaves none running that %s', async (_name, answers) => {
    const exchange = new Timers(answers);
    const { timer, first } = exchange.timer();
    timer.start();
    await first;
    expect(exchange.running.get('A')).toBe(60_000);
    expect(await timer.stop()).toBe(true);
    expect([...exchange.running.values()].filter((ms) => ms > 0)).toEqual([]);
  });

  it('asks for nothing where it was refused everywhere', async () => {
    const exchange = new Timers(() => 'rejected');
    const { timer, first } = exchange.timer();
    timer.start();
    await first;
    expect(await timer.stop()).toBe(true);
    expect(exchange.asked).toEqual(['A 60000', 'B 60000']);
  });
});

describe('a dead-man timer that was set', () => {
  it.each([
    ['has not run out when the clock of the host is set forward', { wall: 3_600_000 }, 0],
    ['has run out when the host slept for its time', { up: 60_000 }, 1],
    ['has run out when the process stood still for its time', { up: 60_000, monotonic: 60_000 }, 1],
    ['has not run out a moment before', { up: 59_000, monotonic: 59_000 }, 0],
  ])(
    '%s',
    async (_name, { wall = 0, up = 0, monotonic = 0 }: Partial<Record<'wall' | 'up' | 'monotonic', number>>, times) => {
      const now = { wall: 1_790_000_000_000, up: 5_000_000, monotonic: 1_000 };
      let ranOut = 0;
      const { timer, first } = new Timers().timer({
        clock: { nowMs: () => now.wall, monotonicMs: () => now.monotonic },
        upMs: () => now.up,
        ranOut: () => ranOut++,
      });
      timer.start();
      await first;
      now.wall += wall;
      now.up += up;
      now.monotonic += monotonic;
      timer.look();
      expect(ranOut).toBe(times);
      await timer.stop();
    },
  );
});
