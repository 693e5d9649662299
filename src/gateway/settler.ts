import { type Clock, formatDecimal, type Instrument, type Log, type OrderRef } from '../core/index.ts';
import type { Call, OrderStatus } from '../exchanges/index.ts';
import type { Journal } from '../journal/index.ts';
import type { Ledger } from './ledger.ts';
import type { SigningKey } from './link.ts';
import type { OrderRecord, Unconfirmed } from './order-book.ts';
import { everyPage, type Page } from './pages.ts';

const TICK_MS = 1_000;
const OPEN_EVERY_MS = 15_000;
/** Exchanges show a new order late, and their clock is not known to the millisecond. */
const MARGIN_MS = 5_000;
/** How often an amend that was only acknowledged is asked about at once; after that, with the open orders. */
const CONFIRM_TRIES = 3;

/** Asks the exchange about orders whose outcome is unknown, and about open ones, until the budgets tell the truth. One query at a time per key. */
export class Settler {
  readonly #ledger: Ledger;
  readonly #journal: Journal;
  readonly #keys: ReadonlyMap<string, SigningKey>;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #dueMs = new Map<string, number>();
  readonly #tries = new WeakMap<Unconfirmed, number>();
  /** Conditional orders whose order that they have set off was not there when it was asked for, and since when. */
  readonly #childless = new WeakMap<OrderRecord, number>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;
  #isStopped = false;

  constructor(parts: {
    ledger: Ledger;
    journal: Journal;
    keys: ReadonlyMap<string, SigningKey>;
    clock: Clock;
    log: Log;
  }) {
    this.#ledger = parts.ledger;
    this.#journal = parts.journal;
    this.#keys = parts.keys;
    this.#clock = parts.clock;
    this.#log = parts.log;
  }

  start(): void {
    this.#timer = setInterval(() => this.tick(), TICK_MS);
    this.#timer.unref();
  }

  /** Ends after the query under way. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Asks at the next tick. */
  askSoon(key: string): void {
    for (const name of this.#dueMs.keys()) if (name.startsWith(`${key} `)) this.#dueMs.set(name, 0);
  }

  /** Starts a round unless one is under way. */
  tick(): void {
    this.#running ??= this.round().finally(() => {
      this.#running = undefined;
    });
  }

  /** One round for every key at once, so that an exchange that hangs does not hold up another. Never rejects. */
  async round(): Promise<void> {
    const keys = new Set(this.#ledger.orders().map(({ key }) => key));
    await Promise.all(
      [...keys].map((key) =>
        this.#roundOf(key).catch((error: unknown) => {
          const reason = error instanceof Error ? error.message.slice(0, 200) : 'not an error';
          this.#log.error('orders could not be looked up', { key, reason });
        }),
      ),
    );
  }

  /** Every order of unknown outcome, then the markets whose open orders are due. Orders that are still on their way are left alone. */
  async #roundOf(key: string): Promise<void> {
    const mine = (state: OrderRecord['state']): OrderRecord[] =>
      this.#ledger.orders().filter((record) => record.key === key && record.state === state);
    for (const record of this.#ledger.orders())
      if (record.key === key) this.#ledger.expire(record, this.#windowMs(key) + MARGIN_MS);
    for (const record of mine('unknown')) {
      if (this.#isStopped) return;
      await this.#resolve(record);
    }
    for (const record of mine('open')) {
      const { unconfirmed } = record;
      if (unconfirmed === undefined) continue;
      const tries = this.#tries.get(unconfirmed) ?? 0;
      if (tries >= CONFIRM_TRIES) continue;
      if (this.#isStopped) return;
      this.#tries.set(unconfirmed, tries + 1);
      await this.#resolve(record);
    }
    const markets = new Map(mine('open').map((record) => [`${key} ${record.instrument.market}`, record]));
    for (const [name, sample] of markets) {
      if (this.#isStopped) return;
      if (this.#clock.monotonicMs() < (this.#dueMs.get(name) ?? 0)) continue;
      this.#dueMs.set(name, this.#clock.monotonicMs() + OPEN_EVERY_MS);
      await this.#refresh(sample);
    }
  }

  /** `isUnlisted`: the lists of open orders were just seen, and show neither this order nor what it may have set off. */
  async #resolve(record: OrderRecord, isUnlisted = false): Promise<void> {
    const askedMs = this.#clock.monotonicMs();
    const { state, sinceMs, unconfirmed } = record;
    const found = await this.#find(record);
    // What changed while the exchange was asked is newer than its answer.
    const isChanged = record.state !== state || record.sinceMs !== sinceMs || record.unconfirmed !== unconfirmed;
    if (found === undefined || isChanged || record.amends > 0) return;
    const isOver = askedMs - sinceMs >= this.#landsWithinMs(record);
    if (found === 'absent') {
      if (isOver) this.#conclude(record, 'absent');
    } else if (this.#isOlder(record, found)) {
      if (isOver && (await this.#isUnlisted(record)) && record.sinceMs === sinceMs) this.#conclude(record, 'closed');
    } else if (found.open) this.#note(record, found);
    else if (record.isSeen || isOver || (found.createdMs !== undefined && !this.#ledger.mayBeOlder(record))) {
      if (record.place.conditional) await this.#follow(record, found, isUnlisted);
      else this.#note(record, found);
    }
  }

  /** A conditional order that is over may have set off one that is not: it counts until that one is over, and what that one filled. */
  async #follow(record: OrderRecord, found: OrderStatus, isUnlisted: boolean): Promise<void> {
    const { state, sinceMs } = record;
    const child = found.child && (await this.#ask(record, found.child));
    if (record.state !== state || record.sinceMs !== sinceMs || record.amends > 0) return;
    if (child === 'absent') {
      if (this.#isSurelyChildless(record)) this.#note(record, found);
    } else if (child !== undefined) {
      const { open, filled } = child;
      this.#childless.delete(record);
      this.#note(record, { ...found, open, ...(filled === undefined ? {} : { filled }) });
    } else if (found.child === undefined && isUnlisted) this.#note(record, found);
    else if (found.child === undefined) {
      // The lists of open orders tell what it may have set off.
      this.#note(record, { ...found, open: true });
      this.askSoon(record.key);
    }
  }

  /** An order that was just set off is shown late. */
  #isSurelyChildless(record: OrderRecord): boolean {
    const nowMs = this.#clock.monotonicMs();
    const sinceMs = this.#childless.get(record) ?? nowMs;
    this.#childless.set(record, sinceMs);
    return nowMs - sinceMs >= MARGIN_MS;
  }

  /** How long a request that hangs in the exchange's queue can still have an effect. Of an order that was seen, nothing hangs. */
  #landsWithinMs({ key, isSeen }: OrderRecord): number {
    return (isSeen ? 0 : this.#windowMs(key)) + MARGIN_MS;
  }

  #windowMs(key: string): number {
    return this.#keys.get(key)?.link.exchange.facts.signing.ownWindowMs ?? Number.POSITIVE_INFINITY;
  }

  /** Whether what was found by a client order id is an older order that had the same one. */
  #isOlder(record: OrderRecord, { order, createdMs }: OrderStatus): boolean {
    if (record.orderId !== undefined) return false;
    if (this.#isOfAnother(record, order)) return true;
    const sentMs = this.#sentAfterMs(record);
    return createdMs !== undefined && sentMs !== undefined && createdMs < sentMs;
  }

  #isOfAnother(record: OrderRecord, order: OrderRef): boolean {
    const orderIds = this.#keys.get(record.key)?.link.exchange.facts.orderIds ?? 'per-account';
    return this.#ledger.isOfAnother(record, order, orderIds);
  }

  /** A time by the exchange's clock that is surely before the order was sent; `undefined` while that clock is not known. */
  #sentAfterMs({ key, sentAfterMs }: OrderRecord): number | undefined {
    const nowMs = this.#keys.get(key)?.link.clock.nowMs();
    return nowMs === undefined ? undefined : nowMs - (this.#clock.monotonicMs() - sentAfterMs) - MARGIN_MS;
  }

  /** The order cannot come any more. Where an older one hides it, it may have been filled, so that the day keeps all of it. */
  #conclude(record: OrderRecord, result: 'absent' | 'closed'): void {
    this.#journal.note('settled', { of: record.decisionId, intent: record.intent, result, by: 'query' });
    if (result === 'absent') this.#ledger.absent(record);
    else this.#ledger.close(record, undefined);
  }

  #find(record: OrderRecord): Promise<OrderStatus | 'absent' | undefined> {
    return this.#ask(record, {
      clientOrderId: record.place.clientOrderId,
      ...(record.orderId === undefined ? {} : { orderId: record.orderId }),
      ...(record.place.conditional ? { conditional: true } : {}),
    });
  }

  async #ask(record: OrderRecord, order: OrderRef): Promise<OrderStatus | 'absent' | undefined> {
    const key = this.#keys.get(record.key);
    if (!key || key.refused !== undefined) return undefined;
    const { account } = key.link.exchange;
    const { environment } = key.link;
    const sinceMs = this.#sentAfterMs(record);
    if (sinceMs === undefined) return undefined;
    for (const find of [account.findOrder, account.findClosedOrder]) {
      const call = find?.(record.instrument, order, environment, sinceMs);
      const reply = call && (await key.ask(call, true));
      const found = reply && account.readFound(reply.status, reply.body, record.instrument, order, call);
      if (found && (found === 'absent' || !('unclear' in found))) return found;
      if (!found?.elsewhere) break;
    }
    this.#log.warn('an order could not be looked up', { key: record.key, market: record.instrument.market });
    return undefined;
  }

  #note(record: OrderRecord, status: OrderStatus): void {
    const { state, orderId, filled } = record;
    this.#ledger.observe(record, status);
    if (status.open && state === 'open' && orderId === record.orderId && filled === record.filled) return;
    this.#journal.note('settled', {
      of: record.decisionId,
      intent: record.intent,
      result: status.open ? 'open' : 'closed',
      ...(status.order.orderId === undefined ? {} : { orderId: status.order.orderId }),
      ...(status.filled === undefined ? {} : { filled: formatDecimal(status.filled) }),
      by: 'query',
    });
  }

  /** Looks which of a market's open orders are still open; one that is not is looked up, so that what it filled is known. */
  async #refresh(sample: OrderRecord): Promise<void> {
    const before = this.#ledger
      .orders()
      .filter(
        ({ key: name, state, instrument }) =>
          name === sample.key && state === 'open' && instrument.market === sample.instrument.market,
      )
      .map((record) => ({ record, unconfirmed: record.unconfirmed }));
    const listed = await this.#listed(sample.key, sample.instrument);
    if (!listed) return;
    for (const { record, unconfirmed } of before) {
      if (this.#isStopped) return;
      const status = listed.find((other) => this.#isListedAs(record, other));
      if (!status) await this.#resolve(record, true);
      else if (unconfirmed !== undefined && record.unconfirmed === unconfirmed && !record.place.conditional)
        this.#ledger.observe(record, status);
    }
  }

  /** The open orders of a market; `undefined` when the exchange does not tell all of them. */
  async #listed(name: string, instrument: Instrument): Promise<readonly OrderStatus[] | undefined> {
    const key = this.#keys.get(name);
    if (!key || key.refused !== undefined) return undefined;
    const { account } = key.link.exchange;
    const listed: OrderStatus[] = [];
    const read = async (call: Call): Promise<Page<OrderStatus> | undefined> => {
      const reply = await key.ask(call, true);
      const rows = reply && account.readOpenOrders(call, reply.status, reply.body, instrument);
      if (!rows || 'unclear' in rows) return undefined;
      return { rows, next: account.moreOpenOrders?.(call, reply.body) };
    };
    for (const first of account.openOrders(instrument, key.link.environment)) {
      const open = await everyPage(first, read);
      if (!open) return undefined;
      listed.push(...open);
    }
    return listed;
  }

  /**
   * A client order id tells only an order whose own id is not known: a later one may have the same. What a conditional order has set off
   * carries its client order id, and an id of its own.
   */
  #isListedAs(record: OrderRecord, { order }: OrderStatus): boolean {
    const { conditional, clientOrderId } = record.place;
    const isSameBook = conditional === order.conditional;
    if (isSameBook && order.orderId !== undefined && record.orderId !== undefined)
      return order.orderId === record.orderId;
    if (!isSameBook && !conditional) return false;
    if (!isSameBook && this.#ledger.find(record.key, order, record.instrument) === record) return true;
    return order.clientOrderId === clientOrderId && !this.#isOfAnother(record, order);
  }

  /** Whether the exchange shows no open order that may be this one. */
  async #isUnlisted(record: OrderRecord): Promise<boolean> {
    const listed = await this.#listed(record.key, record.instrument);
    return listed?.every((status) => !this.#isListedAs(record, status)) === true;
  }
}
