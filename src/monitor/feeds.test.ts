import { afterEach, expect, it } from 'vitest';
import type { Call, Feed } from '../exchanges/index.ts';
import { feedOf, pageOf, StillClock } from './account.contract.ts';
import { Feeds } from './feeds.ts';

/** Longer than the lists take to see that one is due. */
const A_WHILE_MS = 700;

const ended = new AbortController();
afterEach(() => ended.abort());

/** One list, asked by a clock that is moved by hand; `asked` has when, in seconds. */
function feedsOf(feed: Feed) {
  const clock = new StillClock();
  const startMs = clock.monotonicMs();
  const asked: number[] = [];
  const feeds = new Feeds({
    key: 'main',
    watch: { feeds: [feed], unseen: [], ids: [] },
    environment: 'live',
    clock,
    nowMs: () => clock.nowMs(),
    ask: async (_call: Call) => {
      asked.push((clock.monotonicMs() - startMs) / 1_000);
      return { status: 200, body: JSON.stringify(pageOf()) };
    },
    instrument: () => undefined,
    polled: () => [],
    tell: () => undefined,
    over: () => undefined,
    read: async () => undefined,
  });
  const at = async (second: number, isHurried = false): Promise<void> => {
    clock.pass(startMs + second * 1_000 - clock.monotonicMs());
    if (isHurried) feeds.hurry(() => true);
    await new Promise((done) => setTimeout(done, A_WHILE_MS));
  };
  void feeds.run(ended.signal);
  return { asked, at };
}

it('asks a list that is needed soon after its own turn at once, and again no sooner than it may', async () => {
  const { asked, at } = feedsOf(feedOf('ledger', 'ledger', { everyMs: 120_000, hurryMs: 12_000 }));
  await at(0);
  // 1 s is left between any two looks.
  await at(0.5, true);
  await at(1.5);
  await at(8, true);
  await at(13, true);
  await at(13.6);
  await at(20);
  await at(133.6);
  await at(135, true);
  expect(asked).toEqual([0, 1.5, 13.6, 133.6, 135]);
});
