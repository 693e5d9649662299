import { add, type Decimal, magnitude, max, min, multiplyDown, one, subtract, zero } from '../../core/index.ts';
import { type Account, addedRisk, availableIn, leverageOf, perLeverage, positionOf, remainingOf } from './account.ts';
import type { MatchPlan } from './book.ts';
import { type Order, placeOf, type Rejection, reducesOnly, reject } from './order.ts';
import { lock, lockNeed, settle, settleHouse, unlock } from './settle.ts';
import { ladderOf, type MarketState, priceOf, stepMs, type World } from './world.ts';

/** Ends an order that is in no queue any more, or takes it out first. */
export function finish(world: World, order: Order, status: 'cancelled' | 'expired' | 'filled', atMs: number): void {
  const account = world.accounts.get(order.account)!;
  world.markets.get(order.market.symbol)!.book.remove(order);
  unlock(account, order);
  account.open.delete(order);
  order.status = status;
  order.updatedMs = atMs;
}

/** What the order would meet now, its size capped by the position when it may only reduce it; undefined when there is nothing to reduce. */
export function planOf(world: World, state: MarketState, account: Account, order: Order): MatchPlan | undefined {
  if (reducesOnly(order)) {
    const held = account.positions.get(placeOf(order.market.symbol, order.leg))?.quantity ?? zero;
    const reduces = order.side === 'buy' ? held < 0n : held > 0n;
    if (!reduces) return undefined;
    const cap = add(order.filled, magnitude(held));
    order.quantity = order.closePosition ? cap : min(order.quantity, cap);
  }
  return state.book.plan(ladderOf(world, state), {
    account: order.account,
    side: order.side,
    ...(order.quoteAmount === undefined ? { quantity: remainingOf(order) } : { quoteAmount: order.quoteAmount }),
    ...(order.price === undefined ? {} : { limit: order.price }),
    step: order.market.step,
  });
}

/** Whether the account can pay for the plan and for what would rest after it. */
export function checkFunds(world: World, account: Account, order: Order, plan: MatchPlan): Rejection | undefined {
  const markOf = (symbol: string) => priceOf(world, symbol);
  const { market } = order;
  if (market.kind === 'linear') {
    if (reducesOnly(order)) return undefined;
    const price = order.price ?? markOf(market.symbol).mark;
    const risk = multiplyDown(addedRisk(account, order, remainingOf(order)), price);
    const fee = multiplyDown(risk, account.rules.fees.linear.taker);
    const need = add(perLeverage(risk, leverageOf(account, market)), fee);
    if (risk === zero) return undefined;
    const available = availableIn(account, account.rules.linearWallet, market.quote, markOf);
    return need > available ? reject('insufficient-margin') : undefined;
  }
  const asset = order.side === 'sell' ? market.base : market.quote;
  const available = availableIn(account, 'spot', asset, markOf);
  if (order.side === 'sell') {
    return (order.quoteAmount === undefined ? remainingOf(order) : plan.quantity) > available
      ? reject('insufficient-balance')
      : undefined;
  }
  const cost =
    order.price === undefined
      ? max(plan.quote, order.quoteAmount ?? zero)
      : multiplyDown(remainingOf(order), order.price);
  const feeShare = account.rules.feeIn === 'quote' ? add(one, account.rules.fees.spot.taker) : one;
  return multiplyDown(cost, feeShare) > available ? reject('insufficient-balance') : undefined;
}

/**
 * Lets an order into the market: matches what it meets, then rests, or ends when it may not rest.
 * A rejection leaves everything as it was. The order holds no lock and stands in no queue when this is called.
 */
export function enter(world: World, order: Order): Rejection | undefined {
  const state = world.markets.get(order.market.symbol)!;
  const account = world.accounts.get(order.account)!;
  const nowMs = Math.max(stepMs(world), order.updatedMs);
  const plan = planOf(world, state, account, order);
  if (!plan) return reject('reduce-only-refused');
  if (order.postOnly && plan.matches.length + plan.own.length > 0) return reject('post-only-takes');
  const refused = checkFunds(world, account, order, plan);
  if (refused) return refused;
  order.status = 'open';
  if (order.timeInForce === 'FOK' && order.quoteAmount === undefined && plan.quantity < remainingOf(order)) {
    finish(world, order, 'expired', nowMs);
    return undefined;
  }
  for (const own of plan.own) finish(world, own, 'expired', nowMs);
  applyPlan(world, order, plan, nowMs);
  if (order.quoteAmount === undefined ? remainingOf(order) <= 0n : plan.matches.length > 0) {
    finish(world, order, 'filled', nowMs);
  } else if (order.price === undefined || order.timeInForce !== 'GTC') {
    finish(world, order, 'expired', nowMs);
  } else {
    state.book.rest(order);
    account.open.add(order);
    lock(account, order, lockNeed(account, order, order.price));
  }
  return undefined;
}

function applyPlan(world: World, order: Order, plan: MatchPlan, atMs: number): void {
  for (const { price, quantity, resting, level } of plan.matches) {
    const size = resting ? min(quantity, resting.status === 'open' ? remainingOf(resting) : zero) : quantity;
    if (size <= 0n) continue;
    settle(world, { order, price, quantity: size, maker: false, atMs });
    if (level) {
      level.quantity = subtract(level.quantity, size);
      settleHouse(world, { order, price, quantity: size, maker: false, atMs });
    } else if (resting) {
      fillResting(world, resting, price, size, atMs);
    }
  }
  trimReduceOnly(world, order, atMs);
}

/** Books a fill of a resting order; it stays in its queue with a smaller lock, or ends. */
export function fillResting(world: World, order: Order, price: Decimal, quantity: Decimal, atMs: number): void {
  const account = world.accounts.get(order.account)!;
  settle(world, { order, price, quantity, maker: true, atMs });
  if (remainingOf(order) <= 0n) finish(world, order, 'filled', atMs);
  else lock(account, order, lockNeed(account, order, price));
  trimReduceOnly(world, order, atMs);
}

/** After a fill no resting reduce-only order of the account is larger than what is left of the position. */
function trimReduceOnly(world: World, filled: Order, atMs: number): void {
  if (filled.market.kind !== 'linear') return;
  const account = world.accounts.get(filled.account)!;
  const held = positionOf(account, filled.market.symbol, filled.leg).quantity;
  for (const order of [...account.open]) {
    if (order.market !== filled.market || order.leg !== filled.leg || order === filled) continue;
    if (order.status !== 'open' || !reducesOnly(order)) continue;
    const reduces = order.side === 'buy' ? held < 0n : held > 0n;
    if (!reduces) finish(world, order, 'expired', atMs);
    else order.quantity = min(order.quantity, add(order.filled, magnitude(held)));
  }
}
