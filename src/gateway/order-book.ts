import type { AmendOrder, Decimal, Instrument, OrderRef, PlaceOrder } from '../core/index.ts';
import type { Terms } from './usage.ts';

/** Endings are remembered so that an older order is not taken for a newer one of its name; the oldest are forgotten first. */
const ENDINGS_KEPT = 40_000;

/** Where an exchange's ids tell an order from all others. */
export type OrderIds = 'per-market' | 'per-account';

/** What of an order an amend changes. */
export type Shape = Pick<AmendOrder, 'quantity' | 'price' | 'trigger'>;

/** An amend that the exchange has not confirmed yet: what the order would be, and how it would count. */
export interface Unconfirmed {
  readonly to: Shape;
  /** All that it may still be: the order of which it was certain, then what each unconfirmed amend before made of it. */
  readonly from: readonly Shape[];
  readonly opens: Decimal;
  readonly terms: Terms | undefined;
}

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
  /** Set while the dearer of two shapes is counted because the exchange has only acknowledged an amend, or not answered. */
  unconfirmed: Unconfirmed | undefined;
}

/**
 * The orders that are or may be open, found by what the exchange or the bot calls them. Two may share a client order id. Where ids count by
 * market, the caller names the instrument, so that an order of another one is not taken for the one meant.
 */
export class OrderBook {
  readonly #records = new Map<OrderRecord, Set<string>>();
  readonly #byName = new Map<string, Set<OrderRecord>>();
  readonly #ended = new Set<string>();

  add(record: OrderRecord): void {
    this.#records.set(record, new Set());
    this.name(record, { clientOrderId: record.place.clientOrderId });
  }

  /** Notes what else an order is called. What a conditional order sets off carries its client order id. */
  name(record: OrderRecord, order: OrderRef): void {
    if (!this.has(record)) return;
    const { conditional } = record.place;
    if (order.orderId) record.orderId = order.orderId;
    this.#call(record, conditional ? { ...order, conditional } : order);
    if (conditional && order.clientOrderId) this.#call(record, { clientOrderId: order.clientOrderId });
  }

  /** Notes the order that a conditional one has set off: who means it, means this record. */
  nameChild(record: OrderRecord, { orderId }: OrderRef): void {
    if (orderId) this.#call(record, { orderId });
  }

  #call(record: OrderRecord, order: OrderRef): void {
    const names = this.#records.get(record);
    if (!names) return;
    for (const name of namesOf(record.key, order)) {
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
    for (const ending of endingsOf(record)) this.#ended.add(ending);
    for (const oldest of this.#ended) {
      if (this.#ended.size <= ENDINGS_KEPT) break;
      this.#ended.delete(oldest);
    }
    return true;
  }

  /** Whether the exchange's id belongs to another order than this record's: to one that is in the book, or to one that has ended. */
  isOfAnother(record: OrderRecord, { orderId }: OrderRef, orderIds: OrderIds): boolean {
    if (orderId === undefined || orderId === record.orderId) return false;
    if (this.#ended.has(endingOf(record, orderId, orderIds))) return true;
    const { conditional } = record.place;
    const instrument = orderIds === 'per-market' ? record.instrument : undefined;
    const named = this.findAll(record.key, { orderId, ...(conditional ? { conditional } : {}) }, instrument);
    return named.some((other) => other !== record);
  }

  /** Whether an order of the same client order id has ended of which the exchange's own id was never known. */
  hasNameless(record: OrderRecord): boolean {
    return this.#ended.has(namelessOf(record));
  }

  /** By the exchange's id first. Of several with one client order id, the one that the exchange has shown, then the newest. */
  find(key: string, order: OrderRef, instrument?: Instrument): OrderRecord | undefined {
    const found = this.findAll(key, order, instrument);
    return found.findLast(({ isSeen }) => isSeen) ?? found.at(-1);
  }

  /** All that a request reaches which names its order so. */
  findAll(key: string, order: OrderRef, instrument?: Instrument): readonly OrderRecord[] {
    for (const name of namesOf(key, order)) {
      const found = [...(this.#byName.get(name) ?? [])].filter(
        (record) => order.conditional || !instrument || isSame(record.instrument, instrument),
      );
      if (found.length > 0) return found;
    }
    return [];
  }

  /** The only order that is called so; `undefined` when there are none or several. */
  findUnique(key: string, order: OrderRef, instrument?: Instrument): OrderRecord | undefined {
    const found = this.findAll(key, order, instrument);
    return found.length === 1 ? found[0] : undefined;
  }

  /** All of them, oldest first. */
  all(): IterableIterator<OrderRecord> {
    return this.#records.keys();
  }
}

function isSame(a: Instrument, b: Instrument): boolean {
  return a.market === b.market && a.kind === b.kind;
}

/** As an exchange may read it: a UUID in any case, with dashes or without. */
const UUID = /^[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}$/i;

function spelling(id: string): string {
  return UUID.test(id) ? id.replaceAll('-', '').toLowerCase() : id;
}

/** Conditional orders are numbered and named on their own. No exchange has two ids that differ in case alone. */
function namesOf(key: string, { orderId, clientOrderId, conditional }: OrderRef): string[] {
  const book = conditional ? 'conditional ' : '';
  return [
    ...(orderId ? [`${key} ${book}id ${spelling(orderId).toLowerCase()}`] : []),
    ...(clientOrderId ? [`${key} ${book}client ${spelling(clientOrderId)}`] : []),
  ];
}

function endingOf({ key, instrument, place }: OrderRecord, orderId: string, orderIds: OrderIds): string {
  const book = place.conditional ? 'conditional ' : '';
  const where = orderIds === 'per-market' ? `${instrument.kind} ${instrument.market} ` : '';
  return `${key} ${book}${where}id ${orderId}`;
}

function namelessOf({ key, place }: OrderRecord): string {
  return `${key} client ${place.clientOrderId}`;
}

/** By market and without: only who asks knows how the exchange counts its ids. */
function endingsOf(record: OrderRecord): string[] {
  const { orderId } = record;
  // What ends before it was answered or lost was refused, and never there.
  if (orderId === undefined) return record.state === 'sent' ? [] : [namelessOf(record)];
  return [endingOf(record, orderId, 'per-market'), endingOf(record, orderId, 'per-account')];
}
