import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountsScene } from './accounts-scene.ts';

let scene: AccountsScene;
beforeEach(async () => {
  scene = await AccountsScene.open();
});
afterEach(() => scene.close());

interface Killed {
  readonly accounts: readonly { readonly key: string; readonly state: string; readonly cancelled: number }[];
}

const ORDERS = 5;
const findings = async () =>
  (await scene.terminal.json<{ entries: readonly Record<string, unknown>[] }>(['journal', 'tail'])).entries.flatMap(
    ({ kind, severity, says }) => (kind === 'finding' && severity !== 'info' ? [says] : []),
  );

describe('kill at an exchange that wants a rising number with each request', () => {
  it('makes the account flat beside an up that watches it with the same key, and neither is taken for a stranger', {
    timeout: 90_000,
  }, async () => {
    scene.settings('', '  second: { exchange: kraken, environment: practice }\n');
    const owner = scene.account('kraken');
    for (let at = 0; at < ORDERS; at++) await owner.createOrder('BTC/USD', 'limit', 'buy', 0.001, 40_000 + at * 10);
    // The exchange tells its time in whole seconds, so what was there before the book is known to be only once one has passed.
    await new Promise((done) => setTimeout(done, 2_000));
    const up = await scene.up();
    await up.waitFor(/"watched"/);
    // The lists of the start are read one after the other.
    await new Promise((done) => setTimeout(done, 5_000));
    const killed = await scene.terminal.json<Killed>(['kill', '--yes', '--scope', 'second']);
    expect(killed).toMatchObject({ exit: 0, accounts: [{ key: 'second', state: 'flat', cancelled: ORDERS }] });
    await new Promise((done) => setTimeout(done, 12_000));
    expect(await findings()).toEqual([]);
    expect(await up.end()).toBe(0);
    expect(await scene.open('kraken')).toBe(0);
  });
});
