import { afterAll, describe, expect, it } from 'vitest';
import { watches } from '../../../src/exchanges/index.ts';
import { GuardScene, perpetualsOf, spotOf } from './guard-scene.ts';
import { HonestBot } from './honest-bot.ts';

/** `KEYWARD_HONEST_SECONDS`: how long each exchange is traded at; longer runs find rarer things. `KEYWARD_HONEST_SEED`: another day. */
const FOR_MS = Number(process.env['KEYWARD_HONEST_SECONDS'] ?? 40) * 1_000;
const SEED = Number(process.env['KEYWARD_HONEST_SEED'] ?? 7);
/** What was done last shows in every list within so long, in ms. */
const ECHO_MS = 12_000;

const days: string[] = [];
/** What was done and what was told, in the order of time. */
function diaryOf(bot: HonestBot, found: Awaited<ReturnType<typeof HonestBot.findings>>): string[] {
  const told = found.map(({ time, severity, about, says }) => `${time} *** ${severity} ${about}: ${says}`);
  return [...bot.diary, ...told].sort();
}
afterAll(() => console.log(days.join('\n')));

// Beside each other: for the most part they wait.
describe.concurrent.each(Object.keys(watches))('an honest day at %s', (exchange) => {
  it('raises no alarm that is not true', { timeout: FOR_MS + 180_000 }, async () => {
    const [perpetual] = perpetualsOf(exchange);
    const scene = await GuardScene.open(exchange, spotOf(exchange), {}, perpetual === undefined ? [] : [perpetual]);
    try {
      await scene.settled();
      const bot = new HonestBot(scene, perpetual, SEED);
      await bot.live(FOR_MS);
      await new Promise((done) => setTimeout(done, ECHO_MS));
      const found = await HonestBot.findings(scene);
      const liquidated = [...scene.account.orders.values()].filter(({ tags }) => tags['liquidation'] !== undefined);
      days.push(
        `${exchange}: ${[...bot.did].map(([name, count]) => `${name} ${count}`).join(', ')}`,
        `  ${liquidated.length} liquidated; ${found.map(({ what }) => what).join(', ')}`,
      );
      const told = found
        .filter(({ severity }) => severity !== 'info')
        .map(({ what, severity, says, evidence }) => ({ what, severity, says, evidence }));
      if (told.length + bot.missing.length > 0) days.push(...diaryOf(bot, found));
      expect(told).toEqual([]);
      expect(scene.halt).toBe('run');
      expect(bot.missing).toEqual([]);
      expect(liquidated.length > 0).toBe(perpetual !== undefined);
    } finally {
      await scene.close();
    }
  });
});
