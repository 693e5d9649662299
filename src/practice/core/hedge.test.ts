import { beforeEach, describe, expect, it } from 'vitest';
import { KeyRing } from '../keys.ts';
import { loadState, saveState } from '../state.ts';
import { type Account, heldIn, positionOf, setHedged } from './account.ts';
import { decimal } from './markets.ts';
import { isRejection, type Leg, type Order, type PlaceRequest } from './order.ts';
import { PracticeCore } from './practice-core.ts';

const PERP = 'BTC/USDT:USDT';
const [START_MS, HOUR_MS] = [1_790_000_000_000, 3_600_000];
const time = { nowMs: START_MS };
const clock = { nowMs: () => time.nowMs, monotonicMs: () => time.nowMs };

let core: PracticeCore;
let account: Account;
beforeEach(() => {
  time.nowMs = START_MS;
  core = new PracticeCore({ seed: 'hedge', clock });
  account = core.openAccount('binance/main', 'binance');
  setHedged(account, true);
});

const q = decimal;
const at = (percent: bigint) => {
  const { tick } = core.market(PERP)!;
  return (((core.price(PERP) * percent) / 100n / tick) * tick) as ReturnType<typeof q>;
};

function place(side: 'buy' | 'sell', leg: Leg | undefined, more: Partial<PlaceRequest> = {}): Order {
  const placed = core.place(account, asked(side, leg, more));
  if (isRejection(placed)) throw new Error(placed.reason);
  return placed;
}

function asked(side: 'buy' | 'sell', leg: Leg | undefined, more: Partial<PlaceRequest> = {}): PlaceRequest {
  const size = more.closePosition ? {} : { quantity: q('0.01') };
  return { market: PERP, side, type: 'market', ...size, ...(leg === undefined ? {} : { leg }), ...more };
}

const held = (leg: Leg) => positionOf(account, PERP, leg).quantity;

describe('a market in hedge mode', () => {
  it('holds a long and a short beside each other, each closed by its own orders', () => {
    place('buy', 'long');
    place('sell', 'short', { quantity: q('0.03') });
    expect([held('long'), held('short')]).toEqual([q('0.01'), -q('0.03')]);
    place('sell', 'long');
    expect([held('long'), held('short')]).toEqual([0n, -q('0.03')]);
    place('buy', 'short', { quantity: q('0.03') });
    expect(heldIn(account, PERP)).toEqual([]);
    expect(account.trades.map(({ leg }) => leg)).toEqual(['long', 'short', 'long', 'short']);
  });

  it('takes no order that names no side, and in one-way mode none that names one', () => {
    expect(core.place(account, asked('buy', undefined))).toMatchObject({ reason: 'position-side' });
    setHedged(account, false, PERP);
    expect(core.place(account, asked('buy', 'long'))).toMatchObject({ reason: 'position-side' });
    place('buy', undefined);
    expect(core.place(account, { ...asked('buy', 'long'), market: 'BTC/USDT' })).toMatchObject({
      reason: 'position-side',
    });
  });

  it('lets no order close more than its side holds, nor turn it over', () => {
    place('buy', 'long');
    place('sell', 'short', { quantity: q('0.05') });
    expect(core.place(account, asked('sell', 'long', { quantity: q('0.011') }))).toMatchObject({
      reason: 'closes-too-much',
    });
    const cut = place('sell', 'long', { quantity: q('0.5'), reduceOnly: true });
    expect([cut.filled, held('long'), held('short')]).toEqual([q('0.01'), 0n, -q('0.05')]);
    expect(core.place(account, asked('sell', 'long'))).toMatchObject({ reason: 'reduce-only-refused' });
    expect(core.place(account, asked('buy', 'long', { reduceOnly: true }))).toMatchObject({
      reason: 'reduce-only-refused',
    });
  });

  it('sets off a stop for its own side alone', () => {
    place('buy', 'long');
    place('sell', 'short');
    const below = place('sell', 'long', { type: 'stop', trigger: at(99n), closePosition: true });
    const above = place('buy', 'short', { type: 'stop', trigger: at(101n), closePosition: true });
    for (let hours = 0; hours < 2_000 && below.status === 'waiting' && above.status === 'waiting'; hours++) {
      time.nowMs += HOUR_MS / 60;
      core.now();
    }
    const [done, other] = below.status === 'filled' ? (['long', 'short'] as const) : (['short', 'long'] as const);
    expect([below.status, above.status].sort()).toEqual(['filled', 'waiting']);
    expect([held(done), held(other) === 0n]).toEqual([0n, false]);
  });

  it('cuts resting orders to what is left of their own side', () => {
    place('buy', 'long', { quantity: q('0.02') });
    place('sell', 'short', { quantity: q('0.02') });
    const exit = place('sell', 'long', { type: 'limit', price: at(150n), quantity: q('0.02') });
    const more = place('sell', 'short', { type: 'limit', price: at(150n), quantity: q('0.02') });
    place('sell', 'long', { quantity: q('0.015') });
    expect([exit.quantity, more.quantity]).toEqual([q('0.005'), q('0.02')]);
    place('sell', 'long', { quantity: q('0.005') });
    expect([exit.status, more.status]).toEqual(['expired', 'open']);
  });

  it('needs margin for both sides, and takes both away when it is used up', () => {
    const before = core.margin(account, 'USDT').available;
    place('buy', 'long');
    const withOne = core.margin(account, 'USDT').available;
    place('sell', 'short');
    expect(core.margin(account, 'USDT').available).toBeLessThan(withOne);
    expect(withOne).toBeLessThan(before);
    core.transfer(account, {
      asset: 'USDT',
      amount: core.available(account, 'futures', 'USDT'),
      from: 'futures',
      to: 'spot',
    });
    // What one side wins the other loses, so that only what they cost is used up.
    account.wallets.futures.get('USDT')!.free = q('0.5');
    for (let minutes = 0; minutes < 5 && heldIn(account, PERP).length > 0; minutes++) {
      time.nowMs += 60_000;
      core.now();
    }
    expect(heldIn(account, PERP)).toEqual([]);
    expect(account.wallets.futures.get('USDT')!.free).toBeGreaterThanOrEqual(0n);
    const ended = [...account.orders.values()].filter(({ tags }) => tags['liquidation'] === 'true');
    expect(ended.map(({ leg, side }) => `${side} ${leg}`)).toEqual(['sell long', 'buy short']);
  });

  it('makes nothing and loses nothing', () => {
    const before = core.holdings();
    for (const [side, leg] of [
      ['buy', 'long'],
      ['sell', 'short'],
      ['sell', 'short'],
      ['sell', 'long'],
      ['buy', 'short'],
    ] as const) {
      place(side, leg);
      time.nowMs += HOUR_MS;
      core.now();
    }
    expect(core.holdings()).toEqual(before);
  });

  it('is kept with its sides over a restart', () => {
    place('buy', 'long');
    place('sell', 'short', { quantity: q('0.02') });
    place('sell', 'long', { type: 'stop', trigger: at(80n) });
    const saved = JSON.parse(JSON.stringify(saveState(core, new KeyRing(core))));
    core = loadState(saved, clock, []).core;
    account = core.account('binance/main')!;
    expect([held('long'), held('short')]).toEqual([q('0.01'), -q('0.02')]);
    expect(core.openOrders(account)).toMatchObject([{ leg: 'long', status: 'waiting' }]);
    expect(core.place(account, asked('buy', undefined))).toMatchObject({ reason: 'position-side' });
  });
});
