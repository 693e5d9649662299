import { type Decimal, divideDown, floorTo, min, multiplyDown, type Side, subtract, zero } from '../../core/index.ts';
import { remainingOf } from './account.ts';
import type { Order } from './order.ts';
import type { Ladder, Level } from './walk.ts';

/** One match of an incoming order: with a resting order, or with a level of the market maker. */
export interface Match {
  readonly price: Decimal;
  readonly quantity: Decimal;
  readonly resting?: Order;
  readonly level?: Level;
}

export interface MatchPlan {
  readonly matches: readonly Match[];
  readonly quantity: Decimal;
  readonly quote: Decimal;
  /** Resting orders of the same account that stood in the way; they expire rather than trade with their owner. */
  readonly own: readonly Order[];
}

export interface Incoming {
  readonly account: string;
  readonly side: Side;
  readonly quantity?: Decimal;
  readonly quoteAmount?: Decimal;
  readonly limit?: Decimal;
  readonly step: Decimal;
}

/** The resting and waiting orders of one market; price before time. */
export class Book {
  /** Best first. */
  readonly bids: Order[] = [];
  readonly asks: Order[] = [];
  readonly waiting: Order[] = [];

  get empty(): boolean {
    return this.bids.length + this.asks.length + this.waiting.length === 0;
  }

  rest(order: Order): void {
    const queue = order.side === 'buy' ? this.bids : this.asks;
    const at = queue.findIndex((other) => before(order, other));
    queue.splice(at === -1 ? queue.length : at, 0, order);
  }

  wait(order: Order): void {
    this.waiting.push(order);
  }

  remove(order: Order): void {
    for (const queue of [this.bids, this.asks, this.waiting]) {
      const at = queue.indexOf(order);
      if (at !== -1) queue.splice(at, 1);
    }
  }

  /** What an incoming order would meet now; changes nothing. At one price resting orders come before the market maker. */
  plan(ladder: Ladder, incoming: Incoming): MatchPlan {
    const orders = incoming.side === 'buy' ? this.asks : this.bids;
    const levels = incoming.side === 'buy' ? ladder.asks : ladder.bids;
    const better = (a: Decimal, b: Decimal) => (incoming.side === 'buy' ? a <= b : a >= b);
    const plan = { matches: [] as Match[], quantity: zero, quote: zero, own: [] as Order[] };
    for (let orderAt = 0, levelAt = 0; ; ) {
      const resting = orders[orderAt];
      const level = levels[levelAt];
      const first = resting && (!level || better(resting.price!, level.price)) ? resting : undefined;
      const price = first ? first.price! : level?.price;
      if (price === undefined || (incoming.limit !== undefined && !better(price, incoming.limit))) return plan;
      if (first) orderAt++;
      else levelAt++;
      if (first && first.account === incoming.account) {
        plan.own.push(first);
        continue;
      }
      const offered = first ? remainingOf(first) : level!.quantity;
      const wanted = wantedAt(price, incoming, plan);
      if (wanted <= 0n) return plan;
      const quantity = min(offered, wanted);
      if (quantity <= 0n) continue;
      plan.matches.push({ price, quantity, ...(first ? { resting: first } : { level: level! }) });
      plan.quantity = (plan.quantity + quantity) as Decimal;
      plan.quote = (plan.quote + multiplyDown(price, quantity)) as Decimal;
    }
  }
}

function wantedAt(price: Decimal, incoming: Incoming, so: { quantity: Decimal; quote: Decimal }): Decimal {
  if (incoming.quantity !== undefined) return subtract(incoming.quantity, so.quantity);
  const left = subtract(incoming.quoteAmount ?? zero, so.quote);
  return floorTo(divideDown(left, price) ?? zero, incoming.step);
}

function before(order: Order, other: Order): boolean {
  if (order.price! !== other.price!)
    return order.side === 'buy' ? order.price! > other.price! : order.price! < other.price!;
  return order.rank < other.rank;
}
