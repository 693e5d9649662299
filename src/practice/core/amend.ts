import { zero } from '../../core/index.ts';
import type { Account } from './account.ts';
import { isReached } from './advance.ts';
import type { MatchPlan } from './book.ts';
import { checkFunds, enter } from './execute.ts';
import { type AmendRequest, type Order, type Rejection, reducesOnly, reject } from './order.ts';
import { lock, lockNeed, unlock } from './settle.ts';
import { checkFilters } from './validate.ts';
import { priceOf, type World } from './world.ts';

/** Changes an open or waiting order in place, or leaves it as it was and says why not. */
export function amend(
  world: World,
  account: Account,
  order: Order,
  change: AmendRequest,
  nowMs: number,
): Rejection | undefined {
  const before = { ...order };
  const next = {
    quantity: change.quantity ?? order.quantity,
    price: change.price ?? order.price,
    trigger: change.trigger ?? order.trigger,
  };
  const refused = checkChange(world, order, change, next);
  if (refused) return refused;
  const { book } = world.markets.get(order.market.symbol)!;
  const keepsRank = next.price === order.price && next.quantity <= order.quantity;
  const put = () => (order.status === 'waiting' ? book.wait(order) : book.rest(order));
  book.remove(order);
  account.open.delete(order);
  unlock(account, order);
  assign(order, { ...next, clientOrderId: change.clientOrderId ?? order.clientOrderId, updatedMs: nowMs });
  if (!keepsRank) order.rank = world.nextId++;
  const problem = order.status === 'waiting' || keepsRank ? relock(world, account, order) : enter(world, order);
  if (problem) {
    assign(order, before);
    order.rank = before.rank;
    lock(account, order, {
      asset: order.side === 'sell' ? order.market.base : order.market.quote,
      amount: before.locked,
    });
  }
  if (problem || order.status === 'waiting' || keepsRank) {
    put();
    account.open.add(order);
  }
  return problem;
}

function checkChange(
  world: World,
  order: Order,
  change: AmendRequest,
  next: { quantity: Order['quantity']; price: Order['price']; trigger: Order['trigger'] },
): Rejection | undefined {
  const { mark } = priceOf(world, order.market.symbol);
  if (change.price !== undefined && order.price === undefined) return reject('bad-parameter');
  if (change.trigger !== undefined && order.status !== 'waiting') return reject('bad-parameter');
  if (next.quantity === order.quantity && next.price === order.price && next.trigger === order.trigger) {
    return change.clientOrderId === undefined ? reject('no-change') : undefined;
  }
  if (change.quantity !== undefined && next.quantity <= order.filled) return reject('quantity-range');
  const shape = {
    quantity: next.quantity,
    ...(next.price === undefined ? {} : { price: next.price }),
    ...(next.trigger === undefined ? {} : { trigger: next.trigger }),
    exempt: reducesOnly(order),
  };
  if (change.trigger !== undefined && isReached(order, change.trigger, mark)) return reject('triggers-at-once');
  return checkFilters(
    order.market,
    order.closePosition ? { ...shape, quantity: order.market.minQuantity } : shape,
    mark,
  );
}

/** An order that only gets smaller or is only waiting meets nothing now. */
const nothing: MatchPlan = { matches: [], quantity: zero, quote: zero, own: [] };

function relock(world: World, account: Account, order: Order): Rejection | undefined {
  const refused = order.status === 'open' ? checkFunds(world, account, order, nothing) : undefined;
  if (refused || order.market.kind === 'linear') return refused;
  const need = lockNeed(account, order, priceOf(world, order.market.symbol).mark);
  const free = account.wallets.spot.get(need.asset)?.free ?? zero;
  if (need.amount > free) return reject('insufficient-balance');
  lock(account, order, need);
  return undefined;
}

function assign(
  order: Order,
  values: Pick<Order, 'quantity' | 'clientOrderId' | 'updatedMs'> & {
    price?: Order['price'] | undefined;
    trigger?: Order['trigger'] | undefined;
  },
): void {
  order.quantity = values.quantity;
  order.clientOrderId = values.clientOrderId;
  order.updatedMs = values.updatedMs;
  if (values.price !== undefined) order.price = values.price;
  if (values.trigger !== undefined) order.trigger = values.trigger;
}
