import { describe, expect, it } from 'vitest';
import type { Decimal, Instrument } from '../core/index.ts';
import type { SeenPosition } from '../exchanges/index.ts';
import { type Answer, feedOf, pageOf, watchOf } from './account.contract.ts';
import type { AccountWatchParts } from './account-watch.ts';
import { d, filled, START, seen } from './scene.contract.ts';

const PERPETUAL = 'ETH/USDT:USDT';
const instrument = { market: PERPETUAL, symbol: 'ETHUSDT', kind: 'linear', base: 'ETH', quote: 'USDT' } as Instrument;
const minus = (text: string) => -d(text) as Decimal;

function position(quantity: Decimal, leg?: string): SeenPosition {
  const more = leg === undefined ? {} : { leg };
  return { what: 'position', symbol: 'ETHUSDT', kind: 'linear', market: PERPETUAL, quantity, ...more };
}

const fill = (id: string, side: 'buy' | 'sell', quantity: string, atMs: number) =>
  filled({
    id,
    side,
    quantity: d(quantity),
    atMs,
    order: { orderId: `o-${id}` },
    symbol: 'ETHUSDT',
    kind: 'linear',
    market: PERPETUAL,
  });

/** An account whose position stands already, and whose trades are listed by market alone where `reach` says so. */
async function sceneOf(reach: 'account' | { readonly markets: 'linear' }, more: Partial<AccountWatchParts> = {}) {
  const shown: Record<string, Answer> = { positions: pageOf(position(d('1'))) };
  const asked: string[] = [];
  const scene = watchOf({
    feeds: [
      feedOf('positions', 'positions'),
      feedOf('fills', 'fills', { reach }),
      ...(reach === 'account' ? [] : [feedOf('orders', 'orders', { reach })]),
    ],
    show: ({ feed }) => {
      asked.push(feed);
      return shown[feed] ?? pageOf();
    },
    instrument: (symbol, kind) => (symbol === 'ETHUSDT' && kind === 'linear' ? instrument : undefined),
    ...more,
  });
  for (let at = 0; at < 3; at++) await scene.look();
  expect([scene.kinds(), asked.includes('orders')]).toEqual([[], false]);
  return { ...scene, shown, asked };
}

const byMarket = { markets: 'linear' } as const;

describe('a position that changes', () => {
  it('in a market that nobody polls has its trades asked for by market, and who traded is told', async () => {
    const scene = await sceneOf(byMarket);
    expect(scene.asked).not.toContain('fills');
    scene.shown['positions'] = pageOf(position(d('0.6')));
    scene.shown['fills'] = pageOf(fill('t1', 'sell', '0.4', START + 7_000));
    await scene.look();
    expect(scene.kinds()).toEqual(['foreign-order critical']);
    expect(scene.asked).toContain('orders');
    for (let at = 0; at < 6; at++) await scene.look();
    expect(scene.kinds()).toHaveLength(1);
  });

  it('by an order that the exchange placed itself is the doing of nobody else', async () => {
    const scene = await sceneOf(byMarket);
    const forced = { symbol: 'ETHUSDT', kind: 'linear', market: PERPETUAL, side: 'sell', bySystem: true } as const;
    scene.shown['positions'] = pageOf();
    scene.shown['orders'] = pageOf(seen({ ...forced, order: { orderId: 'o-t1' }, isOpen: false }));
    scene.shown['fills'] = pageOf(fill('t1', 'sell', '1', START + 7_000));
    for (let at = 0; at < 6; at++) await scene.look();
    expect(scene.kinds()).toEqual(['system-order info']);
  });

  it.each([
    ['grows', position(d('1.5')), 'position-foreign critical'],
    ['turns', position(minus('1')), 'position-foreign critical'],
    ['shrinks', position(d('0.5')), 'position-foreign warning'],
  ])('and %s, without a trade that explains it, is told of within 10 s', async (_, now, told) => {
    for (const reach of ['account', byMarket] as const) {
      const scene = await sceneOf(reach);
      scene.shown['positions'] = pageOf(now);
      for (let at = 0; at < 4; at++) await scene.look();
      expect(scene.kinds()).toEqual([told]);
      for (let at = 0; at < 6; at++) await scene.look();
      expect(scene.kinds()).toHaveLength(1);
    }
  });

  it('is not told of while its trades cannot be read, for then nobody knows', async () => {
    const scene = await sceneOf(byMarket);
    scene.shown['positions'] = pageOf(position(d('1.5')));
    scene.shown['fills'] = { unclear: true, cause: 'rate', message: 'later' };
    for (let at = 0; at < 8; at++) await scene.look();
    expect(scene.kinds()).toEqual([]);
  });

  it('on both sides at once, with the same sum, has its trades asked for as well', async () => {
    const scene = await sceneOf(byMarket);
    scene.shown['positions'] = pageOf(position(d('2'), 'LONG'), position(minus('1'), 'SHORT'));
    const trades = [fill('t1', 'buy', '1', START + 7_000), fill('t2', 'sell', '1', START + 7_000)];
    scene.shown['fills'] = pageOf(...trades);
    await scene.look();
    expect(scene.kinds().filter((kind) => kind === 'foreign-order critical')).toHaveLength(2);
  });

  it('between two runs is seen at the next start', async () => {
    const scene = await sceneOf(byMarket);
    const memory = JSON.parse(JSON.stringify(scene.account.save()));
    const again = watchOf({
      memory,
      feeds: [feedOf('positions', 'positions'), feedOf('fills', 'fills', { reach: byMarket })],
      show: ({ feed }) => (feed === 'positions' ? pageOf(position(d('1.5'))) : pageOf()),
      instrument: () => instrument,
    });
    again.clock.pass(60_000);
    for (let at = 0; at < 4; at++) await again.look();
    expect(again.kinds()).toEqual(['position-foreign critical']);
  });
});

describe('a position of a market that no bot trades', () => {
  it('that was there before says nothing of one on the other side of it', async () => {
    const scene = watchOf({
      feeds: [feedOf('positions', 'positions')],
      show: () => pageOf(...shown),
    });
    let shown = [position(d('1'), 'LONG')];
    await scene.look();
    shown = [position(d('1'), 'LONG'), position(minus('1'), 'SHORT')];
    await scene.look();
    expect(scene.kinds()).toEqual(['position-foreign critical']);
    expect(scene.found[0]!.about).toContain('ETHUSDT SHORT');
  });
});
