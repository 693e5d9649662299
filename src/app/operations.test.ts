import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fillDiskOnce } from '../../test/full-disk.ts';
import type { KeywardError } from '../core/index.ts';
import { isTighter } from '../halt/index.ts';
import type { Entry } from '../journal/index.ts';
import { openScene, remember, type Scene } from './scene.contract.ts';

let scene: Scene;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(() => scene.close());

async function written(): Promise<Entry[]> {
  const found: Entry[] = [];
  for await (const entry of scene.state.journal.replay()) found.push(entry);
  return found;
}

describe('the operations on bots', () => {
  it('issue a key once, list it without its secret, and take it away', async () => {
    const { operations } = scene;
    const shown = remember(await operations.addBot({ bot: 'binance-bot' }));
    expect(shown).toMatchObject({ bot: 'binance-bot', exchange: 'binance', proxyUrl: 'http://127.0.0.1:8787/' });
    await expect(operations.addBot({ bot: 'binance-bot' })).rejects.toMatchObject({ code: 'bot-exists' });
    const listed = await operations.listBots();
    expect(listed.map(({ bot, fingerprint }) => [bot, fingerprint !== undefined])).toEqual([
      ['binance-bot', true],
      ['kraken-bot', false],
    ]);
    expect(JSON.stringify(listed)).not.toContain(shown.secret);
    await operations.revokeBot({ bot: 'binance-bot' });
    await expect(operations.revokeBot({ bot: 'binance-bot' })).rejects.toMatchObject({ code: 'bot-missing' });
    expect(await written()).toMatchObject([
      { kind: 'bot', change: 'added', bot: 'binance-bot' },
      { kind: 'bot', change: 'revoked', bot: 'binance-bot' },
    ]);
  });

  it('take a new key back that the journal did not take, on disk too', async () => {
    await scene.state.journal.close();
    await expect(scene.operations.addBot({ bot: 'binance-bot' })).rejects.toMatchObject({ code: 'journal-down' });
    expect(scene.state.botKeys.list()).toEqual([]);
    scene.state.botKeys.reload();
    expect(scene.state.botKeys.list()).toEqual([]);
  });

  it('leave no key behind that the disk did not take', async () => {
    fillDiskOnce('bots.json');
    await expect(scene.operations.addBot({ bot: 'binance-bot' })).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(scene.state.botKeys.list()).toEqual([]);
    expect(await written()).toEqual([]);
    const shown = remember(await scene.operations.addBot({ bot: 'binance-bot' }));
    expect(shown.bot).toBe('binance-bot');
  });

  it('say of a revoked key that the disk is full, and nothing of a gateway that does not run', async () => {
    remember(await scene.operations.addBot({ bot: 'binance-bot' }));
    fillDiskOnce('bots.json');
    const fault = await scene.operations.revokeBot({ bot: 'binance-bot' }).catch((error: KeywardError) => error);
    expect(fault).toMatchObject({ code: 'disk-full', lines: [] });
  });

  it('refuse a bot that the settings do not name, and a time that is none', async () => {
    await expect(scene.operations.addBot({ bot: 'grid' })).rejects.toMatchObject({ code: 'bot-missing' });
    await expect(scene.operations.addBot({ bot: 'binance-bot', expiresAt: 'soon' })).rejects.toMatchObject({
      code: 'usage',
    });
  });
});

describe('the operation halt', () => {
  const change = (level: 'run' | 'reduce' | 'halt' | 'seal') => ({ level, by: 'a test', reason: '' });

  it('sets the level and writes it down', async () => {
    expect(await scene.operations.halt(change('halt'))).toMatchObject({ from: 'run', level: 'halt' });
    expect(await scene.operations.halt(change('reduce'))).toMatchObject({ from: 'halt', level: 'reduce' });
    expect(await scene.operations.haltState()).toMatchObject({ level: 'reduce', by: 'a test' });
    expect(await written()).toMatchObject([
      { kind: 'halt', from: 'run', to: 'halt' },
      { kind: 'halt', from: 'halt', to: 'reduce' },
    ]);
  });

  it('lowers even when the journal cannot be written, and does not raise then', async () => {
    await scene.operations.halt(change('reduce'));
    await scene.state.journal.close();
    await expect(scene.operations.halt(change('seal'))).rejects.toMatchObject({ code: 'journal-down' });
    expect((await scene.operations.haltState()).level).toBe('seal');
    await expect(scene.operations.halt(change('run'))).rejects.toMatchObject({ code: 'journal-down' });
    expect((await scene.operations.haltState()).level).toBe('seal');
  });

  it('writes down what a caller has set in the file already, and never raises by it', async () => {
    scene.state.halt.set({ level: 'seal' });
    await scene.operations.halt({ ...change('halt'), from: 'run' });
    expect((await scene.operations.haltState()).level).toBe('seal');
    expect(await written()).toMatchObject([{ kind: 'halt', from: 'run', to: 'halt' }]);
  });

  it('loses no kill to a raise of the same moment, in whichever order they come', async () => {
    const { operations, state } = scene;
    for (let round = 0; round < 30; round++) {
      state.halt.set({ level: 'reduce' });
      const kill = async (): Promise<void> => {
        for (let turn = 0; turn < round % 7; turn++) await undefined;
        state.halt.set({ level: 'halt' });
        await operations.halt({ ...change('halt'), from: 'reduce' });
      };
      const [raised] = await Promise.allSettled([operations.halt(change('run')), kill()]);
      const { level } = state.halt.read();
      expect([round, isTighter('halt', level)]).toEqual([round, false]);
      if (raised.status === 'rejected') expect(raised.reason).toMatchObject({ code: 'halt-changed' });
    }
  });
});

describe('the operations on keys and budgets', () => {
  it('list keys without what is known only while a gateway runs', async () => {
    expect(await scene.operations.listKeys()).toEqual([
      { key: 'binance', exchange: 'binance', environment: 'practice', role: 'bots', bots: ['binance-bot'] },
      { key: 'kraken', exchange: 'kraken', environment: 'practice', role: 'bots', bots: ['kraken-bot'] },
    ]);
  });

  it('write an override down by the fingerprint of the key, for the next start', async () => {
    const done = await scene.operations.overrideWithdraw({ key: 'binance', by: 'a test', reason: 'because' });
    expect(done).toEqual({ key: 'binance', fingerprint: 'print of binance', takesEffect: 'at-start' });
    expect(await written()).toMatchObject([
      { kind: 'override', key: 'print of binance', what: 'withdraw', reason: 'because' },
    ]);
    await expect(
      scene.operations.overrideWithdraw({ key: 'toString', by: 'a test', reason: '' }),
    ).rejects.toMatchObject({ code: 'usage' });
  });

  it('show every scope with its limits, and release nothing that is not there', async () => {
    const { budgets, orders } = await scene.operations.budgets();
    expect(orders).toEqual([]);
    expect(budgets.map(({ scope }) => scope)).toEqual([
      'bot binance-bot',
      'bot kraken-bot',
      'key binance',
      'key kraken',
      'all',
    ]);
    expect(budgets[0]).toMatchObject({
      openOrders: 0,
      dailyNotional: {},
      limits: { dailyNotional: { USDT: '10000' }, ordersPerMinute: 60 },
    });
    expect(budgets[4]?.limits).toEqual({});
    await expect(scene.operations.release({ id: 'x', by: 'a test' })).rejects.toMatchObject({ code: 'usage' });
  });
});
