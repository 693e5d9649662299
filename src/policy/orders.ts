import {
  type AmendOrder,
  type Decimal,
  type Instrument,
  isRefusal,
  max,
  type PlaceOrder,
  type Side,
  subtract,
  zero,
} from '../core/index.ts';
import type { Limits } from './compile.ts';
import type { Cost } from './decision.ts';
import type { Counted, Evaluation } from './evaluation.ts';
import { isReducing, notionalOf, worth } from './notional.ts';
import type { KnownOrder, ReferencePrice } from './state.ts';
import { printable } from './text.ts';

export const free: Cost = { orders: 0, cancels: 0, openOrders: 0, notional: zero, opens: zero, openAfter: zero };

/** Holds an order to every limit; the halt level is looked at elsewhere. */
export function evaluatePlace(evaluation: Evaluation, index: number, order: PlaceOrder): void {
  if (!evaluation.mayTrade(index)) return;
  const { instrument } = order;
  evaluation.checkMarket(index, instrument);
  for (const { limits } of evaluation.layers) {
    checkWord(evaluation, index, 'side-unlisted', limits.sides, order.side, `${limits.rule}.sides`);
    checkWord(evaluation, index, 'type-unlisted', limits.orderTypes, order.type, `${limits.rule}.order_types`);
  }
  evaluation.checkHours(index);
  evaluation.checkOrderCounts(index, 1);
  checkName(evaluation, index, order);

  const reference = referenceOf(evaluation, instrument);
  const reducing = isReducing(order);
  evaluation.checkBand(index, order, reference, reducing);
  if (order.price === undefined) evaluation.checkSpread(index, reference, reducing);
  const notional = notionalOf(order, marketPrice(reference, order.side) ?? ownPrice(evaluation, order.price));
  if (isRefusal(notional)) {
    if (notional.code === 'no-price') evaluation.noPriceForNotional(index);
    else evaluation.refuse(index, notional.code, 'an order that is modelled', notional.message, 'intent');
    if (!reducing) evaluation.checkNotional(index, instrument.quote, undefined);
    evaluation.take(free);
    return;
  }
  if (!reducing)
    evaluation.checkNotional(index, instrument.quote, { order: notional, daily: notional, open: notional });
  evaluation.take(order.validateOnly ? free : placed(instrument.quote, notional));
}

/** An order's own price stands in for a missing reference only where nothing is limited in money. */
function ownPrice(evaluation: Evaluation, price: Decimal | undefined): Decimal | undefined {
  return evaluation.limitsNotional ? undefined : price;
}

/**
 * An amend must mean one order, so a client order id that is in use names no second one (the exchange may even answer with the first).
 * It is free for the order that replaces its holder in one call: should the cancel fail, the exchange refuses the second of the name.
 */
function checkName(e: Evaluation, index: number, order: PlaceOrder): void {
  const { instrument, clientOrderId, conditional, validateOnly } = order;
  if (validateOnly) return;
  const isFirst = e.isFirst(`place ${clientOrderId}`);
  const known =
    e.state.knownOrder({ clientOrderId }, instrument) ??
    (conditional && e.state.knownOrder({ clientOrderId, conditional }, instrument));
  if (isFirst && (known === undefined || e.isFreed(known, order))) return;
  e.refuse(index, 'order-twin', 'a client order id of its own', 'one in use', 'intent');
}

function placed(currency: string, notional: Decimal): Cost {
  return { orders: 1, cancels: 0, openOrders: 1, currency, notional, opens: notional, openAfter: notional };
}

/** Holds an amend to every limit: the order as it would be, with only the increase counted towards day and open notional. */
export function evaluateAmend(evaluation: Evaluation, index: number, intent: AmendOrder): void {
  if (!evaluation.mayTrade(index)) return;
  const { instrument } = intent;
  evaluation.checkMarket(index, instrument);
  evaluation.checkHours(index);
  evaluation.checkOrderCounts(index, 0);
  const misfit = misfitOf(intent);
  if (misfit) evaluation.refuse(index, misfit.code, 'an amend that is modelled', misfit.message, 'intent');
  if (!evaluation.isOnlyAmend(intent.order)) {
    evaluation.refuse(
      index,
      'order-twin',
      'each order once, and all named in one way',
      'an order amended twice',
      'intent',
    );
  }
  const known = evaluation.state.knownOrder(intent.order, instrument);
  if (known) amendKnown(evaluation, index, intent, known, misfit !== undefined);
  else amendUnknown(evaluation, index, intent);
}

function amendKnown(e: Evaluation, index: number, intent: AmendOrder, known: KnownOrder, misfit: boolean): void {
  const { instrument } = intent;
  if (known.bot !== e.policy.bot)
    e.checkForeign(index, known.bot === undefined ? 'of no bot' : `of ${printable(known.bot)}`);
  for (const { limits } of e.layers) {
    checkWord(e, index, 'side-unlisted', limits.sides, known.side, `${limits.rule}.sides`);
  }
  if (known.instrument.market !== instrument.market || known.instrument.kind !== instrument.kind) {
    e.refuse(index, 'parameter-invalid', printable(known.instrument.market), printable(instrument.market), 'intent');
  }
  if (intent.side !== undefined && intent.side !== known.side) {
    e.refuse(index, 'parameter-invalid', known.side, printable(String(intent.side)), 'intent');
  }
  checkShape(e, index, intent, known);
  const reducing = known.reduceOnly && instrument.kind === 'linear' && known.instrument.kind === 'linear';
  const reference = referenceOf(e, instrument);
  const price = intent.price ?? known.price;
  const trigger = intent.trigger ?? known.trigger;
  const mayHaveFired = intent.price !== undefined && intent.trigger === undefined;
  const terms = { side: known.side, type: known.type, price, trigger, mayHaveFired };
  e.checkBand(index, terms, reference, reducing);
  if (price === undefined) e.checkSpread(index, reference, reducing);
  const atMarket = marketPrice(reference, known.side) ?? ownPrice(e, price);
  const counted = reducing ? nothing : countAmended(intent, known, price, trigger, atMarket);
  if (!reducing) e.checkNotional(index, instrument.quote, misfit || typeof counted === 'string' ? undefined : counted);
  if (typeof counted === 'string') {
    if (counted === 'no-price') e.noPriceForNotional(index);
    else
      e.refuse(
        index,
        'amend-unknown',
        'an order of known size',
        'size not known',
        `${e.policy.rule}.limits.order_notional`,
      );
    e.take(free);
    return;
  }
  e.take({
    ...amended(instrument),
    notional: counted.daily,
    opens: counted.open,
    openAfter: counted.openAfter,
  });
}

/** An amend changes what its order has; one that fits another type of order would leave a price behind that is not counted. */
function checkShape(e: Evaluation, index: number, { ofTypes, price, trigger }: AmendOrder, known: KnownOrder): void {
  if (known.isAmending)
    e.refuse(index, 'order-twin', 'one amend of an order at a time', 'another on its way', 'intent');
  if (ofTypes && !(known.type !== undefined && ofTypes.includes(known.type))) {
    e.refuse(index, 'amend-unknown', ofTypes.join(', '), known.type ?? 'a type that is not known', 'intent');
  }
  const adds =
    (price !== undefined && known.price === undefined) || (trigger !== undefined && known.trigger === undefined);
  if (adds) e.refuse(index, 'not-modelled', 'prices that the order has', 'another price', 'intent');
}

interface CountedAmend extends Counted {
  readonly openAfter: Decimal;
}

const nothing: CountedAmend = { order: zero, daily: zero, open: zero, openAfter: zero };

function countAmended(
  intent: AmendOrder,
  known: KnownOrder,
  price: Decimal | undefined,
  trigger: Decimal | undefined,
  reference: Decimal | undefined,
): CountedAmend | 'no-price' | 'amend-unknown' {
  const quantity = intent.quantity ?? known.quantity;
  if (quantity <= 0n) return 'amend-unknown';
  const filled = known.quantity > known.remaining ? known.quantity - known.remaining : 0n;
  const remaining = (quantity > filled ? quantity - filled : 0n) as Decimal;
  const order = worth(known.side, quantity, price, trigger, reference);
  const openAfter = worth(known.side, remaining, price, trigger, reference);
  if (order === undefined || openAfter === undefined) return 'no-price';
  // Fills that are not known yet used up the old terms, so that all of the added quantity may come on top.
  const added =
    quantity > known.quantity ? worth(known.side, subtract(quantity, known.quantity), price, trigger, reference) : zero;
  const daily = max(zero, subtract(openAfter, known.dailyHeld ?? known.openNotional), added ?? zero);
  return { order, daily, open: max(zero, subtract(openAfter, known.openNotional)), openAfter };
}

function amendUnknown(e: Evaluation, index: number, intent: AmendOrder): void {
  for (const { limits } of e.layers) {
    const rule = limitOnUnknown(limits, intent);
    if (rule) e.refuse(index, 'amend-unknown', 'an order that Keyward knows', 'not known', `${limits.rule}.${rule}`);
    if (intent.side === undefined) continue;
    checkWord(e, index, 'side-unlisted', limits.sides, intent.side, `${limits.rule}.sides`);
  }
  const reference = referenceOf(e, intent.instrument);
  const { side, price, trigger } = intent;
  e.checkBand(index, { side, price, trigger }, reference, false);
  if (intent.price === undefined) e.checkSpread(index, reference, false);
  e.take(amended(intent.instrument));
}

/** The first limit that cannot be held for an order that is not known: it may be anybody's, and of any size. */
function limitOnUnknown(limits: Limits, intent: AmendOrder): string | undefined {
  if (limits.cancelForeign === false) return 'cancel_foreign';
  if (limits.orderNotional) return 'order_notional';
  if (limits.openNotional) return 'open_notional';
  if (limits.dailyNotional) return 'daily_notional';
  return limits.sides && intent.side === undefined ? 'sides' : undefined;
}

function amended(instrument: Instrument): Cost {
  return { ...free, orders: 1, currency: instrument.quote };
}

function misfitOf(intent: AmendOrder): { code: 'not-modelled' | 'parameter-invalid'; message: string } | undefined {
  const { kind } = intent.instrument;
  if (kind !== 'spot' && kind !== 'linear') return { code: 'not-modelled', message: 'inverse instruments' };
  for (const name of ['quantity', 'price', 'trigger'] as const) {
    const value = intent[name];
    if (value !== undefined && !(typeof value === 'bigint' && value > 0n))
      return { code: 'parameter-invalid', message: name };
  }
  return undefined;
}

function referenceOf(evaluation: Evaluation, instrument: Instrument): ReferencePrice | undefined {
  const reference = evaluation.state.referencePrice(instrument);
  return reference !== undefined && reference.price > 0n ? reference : undefined;
}

/** What an order without a price of its own counts at: a buy pays the ask or more. */
function marketPrice(reference: ReferencePrice | undefined, side: Side): Decimal | undefined {
  return reference && (side === 'buy' ? max(reference.price, reference.ask ?? zero) : reference.price);
}

function checkWord<T extends string>(
  evaluation: Evaluation,
  index: number,
  code: 'side-unlisted' | 'type-unlisted',
  listed: ReadonlySet<T> | undefined,
  word: T,
  rule: string,
): void {
  if (listed === undefined || listed.has(word)) return;
  evaluation.refuse(index, code, [...listed].join(', '), printable(String(word)), rule);
}
