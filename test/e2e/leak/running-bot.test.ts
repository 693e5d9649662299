import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import ccxt, { type Exchange } from 'ccxt';
import { afterEach, describe, expect, it } from 'vitest';
import { recordSecret } from '../../canary.ts';
import { LeakScene } from '../../cli/leak-scene.ts';

let opened: LeakScene | undefined;
afterEach(async () => {
  await opened?.close();
  opened = undefined;
});

const MARKET = 'BTC/USDT:USDT';

async function openScene(): Promise<LeakScene> {
  opened = await LeakScene.open('bybit', 'api', { read: true, trade: true, futures: true });
  return opened;
}

/** A bot with a position and a stop that rests at the exchange, while `keyward up` runs. */
async function tradingBot() {
  const scene = await openScene();
  const { terminal, folder } = scene;
  const settings = readFileSync(join(folder, 'keyward.yaml'), 'utf8');
  terminal.write('keyward.yaml', settings.replace('markets: [BTC/USDT]', `markets: ["${MARKET}"]`));
  const { apiKey, secret } = await terminal.json<{ apiKey: string; secret: string }>(['bot', 'add', 'grid']);
  recordSecret(secret);
  const up = await terminal.up();
  const bot = new ccxt.bybit({ apiKey, secret, proxyUrl: up.ready.proxyUrl, enableRateLimit: false });
  const price = (await bot.fetchTicker(MARKET)).last!;
  await bot.createOrder(MARKET, 'market', 'buy', 0.002);
  const stop = Math.floor(price * 0.95);
  await bot.createOrder(MARKET, 'market', 'sell', 0.002, undefined, { stopLossPrice: stop, reduceOnly: true });
  return { scene, bot, up, stop };
}

/** Somebody who uses the exchange key itself, past Keyward. */
const past = ({ practice }: LeakScene, apiKey: string, secret: string): Exchange =>
  new ccxt.bybit({ apiKey, secret, proxyUrl: `${practice.url}/`, enableRateLimit: false });

describe('a leak while a bot runs whose stops rest at the exchange', () => {
  it('takes the stops away, says which, and names the position that nothing guards any more', {
    timeout: 120_000,
  }, async () => {
    const { scene, bot, up, stop } = await tradingBot();
    const { terminal, practice, old } = scene;
    const direct = past(scene, old.id, old.secret);
    expect(await direct.fetchOpenOrders(MARKET, undefined, undefined, { trigger: true })).toHaveLength(1);
    const theft = await practice.thief(old, { steps: ['buy'] });
    expect(theft.worked).toContain('buy');

    const ended = await terminal.run(['--json', 'leak', 'main', '--since', '1h', '--yes']);
    const steps = scene.stepsOf(ended.stdout);
    expect([ended.exit, steps.filter(({ state }) => state === 'failed')]).toEqual([0, []]);
    const close = steps.find(({ step }) => step === 'close')!.says;
    expect(close).toContain(`STOPS GONE with them: sell 0.002 ${MARKET} at ${stop} (of grid)`);
    expect(close).toMatch(/STILL OPEN, without a stop now: .*BTC\/USDT:USDT.*keyward kill --scope main/);
    const { closing, account, folder } = scene.plan();
    expect(closing).toMatchObject({ stopsUnread: [], openUnread: [], residue: [] });
    const report = readFileSync(join(folder, 'report.md'), 'utf8');
    expect(report).toContain('These stops are gone');
    expect(report).toContain(`sell 0.002 ${MARKET} at ${stop} (of grid)`);
    // The kill switch's own work is no work of a thief.
    expect(account?.acts.filter(({ what }) => what === 'cancel')).toEqual([]);
    expect(account?.acts.map(({ what }) => what)).toContain('fill');
    // It is refused from now on, and what rested is not there.
    await expect(bot.createOrder(MARKET, 'market', 'buy', 0.002)).rejects.toThrow();
    const fresh = practice.keys.find('bybit', scene.living()[0]!)!;
    const owner = past(scene, fresh.id, fresh.secret!);
    expect(await owner.fetchOpenOrders(MARKET, undefined, undefined, { trigger: true })).toEqual([]);
    const positions = await owner.fetchPositions([MARKET]);
    expect(positions.filter(({ contracts }) => (contracts ?? 0) !== 0)).toHaveLength(1);
    await up.end('SIGTERM');
  });

  it('says that what is open has no stop, where the thief took it away before', { timeout: 120_000 }, async () => {
    const { scene, up } = await tradingBot();
    const { terminal, old } = scene;
    await up.end('SIGTERM');
    const thief = past(scene, old.id, old.secret);
    const [resting] = await thief.fetchOpenOrders(MARKET, undefined, undefined, { trigger: true });
    await thief.cancelOrder(resting!.id!, MARKET, { trigger: true });
    // What ends within a second of the kill switch is taken for its work.
    await sleep(1_500);

    const ended = await terminal.run(['--json', 'leak', 'main', '--since', '1h', '--yes']);
    expect(ended.exit).toBe(0);
    const close = scene.stepsOf(ended.stdout).find(({ step }) => step === 'close')!.says;
    expect(close).toMatch(/STILL OPEN, without a stop: none stood there before .*BTC\/USDT:USDT/);
    const { closing, account, folder } = scene.plan();
    expect(closing).toMatchObject({ stops: [], stopsUnread: [], residue: [] });
    expect(account?.acts.map(({ what }) => what)).toContain('cancel');
    expect(readFileSync(join(folder, 'report.md'), 'utf8')).toContain('Open still, without a stop: none stood there');
  });

  it('has nothing open after it with --flat', { timeout: 120_000 }, async () => {
    const scene = await openScene();
    const { terminal, old } = scene;
    const direct = past(scene, old.id, old.secret);
    await direct.createOrder(MARKET, 'market', 'buy', 0.002);
    const ended = await terminal.run(['--json', 'leak', 'main', '--flat', '--since', '1h', '--yes']);
    expect(ended.exit).toBe(0);
    const close = scene.stepsOf(ended.stdout).find(({ step }) => step === 'close')!;
    expect(close.says).toContain('1 positions closed');
    expect(scene.plan().closing).toMatchObject({ open: [], held: [], residue: [] });
  });
});
