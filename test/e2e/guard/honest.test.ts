import { afterEach, describe, expect, it } from 'vitest';
import { watches } from '../../../src/exchanges/index.ts';
import { GuardScene, perpetualsOf, spotOf } from './guard-scene.ts';
import { HonestBot } from './honest-bot.ts';

/** `KEYWARD_HONEST_SECONDS`: how long each exchange is traded at; longer runs find rarer things. */
const FOR_MS = Number(process.env['KEYWARD_HONEST_SECONDS'] ?? 40) * 1_000;

let scene: GuardScene;
afterEach(() => scene.close());

describe.each(Object.keys(watches))('an honest day at %s', (exchange) => {
  it('raises no alarm that is not true', { timeout: FOR_MS + 120_000 }, async () => {
    const [perpetual] = perpetualsOf(exchange);
    scene = await GuardScene.open(exchange, spotOf(exchange), {}, perpetual === undefined ? [] : [perpetual]);
    await scene.settled();
    const bot = new HonestBot(scene, perpetual, Number(process.env['KEYWARD_HONEST_SEED'] ?? 7));
    await bot.live(FOR_MS);
    await new Promise((done) => setTimeout(done, 12_000));
    const found = await HonestBot.findings(scene);
    console.log(exchange, JSON.stringify([...bot.did].sort()), found.length, 'findings');
    const told = found
      .filter(({ severity }) => severity !== 'info')
      .map(({ what, severity, says, evidence }) => ({ what, severity, says, evidence }));
    expect(told).toEqual([]);
    expect(scene.halt).toBe('run');
  });
});
