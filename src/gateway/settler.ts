import { type Clock, formatDecimal, type Log, type OrderRef } from '../core/index.ts';
import type { OrderStatus } from '../exchanges/index.ts';
import type { Journal } from '../journal/index.ts';
import type { Ledger } from './ledger.ts';
import type { SigningKey } from './link.ts';
import type { OrderRecord } from './order-book.ts';

const TICK_MS = 1_000;
const OPEN_EVERY_MS = 15_000;
/** Exchanges show a new order late; so soon after its outcome became unknown, or after it was seen, "absent" proves nothing. */
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
    for (const record of mine('unknown')) {
      if (this.#isStopped) return;
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

  async #resolve(record: OrderRecord): Promise<void> {
    const askedMs = this.#clock.monotonicMs();
    const { state, sinceMs } = record;
    const found = await this.#find(record);
    // What changed while the exchange was asked is newer than its answer.
    if (found === undefined || record.state !== state || record.sinceMs !== sinceMs || record.amends > 0) return;
    if (found !== 'absent') this.#note(record, found);
    else if (askedMs - sinceMs >= ABSENT_AFTER_MS) {
      this.#journal.note('settled', { of: record.decisionId, intent: record.intent, result: 'absent', by: 'query' });
      this.#ledger.absent(record);
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
    const nowMs = key.link.clock.nowMs();
    if (nowMs === undefined) return undefined;
    const sinceMs = nowMs - (this.#clock.monotonicMs() - record.sentAfterMs) - ABSENT_AFTER_MS;
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
    const key = this.#keys.get(sample.key);
    if (!key || key.refused !== undefined) return;
    const { account } = key.link.exchange;
    const before = this.#ledger
      .orders()
      .filter(
        ({ key: name, state, instrument }) =>
          name === sample.key && state === 'open' && instrument.market === sample.instrument.market,
      );
    const seen = new Set<string>();
    for (const call of account.openOrders(sample.instrument, key.link.environment)) {
      const reply = await key.ask(call, true);
      const open = reply && account.readOpenOrders(call, reply.status, reply.body, sample.instrument);
      if (!open || 'unclear' in open) return;
      for (const { order } of open) {
        if (order.orderId !== undefined) seen.add(`id ${order.orderId}`);
        if (order.clientOrderId !== undefined) seen.add(`client ${order.clientOrderId}`);
      }
    }
    for (const record of before) {
      if (this.#isStopped) return;
      const named =
        seen.has(`client ${record.place.clientOrderId}`) ||
        (record.orderId !== undefined && seen.has(`id ${record.orderId}`));
      if (!named) await this.#resolve(record);
    }
  }
}
