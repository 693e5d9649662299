import { describe, expect, it } from 'vitest';
import { add, formatDecimal, multiplyDown, subtract, zero } from '../../core/index.ts';
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

  it('takes deposits from outside, and nothing comes from nothing', () => {
    const { core, account } = setUp();
    const before = core.holdings().get('BTC');
    expect(core.deposit(account, { asset: 'BTC', amount: d('0.25'), address: 'in' })).toMatchObject({ wallet: 'spot' });
    expect(core.deposit(account, { asset: 'BTC', amount: d('0'), address: 'in' })).toMatchObject({
      reason: 'bad-parameter',
    });
    expect(core.holdings().get('BTC')).toEqual(before);
    expect(core.world.deposits).toHaveLength(1);
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
