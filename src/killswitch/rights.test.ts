import { beforeEach, describe, expect, it } from 'vitest';
import type { Feed, Unclear } from '../exchanges/index.ts';
import { flatten } from './flatten.ts';
import { AccountScene, d } from './scene.contract.ts';
import type { KillWishes, Target, TargetReport } from './target.ts';

let scene: AccountScene;
beforeEach(() => {
  scene = new AccountScene();
  scene.open('BTC/USDT');
  scene.holdings.set('BTC', d('1'));
});

const refusal = (cause: Unclear['cause']): Unclear => ({ unclear: true, cause, message: 'code -2015' });

/** Beside the lists of everything: orders and positions of perpetuals alone, and options, which nobody here trades. */
const FUTURES = ['futures orders', 'futures positions'];
const OPTIONS = ['option orders'];
const kindsOf = (name: string): Pick<Feed, 'kinds'> =>
  FUTURES.includes(name) ? { kinds: ['linear'] } : OPTIONS.includes(name) ? { kinds: [] } : { kinds: ['spot'] };

/** `trades`: the kinds of market of its bots. */
function run(trades: readonly ('spot' | 'linear')[], more: Partial<Target & KillWishes> = {}): Promise<TargetReport> {
  scene.emptyLists = [
    ['futures orders', 'open-orders'],
    ['futures positions', 'positions'],
    ['option orders', 'open-orders'],
  ];
  const { target } = scene;
  const feeds = target.watch.feeds.map((feed) => ({ ...feed, ...kindsOf(feed.name) }));
  const wishes = { depth: 'flat', keep: [], quote: 'USDT', withinMs: 10_000, ...more } as const;
  const watch = { ...target.watch, feeds };
  return flatten({ ...target, watch, trades: new Set(trades), ...more }, wishes, () => undefined);
}

function refuse(names: readonly string[], cause: Unclear['cause'], times = Number.POSITIVE_INFINITY): void {
  const left = new Map(names.map((name) => [name, times]));
  scene.chance = {
    list: (name) => {
      const more = left.get(name) ?? 0;
      left.set(name, more - 1);
      return more > 0 ? refusal(cause) : undefined;
    },
  };
}

const causes = ['permission', 'key-or-ip-or-permission'] as const;

describe('a list that the key may not read', () => {
  it.each(causes)(
    'and in which its bots trade nothing is told of, and keeps nothing from being flat: %s',
    async (cause) => {
      refuse([...FUTURES, ...OPTIONS], cause);
      const report = await run(['spot']);
      expect(report).toMatchObject({ state: 'flat', cancelled: 1, sold: ['1 BTC'], residue: [] });
      expect(report.unseen).toEqual([
        'futures orders, option orders, futures positions: the key may not read them (code -2015)',
      ]);
    },
  );

  it('and in which its bots trade is left, by its name, as soon as all else is done', async () => {
    refuse(['futures orders'], 'permission');
    const report = await run(['spot', 'linear']);
    expect(report).toMatchObject({ state: 'residue', cancelled: 1, sold: ['1 BTC'], unseen: [] });
    expect(report.residue).toEqual([
      {
        what: 'unread',
        name: 'futures orders',
        why: 'the key may not read it, and its bots trade there (code -2015)',
      },
    ]);
    expect(report.durationMs).toBeLessThan(2_000);
  });

  it('is one of them that is asked again where the exchange does not say that it is the right', async () => {
    refuse(['futures orders'], 'key-or-ip-or-permission', 2);
    expect(await run(['linear'])).toMatchObject({ state: 'flat', unseen: [], residue: [] });
    refuse(['futures orders'], 'key-or-ip-or-permission');
    const report = await run(['linear']);
    expect(report.residue).toEqual([{ what: 'unread', name: 'open orders', why: 'futures orders: code -2015' }]);
  });

  it('is left where it was read before: something was taken from the key meanwhile', async () => {
    let looks = 0;
    scene.chance = { list: (name) => (name === 'option orders' && ++looks > 1 ? refusal('permission') : undefined) };
    const report = await run(['spot']);
    expect(report).toMatchObject({ state: 'residue', residue: [{ what: 'unread', name: 'option orders' }] });
  });

  it('and that would show positions leaves their stops', async () => {
    scene.open('BTC/USDT:USDT', { side: 'sell', isProtective: true, reduceOnly: true });
    refuse(['futures positions'], 'permission');
    const report = await run(['linear']);
    expect(report.state).toBe('residue');
    expect(report.residue.map(({ name }) => name)).toEqual(['BTC/USDT:USDT 2', 'futures positions']);
    expect([...scene.orders.keys()]).toEqual(['2']);
    expect(report.durationMs).toBeLessThan(2_000);
  });

  it.each(causes)('is all there is: then nothing is known of the account, and nobody says flat: %s', async (cause) => {
    refuse(['orders', 'positions', 'balances', ...FUTURES, ...OPTIONS], cause);
    expect(await run(['spot'])).toMatchObject({ state: 'unreached', cancelled: 0 });
  });
});

describe('what Keyward covers nowhere', () => {
  it('is told of, whatever the key may read, and keeps nothing from being flat', async () => {
    const leaves = ['orders on isolated margin'];
    expect(await run(['spot'], { leaves })).toMatchObject({ state: 'flat', unseen: leaves });
  });
});

describe('a fault in one call', () => {
  const fault = (): never => {
    throw new Error('COIN-M orders are not modelled');
  };

  it('to cancel all is gone round order by order, and holds up no other', async () => {
    const [one = '', two = ''] = [scene.open('ETH/USDT'), scene.open('ODD/BTC')];
    const { closing } = scene;
    scene.closing = {
      ...closing,
      cancelAll: fault,
      cancel: (order, environment) => (order.order.orderId === two ? fault() : closing.cancel(order, environment)),
    };
    const report = await run(['spot']);
    expect([scene.orders.has(one), [...scene.orders.keys()]]).toEqual([false, [two]]);
    expect(report).toMatchObject({ state: 'residue', cancelled: 2, sold: ['1 BTC'] });
    expect(report.residue).toContainEqual({
      what: 'order',
      name: 'ODD/BTC 3',
      why: 'COIN-M orders are not modelled',
    });
  });

  it('to place an order leaves that position, and closes and sells the others', async () => {
    const { closing } = scene;
    scene.positions.set('BTC/USDT:USDT', d('2')).set('ETH/USDT:USDT', d('1'));
    scene.closing = {
      ...closing,
      place: (order, environment) =>
        order.instrument.market === 'ETH/USDT:USDT' ? fault() : closing.place(order, environment),
    };
    const report = await run(['spot', 'linear']);
    expect(report).toMatchObject({ state: 'residue', closed: ['2 BTC/USDT:USDT'], sold: ['1 BTC'] });
    expect(report.residue).toMatchObject([
      { what: 'position', name: 'ETH/USDT:USDT', why: expect.stringContaining('not modelled') },
    ]);
  });

  it.each(['balances', 'positions', 'futures orders'])('to read is that of the list alone: %s', async (broken) => {
    let isBroken = true;
    scene.chance = { list: (name) => (name === broken && isBroken ? fault() : undefined) };
    const report = await run(['spot', 'linear']);
    expect([report.state, scene.orders.size]).toEqual(['residue', 0]);
    const why = `${broken}: COIN-M orders are not modelled`;
    expect(report.residue).toContainEqual(expect.objectContaining({ what: 'unread', why }));
    isBroken = false;
    expect((await run(['spot', 'linear'])).state).toBe('flat');
  });

  it('to read an answer leaves open what it said, and what is there is read again', async () => {
    scene.positions.set('BTC/USDT:USDT', d('2'));
    const account = { outcomes: fault } as unknown as Target['account'];
    expect(await run(['linear'], { account })).toMatchObject({ state: 'flat', closed: ['2 BTC/USDT:USDT'] });
  });

  it('to read an answer does not have the same sold again while that order may still turn up', async () => {
    const account = { outcomes: fault } as unknown as Target['account'];
    scene.chance = { order: () => ({ outcome: { kind: 'accepted' } }) };
    expect((await run(['spot'], { account, withinMs: 2_000 })).state).toBe('residue');
    expect(scene.placed).toHaveLength(1);
  });

  it('to ask for prices or to send at all ends nothing', async () => {
    expect(await run(['spot'], { prices: async () => fault() })).toMatchObject({ state: 'flat', sold: ['1 BTC'] });
    const { target } = scene;
    let sent = 0;
    scene.holdings.set('BTC', d('1'));
    const ask: Target['ask'] = async (call) => (++sent < 8 ? fault() : target.ask(call));
    expect(await run(['spot'], { ask })).toMatchObject({ state: 'flat' });
  });
});
