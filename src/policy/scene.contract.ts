import {
  type AmendOrder,
  type Decimal,
  type Instrument,
  type Intent,
  type PlaceOrder,
  parseDecimal,
} from '../core/index.ts';
import { compileBot, compileScopes, noScopes, type Policy, type Scopes } from './compile.ts';
import { decide } from './decide.ts';
import type { Decision } from './decision.ts';
import { botPolicySchema, scopesSchema } from './grammar.ts';
import type { DecisionState, KnownOrder, ReferencePrice, Usage } from './state.ts';

/** The world in which the tests of this room decide: two markets at 100 USDT, nothing used up, noon. */
export function dec(text: string): Decimal {
  const value = parseDecimal(text);
  if (value === undefined) throw new Error(`not a decimal: ${text}`);
  return value;
}

export const unit = 1n as Decimal;

export function instrument(market: string, kind: Instrument['kind']): Instrument {
  const [base = '', rest = ''] = market.split('/');
  const quote = rest.split(':')[0]!;
  return { market, symbol: `${base}${quote}`, kind, base, quote, contractSize: dec('1'), active: true };
}

export const spot = instrument('BTC/USDT', 'spot');
export const perp = instrument('ETH/USDT:USDT', 'linear');
export const inverse = instrument('BTC/USD:BTC', 'inverse');

export const tradingBot = {
  key: 'main',
  may: ['read', 'trade'],
  markets: ['BTC/USDT', 'ETH/USDT:USDT'],
  limits: { order_notional: '500 USDT', daily_notional: '5000 USDT' } as Record<string, unknown>,
};

export function bot(limits: Record<string, unknown> = {}, rest: Record<string, unknown> = {}): Policy {
  const settings = { ...tradingBot, ...rest, limits: { ...tradingBot.limits, ...limits } };
  return compileBot('grid', botPolicySchema.parse(settings));
}

export function scopesOf(settings: unknown): Scopes {
  return compileScopes(scopesSchema.parse(settings));
}

export const noUsage: Usage = {
  ordersLastMinute: 0,
  cancelsLastMinute: 0,
  openOrders: 0,
  openNotional: new Map(),
  dailyNotional: new Map(),
};

export const noon = Date.UTC(2025, 0, 15, 12, 0, 0);

export function world(changes: Partial<DecisionState> = {}): DecisionState {
  return {
    haltLevel: 'run',
    nowMs: noon,
    usage: { bot: noUsage, key: noUsage, all: noUsage },
    referencePrice: () => quoted('100'),
    knownOrder: () => undefined,
    setting: () => undefined,
    foreignOpenOrders: () => 0,
    ...changes,
  };
}

/** The usage of the bot alone, the rest unused. */
export function used(usage: Partial<Usage>): Partial<DecisionState> {
  return { usage: { bot: { ...noUsage, ...usage }, key: noUsage, all: noUsage } };
}

/** A reference price with its book: without `spread` bid and ask are the price itself. */
export function quoted(price: string, spread = '0'): ReferencePrice {
  const half = (dec(spread) / 2n) as Decimal;
  return { price: dec(price), bid: (dec(price) - half) as Decimal, ask: (dec(price) + half) as Decimal };
}

let placed = 0;

/** A limit buy of 1 at 100, with a client order id of its own; a change to `undefined` takes a part away. */
export function place(changes: { [K in keyof PlaceOrder]?: PlaceOrder[K] | undefined } = {}): PlaceOrder {
  const order: Record<string, unknown> = {
    action: 'place-order',
    instrument: spot,
    side: 'buy',
    type: 'limit',
    quantity: dec('1'),
    price: dec('100'),
    closePosition: false,
    reduceOnly: false,
    postOnly: false,
    clientOrderId: `a${++placed}`,
    validateOnly: false,
    ...changes,
  };
  for (const key of Object.keys(order)) if (order[key] === undefined) delete order[key];
  return order as unknown as PlaceOrder;
}

export function amend(changes: Partial<AmendOrder> = {}): AmendOrder {
  return { action: 'amend-order', instrument: spot, order: { orderId: '7' }, ...changes };
}

/** A resting limit buy of 1 at 100 of the bot `grid`. */
export function known(changes: Partial<KnownOrder> = {}): KnownOrder {
  return {
    instrument: spot,
    side: 'buy',
    quantity: dec('1'),
    remaining: dec('1'),
    price: dec('100'),
    openNotional: dec('100'),
    bot: 'grid',
    reduceOnly: false,
    ...changes,
  };
}

export function ask(
  intents: Intent | readonly Intent[],
  policy: Policy = bot(),
  state: DecisionState = world(),
  scopes: Scopes = noScopes,
): Decision {
  return decide(Array.isArray(intents) ? intents : [intents as Intent], policy, scopes, state);
}

/** The codes of a denial in their order; empty for an allow. */
export function codes(decision: Decision): string[] {
  return decision.allowed ? [] : decision.reasons.map((reason) => reason.code);
}
