import { add, magnitude, min, subtract, zero } from '../../core/index.ts';
import { type Account, heldIn, marginOf, remainingOf } from './account.ts';
import { enter, fillResting, finish } from './execute.ts';
import type { Leg, Order } from './order.ts';
import { settleHouse } from './settle.ts';
import { isTriggered } from './validate.ts';
import { STEP_MS } from './walk.ts';
import { ladderOf, type MarketState, priceOf, stepMs, type World } from './world.ts';

/** After a longer pause only the last of its steps are played. */
const MAX_STEPS = 200_000;

/** Plays the market up to this time, step by step: stops are set off, resting orders are crossed, losers are liquidated. */
export function advance(world: World, nowMs: number): void {
  const target = Math.floor(nowMs / STEP_MS);
  if (target <= world.step) return;
  world.step = Math.max(world.step, target - MAX_STEPS);
  while (world.step < target) {
    const active = activeMarkets(world);
    if (active.length === 0) world.step = target;
    else world.step += 1;
    for (const state of active) playStep(world, state);
  }
}

function activeMarkets(world: World): MarketState[] {
  const active: MarketState[] = [];
  for (const state of world.markets.values()) {
    if (!state.book.empty || (state.market.kind === 'linear' && holdersOf(world, state).length > 0)) active.push(state);
  }
  return active;
}

function holdersOf(world: World, state: MarketState): Account[] {
  return [...world.accounts.values()].filter((account) => heldIn(account, state.market.symbol).length > 0);
}

function playStep(world: World, state: MarketState): void {
  setOff(world, state);
  cross(world, state);
  if (state.market.kind === 'linear') {
    for (const account of holdersOf(world, state)) liquidate(world, state, account);
  }
}

/** Whether the price has reached the trigger of a waiting order. */
export function isReached(order: Pick<Order, 'type' | 'side'>, trigger: bigint, price: bigint): boolean {
  const rising = order.type.startsWith('stop') === (order.side === 'buy');
  return rising ? price >= trigger : price <= trigger;
}

function setOff(world: World, state: MarketState): void {
  if (state.book.waiting.length === 0) return;
  const price = state.walk.price(stepMs(world));
  for (const order of [...state.book.waiting]) {
    if (order.status === 'waiting' && isReached(order, order.trigger!, price)) release(world, order, stepMs(world));
  }
}

/** Lets a waiting order into the market; it expires when it cannot be paid or has nothing to reduce. */
export function release(world: World, order: Order, atMs: number): void {
  if (!isTriggered(order.type)) return;
  finish(world, order, 'expired', atMs);
  order.triggeredMs = atMs;
  enter(world, order);
}

/** Fills resting orders that the market maker's new quotes reach, at the resting price, as far as the quotes' size goes. */
function cross(world: World, state: MarketState): void {
  const { bids, asks } = state.book;
  if (bids.length + asks.length === 0) return;
  const mid = state.walk.price(stepMs(world));
  const reachesAsks = bids[0] !== undefined && bids[0].price! > mid;
  const reachesBids = asks[0] !== undefined && asks[0].price! < mid;
  if (!reachesAsks && !reachesBids) return;
  const ladder = ladderOf(world, state);
  for (const [orders, levels] of [
    [bids, ladder.asks],
    [asks, ladder.bids],
  ] as const) {
    for (const order of [...orders]) {
      for (const level of levels) {
        const meets = order.side === 'buy' ? level.price <= order.price! : level.price >= order.price!;
        if (!meets || order.status !== 'open') break;
        const quantity = min(level.quantity, remainingOf(order));
        if (quantity <= 0n) continue;
        level.quantity = subtract(level.quantity, quantity);
        fillFromHouse(world, order, quantity);
      }
    }
  }
}

function fillFromHouse(world: World, order: Order, quantity: ReturnType<typeof remainingOf>): void {
  const atMs = stepMs(world);
  const price = order.price!;
  settleHouse(world, { order, price, quantity, maker: true, atMs });
  fillResting(world, order, price, quantity, atMs);
}

/** Closes the positions of an account whose margin is used up, at whatever the book gives. */
function liquidate(world: World, state: MarketState, account: Account): void {
  const view = marginOf(account, state.market.quote, (symbol) => priceOf(world, symbol));
  if (add(view.wallet, view.unrealised) > view.maintenance) return;
  const atMs = stepMs(world);
  for (const order of [...account.open]) {
    if (order.market.kind === 'linear' && order.market.quote === state.market.quote)
      finish(world, order, 'expired', atMs);
  }
  for (const { leg, position } of heldIn(account, state.market.symbol))
    takeOver(world, account, state.market, position.quantity, leg);
}

function takeOver(
  world: World,
  account: Account,
  market: Order['market'],
  held: Order['quantity'],
  leg: Leg | undefined,
): void {
  const atMs = stepMs(world);
  const order: Order = {
    id: String(world.nextId++),
    account: account.name,
    market,
    side: held > 0n ? 'sell' : 'buy',
    type: 'market',
    clientOrderId: `autoclose-${world.nextId}`,
    quantity: magnitude(held),
    closePosition: false,
    timeInForce: 'IOC',
    postOnly: false,
    reduceOnly: true,
    ...(leg === undefined ? {} : { leg }),
    tags: { liquidation: 'true' },
    createdMs: atMs,
    updatedMs: atMs,
    status: 'open',
    filled: zero,
    filledQuote: zero,
    locked: zero,
    rank: world.nextId,
  };
  account.orders.set(order.id, order);
  enter(world, order);
}
