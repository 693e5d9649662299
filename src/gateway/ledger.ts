import {
  type AmendOrder,
  type CancelOrder,
  type Clock,
  type Decimal,
  type Instrument,
  type Intent,
  max,
  min,
  type OrderRef,
  type PlaceOrder,
  subtract,
  zero,
} from '../core/index.ts';
import type { IntentOutcome, OrderStatus } from '../exchanges/index.ts';
import type { Cost, KnownOrder, Usage } from '../policy/index.ts';
import { OrderBook, type OrderIds, type OrderRecord } from './order-book.ts';
import { reshape, shapeOf, shows } from './shapes.ts';
import { atLeastZero, Counter, dayOf, dearer, type Terms, worthDown, worthUp } from './usage.ts';

const LIVE_MS = 1_000;
const CLOCK_ERROR_MS = 3_600_000;
/** How many amends in a row may wait to be confirmed; after more, the order counts as the dearest of all to its end. */
const SHAPES_KEPT = 1_000;

/** An amend on its way: the order meant when it left, what of it would stay open, and its dearest terms before. */
interface Amending {
  readonly record: OrderRecord;
  readonly terms: Terms | undefined;
  readonly dearestBefore: Terms | undefined;
}

interface Pending {
  readonly bot: string;
  readonly key: string;
  readonly day: number;
  readonly intents: readonly Intent[];
  readonly costs: readonly Cost[];
  readonly records: readonly (OrderRecord | undefined)[];
  readonly amends: readonly (Amending | undefined)[];
}

/**
 * The budgets: reserved before a request leaves, kept while its outcome is unknown, given back only when the exchange says that nothing
 * happened. Rebuilt from the journal at start, so that no crash can under-count it. Where two readings are possible, the dearer one counts.
 */
export class Ledger {
  readonly #clock: Clock;
  readonly #counters = new Map<string, Counter>();
  readonly #book = new OrderBook();
  readonly #pending = new Map<string, Pending>();
  /** Orders with an amend that was not answered and may still come about, and since when. */
  readonly #unanswered = new Map<OrderRecord, number>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  usage(bot: string, key: string, nowMs: number): { bot: Usage; key: Usage; all: Usage } {
    const monotonicMs = this.#clock.monotonicMs();
    return {
      bot: this.#counter(`bot ${bot}`).usage(nowMs, monotonicMs),
      key: this.#counter(`key ${key}`).usage(nowMs, monotonicMs),
      all: this.#counter('all').usage(nowMs, monotonicMs),
    };
  }

  /** Takes the costs of an allowed decision, before anything is sent. `atMs`: wall time; `isPast`: that of a process before this one. */
  reserve(
    id: string,
    bot: string,
    key: string,
    intents: readonly Intent[],
    costs: readonly Cost[],
    atMs: number,
    isPast = false,
  ): void {
    const day = dayOf(atMs);
    const sentAfterMs = isPast ? this.#sentInPastMs(atMs) : this.#clock.monotonicMs() - LIVE_MS;
    const records = intents.map((intent, index) =>
      intent.action === 'place-order' && !intent.validateOnly
        ? this.#open(id, index, bot, key, intent, costs[index]!, atMs, sentAfterMs)
        : undefined,
    );
    const amends = intents.map((intent, index) =>
      intent.action === 'amend-order' ? this.#beginAmend(key, intent, costs[index]!) : undefined,
    );
    const sentMs = this.#clock.monotonicMs() - Math.max(0, this.#clock.nowMs() - atMs);
    for (const counter of this.#scopes(bot, key)) {
      for (const cost of costs) {
        counter.addRates(cost.orders, cost.cancels, sentMs);
        counter.addDaily(cost.currency, cost.notional, day);
        counter.addOpen(cost.openOrders, cost.currency, cost.opens);
      }
    }
    this.#pending.set(id, { bot, key, day, intents, costs, records, amends });
  }

  #open(
    decisionId: string,
    intent: number,
    bot: string,
    key: string,
    place: PlaceOrder,
    cost: Cost,
    atMs: number,
    sentAfterMs: number,
  ): OrderRecord {
    const quantity = place.quantity ?? zero;
    const terms = quantity > 0n ? { worth: cost.notional, quantity } : undefined;
    const record: OrderRecord = {
      decisionId,
      intent,
      bot,
      key,
      atMs,
      sentAfterMs,
      instrument: place.instrument,
      place,
      currency: cost.currency,
      notional: cost.notional,
      refundable: cost.notional,
      opens: cost.opens,
      quantity,
      price: place.price,
      trigger: place.trigger,
      filled: zero,
      terms,
      dearest: terms,
      orderId: undefined,
      state: 'sent',
      sinceMs: this.#clock.monotonicMs(),
      isSeen: false,
      amends: 0,
      isContested: false,
      unconfirmed: undefined,
    };
    this.#book.add(record);
    return record;
  }

  /** Of a past process only the wall clock is known, which may have been wrong. */
  #sentInPastMs(atMs: number): number {
    return this.#clock.monotonicMs() - Math.max(0, this.#clock.nowMs() - atMs) - CLOCK_ERROR_MS;
  }

  /** The order may be filled at the new terms, and its end be told, before the amend's own answer is in. */
  #beginAmend(key: string, intent: AmendOrder, { openAfter }: Cost): Amending | undefined {
    const record = this.#book.find(key, intent.order, intent.instrument);
    if (!record) return undefined;
    record.amends++;
    record.isContested ||= record.amends > 1;
    const remaining = atLeastZero(intent.quantity ?? record.quantity, record.filled);
    const terms = remaining > 0n ? { worth: openAfter, quantity: remaining } : undefined;
    const dearestBefore = record.dearest;
    if (terms && record.dearest) record.dearest = dearer(record.dearest, terms);
    return { record, terms, dearestBefore };
  }

  /** Nothing was sent: all but the rates is given back. */
  release(id: string): void {
    const pending = this.#pending.get(id);
    this.settle(id, pending?.intents.map(() => ({ kind: 'rejected', code: 'not-sent' })) ?? []);
  }

  /** Takes in what the exchange said of each intent; what it did not say stays reserved as `unknown`. */
  settle(id: string, outcomes: readonly IntentOutcome[]): void {
    const pending = this.#pending.get(id);
    if (!pending) return;
    this.#pending.delete(id);
    pending.intents.forEach((intent, index) => {
      const outcome = outcomes[index] ?? { kind: 'unknown' };
      const record = pending.records[index];
      if (record) this.#settleOrder(record, outcome);
      else if (intent.action === 'amend-order') this.#settleAmend(pending, index, intent, outcome);
      else if (intent.action === 'cancel-order' && outcome.kind === 'accepted')
        this.#settleCancel(pending.key, intent, outcome.status);
    });
  }

  #settleOrder(record: OrderRecord, outcome: IntentOutcome): void {
    if (outcome.kind === 'rejected') this.close(record, zero);
    else if (outcome.kind === 'unknown') this.#turn(record, 'unknown');
    else this.observe(record, outcome.status ?? { order: {}, open: true });
  }

  /** An order whose own answer is not in yet is left alone: what was cancelled may be an older one of the same name. */
  #settleCancel(key: string, intent: CancelOrder, status: OrderStatus | undefined): void {
    if (status?.open !== false) return;
    const { instrument } = intent;
    const record =
      this.#book.findUnique(key, status.order, instrument) ?? this.#book.findUnique(key, intent.order, instrument);
    const { orderId } = status.order;
    const isAnother =
      record !== undefined &&
      ((orderId !== undefined && record.orderId !== undefined && orderId !== record.orderId) ||
        this.#book.isOfAnother(record, status.order, 'per-account'));
    if (!record || isAnother || record.state === 'sent') return;
    // So that this order, shown again, is not taken for a later one of its name.
    this.#book.name(record, status.order);
    this.close(record, status.filled);
  }

  #settleAmend(pending: Pending, index: number, intent: AmendOrder, outcome: IntentOutcome): void {
    const cost = pending.costs[index]!;
    const amending = pending.amends[index];
    const giveBack = (opens: Decimal, daily: Decimal): void => {
      for (const counter of this.#scopes(pending.bot, pending.key)) {
        counter.addOpen(0, cost.currency, -opens as Decimal);
        counter.addDaily(cost.currency, -daily as Decimal, pending.day);
      }
    };
    const isCertain = amending !== undefined && !amending.record.isContested && !this.#unanswered.has(amending.record);
    if (amending && outcome.kind === 'rejected' && !amending.record.isContested)
      amending.record.dearest = amending.dearestBefore;
    if (amending && --amending.record.amends === 0) amending.record.isContested = false;
    // When the order has ended in the meantime, nothing of it is open, but it may have been filled at the new size.
    if (outcome.kind === 'rejected' || !amending || !this.#book.has(amending.record)) {
      giveBack(cost.opens, outcome.kind === 'rejected' ? cost.notional : zero);
      return;
    }
    const { record, terms } = amending;
    this.#takeOver(record, pending, cost);
    record.notional = (record.notional + cost.notional) as Decimal;
    const placed = dayOf(record.atMs);
    if (pending.day === placed) record.refundable = (record.refundable + cost.notional) as Decimal;
    // The clock was set back: which of the two days is right, nobody knows.
    else if (pending.day < placed) record.refundable = zero;
    record.opens = (record.opens + cost.opens) as Decimal;
    if (outcome.kind === 'accepted' && outcome.status && isCertain) {
      this.#lower(record, cost.openAfter);
      reshape(record, intent, (_, changed) => changed);
      record.terms = terms;
      record.unconfirmed = undefined;
    } else {
      const { unconfirmed: earlier } = record;
      const from = earlier
        ? [...earlier.from, { ...earlier.from[0], ...earlier.to }]
        : record.terms && [shapeOf(record)];
      const to = { ...earlier?.to, ...shapeOf(intent) };
      const isKept = isCertain && from !== undefined && from.length <= SHAPES_KEPT;
      record.unconfirmed = isKept ? { from, to, opens: cost.openAfter, terms } : undefined;
      reshape(record, intent, (before, changed) => max(before ?? changed, changed));
      record.terms = undefined;
    }
    if (outcome.kind === 'unknown') {
      this.#unanswered.set(record, this.#clock.monotonicMs());
      this.#turn(record, 'unknown');
    } else if (outcome.status) this.observe(record, outcome.status);
  }

  /** What another bot's amend added is closed with the order, so it counts for the order's bot; the day counts for both. */
  #takeOver(record: OrderRecord, { bot, day }: Pending, { currency, opens, notional }: Cost): void {
    if (bot === record.bot) return;
    this.#counter(`bot ${bot}`).addOpen(0, currency, -opens as Decimal);
    this.#counter(`bot ${record.bot}`).addOpen(0, currency, opens);
    this.#counter(`bot ${record.bot}`).addDaily(currency, notional, day);
  }

  /** What is open counts less, where it does. */
  #lower(record: OrderRecord, to: Decimal): void {
    const after = min(record.opens, to);
    for (const counter of this.#scopes(record.bot, record.key)) {
      counter.addOpen(0, record.currency, -subtract(record.opens, after) as Decimal);
    }
    record.opens = after;
  }

  /** Takes in what the exchange says of an order now. */
  observe(record: OrderRecord, status: OrderStatus): void {
    if (!this.#book.has(record)) return;
    this.#book.name(record, status.order);
    if (status.child) this.#book.nameChild(record, status.child);
    record.isSeen = true;
    if (status.filled !== undefined) record.filled = max(record.filled, status.filled);
    this.#turn(record, 'open');
    if (!status.open) this.close(record, status.filled);
    else this.#confirm(record, status);
  }

  /** An amend that was only acknowledged, or not answered, has come about once the exchange shows the order as it would be. */
  #confirm(record: OrderRecord, status: OrderStatus): void {
    const { unconfirmed } = record;
    if (!unconfirmed || record.amends > 0 || !shows(status, unconfirmed.from, unconfirmed.to)) return;
    record.unconfirmed = undefined;
    this.#unanswered.delete(record);
    reshape(record, unconfirmed.to, (_, changed) => changed);
    record.terms = unconfirmed.terms;
    this.#lower(record, unconfirmed.opens);
  }

  /** What was not answered for `withinMs` has come about by now, or never will: the next amend is certain again. */
  expire(record: OrderRecord, withinMs: number): void {
    const sinceMs = this.#unanswered.get(record);
    if (sinceMs !== undefined && this.#clock.monotonicMs() - sinceMs >= withinMs) this.#unanswered.delete(record);
  }

  /** Whether what the exchange shows surely is another order than this one: its id is taken. */
  isOfAnother(record: OrderRecord, order: OrderRef, orderIds: OrderIds): boolean {
    return this.#book.isOfAnother(record, order, orderIds);
  }

  /** Whether what is found by this order's name may be an older one, whose own id was never told. */
  mayBeOlder(record: OrderRecord): boolean {
    return this.#book.hasNameless(record);
  }

  #turn(record: OrderRecord, state: OrderRecord['state']): void {
    if (record.state === state) return;
    record.state = state;
    record.sinceMs = this.#clock.monotonicMs();
  }

  /** The exchange knows no such order. One that it has shown before may have been filled by now, so that gives nothing of the day back. */
  absent(record: OrderRecord): void {
    this.close(record, record.isSeen ? undefined : zero);
  }

  /** The order is over. The part that was surely not filled goes back to the day's budget. */
  close(record: OrderRecord, filled: Decimal | undefined): void {
    if (!this.#book.remove(record)) return;
    this.#unanswered.delete(record);
    const back = filled === undefined ? zero : min(record.refundable, refundOf(record, max(filled, record.filled)));
    for (const counter of this.#scopes(record.bot, record.key)) {
      counter.addOpen(-1, record.currency, -record.opens as Decimal);
      counter.addDaily(record.currency, -back as Decimal, dayOf(record.atMs));
    }
  }

  find(key: string, order: OrderRef, instrument?: Instrument): OrderRecord | undefined {
    return this.#book.find(key, order, instrument);
  }

  /** `instrument` where the exchange's ids count by market. */
  known(key: string, order: OrderRef, instrument?: Instrument): KnownOrder | undefined {
    const record = this.#book.find(key, order, instrument);
    if (!record) return undefined;
    const sharers = this.#book.findAll(key, order, instrument).filter(({ bot }) => bot !== record.bot);
    const remaining = atLeastZero(record.quantity, record.filled);
    return {
      instrument: record.instrument,
      orderId: record.orderId,
      clientOrderId: record.place.clientOrderId,
      side: record.place.side,
      type: record.place.type,
      quantity: record.quantity,
      remaining,
      price: record.price,
      trigger: record.trigger,
      openNotional: record.opens,
      dailyHeld: record.terms ? worthDown(record.terms, min(remaining, record.terms.quantity)) : zero,
      bot: record.bot,
      ...(sharers.length > 0 ? { sharers: [...new Set(sharers.map(({ bot }) => bot))] } : {}),
      reduceOnly: record.place.reduceOnly || record.place.closePosition,
      isAmending: record.amends > 0,
    };
  }

  foreignOpenOrders(key: string, bot: string, instrument: Instrument | undefined): number {
    let count = 0;
    for (const record of this.#book.all()) {
      if (record.key === key && record.bot !== bot && (!instrument || record.instrument.market === instrument.market))
        count++;
    }
    return count;
  }

  /** Every order that is or may be open, oldest first. */
  orders(): readonly OrderRecord[] {
    return [...this.#book.all()];
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

/** What of an order's notional was surely not used when `filled` base units of it were. */
function refundOf({ notional, dearest }: OrderRecord, filled: Decimal): Decimal {
  if (filled <= 0n) return notional;
  return dearest ? atLeastZero(notional, worthUp(dearest, filled)) : zero;
}
