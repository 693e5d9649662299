import type { Settings } from '../config/index.ts';
import {
  type Decimal,
  formatDecimal,
  type Instrument,
  KeywardError,
  type OrderType,
  one,
  orderTypes,
  type PlaceOrder,
  parseNumber,
} from '../core/index.ts';
import type { HaltLevel } from '../halt/index.ts';
import {
  compileScopes,
  type Decision,
  decide,
  explainDecision,
  noScopes,
  type Reason,
  type Usage,
} from '../policy/index.ts';
import type { Budget, PrintedAmounts } from './budgets.ts';
import { policyOf } from './describe-bot.ts';

/** An order as a person types it; amounts are plain text. */
export interface TriedOrder {
  readonly market: string;
  readonly side: string;
  readonly type: string;
  readonly quantity?: string | undefined;
  /** Quote units, for market orders by amount. */
  readonly amount?: string | undefined;
  readonly price?: string | undefined;
  readonly trigger?: string | undefined;
  readonly reduceOnly?: boolean | undefined;
  /** The reference price to decide with; absent: none is known. */
  readonly reference?: string | undefined;
}

/** The world to decide in; `budgets` is what has been used. */
export interface TriedWorld {
  readonly haltLevel: HaltLevel;
  readonly budgets: readonly Budget[];
  readonly nowMs: number;
}

export interface TriedDecision {
  readonly allowed: boolean;
  readonly reasons: readonly Reason[];
  /** Amounts in plain digits; absent when it is denied. */
  readonly cost?: { readonly currency?: string; readonly notional: string; readonly opens: string };
  /** The decision in lines for people. */
  readonly lines: readonly string[];
}

/** What the policy says to an order, without sending one. Throws `usage` where the order cannot be read, `bot-missing`. */
export function tryOrder(settings: Settings, bot: string, order: TriedOrder, world: TriedWorld): TriedDecision {
  const policy = policyOf(settings, bot);
  const scopes = settings.scopes ? compileScopes(settings.scopes) : noScopes;
  const reference = amountOf('reference', order.reference);
  const decision = decide([placeOf(order)], policy, scopes, {
    haltLevel: world.haltLevel,
    nowMs: world.nowMs,
    usage: {
      bot: usageOf(world.budgets, `bot ${bot}`),
      key: usageOf(world.budgets, `key ${policy.key}`),
      all: usageOf(world.budgets, 'all'),
    },
    referencePrice: () => reference && { price: reference, bid: reference, ask: reference },
    knownOrder: () => undefined,
    setting: () => undefined,
    foreignOpenOrders: () => 0,
  });
  return {
    allowed: decision.allowed,
    reasons: decision.allowed ? [] : decision.reasons,
    ...costOf(decision),
    lines: explainDecision(decision),
  };
}

function costOf(decision: Decision): Pick<TriedDecision, 'cost'> {
  const cost = decision.allowed ? decision.costs[0] : undefined;
  if (!cost) return {};
  return {
    cost: {
      ...(cost.currency === undefined ? {} : { currency: cost.currency }),
      notional: formatDecimal(cost.notional),
      opens: formatDecimal(cost.opens),
    },
  };
}

function placeOf(order: TriedOrder): PlaceOrder {
  const { side, type } = order;
  if (side !== 'buy' && side !== 'sell')
    throw new KeywardError(
      'usage',
      side === '' ? '--side is missing: buy or sell' : `not a side: ${side}; there is buy and sell`,
    );
  if (!isOrderType(type))
    throw new KeywardError('usage', `not an order type: ${type}; there is ${orderTypes.join(', ')}`);
  const quantity = amountOf('quantity', order.quantity);
  const quoteAmount = amountOf('amount', order.amount);
  const price = amountOf('price', order.price);
  const trigger = amountOf('trigger', order.trigger);
  if ((quantity === undefined) === (quoteAmount === undefined))
    throw new KeywardError('usage', 'give either --quantity or --amount');
  return {
    action: 'place-order',
    instrument: instrumentOf(order.market),
    side,
    type,
    ...(quantity === undefined ? {} : { quantity }),
    ...(quoteAmount === undefined ? {} : { quoteAmount }),
    ...(price === undefined ? {} : { price }),
    ...(trigger === undefined ? {} : { trigger }),
    closePosition: false,
    reduceOnly: order.reduceOnly === true,
    postOnly: false,
    clientOrderId: 'tried',
    validateOnly: false,
  };
}

function isOrderType(text: string): text is OrderType {
  return (orderTypes as readonly string[]).includes(text);
}

function amountOf(name: string, text: string | undefined): Decimal | undefined {
  if (text === undefined) return undefined;
  const value = parseNumber(text);
  if (value === undefined || value <= 0n)
    throw new KeywardError('usage', `--${name} is not a number above zero: ${text}`);
  return value;
}

/** By the unified symbol alone; whether the exchange lists it is not asked. */
function instrumentOf(market: string): Instrument {
  const match = /^([A-Z0-9.$_]+)\/([A-Z0-9.$_]+)(?::([A-Z0-9.$_]+))?$/.exec(market);
  if (!match)
    throw new KeywardError(
      'usage',
      `not a market: ${market}; write BTC/USDT for spot, BTC/USDT:USDT for a linear perpetual`,
    );
  const [, base = '', quote = '', settle] = match;
  const kind = settle === undefined ? 'spot' : settle === quote ? 'linear' : 'inverse';
  return { market, symbol: market, kind, base, quote, contractSize: one, active: true };
}

function usageOf(budgets: readonly Budget[], scope: string): Usage {
  const used = budgets.find((budget) => budget.scope === scope);
  return {
    ordersLastMinute: used?.ordersLastMinute ?? 0,
    cancelsLastMinute: used?.cancelsLastMinute ?? 0,
    openOrders: used?.openOrders ?? 0,
    openNotional: amountsOf(used?.openNotional),
    dailyNotional: amountsOf(used?.dailyNotional),
  };
}

function amountsOf(printed: PrintedAmounts | undefined): ReadonlyMap<string, Decimal> {
  return new Map(
    Object.entries(printed ?? {}).flatMap(([currency, text]) => {
      const value = parseNumber(text);
      return value === undefined ? [] : [[currency, value] as const];
    }),
  );
}
