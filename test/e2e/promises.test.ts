import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import ccxt from 'ccxt';
import { afterEach, describe, expect, it } from 'vitest';
import type { Settings } from '../../src/config/index.ts';
import { type Clock, systemClock } from '../../src/core/index.ts';
import { type BotCredentials, type Rig, startRig } from './harness.ts';

const NAME = 'binance-bot';
const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** A bot that may place 100 USDT an order and 150 USDT a day. */
function small(settings: Settings): Settings {
  const bot = settings.bots[NAME]!;
  return {
    ...settings,
    bots: {
      [NAME]: { ...bot, markets: ['BTC/USDT'], limits: { order_notional: '100 USDT', daily_notional: '150 USDT' } },
    },
  };
}

function start(home?: string): Promise<Rig> {
  return startRig({ exchanges: ['binance'], settings: small, ...(home === undefined ? {} : { home, keepHome: true }) });
}

function clientOf(rig: Rig, key: BotCredentials) {
  const client = new ccxt.binance({ ...key, proxyUrl: rig.proxyUrl });
  const price = async () => Math.floor(((await client.fetchTicker('BTC/USDT')).last ?? 0) * 0.98);
  return {
    client,
    buy: async (amount = 0.0005) => client.createOrder('BTC/USDT', 'limit', 'buy', amount, await price()),
  };
}

describe('what Keyward promises', () => {
  it('holds limits, used budgets and the halt level over a restart', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-restart-'));
    folders.push(folder);
    const home = join(folder, 'home');
    const before = await start(home);
    const key = before.bot(NAME);
    await clientOf(before, key).buy(0.0015);
    await before.stop();

    const after = await start(home);
    await expect(clientOf(after, key).buy(0.0015)).rejects.toThrow(/daily-notional/);
    after.state.halt.set({ level: 'halt' });
    await after.stop();

    const halted = await start(home);
    await expect(clientOf(halted, key).buy()).rejects.toThrow(/halt-halt/);
    await halted.stop();
  });

  it('stops new orders at the level halt, and lets cancels through', async () => {
    const rig = await start();
    const { client, buy } = clientOf(rig, rig.bot(NAME));
    const order = await buy();
    rig.state.halt.set({ level: 'halt' });
    await expect(buy()).rejects.toThrow(/halt-halt/);
    await client.cancelOrder(String(order.id), 'BTC/USDT');
    expect(await client.fetchOpenOrders('BTC/USDT')).toEqual([]);
    await rig.stop();
  });

  it('sends no order while the journal cannot be written, and lets cancels through', async () => {
    const clock = tenSecondsBeforeMidnight();
    const rig = await startRig({ exchanges: ['binance'], settings: small, clock });
    const { client, buy } = clientOf(rig, rig.bot(NAME));
    client.milliseconds = () => clock.nowMs();
    const order = await buy();
    // A new day wants a new file, and there is no folder for it.
    const book = join(rig.home, 'journal');
    renameSync(book, `${book}-away`);
    clock.jump(11_000);
    // The prices are too old after that, until they have been asked for again.
    await sleep(3_000);
    const mark = rig.practice.mark();
    await expect(buy()).rejects.toThrow(/journal-down/);
    expect(rig.practice.received(mark).filter(({ method }) => method === 'POST')).toEqual([]);
    await client.cancelOrder(String(order.id), 'BTC/USDT');
    expect(rig.practice.received(mark).filter(({ method }) => method === 'DELETE')).toHaveLength(1);
    renameSync(`${book}-away`, book);
    await rig.stop();
  });
});

function tenSecondsBeforeMidnight(): Clock & { jump(byMs: number): void } {
  const day = 86_400_000;
  let jumpedMs = 0;
  const offsetMs = day - 10_000 - (systemClock.nowMs() % day);
  return {
    nowMs: () => systemClock.nowMs() + offsetMs + jumpedMs,
    monotonicMs: () => systemClock.monotonicMs() + jumpedMs,
    jump: (byMs) => {
      jumpedMs += byMs;
    },
  };
}
