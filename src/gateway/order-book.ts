import type { Decimal, Instrument, OrderRef, PlaceOrder } from '../core/index.ts';
import type { Terms } from './usage.ts';

/** An order that a bot placed through Keyward and that is, or may be, open. */
export interface OrderRecord {
  readonly decisionId: string;
  readonly intent: number;
  readonly bot: string;
  readonly key: string;
  /** Wall time when it was reserved. */
  readonly atMs: number;
  /** A monotonic time that is surely before it was sent. */
  readonly sentAfterMs: number;
  readonly instrument: Instrument;
  readonly place: PlaceOrder;
  readonly currency: string | undefined;
  /** What it counts towards daily notional. */
  notional: Decimal;
  /** The part of that which was counted on the day it was placed; no more can come back. */
  refundable: Decimal;
  /** What it counts towards open notional. */
  opens: Decimal;
  quantity: Decimal;
  price: Decimal | undefined;
  trigger: Decimal | undefined;
  filled: Decimal;
  /** What its present size counts with; `undefined` when that is not certain, or when it has no size of its own. */
  terms: Terms | undefined;
  /** The dearest terms that it ever had, so that what it filled is never counted too low. */
  dearest: Terms | undefined;
  orderId: string | undefined;
  /** `sent`: no answer yet; `unknown`: there was none, so it may be open; `open`: the exchange said so. */
  state: 'sent' | 'unknown' | 'open';
  /** The monotonic time since which it is in this state. */
  sinceMs: number;
  /** The exchange has said at least once that it is there. */
  isSeen: boolean;
  /** Amends on their way, and whether two were at one time, so that nobody knows which came last. */
  amends: number;
  isContested: boolean;
}

/** The orders that are or may be open, found by what the exchange or the bot calls them. Two may share a client order id. */
export class OrderBook {
  readonly #records = new Map<OrderRecord, Set<string>>();
  readonly #byName = new Map<string, Set<OrderRecord>>();

  add(record: OrderRecord): void {
    this.#records.set(record, new Set());
    this.name(record, { clientOrderId: record.place.clientOrderId });
  }

  /** Notes what else an order is called. */
  name(record: OrderRecord, order: OrderRef): void {
    const names = this.#records.get(record);
    if (!names) return;
    if (order.orderId) record.orderId = order.orderId;
    for (const name of namesOf(record.key, record.place.conditional ? { ...order, conditional: true } : order)) {
      names.add(name);
      const found = this.#byName.get(name);
      if (found) found.add(record);
      else this.#byName.set(name, new Set([record]));
    }
  }

  has(record: OrderRecord): boolean {
    return this.#records.has(record);
  }

  /** False when it was not there. */
  remove(record: OrderRecord): boolean {
    const names = this.#records.get(record);
    if (!names) return false;
    this.#records.delete(record);
    for (const name of names) {
      const found = this.#byName.get(name);
      found?.delete(record);
      if (found?.size === 0) this.#byName.delete(name);
    }
    return true;
  }

  /** By the exchange's id first. Of several with one client order id, the one that the exchange has shown, then the newest. */
  find(key: string, order: OrderRef): OrderRecord | undefined {
    for (const name of namesOf(key, order)) {
      const found = [...(this.#byName.get(name) ?? [])];
      if (found.length > 0) return found.findLast(({ isSeen }) => isSeen) ?? found.at(-1);
    }
    return undefined;
  }

  /** The only order that is called so; `undefined` when there are none or several. */
  findUnique(key: string, order: OrderRef): OrderRecord | undefined {
    for (const name of namesOf(key, order)) {
      const found = this.#byName.get(name);
      if (found) return found.size === 1 ? [...found][0] : undefined;
    }
    return undefined;
  }

  /** All of them, oldest first. */
  all(): IterableIterator<OrderRecord> {
    return this.#records.keys();
  }
}

/** Conditional orders are numbered on their own. */
function namesOf(key: string, { orderId, clientOrderId, conditional }: OrderRef): string[] {
  return [
    ...(orderId ? [`${key} ${conditional ? 'conditional' : 'id'} ${orderId}`] : []),
    ...(clientOrderId ? [`${key} client ${clientOrderId}`] : []),
  ];
}
