import { type Clock, formatDecimal, type Log, type OrderRef } from '../core/index.ts';
import type { OrderStatus } from '../exchanges/index.ts';
import type { Journal } from '../journal/index.ts';
import type { Ledger, OrderRecord } from './ledger.ts';
import type { SigningKey } from './link.ts';

const TICK_MS = 1_000;
const OPEN_EVERY_MS = 15_000;
/** An order that was sent this long ago and has no answer is asked for. */
const UNANSWERED_MS = 15_000;
/** Exchanges show a new order late; before this age, "absent" proves nothing. */
const ABSENT_AFTER_MS = 5_000;

/** Asks the exchange about orders whose outcome is unknown, and about open ones, until the budgets tell the truth. One query at a time per key. */
export class Settler {
  readonly #ledger: Ledger;
  readonly #journal: Journal;
  readonly #keys: ReadonlyMap<string, SigningKey>;
  readonly #clock: Clock;
  readonly #log: Log;
  readonly #dueMs = new Map<string, number>();
  #timer: NodeJS.Timeout | undefined;
  #running: Promise<void> | undefined;

  constructor(parts: { ledger: Ledger; journal: Journal; keys: ReadonlyMap<string, SigningKey>; clock: Clock; log: Log }) {
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

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#running;
  }

  /** Asks at the next tick. */
  askSoon(key: string): void {
    for (const name of this.#dueMs.keys()) if (name.startsWith(`${key} `)) this.#dueMs.set(name, 0);
  }

  tick(): void {
    this.#running ??= this.round().finally(() => {
      this.#running = undefined;
    });
  }

  /** One round: every order of unknown outcome, then the markets whose open orders are due. */
  async round(): Promise<void> {
    const nowMs = this.#clock.nowMs();
    for (const record of this.#ledger.orders()) {
      const unanswered = record.state === 'sent' && nowMs - record.atMs > UNANSWERED_MS;
      if (record.state === 'unknown' || unanswered) await this.#resolve(record);
    }
    const markets = new Map<string, OrderRecord>();
    for (const record of this.#ledger.orders()) {
      if (record.state === 'open') markets.set(`${record.key} ${record.instrument.market}`, record);
    }
    for (const [name, sample] of markets) {
      if (this.#clock.monotonicMs() < (this.#dueMs.get(name) ?? 0)) continue;
      this.#dueMs.set(name, this.#clock.monotonicMs() + OPEN_EVERY_MS);
      await this.#refresh(sample);
    }
  }

  async #resolve(record: OrderRecord): Promise<void> {
    const found = await this.#find(record);
    if (found === undefined) return;
    const nowMs = this.#clock.nowMs();
    if (found !== 'absent') this.#note(record, found);
    else if (nowMs - record.atMs >= ABSENT_AFTER_MS) {
      this.#journal.note('settled', { of: record.decisionId, intent: record.intent, result: 'absent', by: 'query' });
      this.#ledger.close(record, 0n as OrderRecord['filled'], nowMs);
    }
  }

  async #find(record: OrderRecord): Promise<OrderStatus | 'absent' | undefined> {
    const key = this.#keys.get(record.key);
    if (!key || key.refused !== undefined) return undefined;
    const { account } = key.link.exchange;
    const { environment } = key.link;
    const order: OrderRef = {
      clientOrderId: record.place.clientOrderId,
      ...(record.orderId === undefined ? {} : { orderId: record.orderId }),
      ...(record.place.conditional ? { conditional: true } : {}),
    };
    const calls = [account.findOrder(record.instrument, order, environment, record.atMs - ABSENT_AFTER_MS)];
    const closed = account.findClosedOrder?.(record.instrument, order, environment, record.atMs - ABSENT_AFTER_MS);
    if (closed) calls.push(closed);
    for (const call of calls) {
      const reply = await key.ask(call);
      const found = reply && account.readFound(reply.status, reply.body, record.instrument, order);
      if (found && (found === 'absent' || !('unclear' in found))) return found;
    }
    this.#log.warn('an order could not be looked up', { key: record.key, market: record.instrument.market });
    return undefined;
  }

  #note(record: OrderRecord, status: OrderStatus): void {
    this.#ledger.observe(record, status, this.#clock.nowMs());
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
    const key = this.#keys.get(sample.key);
    if (!key || key.refused !== undefined) return;
    const { account } = key.link.exchange;
    const before = this.#ledger.orders().filter((record) => record.state === 'open');
    const seen = new Set<string>();
    for (const call of account.openOrders(sample.instrument, key.link.environment)) {
      const reply = await key.ask(call);
      const open = reply && account.readOpenOrders(call, reply.status, reply.body, sample.instrument);
      if (!open || 'unclear' in open) return;
      for (const { order } of open) {
        if (order.orderId !== undefined) seen.add(`id ${order.orderId}`);
        if (order.clientOrderId !== undefined) seen.add(`client ${order.clientOrderId}`);
      }
    }
    for (const record of before) {
      if (record.key !== sample.key || record.instrument.market !== sample.instrument.market) continue;
      const named = seen.has(`client ${record.place.clientOrderId}`) || (record.orderId !== undefined && seen.has(`id ${record.orderId}`));
      if (!named) await this.#resolve(record);
    }
  }
}
