import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { add, type Decimal, formatDecimal, multiplyDown, subtract, zero } from '../../core/index.ts';
import { type Account, positionOf } from './account.ts';
import { decimal } from './markets.ts';
import { isRejection, type Order, type PlaceRequest, type Rejection } from './order.ts';
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

function free(account: Account, asset: string): string {
  return formatDecimal(account.wallets.spot.get(asset)?.free ?? zero);
}

describe('the core on spot', () => {
  it('locks what a resting buy costs and gives it back on cancel', () => {
    const { core, account } = setUp();
    const order = placed(core.place(account, { ...BTC, quantity: d('0.01'), price: d('50000') }));
    expect(order.status).toBe('open');
    expect(free(account, 'USDT')).toBe('9500');
    expect(account.wallets.spot.get('USDT')?.locked).toBe(d('500'));
    placed(core.cancel(account, { orderId: order.id }));
    expect(free(account, 'USDT')).toBe('10000');
    expect(core.cancel(account, { orderId: order.id })).toMatchObject({ reason: 'unknown-order' });
  });

  it('fills a market buy against the market maker and takes the fee from what is bought', () => {
    const { core, account } = setUp();
    const order = placed(core.place(account, { ...BTC, type: 'market', quantity: d('0.01') }));
    expect(order.status).toBe('filled');
    expect(free(account, 'BTC')).toBe('0.50999');
    expect(free(account, 'USDT')).toBe(formatDecimal(subtract(d('10000'), order.filledQuote)));
    expect(account.trades.every((trade) => !trade.maker && trade.feeAsset === 'BTC')).toBe(true);
  });

  it('buys by quote amount without spending more', () => {
    const { core, account } = setUp();
    const order = placed(core.place(account, { ...BTC, type: 'market', quoteAmount: d('1000') }));
    expect(order.status).toBe('filled');
    expect(order.filledQuote <= d('1000')).toBe(true);
    expect(order.filledQuote > d('999')).toBe(true);
  });

  it('fills a resting order as maker, at its own price, when the walk crosses it', () => {
    const { core, account, pass } = setUp();
    const price = core.price('BTC/USDT');
    const below = subtract(price, d('30'));
    const order = placed(core.place(account, { ...BTC, quantity: d('0.05'), price: below }));
    for (let i = 0; i < 5000 && order.status === 'open'; i++) {
      pass(10_000);
      core.now();
    }
    expect(order.status).toBe('filled');
    expect(order.filledQuote).toBe(multiplyDown(below, d('0.05')));
    expect(account.trades.at(-1)?.maker).toBe(true);
  });

  it('fills in parts when the book gives less than is wanted', () => {
    const { core, account } = setUp();
    const rich = core.openAccount('x/rich', 'x', undefined, { spot: { USDT: '100000000' } });
    const { asks } = core.depth('BTC/USDT', 2);
    const order = placed(core.place(rich, { ...BTC, quantity: d('5'), price: asks[1]!.price }));
    expect(order.status).toBe('open');
    expect(order.filled).toBe(add(asks[0]!.quantity, asks[1]!.quantity));
    expect(core.depth('BTC/USDT', 1).bids[0]?.price).toBe(asks[1]!.price);
    const crossing = placed(core.place(account, { ...BTC, side: 'sell', quantity: d('0.1'), price: asks[1]!.price }));
    expect(crossing.status).toBe('filled');
    expect(rich.trades.at(-1)).toMatchObject({ maker: true, quantity: d('0.1') });
  });

  it('ends what may not rest', () => {
    const { core, account } = setUp();
    const rich = core.openAccount('x/rich', 'x', undefined, { spot: { USDT: '100000000' } });
    const { asks } = core.depth('BTC/USDT', 1);
    const wanted = { ...BTC, quantity: d('50'), price: asks[0]!.price };
    expect(placed(core.place(rich, { ...wanted, timeInForce: 'FOK' }))).toMatchObject({
      status: 'expired',
      filled: zero,
    });
    expect(placed(core.place(rich, { ...wanted, timeInForce: 'IOC' }))).toMatchObject({
      status: 'expired',
      filled: asks[0]!.quantity,
    });
    expect(
      core.place(account, {
        ...BTC,
        quantity: d('0.01'),
        price: core.depth('BTC/USDT', 1).asks[0]!.price,
        postOnly: true,
      }),
    ).toMatchObject({
      reason: 'post-only-takes',
    });
  });

  it('sets stops off when the price reaches them, never before', () => {
    const { core, account, pass } = setUp();
    const trigger = subtract(core.price('BTC/USDT'), d('40'));
    const stop = { market: 'BTC/USDT', side: 'sell', quantity: d('0.02') } as const;
    const order = placed(core.place(account, { ...stop, type: 'stop', trigger }));
    expect(core.place(account, { ...stop, type: 'take-profit', trigger })).toMatchObject({
      reason: 'triggers-at-once',
    });
    while (order.status === 'waiting') {
      expect(core.price('BTC/USDT') > trigger).toBe(true);
      pass(1000);
      core.now();
    }
    expect(order.status).toBe('filled');
    expect(order.triggeredMs).toBeGreaterThan(START_MS);
  });

  it.each<[string, Partial<PlaceRequest>, string]>([
    ['a price off its tick', { price: d('50000.001') }, 'price-tick'],
    ['a quantity off its step', { quantity: d('0.000015') }, 'quantity-step'],
    ['a quantity of nothing', { quantity: zero }, 'quantity-range'],
    ['a notional under the least', { quantity: d('0.00001') }, 'min-notional'],
    ['a price outside the band', { price: d('100') }, 'price-band'],
    ['more than the balance', { quantity: d('1') }, 'insufficient-balance'],
    ['a limit order without price', { price: undefined as never }, 'bad-parameter'],
    ['a market that is not there', { market: 'DOGE/USDT' }, 'unknown-market'],
    ['reduce-only on spot', { reduceOnly: true }, 'bad-parameter'],
  ])('refuses %s', (_title, change, reason) => {
    const { core, account } = setUp();
    const request = { ...BTC, quantity: d('0.01'), price: d('50000'), ...change } as PlaceRequest;
    expect(core.place(account, request)).toEqual({ rejected: true, reason });
    expect(free(account, 'USDT')).toBe('10000');
  });

  it('holds client order ids unique among open orders only', () => {
    const { core, account } = setUp();
    const request = { ...BTC, quantity: d('0.01'), price: d('50000'), clientOrderId: 'a' };
    const first = placed(core.place(account, request));
    expect(core.place(account, request)).toMatchObject({ reason: 'client-id-taken' });
    placed(core.cancel(account, { clientOrderId: 'a' }));
    expect(placed(core.place(account, request)).id).not.toBe(first.id);
  });

  it('amends in place: a smaller order keeps its rank, a refused change leaves all as it was', () => {
    const { core, account } = setUp();
    const order = placed(core.place(account, { ...BTC, quantity: d('0.02'), price: d('50000') }));
    const { rank } = order;
    placed(core.amend(account, { orderId: order.id }, { quantity: d('0.01') }));
    expect(order).toMatchObject({ quantity: d('0.01'), rank, locked: d('500') });
    placed(core.amend(account, { orderId: order.id }, { price: d('51000') }));
    expect(order.rank).toBeGreaterThan(rank);
    expect(core.amend(account, { orderId: order.id }, { quantity: d('5') })).toMatchObject({
      reason: 'insufficient-balance',
    });
    expect(order).toMatchObject({ quantity: d('0.01'), price: d('51000'), locked: d('510'), status: 'open' });
    expect(core.openOrders(account)).toEqual([order]);
    placed(core.amend(account, { orderId: order.id }, { price: add(core.price('BTC/USDT'), d('1000')) }));
    expect(order.status).toBe('filled');
  });

  it('lets an own resting order expire rather than trade with itself', () => {
    const { core, account } = setUp();
    const { asks } = core.depth('BTC/USDT', 1);
    const inside = subtract(asks[0]!.price, d('0.01'));
    const resting = placed(core.place(account, { ...BTC, side: 'sell', quantity: d('0.01'), price: inside }));
    placed(core.place(account, { ...BTC, quantity: d('0.01'), price: inside }));
    expect(resting.status).toBe('expired');
  });
});

describe('the core on perpetuals', () => {
  const PERP = { market: 'BTC/USDT:USDT', side: 'buy', type: 'market' } as const;

  it('opens, marks and closes a position; what it gained is in the wallet', () => {
    const { core, account, pass } = setUp();
    placed(core.place(account, { ...PERP, quantity: d('0.1') }));
    const position = positionOf(account, PERP.market);
    expect(position.quantity).toBe(d('0.1'));
    pass(3_600_000);
    const view = core.margin(account, 'USDT');
    expect(view.unrealised).toBe(subtract(multiplyDown(d('0.1'), core.price(PERP.market)), position.cost));
    const close = placed(core.place(account, { ...PERP, side: 'sell', quantity: d('0.5'), reduceOnly: true }));
    expect(close).toMatchObject({ status: 'filled', filled: d('0.1') });
    expect(position).toMatchObject({ quantity: zero, cost: zero });
    expect(core.place(account, { ...PERP, side: 'sell', quantity: d('0.1'), reduceOnly: true })).toMatchObject({
      reason: 'reduce-only-refused',
    });
  });

  it('refuses what the margin does not carry, and leverage that is not offered', () => {
    const { core, account } = setUp();
    const market = core.market(PERP.market)!;
    expect(core.setLeverage(account, market, 1)).toBeUndefined();
    expect(core.setLeverage(account, market, 50)).toMatchObject({ reason: 'leverage-range' });
    expect(core.place(account, { ...PERP, quantity: d('0.5') })).toMatchObject({ reason: 'insufficient-margin' });
    expect(core.setLeverage(account, market, 10)).toBeUndefined();
    placed(core.place(account, { ...PERP, quantity: d('0.5') }));
  });

  it('closes all that there is with closePosition, and reduce-only orders end with their position', () => {
    const { core, account } = setUp();
    placed(core.place(account, { ...PERP, side: 'sell', quantity: d('0.2') }));
    const take = placed(
      core.place(account, { ...PERP, type: 'limit', quantity: d('0.2'), price: d('40000'), reduceOnly: true }),
    );
    expect(take.status).toBe('open');
    placed(core.place(account, { ...PERP, closePosition: true }));
    expect(positionOf(account, PERP.market).quantity).toBe(zero);
    expect(take.status).toBe('expired');
  });

  it('liquidates a position whose margin is used up, and the wallet stays at zero or above', () => {
    const { core, account, pass } = setUp();
    core.setLeverage(account, core.market(PERP.market)!, 20);
    placed(core.place(account, { ...PERP, quantity: d('1.4') }));
    const hedge = core.openAccount('x/short', 'x');
    core.setLeverage(hedge, core.market(PERP.market)!, 20);
    placed(core.place(hedge, { ...PERP, side: 'sell', quantity: d('1.4') }));
    for (let hours = 0; hours < 2000; hours++) {
      pass(3_600_000);
      core.now();
      if (positionOf(account, PERP.market).quantity === zero || positionOf(hedge, PERP.market).quantity === zero) break;
    }
    const loser = [account, hedge].find((one) => positionOf(one, PERP.market).quantity === zero)!;
    expect(loser.wallets.futures.get('USDT')!.free >= 0n).toBe(true);
    expect([...loser.orders.values()].at(-1)?.tags).toEqual({ liquidation: 'true' });
  }, 60_000);
});

describe('money leaving the account', () => {
  it('moves between wallets and accounts, and out, and is recorded', () => {
    const { core, account } = setUp();
    const other = core.openAccount('x/other', 'x', undefined, {});
    expect(core.transfer(account, { asset: 'USDT', amount: d('100'), from: 'spot', to: 'futures' })).toMatchObject({
      to: 'futures',
    });
    expect(
      core.transfer(account, { asset: 'USDT', amount: d('100'), from: 'spot', to: 'spot', toAccount: 'x/other' }),
    ).toMatchObject({ to: 'x/other/spot' });
    expect(free(other, 'USDT')).toBe('100');
    expect(core.withdraw(account, { asset: 'BTC', amount: d('0.5'), address: 'out' })).toMatchObject({
      amount: d('0.5'),
    });
    expect(core.withdraw(account, { asset: 'BTC', amount: d('0.5'), address: 'out' })).toMatchObject({
      reason: 'insufficient-balance',
    });
    expect(core.world.withdrawals).toHaveLength(1);
  });
});

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

describe('the walk', () => {
  it('differs by seed, stays positive and on its tick, and candles contain their prices', () => {
    const { core } = setUp('walk');
    const other = setUp('other').core;
    expect(core.price('BTC/USDT')).not.toBe(other.price('BTC/USDT'));
    for (const { symbol, tick } of core.markets()) {
      for (let day = 0; day < 400; day++) {
        const price = core.priceAt(symbol, START_MS + day * 86_400_000);
        expect(price > 0n && price % tick === 0n).toBe(true);
      }
    }
    for (const candle of core.candles('ETH/USDT', 60_000, START_MS - 6_000_000, 100)) {
      expect(candle.low <= candle.open && candle.open <= candle.high).toBe(true);
      expect(candle.low <= candle.close && candle.close <= candle.high).toBe(true);
    }
  });
});
