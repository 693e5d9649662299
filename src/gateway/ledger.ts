import { type Decimal, type Instrument, type Intent, max, type OrderRef, type PlaceOrder, subtract, zero } from '../core/index.ts';
import type { IntentOutcome, OrderStatus } from '../exchanges/index.ts';
import type { Cost, KnownOrder, Usage } from '../policy/index.ts';
import { Counter, unfilledPart } from './usage.ts';

/** An order that a bot placed through Keyward and that is, or may be, open. */
export interface OrderRecord {
  readonly decisionId: string;
  readonly intent: number;
  readonly bot: string;
  readonly key: string;
  readonly atMs: number;
  readonly instrument: Instrument;
  readonly place: PlaceOrder;
  readonly currency: string | undefined;
  /** What it counts towards daily notional. */
  notional: Decimal;
  /** What it counts towards open notional. */
  opens: Decimal;
  quantity: Decimal;
  price: Decimal | undefined;
  trigger: Decimal | undefined;
  filled: Decimal;
  orderId: string | undefined;
  /** `sent`: no answer yet; `unknown`: there was none, so it may be open; `open`: the exchange said so. */
  state: 'sent' | 'unknown' | 'open';
}

interface Pending {
  readonly bot: string;
  readonly key: string;
  readonly atMs: number;
  readonly intents: readonly Intent[];
  readonly costs: readonly Cost[];
  readonly records: readonly (OrderRecord | undefined)[];
}

/**
 * The budgets: reserved before a request leaves, kept while its outcome is unknown, given back only when the exchange says that nothing
 * happened. Rebuilt from the journal at start, so that no crash can under-count it.
 */
export class Ledger {
  readonly #counters = new Map<string, Counter>();
  readonly #orders = new Set<OrderRecord>();
  readonly #byClientId = new Map<string, OrderRecord>();
  readonly #byOrderId = new Map<string, OrderRecord>();
  readonly #pending = new Map<string, Pending>();

  usage(bot: string, key: string, nowMs: number): { bot: Usage; key: Usage; all: Usage } {
    return {
      bot: this.#counter(`bot ${bot}`).usage(nowMs),
      key: this.#counter(`key ${key}`).usage(nowMs),
      all: this.#counter('all').usage(nowMs),
    };
  }

  /** Takes the costs of an allowed decision, before anything is sent. */
  reserve(id: string, bot: string, key: string, intents: readonly Intent[], costs: readonly Cost[], atMs: number): void {
    const records = intents.map((intent, index) =>
      intent.action === 'place-order' && !intent.validateOnly
        ? this.#open(id, index, bot, key, intent, costs[index]!, atMs)
        : undefined,
    );
    for (const counter of this.#scopes(bot, key)) {
      for (const cost of costs) {
        counter.addRates(cost.orders, cost.cancels, atMs);
        counter.addDaily(cost.currency, cost.notional, atMs, atMs);
        counter.addOpen(cost.openOrders, cost.currency, cost.opens);
      }
    }
    this.#pending.set(id, { bot, key, atMs, intents, costs, records });
  }

  #open(decisionId: string, intent: number, bot: string, key: string, place: PlaceOrder, cost: Cost, atMs: number): OrderRecord {
    const record: OrderRecord = {
      decisionId,
      intent,
      bot,
      key,
      atMs,
      instrument: place.instrument,
      place,
      currency: cost.currency,
      notional: cost.notional,
      opens: cost.opens,
      quantity: place.quantity ?? zero,
      price: place.price,
      trigger: place.trigger,
      filled: zero,
      orderId: undefined,
      state: 'sent',
    };
    this.#orders.add(record);
    this.#byClientId.set(name(key, place.clientOrderId), record);
    return record;
  }

  /** Nothing was sent: all but the rates is given back. */
  release(id: string, nowMs: number): void {
    const pending = this.#pending.get(id);
    this.settle(id, pending?.intents.map(() => ({ kind: 'rejected', code: 'not-sent' })) ?? [], nowMs);
  }

  /** Takes in what the exchange said of each intent; what it did not say stays reserved as `unknown`. */
  settle(id: string, outcomes: readonly IntentOutcome[], nowMs: number): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    pending.intents.forEach((intent, index) => {
      const outcome = outcomes[index] ?? { kind: 'unknown' };
      const record = pending.records[index];
      if (record) this.#settleOrder(record, outcome, nowMs);
      else if (intent.action === 'amend-order') this.#settleAmend(pending, intent, pending.costs[index]!, outcome, nowMs);
      else if (intent.action === 'cancel-order' && outcome.kind === 'accepted') {
        const cancelled = this.find(pending.key, intent.order);
        if (cancelled && outcome.status?.open === false) this.close(cancelled, outcome.status.filled, nowMs);
      }
    });
  }

  #settleOrder(record: OrderRecord, outcome: IntentOutcome, nowMs: number): void {
    if (outcome.kind === 'rejected') this.close(record, zero, nowMs);
    else if (outcome.kind === 'unknown') record.state = 'unknown';
    else this.observe(record, outcome.status ?? { order: {}, open: true }, nowMs);
  }

  /** Takes in what the exchange says of an order now. */
  observe(record: OrderRecord, status: OrderStatus, nowMs: number): void {
    if (status.order.orderId !== undefined) {
      record.orderId = status.order.orderId;
      this.#byOrderId.set(name(record.key, status.order.orderId), record);
    }
    record.state = 'open';
    if (status.filled !== undefined) record.filled = max(record.filled, status.filled);
    if (!status.open) this.close(record, status.filled, nowMs);
  }

  /** The order is over. The part that was surely not filled goes back to the day's budget. */
  close(record: OrderRecord, filled: Decimal | undefined, nowMs: number): void {
    if (!this.#orders.delete(record)) return;
    this.#byClientId.delete(name(record.key, record.place.clientOrderId));
    if (record.orderId !== undefined) this.#byOrderId.delete(name(record.key, record.orderId));
    const back =
      filled === undefined ? zero : record.quantity > 0n ? unfilledPart(record.notional, filled, record.quantity) : filled === 0n ? record.notional : zero;
    for (const counter of this.#scopes(record.bot, record.key)) {
      counter.addOpen(-1, record.currency, -record.opens as Decimal);
      counter.addDaily(record.currency, -back as Decimal, record.atMs, nowMs);
    }
  }

  #settleAmend(
    pending: Pending,
    intent: Extract<Intent, { action: 'amend-order' }>,
    cost: Cost,
    outcome: IntentOutcome,
    nowMs: number,
  ): void {
    const record = this.find(pending.key, intent.order);
    const giveBack = (opens: Decimal, daily: Decimal): void => {
      for (const counter of this.#scopes(pending.bot, pending.key)) {
        counter.addOpen(0, cost.currency, -opens as Decimal);
        counter.addDaily(cost.currency, -daily as Decimal, pending.atMs, nowMs);
      }
    };
    if (outcome.kind === 'rejected') giveBack(cost.opens, cost.notional);
    if (!record) return;
    if (outcome.kind === 'unknown') {
      record.opens = (record.opens + cost.opens) as Decimal;
      record.notional = (record.notional + cost.notional) as Decimal;
      record.state = 'unknown';
    }
    if (outcome.kind === 'accepted') {
      const whole = (record.opens + cost.opens) as Decimal;
      giveBack(max(zero, subtract(whole, cost.openAfter)), zero);
      record.opens = cost.openAfter < whole ? cost.openAfter : whole;
      record.notional = (record.notional + cost.notional) as Decimal;
      record.quantity = intent.quantity ?? record.quantity;
      record.price = intent.price ?? record.price;
      record.trigger = intent.trigger ?? record.trigger;
      if (outcome.status) this.observe(record, outcome.status, nowMs);
    }
  }

  find(key: string, order: OrderRef): OrderRecord | undefined {
    const byId = order.orderId === undefined ? undefined : this.#byOrderId.get(name(key, order.orderId));
    return byId ?? (order.clientOrderId === undefined ? undefined : this.#byClientId.get(name(key, order.clientOrderId)));
  }

  known(key: string, order: OrderRef): KnownOrder | undefined {
    const record = this.find(key, order);
    return (
      record && {
        instrument: record.instrument,
        side: record.place.side,
        quantity: record.quantity,
        remaining: max(zero, subtract(record.quantity, record.filled)),
        price: record.price,
        trigger: record.trigger,
        openNotional: record.opens,
        bot: record.bot,
        reduceOnly: record.place.reduceOnly || record.place.closePosition,
      }
    );
  }

  foreignOpenOrders(key: string, bot: string, instrument: Instrument | undefined): number {
    let count = 0;
    for (const record of this.#orders) {
      if (record.key === key && record.bot !== bot && (!instrument || record.instrument.market === instrument.market)) count++;
    }
    return count;
  }

  /** Every order that is or may be open, oldest first. */
  orders(): readonly OrderRecord[] {
    return [...this.#orders];
  }

  /** Decisions whose answer is not in: after a restart, those that a crash cut off. */
  pendingIds(): readonly string[] {
    return [...this.#pending.keys()];
  }

  #counter(scope: string): Counter {
    let counter = this.#counters.get(scope);
    if (!counter) this.#counters.set(scope, (counter = new Counter()));
    return counter;
  }

  #scopes(bot: string, key: string): readonly Counter[] {
    return [this.#counter(`bot ${bot}`), this.#counter(`key ${key}`), this.#counter('all')];
  }
}

function name(key: string, id: string): string {
  return `${key} ${id}`;
}
