import { add, type Decimal, magnitude, multiplyDown, type Side, subtract, zero } from '../../core/index.ts';
import { type Account, balanceOf, positionOf, remainingOf } from './account.ts';
import type { Leg, Order, Trade } from './order.ts';
import { collect, type World } from './world.ts';

export interface Fill {
  readonly order: Order;
  readonly price: Decimal;
  readonly quantity: Decimal;
  readonly maker: boolean;
  readonly atMs: number;
}

/** Books one fill of an order of an account: moves money or position, takes the fee, writes the trade. */
export function settle(world: World, fill: Fill): Trade {
  const { order } = fill;
  const account = world.accounts.get(order.account)!;
  unlock(account, order);
  const quote = multiplyDown(fill.price, fill.quantity);
  const rates = account.rules.fees[order.market.kind];
  const rate = fill.maker ? rates.maker : rates.taker;
  const booked =
    order.market.kind === 'spot'
      ? settleSpot(world, account, fill, quote, rate)
      : settleLinear(world, account, fill, quote, rate);
  order.filled = add(order.filled, fill.quantity);
  order.filledQuote = add(order.filledQuote, quote);
  order.updatedMs = fill.atMs;
  if (order.quoteAmount !== undefined) order.quantity = order.filled;
  const trade: Trade = {
    id: world.nextId++,
    orderId: order.id,
    clientOrderId: order.clientOrderId,
    account: account.name,
    market: order.market,
    side: order.side,
    ...(order.leg === undefined ? {} : { leg: order.leg }),
    price: fill.price,
    quantity: fill.quantity,
    quote,
    ...booked,
    maker: fill.maker,
    atMs: fill.atMs,
  };
  account.trades.push(trade);
  if (order.market.kind === 'linear') recordIncome(world, account, trade);
  return trade;
}

/** Books the market maker's side of a fill. */
export function settleHouse(world: World, fill: Fill): void {
  const { market } = fill.order;
  const side: Side = fill.order.side === 'buy' ? 'sell' : 'buy';
  const quote = multiplyDown(fill.price, fill.quantity);
  if (market.kind === 'linear') {
    movePosition(world.house, { symbol: market.symbol, asset: market.quote, side }, fill.quantity, quote, fill.atMs);
    return;
  }
  const base = balanceOf(world.house, 'spot', market.base);
  const cash = balanceOf(world.house, 'spot', market.quote);
  base.free = side === 'buy' ? add(base.free, fill.quantity) : subtract(base.free, fill.quantity);
  cash.free = side === 'buy' ? subtract(cash.free, quote) : add(cash.free, quote);
}

interface Booked {
  readonly fee: Decimal;
  readonly feeAsset: string;
  readonly realised: Decimal;
}

function settleSpot(world: World, account: Account, fill: Fill, quote: Decimal, rate: Decimal): Booked {
  const { market, side } = fill.order;
  const base = balanceOf(account, 'spot', market.base);
  const cash = balanceOf(account, 'spot', market.quote);
  const feeAsset = side === 'buy' && account.rules.feeIn === 'received' ? market.base : market.quote;
  const fee = multiplyDown(feeAsset === market.base ? fill.quantity : quote, rate);
  if (side === 'buy') {
    base.free = add(base.free, fill.quantity);
    cash.free = subtract(cash.free, quote);
  } else {
    base.free = subtract(base.free, fill.quantity);
    cash.free = add(cash.free, quote);
  }
  const payer = feeAsset === market.base ? base : cash;
  payer.free = subtract(payer.free, fee);
  collect(world.fees, feeAsset, fee);
  if (base.free < 0n || cash.free < 0n) throw new Error(`practice: ${account.name} overspent on ${market.symbol}`);
  return { fee, feeAsset, realised: zero };
}

function settleLinear(world: World, account: Account, fill: Fill, quote: Decimal, rate: Decimal): Booked {
  const { market, side, leg } = fill.order;
  const what = { symbol: market.symbol, asset: market.quote, side, ...(leg === undefined ? {} : { leg }) };
  const realised = movePosition(account, what, fill.quantity, quote, fill.atMs);
  const fee = multiplyDown(quote, rate);
  const cash = balanceOf(account, account.rules.linearWallet, market.quote);
  cash.free = subtract(cash.free, fee);
  collect(world.fees, market.quote, fee);
  cover(world, account, market.quote, fill.atMs);
  return { fee, feeAsset: market.quote, realised };
}

/** The insurance fund of real exchanges: a wallet that a loss would push below zero is filled up by the market maker. */
function cover(world: World, account: Account, asset: string, atMs: number): void {
  const cash = balanceOf(account, account.rules.linearWallet, asset);
  if (cash.free >= 0n) return;
  const amount = magnitude(cash.free);
  const house = balanceOf(world.house, 'futures', asset);
  house.free = subtract(house.free, amount);
  cash.free = zero;
  account.income.push({ id: world.nextId++, kind: 'insurance', asset, amount, atMs });
}

function movePosition(
  account: Account,
  { symbol, asset, side, leg }: { symbol: string; asset: string; side: Side; leg?: Leg },
  quantity: Decimal,
  quote: Decimal,
  atMs: number,
): Decimal {
  const position = positionOf(account, symbol, leg);
  const signed = (side === 'buy' ? quantity : -quantity) as Decimal;
  const cash = (side === 'buy' ? quote : -quote) as Decimal;
  const held = position.quantity;
  position.updatedMs = atMs;
  const closes = (held > 0n && signed < 0n) || (held < 0n && signed > 0n);
  if (!closes) {
    position.quantity = add(held, signed);
    position.cost = add(position.cost, cash);
    return zero;
  }
  const closed = magnitude(signed) < magnitude(held) ? magnitude(signed) : magnitude(held);
  const costClosed = ((position.cost * closed) / magnitude(held)) as Decimal;
  const cashClosed = ((cash * closed) / magnitude(signed)) as Decimal;
  const realised = -(costClosed + cashClosed) as Decimal;
  position.quantity = add(held, signed);
  position.cost = add(subtract(position.cost, costClosed), subtract(cash, cashClosed));
  const wallet = balanceOf(account, account.rules.linearWallet, asset);
  wallet.free = add(wallet.free, realised);
  return realised;
}

function recordIncome(world: World, account: Account, trade: Trade): void {
  const common = { asset: trade.feeAsset, market: trade.market.symbol, tradeId: trade.id, atMs: trade.atMs };
  if (trade.realised !== zero) {
    account.income.push({ id: world.nextId++, kind: 'realised-pnl', amount: trade.realised, ...common });
  }
  account.income.push({ id: world.nextId++, kind: 'fee', amount: -trade.fee as Decimal, ...common });
}

/** What a spot order must lock while it rests or waits: asset and amount; nothing for perpetuals. */
export function lockNeed(account: Account, order: Order, reference: Decimal): { asset: string; amount: Decimal } {
  if (order.market.kind === 'linear') return { asset: order.market.quote, amount: zero };
  const left = remainingOf(order);
  if (order.side === 'sell') return { asset: order.market.base, amount: left };
  const quote = order.quoteAmount ?? multiplyDown(left, order.price ?? order.trigger ?? reference);
  const fee = account.rules.feeIn === 'quote' ? multiplyDown(quote, account.rules.fees.spot.taker) : zero;
  return { asset: order.market.quote, amount: add(quote, fee) };
}

export function lock(account: Account, order: Order, need: { asset: string; amount: Decimal }): void {
  const balance = balanceOf(account, 'spot', need.asset);
  balance.free = subtract(balance.free, need.amount);
  balance.locked = add(balance.locked, need.amount);
  order.locked = need.amount;
}

/** Gives back what the order has locked. */
export function unlock(account: Account, order: Order): void {
  if (order.locked === zero) return;
  const balance = balanceOf(account, 'spot', order.side === 'sell' ? order.market.base : order.market.quote);
  balance.free = add(balance.free, order.locked);
  balance.locked = subtract(balance.locked, order.locked);
  order.locked = zero;
}
