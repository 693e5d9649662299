import {
  type CancelOrder,
  type Code,
  type Decimal,
  formatDecimal,
  type Instrument,
  multiplyDown,
  type OrderRef,
  one,
  type PlaceOrder,
  zero,
} from '../core/index.ts';
import { type Amounts, formatAmounts } from './amounts.ts';
import type { Limits, Policy, Scopes } from './compile.ts';
import type { Cost, Reason } from './decision.ts';
import type { DecisionState, KnownOrder, ReferencePrice, Usage } from './state.ts';
import { formatAmount, MINUTES_PER_DAY, printable } from './text.ts';
import { type Anchor, anchorsOf, type Terms } from './triggers.ts';

/** Limits together with what is used up under them: of the bot, of its key, of all. */
interface Layer {
  readonly limits: Limits;
  readonly usage: Usage;
}

const hundred = (100n * one) as Decimal;

/** What an order adds to the notional limits. `order` is the whole order; the others are increases. */
export interface Counted {
  readonly order: Decimal;
  readonly daily: Decimal;
  readonly open: Decimal;
}

/** One decision in the making: the limits in force, what the batch has used so far, and why it fails. */
export class Evaluation {
  readonly policy: Policy;
  readonly state: DecisionState;
  readonly layers: readonly Layer[];
  readonly reasons: Reason[] = [];
  readonly costs: Cost[] = [];
  #orders = 0;
  #cancels = 0;
  #openOrders = 0;
  readonly #names = new Set<string>();
  readonly #amended: OrderRef[] = [];
  readonly #cancelled: CancelOrder[] = [];
  readonly #daily = new Map<string, Decimal>();
  readonly #open = new Map<string, Decimal>();

  constructor(policy: Policy, scopes: Scopes, state: DecisionState) {
    this.policy = policy;
    this.state = state;
    const layers: Layer[] = [{ limits: policy.limits, usage: state.usage.bot }];
    const keyLimits = scopes.keys.get(policy.key);
    if (keyLimits) layers.push({ limits: keyLimits, usage: state.usage.key });
    if (scopes.all) layers.push({ limits: scopes.all, usage: state.usage.all });
    this.layers = layers;
  }

  refuse(intent: number, code: Code, limit: string, actual: string, rule: string): void {
    this.reasons.push({ code, limit, actual, rule, intent });
  }

  /** Takes a cost, so that the intents of a batch add up. */
  take(cost: Cost): void {
    this.costs.push(cost);
    this.#orders += cost.orders;
    this.#cancels += cost.cancels;
    this.#openOrders += cost.openOrders;
    if (cost.currency === undefined) return;
    this.#daily.set(cost.currency, ((this.#daily.get(cost.currency) ?? zero) + cost.notional) as Decimal);
    this.#open.set(cost.currency, ((this.#open.get(cost.currency) ?? zero) + cost.opens) as Decimal);
  }

  /** False when this batch has used the name already. */
  isFirst(name: string): boolean {
    const before = this.#names.size;
    return this.#names.add(name).size > before;
  }

  /** False when this batch amends the order already, or may do so: an order has two names. */
  isOnlyAmend(order: OrderRef): boolean {
    const isOther = (a: string | undefined, b: string | undefined): boolean =>
      a !== undefined && b !== undefined && a !== b;
    const isOnly = this.#amended.every(
      ({ orderId, clientOrderId }) => isOther(orderId, order.orderId) || isOther(clientOrderId, order.clientOrderId),
    );
    this.#amended.push(order);
    return isOnly;
  }

  noteCancel(intent: CancelOrder): void {
    this.#cancelled.push(intent);
  }

  /**
   * Whether this batch has cancelled the order that holds a name. Only one whose id at the exchange is known counts: of two orders
   * with one name, that id alone tells whose fills are told.
   */
  isFreed(known: KnownOrder, { instrument, clientOrderId, conditional }: PlaceOrder): boolean {
    const isThere = (other: Instrument | undefined): boolean =>
      other === undefined || (other.market === instrument.market && other.kind === instrument.kind);
    if (known.orderId === undefined || !isThere(known.instrument)) return false;
    return this.#cancelled.some(({ order, instrument: named }) => {
      if (!isThere(named) || order.conditional !== conditional) return false;
      if (order.orderId === undefined) return order.clientOrderId === clientOrderId;
      // Where both ids are given the exchange goes by its own, which may be of another order.
      const { orderId } = order;
      const meant = this.state.knownOrder({ orderId, ...(conditional ? { conditional } : {}) }, named);
      return meant?.clientOrderId === clientOrderId && meant.orderId === known.orderId;
    });
  }

  /** False, with the reason noted, when the bot may not trade at all; then it has no limits to look at. */
  mayTrade(intent: number): boolean {
    if (this.policy.mayTrade) return true;
    this.refuse(intent, 'may-trade', this.policy.mayRead ? 'read' : 'nothing', 'trade', `${this.policy.rule}.may`);
    return false;
  }

  checkMarket(intent: number, instrument: Instrument): void {
    if (this.policy.markets.has(instrument.market)) return;
    const listed = this.policy.markets.size === 1 ? '1 market' : `${this.policy.markets.size} markets`;
    this.refuse(intent, 'market-unlisted', listed, printable(instrument.market), `${this.policy.rule}.markets`);
  }

  checkHours(intent: number): void {
    const { nowMs } = this.state;
    const minute = Math.floor(nowMs / 60_000) % MINUTES_PER_DAY;
    for (const { limits } of this.layers) {
      if (!limits.hours || (limits.hours.minutes[minute] ?? 0) > 0) continue;
      this.refuse(intent, 'hours', limits.hours.text, clockText(minute), `${limits.rule}.hours`);
    }
  }

  /** One more order message; `opened` more open orders. */
  checkOrderCounts(intent: number, opened: 0 | 1): void {
    for (const { limits, usage } of this.layers) {
      const sent = usage.ordersLastMinute + this.#orders + 1;
      this.#checkCount(intent, 'order-rate', limits.ordersPerMinute, sent, limits, 'orders_per_minute');
      if (opened === 0) continue;
      const open = usage.openOrders + this.#openOrders + 1;
      this.#checkCount(intent, 'open-orders', limits.openOrders, open, limits, 'open_orders');
    }
  }

  checkCancelRate(intent: number): void {
    for (const { limits, usage } of this.layers) {
      const sent = usage.cancelsLastMinute + this.#cancels + 1;
      this.#checkCount(intent, 'cancel-rate', limits.cancelsPerMinute, sent, limits, 'cancels_per_minute');
    }
  }

  /** All notional limits, in one quote currency. With `counted` unknown only whether the currency is covered. */
  checkNotional(intent: number, currency: string, counted: Counted | undefined): void {
    const daily = counted && ((counted.daily + (this.#daily.get(currency) ?? zero)) as Decimal);
    const open = counted && ((counted.open + (this.#open.get(currency) ?? zero)) as Decimal);
    for (const { limits, usage } of this.layers) {
      this.#checkAmount(
        intent,
        'order-notional',
        limits.orderNotional,
        currency,
        counted?.order,
        limits,
        'order_notional',
      );
      const openSum = open === undefined ? open : (((usage.openNotional.get(currency) ?? zero) + open) as Decimal);
      const openCap = counted?.open === zero ? undefined : limits.openNotional;
      this.#checkAmount(intent, 'open-notional', openCap, currency, openSum, limits, 'open_notional');
      const dailySum = daily === undefined ? daily : (((usage.dailyNotional.get(currency) ?? zero) + daily) as Decimal);
      const dailyCap = counted?.daily === zero ? undefined : limits.dailyNotional;
      this.#checkAmount(intent, 'daily-notional', dailyCap, currency, dailySum, limits, 'daily_notional');
    }
  }

  /**
   * Whether the limit price lies within every band of what it is held to. A trigger alone is held to none: an order that waits far away
   * does nothing until the market is there. In a market too thin for the band one small trade reaches any trigger, so there an order
   * that waits is refused like one without a limit price, unless its price lies near the market. Without a reference price only what
   * reduces may pass a band.
   */
  checkBand(intent: number, terms: Terms, reference: ReferencePrice | undefined, reducing: boolean): void {
    for (const { limits } of this.layers) {
      const band = limits.priceBand;
      if (band === undefined) continue;
      if (reference === undefined) {
        if (!reducing) this.#noPrice(intent, `${limits.rule}.price_band`);
        continue;
      }
      const { price } = terms;
      if (price === undefined) continue;
      const anchors = anchorsOf(terms, reference.price);
      for (const anchor of anchors) this.#checkDistance(intent, price, anchor, band, limits);
      const waits = anchors.every(({ isTrigger }) => isTrigger);
      if (waits && !isNear(price, reference.price, band)) this.#checkDepth(intent, reference, band, limits, reducing);
    }
  }

  /**
   * Whether the market is deep enough for an order without a limit price: its spread lies within every band. Without bid and ask only what
   * reduces may pass a band; that there is no reference price at all, `checkBand` says.
   */
  checkSpread(intent: number, reference: ReferencePrice | undefined, reducing: boolean): void {
    if (reference === undefined) return;
    for (const { limits } of this.layers) {
      if (limits.priceBand !== undefined) this.#checkDepth(intent, reference, limits.priceBand, limits, reducing);
    }
  }

  /** Whether any limit in force counts in money. */
  get limitsNotional(): boolean {
    return this.layers.some(({ limits }) => limits.orderNotional ?? limits.openNotional ?? limits.dailyNotional);
  }

  /** An order whose notional needs a reference price that is not there; said once where a band has said it already. */
  noPriceForNotional(intent: number): void {
    if (this.layers.some(({ limits }) => limits.priceBand !== undefined)) return;
    this.#noPrice(intent, `${this.policy.limits.rule}.order_notional`);
  }

  /** Denies touching what this bot did not place, unless every limit in force leaves it open and the bot's own allows it. */
  checkForeign(intent: number, actual: string): void {
    for (const { limits } of this.layers) {
      if (limits.cancelForeign !== false) continue;
      this.refuse(intent, 'order-foreign', 'orders of this bot', actual, `${limits.rule}.cancel_foreign`);
    }
  }

  #noPrice(intent: number, rule: string): void {
    this.refuse(intent, 'no-price', 'a fresh reference price', 'none', rule);
  }

  #checkDepth(intent: number, reference: ReferencePrice, band: Decimal, limits: Limits, reducing: boolean): void {
    const { bid = zero, ask = zero } = reference;
    const rule = `${limits.rule}.price_band`;
    if (bid <= 0n || ask <= 0n) {
      if (!reducing) this.refuse(intent, 'no-price', 'a fresh bid and ask', 'none', rule);
      return;
    }
    const [spread, middles] = [ask - bid, ask + bid];
    if (2n * spread * one <= band * middles) return;
    const hundredths = (20_000n * spread + middles - 1n) / middles;
    const actual = `${formatDecimal(((hundredths * one) / 100n) as Decimal)}% spread`;
    this.refuse(intent, 'price-band', `${percentText(band)} spread`, actual, rule);
  }

  #checkDistance(intent: number, price: Decimal, anchor: Anchor, band: Decimal, limits: Limits): void {
    if (isNear(price, anchor.price, band)) return;
    const limit = `${percentText(band)} of ${anchor.isTrigger ? 'the trigger ' : ''}${formatDecimal(anchor.price)}`;
    this.refuse(intent, 'price-band', limit, formatDecimal(price), `${limits.rule}.price_band`);
  }

  // Written as "not within" so that a usage that is not a number refuses.
  #checkCount(intent: number, code: Code, cap: number | undefined, sum: number, limits: Limits, name: string): void {
    if (cap === undefined || sum <= cap) return;
    this.refuse(intent, code, String(cap), String(sum), `${limits.rule}.${name}`);
  }

  #checkAmount(
    intent: number,
    code: Code,
    caps: Amounts | undefined,
    currency: string,
    sum: Decimal | undefined,
    limits: Limits,
    name: string,
  ): void {
    if (caps === undefined) return;
    const cap = caps.get(currency);
    const rule = `${limits.rule}.${name}`;
    if (cap === undefined) {
      this.refuse(intent, 'currency-mismatch', formatAmounts(caps), printable(currency), rule);
    } else if (sum !== undefined && sum > cap) {
      this.refuse(intent, code, formatAmount(cap, currency), formatAmount(sum, currency), rule);
    }
  }
}

function isNear(price: Decimal, anchor: Decimal, band: Decimal): boolean {
  const distance = price > anchor ? price - anchor : anchor - price;
  return distance * one <= band * anchor;
}

function percentText(band: Decimal): string {
  return `${formatDecimal(multiplyDown(band, hundred))}%`;
}

function clockText(minute: number): string {
  if (!(minute >= 0)) return 'an unknown time';
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)} UTC`;
}
