import {
  formatDecimal,
  type Intent,
  JsonNumber,
  type JsonObject,
  type OrderRef,
  type PlaceOrder,
} from '../../core/index.ts';
import type { Closing, ClosingOrder } from '../closing.ts';
import type { Call, Environment } from '../exchange.ts';
import type { SeenOrder } from '../watch.ts';
import { post } from './calls.ts';

const SPOT_FILTERS = ['Order', 'StopOrder', 'tpslOrder', 'OcoOrder', 'BidirectionalTpslOrder'] as const;
/** Coins that linear contracts settle in; without a filter a call takes plain and conditional orders. */
const SETTLE_COINS = ['USDT', 'USDC'] as const;

type Category = 'spot' | 'linear' | 'inverse' | 'option';

/** An option is named by its day, strike and side: `BTC-25DEC26-80000-C-USDT`. */
function categoryOf({ kind, symbol }: Pick<SeenOrder, 'kind' | 'symbol'>): Category {
  if (kind !== 'linear') return kind;
  return /-[CP](?:-[A-Z]+)?$/.test(symbol) ? 'option' : 'linear';
}

/** The most orders of contracts that one call cancels by their ids. */
const MOST_AT_ONCE = 20;

/**
 * Spot and stablecoin contracts each have calls that take all there is, up to 500 orders of contracts. Inverse contracts go by market; options
 * are cancelled where there are any, for few keys may trade them. Where a stop is to stand, these calls take plain orders alone, and conditional
 * ones go by their ids.
 */
function cancelAll(
  open: readonly SeenOrder[],
  environment: Environment,
  spare: readonly SeenOrder[] = [],
): readonly Call[] {
  const spared = new Set(spare.map(categoryOf));
  const plainWhereSpared = (category: Category): JsonObject => (spared.has(category) ? { orderFilter: 'Order' } : {});
  const singly = open.filter((order) => spared.has(categoryOf(order)) && isConditional(order));
  const all = (json: JsonObject): Call => post('/v5/order/cancel-all', json, [{ action: 'cancel-all' }], environment);
  const symbolsOf = (category: Category): Set<string> =>
    new Set(open.filter((order) => categoryOf(order) === category).map(({ symbol }) => symbol));
  return [
    ...SETTLE_COINS.map((settleCoin) => all({ category: 'linear', settleCoin, ...plainWhereSpared('linear') })),
    ...SPOT_FILTERS.map((orderFilter) => all({ category: 'spot', orderFilter })),
    ...[...symbolsOf('inverse')].map((symbol) => all({ category: 'inverse', symbol, ...plainWhereSpared('inverse') })),
    ...(symbolsOf('option').size > 0 ? [all({ category: 'option' })] : []),
    ...(['linear', 'inverse'] as const).flatMap((category) =>
      batchesOf(
        singly.filter((order) => categoryOf(order) === category),
        category,
        environment,
      ),
    ),
  ];
}

function isConditional({ trigger, isProtective }: SeenOrder): boolean {
  return trigger !== undefined || isProtective;
}

function batchesOf(orders: readonly SeenOrder[], category: Category, environment: Environment): readonly Call[] {
  const count = Math.ceil(orders.length / MOST_AT_ONCE);
  return Array.from({ length: count }, (_, at) => {
    const batch = orders.slice(at * MOST_AT_ONCE, (at + 1) * MOST_AT_ONCE);
    const intents = batch.map(({ order }): Intent => ({ action: 'cancel-order', order }));
    const request = batch.map(({ symbol, order }) => ({ symbol, ...nameOf(order) }));
    return post('/v5/order/cancel-batch', { category, request }, intents, environment);
  });
}

/** The id counts where both names are given. */
function nameOf({ orderId, clientOrderId }: OrderRef): JsonObject {
  return orderId === undefined ? { orderLinkId: clientOrderId ?? '' } : { orderId };
}

/** On spot the single call needs to be told which kind of conditional order it is, and the batch does not. */
function cancel(order: SeenOrder, environment: Environment): Call {
  const category = categoryOf(order);
  const intents: Intent[] = [{ action: 'cancel-order', order: order.order }];
  const item = { symbol: order.symbol, ...nameOf(order.order) };
  if (category === 'spot' && isConditional(order)) {
    return post('/v5/order/cancel-batch', { category, request: [item] }, intents, environment);
  }
  return post('/v5/order/cancel', { category, ...item }, intents, environment);
}

/** Inverse contracts are not counted in base units, so that one is closed as a whole. */
function place(order: ClosingOrder, environment: Environment): Call {
  const { instrument, quantity, limit, rests } = order;
  if (instrument.kind === 'inverse') return closePosition(order, environment);
  const json: JsonObject = { ...shared(order), qty: formatDecimal(quantity) };
  if (limit !== undefined) {
    const timeInForce = rests ? 'PostOnly' : 'IOC';
    Object.assign(json, { orderType: 'Limit', price: formatDecimal(limit), timeInForce });
  }
  // Without it the quantity of a market buy would be an amount to spend.
  if (limit === undefined && instrument.kind === 'spot') json['marketUnit'] = 'baseCoin';
  if (instrument.kind !== 'spot') json['reduceOnly'] = order.reduceOnly;
  const intent: PlaceOrder = { ...intentOf(order), quantity };
  return post('/v5/order/create', json, [intent], environment);
}

/** Quantity zero with both flags closes the position, up to the largest order of the market. */
function closePosition(order: ClosingOrder, environment: Environment): Call {
  const json: JsonObject = { ...shared(order), qty: '0', reduceOnly: true, closeOnTrigger: true };
  const { limit: _limit, ...atMarket } = order;
  const intent: PlaceOrder = { ...intentOf(atMarket), reduceOnly: true, closePosition: true };
  return post('/v5/order/create', json, [intent], environment);
}

function shared({ instrument, side, leg, clientOrderId }: ClosingOrder): JsonObject {
  return {
    category: instrument.kind,
    symbol: instrument.symbol,
    side: side === 'buy' ? 'Buy' : 'Sell',
    orderType: 'Market',
    ...(leg === undefined ? {} : { positionIdx: new JsonNumber(leg) }),
    orderLinkId: clientOrderId,
  };
}

function intentOf({ instrument, side, limit, rests, reduceOnly, clientOrderId }: ClosingOrder): PlaceOrder {
  return {
    action: 'place-order',
    instrument,
    side,
    type: limit === undefined ? 'market' : 'limit',
    closePosition: false,
    ...(limit === undefined ? {} : { price: limit }),
    reduceOnly: reduceOnly && instrument.kind !== 'spot',
    postOnly: limit !== undefined && rests === true,
    clientOrderId,
    validateOnly: false,
  };
}

export const closing: Closing = {
  cancelAll,
  cancel,
  place,
  closePosition,
  sells: ['unified'],
  leaves: [
    'orders and positions in linear contracts that settle in another coin than USDT and USDC',
    'orders of combinations of two markets (spreads), requests for quotes, P2P',
    'Earn, trading bots, copy trading, loans, and other sub-accounts',
  ],
  rejections: {
    band: ['110003', '110120', '110121', '170132', '170133', '170192', '170193', '170194', '170371', '170372'],
    dust: ['110094', '170136', '170140'],
    nothingToReduce: ['110017', '110034'],
    insufficient: ['110004', '110007', '110012', '110044', '110045', '110051', '110052', '110053', '170033', '170131'],
  },
  source: [
    'Bybit v5 documents (repository of 2026-07-24): Cancel All Orders, Batch Cancel Order, Place Order, Error Codes; read 2026-11-22',
    'that closing orders may be below the smallest notional: the help centre, Derivatives Trading Rules, as copied elsewhere',
    'no dead-man timer: Set Disconnect Cancel All is for institutions and follows a private stream, not a request',
  ].join('; '),
};
