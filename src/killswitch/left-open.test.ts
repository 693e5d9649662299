import { beforeEach, describe, expect, it } from 'vitest';
import type { SeenBalance } from '../exchanges/index.ts';
import { flatten } from './flatten.ts';
import { AccountScene, d, spot } from './scene.contract.ts';
import type { KillWishes, TargetReport } from './target.ts';

let scene: AccountScene;
beforeEach(() => {
  scene = new AccountScene();
});

const run = (wishes: Partial<KillWishes> = {}): Promise<TargetReport> =>
  flatten(scene.target, { depth: 'flat', keep: [], quote: 'USDT', withinMs: 10_000, ...wishes }, () => undefined);

const stop = { side: 'sell', isProtective: true, reduceOnly: true } as const;
const refused = { outcome: { kind: 'rejected' as const, code: 'CLOSED' } };

const balance = (asset: string, total: string, more: Partial<SeenBalance> = {}): SeenBalance => ({
  what: 'balance',
  wallet: 'spot',
  asset,
  total: d(total),
  ...more,
});

/** The balances of every look, whatever is sold. */
function holds(...records: readonly SeenBalance[]): void {
  scene.chance = { list: (name) => (name === 'balances' ? { records } : undefined) };
}

describe('the stop of a position', () => {
  it('stands while a list of positions was read in part alone', async () => {
    scene.open('ETH/USDT:USDT', stop);
    scene.positions.set('ETH/USDT:USDT', d('2'));
    scene.emptyLists = [['more positions', 'positions']];
    let looks = 0;
    scene.chance = {
      list: (name) => {
        if (name === 'positions' && ++looks < 3) return { records: [], isCut: true };
        if (name !== 'orders' || looks !== 2) return undefined;
        expect(scene.orders.size).toBe(1);
        return undefined;
      },
    };
    expect(await run()).toMatchObject({ state: 'flat', cancelled: 1, closed: ['2 ETH/USDT:USDT'] });
    expect(scene.asked.indexOf('place')).toBeLessThan(scene.asked.indexOf('cancel many'));
  });

  it('stands where the positions that were read are of other markets and the list was not whole', async () => {
    scene.open('ETH/USDT:USDT', stop);
    const one = { what: 'position', symbol: 'BTCUSDT:USDT', kind: 'linear', market: 'BTC/USDT:USDT' } as const;
    scene.chance = {
      list: (name) => (name === 'positions' ? { records: [{ ...one, quantity: d('1') }], isCut: true } : undefined),
      order: () => ({ outcome: { kind: 'accepted' } }),
    };
    expect((await run()).state).toBe('residue');
    expect(scene.orders.size).toBe(1);
  });

  it('stands while the exchange refuses to close it, and goes with the position', async () => {
    scene.open('ETH/USDT:USDT', stop);
    scene.positions.set('ETH/USDT:USDT', d('2'));
    scene.chance = { order: () => refused };
    const report = await run();
    expect(scene.orders.size).toBe(1);
    expect(report.residue).toContainEqual({
      what: 'order',
      name: 'ETH/USDT:USDT 1',
      why: 'it may protect a position that is not closed',
    });
    scene.chance = {};
    expect((await run()).state).toBe('flat');
    expect(scene.orders.size).toBe(0);
  });

  it('stands while its side of the market is refused, and goes with the other', async () => {
    scene.open('BTC/USDT:USDT', { ...stop, side: 'buy' });
    scene.open('BTC/USDT:USDT', stop);
    scene.positions.set('BTC/USDT:USDT LONG', d('2'));
    scene.positions.set('BTC/USDT:USDT SHORT', d('-1'));
    scene.chance = { order: ({ leg }) => (leg === 'SHORT' ? refused : undefined) };
    expect((await run()).residue.map(({ name }) => name)).toEqual(['BTC/USDT:USDT 1', 'BTC/USDT:USDT SHORT']);
    expect(scene.orders.size).toBe(1);
  });

  it('goes where it may be what holds the position', async () => {
    scene.open('ETH/USDT:USDT', stop);
    scene.positions.set('ETH/USDT:USDT', d('2'));
    scene.chance = {
      order: () => (scene.orders.size > 0 ? { outcome: { kind: 'rejected', code: 'LACK' } } : undefined),
    };
    expect((await run()).state).toBe('flat');
  });

  it('stands, and holds nothing up, where nothing can close the position', async () => {
    scene.open('UNKNOWN/USDT:USDT', stop);
    scene.positions.set('UNKNOWN/USDT:USDT', d('1'));
    const report = await run();
    expect([report.state, scene.orders.size]).toEqual(['residue', 1]);
    expect(report.durationMs).toBeLessThan(1_000);
  });
});

describe('what is called flat', () => {
  it.each([
    ['a negative balance', balance('BTC', '-1')],
    ['what is owed beside the balance', balance('BTC', '0', { wallet: 'margin', owed: d('1') })],
  ])('is not an account with a debt: %s', async (_name, debt) => {
    holds(debt);
    const report = await run();
    expect(report).toMatchObject({
      state: 'residue',
      residue: [{ what: 'holding', name: 'BTC', amount: '-1', why: expect.stringContaining('borrowed') }],
    });
    expect([scene.placed.length, report.durationMs < 1_000]).toEqual([0, true]);
  });

  it('takes debts for none that are covered, or smaller than the smallest order', async () => {
    holds(balance('BTC', '0', { owed: d('0.04') }), balance('USDT', '-4'), balance('USDT', '9', { owed: d('8') }));
    expect((await run()).state).toBe('flat');
  });

  it('tells of a debt of the quote coin', async () => {
    holds(balance('USDT', '10', { owed: d('30') }));
    expect(await run()).toMatchObject({ state: 'residue', residue: [{ name: 'USDT', amount: '-20' }] });
  });

  it('is not a coin whose market is halted, unless it is very little or kept', async () => {
    scene.instruments = [...scene.instruments, spot('LUNA/USDT', { active: false })];
    scene.holdings.set('LUNA', d('7'));
    const report = await run();
    expect(report.residue).toEqual([
      {
        what: 'holding',
        name: 'LUNA',
        amount: '7',
        why: 'LUNA/USDT does not trade now, halted or delisted: sell it when it does, or name it in kill.keep',
      },
    ]);
    expect(report.durationMs).toBeLessThan(1_000);
    expect((await run({ keep: ['LUNA'] })).state).toBe('flat');
    scene.holdings.set('LUNA', d('0.01'));
    expect((await run()).state).toBe('flat');
  });
});

describe('what is kept', () => {
  it('is never sold, however its name is written in the settings', async () => {
    scene.holdings.set('BTC', d('1'));
    const report = await run({ keep: ['btc'] });
    expect([report.state, scene.placed, report.kept]).toEqual(['flat', [], ['1 BTC: kept as the settings say']]);
  });
});
