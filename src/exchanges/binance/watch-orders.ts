import { type JsonObject, type OrderType, type Side, zero } from '../../core/index.ts';
import { present } from '../orders.ts';
import { amountOf, textOf, timeOf } from '../replies.ts';
import type { FeedContext, SeenFill, SeenOrder } from '../watch.ts';
import { type MarketKind, positiveOf, sizeOf, wordOf } from './watch-page.ts';

const types: Readonly<Record<MarketKind, Readonly<Record<string, OrderType>>>> = {
  spot: {
    LIMIT: 'limit',
    LIMIT_MAKER: 'limit',
    MARKET: 'market',
    STOP_LOSS: 'stop',
    STOP_LOSS_LIMIT: 'stop-limit',
    TAKE_PROFIT: 'take-profit',
    TAKE_PROFIT_LIMIT: 'take-profit-limit',
  },
  linear: {
    LIMIT: 'limit',
    MARKET: 'market',
    STOP: 'stop-limit',
    STOP_MARKET: 'stop',
    TAKE_PROFIT: 'take-profit-limit',
    TAKE_PROFIT_MARKET: 'take-profit',
  },
  inverse: {},
};
const closedStates = new Set([
  'FILLED',
  'CANCELED',
  'CANCELLED',
  'REJECTED',
  'EXPIRED',
  'EXPIRED_IN_MATCH',
  'FINISHED',
]);

function typeOf(word: string | undefined, kind: MarketKind): OrderType | undefined {
  const table = types[kind === 'inverse' ? 'linear' : kind];
  return word !== undefined && Object.hasOwn(table, word) ? table[word] : undefined;
}

export function sideOf(item: JsonObject): Side | undefined {
  return item['side'] === 'BUY' ? 'buy' : item['side'] === 'SELL' ? 'sell' : undefined;
}

function isOpen(state: string | undefined): boolean {
  return state === undefined || !closedStates.has(state);
}

/** What every book says alike. */
function common(item: JsonObject, kind: MarketKind, context: FeedContext) {
  const [symbol, side] = [wordOf(item['symbol']), sideOf(item)];
  if (symbol === undefined || side === undefined) return undefined;
  const market = context.instrument(symbol, kind)?.market;
  return { what: 'order' as const, symbol, kind, side, ...present({ market }) };
}

/** An order of the spot book: stops stand in it as well. An order that sells what is held at a stop or as one of a list protects it. */
export function spotOrder(item: JsonObject, context: FeedContext): SeenOrder | undefined {
  const [same, orderId] = [common(item, 'spot', context), wordOf(item['orderId'])];
  if (!same || orderId === undefined) return undefined;
  const word = textOf(item['type']) ?? '';
  const isOfList = !/^-/.test(textOf(item['orderListId']) ?? '-1');
  return {
    ...same,
    order: { orderId, ...present({ clientOrderId: wordOf(item['clientOrderId']) }) },
    ...present({ type: typeOf(word, 'spot') }),
    ...numbers(item, 'origQty', 'stopPrice'),
    reduceOnly: false,
    isProtective: same.side === 'sell' && (/^(?:STOP|TAKE)_/.test(word) || (isOfList && word === 'LIMIT_MAKER')),
    isOpen: isOpen(textOf(item['status'])),
    ...present({ createdMs: timeOf(item['time']), updatedMs: timeOf(item['updateTime']) }),
  };
}

/** An order of the ordinary book of USD-M or COIN-M futures. */
export function futuresOrder(item: JsonObject, kind: MarketKind, context: FeedContext): SeenOrder | undefined {
  const [same, orderId] = [common(item, kind, context), wordOf(item['orderId'])];
  if (!same || orderId === undefined) return undefined;
  const word = textOf(item['type']) ?? '';
  const reduceOnly = reduces(item, same.side);
  return {
    ...same,
    order: { orderId, ...present({ clientOrderId: wordOf(item['clientOrderId']) }) },
    ...present({ type: typeOf(word, kind) }),
    ...numbers(item, 'origQty', 'stopPrice'),
    reduceOnly,
    isProtective: reduceOnly && /^(?:STOP|TAKE_PROFIT|TRAILING_STOP)/.test(textOf(item['origType']) ?? word),
    isOpen: isOpen(textOf(item['status'])),
    ...present({
      createdMs: timeOf(item['time']),
      updatedMs: timeOf(item['updateTime']),
      expiresMs: timeOf(item['goodTillDate']),
    }),
  };
}

/** In hedge mode an order against its own side of the position reduces it, whatever its flags. */
function reduces(item: JsonObject, side: Side): boolean {
  return (
    item['reduceOnly'] === true ||
    item['closePosition'] === true ||
    item['positionSide'] === (side === 'sell' ? 'LONG' : 'SHORT')
  );
}

/** An order of the algo book, and the plain order that it set off, where it names one. */
export function algoOrders(item: JsonObject, context: FeedContext): readonly SeenOrder[] | undefined {
  const [same, orderId] = [common(item, 'linear', context), wordOf(item['algoId'])];
  if (!same || orderId === undefined) return undefined;
  const [word, state] = [textOf(item['orderType']) ?? '', textOf(item['algoStatus'])];
  const reduceOnly = reduces(item, same.side);
  const order: SeenOrder['order'] = {
    orderId,
    ...present({ clientOrderId: wordOf(item['clientAlgoId']) }),
    conditional: true,
  };
  const times = present({
    createdMs: timeOf(item['createTime']),
    updatedMs: timeOf(item['updateTime']),
    expiresMs: timeOf(item['goodTillDate']),
  });
  const conditional: SeenOrder = {
    ...same,
    order,
    ...present({
      type: typeOf(word, 'linear'),
      quantity: positiveOf(item['quantity']),
      price: positiveOf(item['price']),
      trigger: positiveOf(item['triggerPrice']),
    }),
    reduceOnly,
    isProtective: reduceOnly,
    isOpen: isOpen(state),
    ...times,
  };
  const child = wordOf(item['actualOrderId']) ?? '0';
  if (child === '0') return [conditional];
  const isLimit = positiveOf(item['price']) !== undefined;
  return [
    conditional,
    {
      ...same,
      order: { orderId: child },
      type: isLimit ? 'limit' : 'market',
      ...present({ quantity: positiveOf(item['quantity']), price: positiveOf(item['price']) }),
      reduceOnly,
      isProtective: reduceOnly,
      isOpen: isOpen(state),
      parent: order,
    },
  ];
}

/** An open option order; its symbol is like `BTC-261225-80000-C`. */
export function optionOrder(item: JsonObject, context: FeedContext): SeenOrder | undefined {
  const [same, orderId] = [common(item, 'linear', context), wordOf(item['orderId'])];
  if (!same || orderId === undefined) return undefined;
  return {
    ...same,
    order: { orderId, ...present({ clientOrderId: wordOf(item['clientOrderId']) }) },
    ...present({ type: typeOf(textOf(item['type']), 'linear') }),
    ...numbers(item, 'quantity', 'stopPrice'),
    reduceOnly: item['reduceOnly'] === true,
    isProtective: false,
    isOpen: isOpen(textOf(item['status'])),
    ...present({ createdMs: timeOf(item['createTime']), updatedMs: timeOf(item['updateTime']) }),
  };
}

/** The symbol of an option; nothing else on Binance is spelt so. */
export const optionSymbol = /^[A-Z0-9]+-\d{6}-[\d.]+-[CP]$/;

function numbers(item: JsonObject, quantity: string, trigger: string) {
  return present({
    quantity: positiveOf(item[quantity]),
    filled: sizeOf(item['executedQty']),
    price: positiveOf(item['price']),
    trigger: positiveOf(item[trigger]),
  });
}

/** A fill of spot (`isBuyer`) or of USD-M futures (`side`). */
export function fill(item: JsonObject, kind: MarketKind, context: FeedContext): SeenFill | undefined {
  const [id, orderId, symbol] = [wordOf(item['id']), wordOf(item['orderId']), wordOf(item['symbol'])];
  const [quantity, price, atMs] = [positiveOf(item['qty']), sizeOf(item['price']), timeOf(item['time'])];
  const buys = item['isBuyer'] ?? item['buyer'];
  const side = sideOf(item) ?? (buys === true ? 'buy' : buys === false ? 'sell' : undefined);
  const fee = amountOf(item['commission']);
  const feeAsset = wordOf(item['commissionAsset']);
  if (id === undefined || orderId === undefined || symbol === undefined || side === undefined) return undefined;
  if (quantity === undefined || price === undefined || atMs === undefined) return undefined;
  if (fee === undefined || (feeAsset === undefined && fee !== zero)) return undefined;
  const market = context.instrument(symbol, kind)?.market;
  return {
    what: 'fill',
    id,
    order: { orderId },
    symbol,
    kind,
    ...present({ market }),
    side,
    quantity,
    price,
    ...present({ quoteAmount: positiveOf(item['quoteQty']) }),
    fee,
    ...present({ feeAsset }),
    atMs,
  };
}
