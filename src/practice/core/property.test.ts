import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Decimal, subtract } from '../../core/index.ts';
import type { Account } from './account.ts';
import { decimal } from './markets.ts';
import { isRejection, type Order, type Rejection } from './order.ts';
import { PracticeCore } from './practice-core.ts';

const START_MS = 1_790_000_000_000;

function setUp(seed = 'core') {
  let nowMs = START_MS;
  const core = new PracticeCore({ seed, clock: { nowMs: () => nowMs, monotonicMs: () => nowMs } });
  return { core, account: core.openAccount('x/main', 'x'), pass: (ms: number) => (nowMs += ms) };
}

function placed(result: Order | Rejection): Order {
  if (isRejection(result)) throw new Error(result.reason);
  return result;
}

const d = decimal;
const BTC = { market: 'BTC/USDT', side: 'buy', type: 'limit' } as const;

describe('whatever happens', () => {
  const amount = (min: number, max: number, unit: string) =>
    fc.integer({ min, max }).map((n) => (BigInt(n) * d(unit)) as Decimal);
  const market = fc.constantFrom('BTC/USDT', 'ETH/USDT', 'PUMP/USDT', 'BTC/USDT:USDT');
  const deed = fc.oneof(
    fc.record({
      kind: fc.constant('place' as const),
      who: fc.nat(1),
      market,
      side: fc.constantFrom('buy' as const, 'sell' as const),
      type: fc.constantFrom('market' as const, 'limit' as const, 'stop' as const, 'take-profit-limit' as const),
      size: fc.integer({ min: 1, max: 400 }),
      away: fc.integer({ min: -40, max: 40 }),
      timeInForce: fc.constantFrom('GTC' as const, 'IOC' as const, 'FOK' as const),
      postOnly: fc.boolean(),
      reduceOnly: fc.boolean(),
    }),
    fc.record({ kind: fc.constant('cancel' as const), who: fc.nat(1), pick: fc.nat(9) }),
    fc.record({
      kind: fc.constant('amend' as const),
      who: fc.nat(1),
      pick: fc.nat(9),
      scale: fc.integer({ min: 1, max: 6 }),
      away: fc.integer({ min: -40, max: 40 }),
    }),
    fc.record({ kind: fc.constant('move' as const), who: fc.nat(1), amount: amount(1, 300, '1') }),
    fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 200, max: 300_000 }) }),
  );
  type Deed = typeof deed extends fc.Arbitrary<infer T> ? T : never;

  function run(deeds: readonly Deed[]) {
    const { core, account, pass } = setUp('property');
    const who = [account, core.openAccount('x/two', 'x')];
    const trail: string[] = [];
    for (const one of deeds) trail.push(act(core, who, pass, one));
    return { core, who, trail };
  }

  function near(core: PracticeCore, symbol: string, away: number): Decimal {
    const { tick } = core.market(symbol)!;
    const price = core.price(symbol);
    const moved = price + (price * BigInt(away)) / 10_000n;
    return (moved - (moved % tick)) as Decimal;
  }

  function act(core: PracticeCore, who: Account[], pass: (ms: number) => number, one: Deed): string {
    if (one.kind === 'pass') return String(pass(one.ms));
    const account = who[one.who]!;
    const open = core.openOrders(account);
    if (one.kind === 'cancel' || one.kind === 'amend') {
      const order = open[one.pick % Math.max(1, open.length)];
      if (!order) return 'none';
      const ref = { orderId: order.id };
      if (one.kind === 'cancel') return say(core.cancel(account, ref));
      const quantity = ((order.quantity / order.market.step / 3n) * BigInt(one.scale) * order.market.step) as Decimal;
      return say(
        core.amend(account, ref, {
          quantity,
          ...(order.price ? { price: near(core, order.market.symbol, one.away) } : {}),
        }),
      );
    }
    if (one.kind === 'move') {
      const result = core.transfer(account, { asset: 'USDT', amount: one.amount, from: 'spot', to: 'futures' });
      return isRejection(result) ? result.reason : result.id;
    }
    const { step } = core.market(one.market)!;
    const unit = one.market.startsWith('PUMP') ? 100n * step : one.market.endsWith(':USDT') ? step : 50n * step;
    const price = near(core, one.market, one.away);
    return say(
      core.place(account, {
        market: one.market,
        side: one.side,
        type: one.type,
        quantity: (BigInt(one.size) * unit) as Decimal,
        ...(one.type.endsWith('limit') ? { price } : {}),
        ...(one.type.startsWith('stop') || one.type.startsWith('take') ? { trigger: price } : {}),
        timeInForce: one.timeInForce,
        ...(one.postOnly && one.type === 'limit' && one.timeInForce === 'GTC' ? { postOnly: true } : {}),
        ...(one.reduceOnly && one.market.endsWith(':USDT') ? { reduceOnly: true } : {}),
      }),
    );
  }

  function say(result: Order | Rejection): string {
    return isRejection(result) ? result.reason : `${result.id} ${result.status} ${result.filled}`;
  }

  it('nothing is made or lost, no balance is negative, no book is crossed', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60, size: 'max' }), (deeds) => {
        const first = setUp('property');
        first.core.openAccount('x/two', 'x');
        const before = first.core.holdings();
        const { core, who } = run(deeds);
        expect(core.holdings()).toEqual(before);
        for (const account of who) {
          for (const wallet of Object.values(account.wallets)) {
            for (const { free: left, locked } of wallet.values()) expect(left >= 0n && locked >= 0n).toBe(true);
          }
          const lockedByOrders = new Map<string, bigint>();
          for (const order of account.open) {
            const asset = order.side === 'sell' ? order.market.base : order.market.quote;
            lockedByOrders.set(asset, (lockedByOrders.get(asset) ?? 0n) + order.locked);
          }
          for (const [asset, { locked }] of account.wallets.spot) expect(locked).toBe(lockedByOrders.get(asset) ?? 0n);
        }
        for (const { symbol } of core.markets()) {
          const { bids, asks } = core.depth(symbol, 1);
          if (bids[0] && asks[0]) expect(bids[0].price < asks[0].price).toBe(true);
        }
        const net = [core.world.house, ...who].reduce(
          (sum, account) => sum + (account.positions.get('BTC/USDT:USDT')?.quantity ?? 0n),
          0n,
        );
        expect(net).toBe(0n);
      }),
      { numRuns: 150 },
    );
  }, 120_000);

  it('the same seed and the same deeds give the same world', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 30, size: 'max' }), (deeds) => {
        const [one, two] = [run(deeds), run(deeds)];
        expect(one.trail).toEqual(two.trail);
        expect(one.core.depth('BTC/USDT', 5)).toEqual(two.core.depth('BTC/USDT', 5));
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  it('looking more often changes nothing', () => {
    const [often, seldom] = [setUp('look'), setUp('look')];
    const orders = [often, seldom].map(({ core, account }) =>
      placed(core.place(account, { ...BTC, quantity: d('0.1'), price: subtract(core.price('BTC/USDT'), d('20')) })),
    );
    for (let i = 0; i < 600; i++) {
      often.pass(1000);
      often.core.now();
    }
    seldom.pass(600_000);
    seldom.core.now();
    expect(orders[0]).toEqual(orders[1]);
    expect(often.account.trades.map(({ atMs }) => atMs)).toEqual(seldom.account.trades.map(({ atMs }) => atMs));
  });
});
