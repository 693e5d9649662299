import {
  type Decimal,
  divideDown,
  floorTo,
  isJsonObject,
  type JsonValue,
  type OrderType,
} from '../../../core/index.ts';
import type { Market } from '../../core/markets.ts';
import { isRejection, type Leg, type Order, type OrderRef, type PlaceRequest } from '../../core/order.ts';
import { acknowledged, coreId, idOf, isConditional } from './shapes.ts';
import {
  categoryOf,
  extended,
  isWireError,
  listed,
  marketOf,
  noSymbol,
  Params,
  plain,
  refusalOf,
  type SignedCall,
  type SignedRoute,
  symbolOf,
  told,
  type WireError,
  wireError,
} from './wire.ts';

const placing = { needs: 'trade', mandatory: ['symbol', 'side', 'orderType', 'qty'], perSecond: 20 } as const;

/** Calls that place, change and end orders. */
export const orderRoutes: readonly SignedRoute[] = [
  { line: 'POST /v5/order/create', ...placing, answer: (call) => place(call) },
  { line: 'POST /v5/order/pre-check', ...placing, answer: preCheck },
  { line: 'POST /v5/order/amend', needs: 'trade', mandatory: ['symbol'], perSecond: 10, answer: amend },
  { line: 'POST /v5/order/cancel', needs: 'trade', mandatory: ['symbol'], perSecond: 20, answer: cancel },
  { line: 'POST /v5/order/cancel-all', needs: 'trade', perSecond: 20, answer: cancelAll },
  { line: 'POST /v5/order/create-batch', needs: 'trade', perSecond: 20, answer: (call) => batch(call, place, true) },
  { line: 'POST /v5/order/amend-batch', needs: 'trade', perSecond: 20, answer: (call) => batch(call, amend, false) },
  {
    line: 'POST /v5/order/cancel-batch',
    needs: 'trade',
    perSecond: 20,
    answer: (call) => batch(call, cancelAny, false),
  },
  {
    line: 'POST /v5/order/disconnected-cancel-all',
    needs: 'futures',
    mandatory: ['timeWindow'],
    perSecond: 5,
    answer: () => ({}),
  },
];

const refused = {
  side: wireError(10001, 'params error: Side invalid'),
  type: wireError(10001, 'params error: OrderType invalid'),
  quantity: wireError(10001, 'params error: Qty invalid'),
  direction: wireError(10001, 'params error: TriggerDirection invalid'),
  filter: wireError(170201, 'Invalid orderFilter parameter.'),
  index: wireError(10001, 'params error: PositionIdx invalid'),
  link: wireError(10001, 'params error: OrderLinkId invalid'),
};

function place(call: SignedCall): unknown {
  const request = requestOf(call);
  if (isWireError(request)) return request;
  return told(call.core.place(call.account, request), call.core.market(request.market)!.kind, acknowledged);
}

function preCheck(call: SignedCall): unknown {
  const request = requestOf(call);
  if (isWireError(request)) return request;
  const kind = call.core.market(request.market)!.kind;
  return told(call.core.place(call.account, { ...request, validateOnly: true }), kind, (order) => ({
    ...acknowledged(order),
    preImrE4: 0,
    preMmrE4: 0,
    postImrE4: 0,
    postMmrE4: 0,
  }));
}

/** What the parameters of an order ask the core for. */
function requestOf(call: SignedCall): PlaceRequest | WireError {
  const { core, account, params } = call;
  const market = marketOf(core, params);
  if (isWireError(market)) return market;
  const side = params.get('side') === 'Buy' ? 'buy' : params.get('side') === 'Sell' ? 'sell' : undefined;
  const isMarket = params.get('orderType') === 'Market';
  const size = params.decimal('qty');
  if (!side) return refused.side;
  if (!isMarket && params.get('orderType') !== 'Limit') return refused.type;
  if (size === undefined || size < 0n) return refused.quantity;
  const link = params.get('orderLinkId');
  if (link !== undefined && !/^[A-Za-z0-9_-]{1,36}$/.test(link)) return refused.link;
  if (link !== undefined && [...account.orders.values()].some((order) => order.clientOrderId === link)) {
    return refusalOf({ rejected: true, reason: 'client-id-taken' }, market.kind);
  }
  const type = typeOf(call, market, side, isMarket);
  if (isWireError(type)) return type;
  const index = params.get('positionIdx') ?? '0';
  if (!/^[012]$/.test(index)) return refused.index;
  const leg: Leg | undefined = index === '0' ? undefined : index === '1' ? 'long' : 'short';
  const [price, trigger] = [isMarket ? undefined : params.decimal('price'), type.trigger];
  const timeInForce = params.get('timeInForce');
  return {
    market: market.symbol,
    side,
    type: type.type,
    ...sizeOf(params, market, side, type.type, size, trigger),
    ...(price === undefined ? {} : { price }),
    ...(trigger === undefined ? {} : { trigger }),
    reduceOnly: market.kind === 'linear' && params.flag('reduceOnly'),
    ...(leg === undefined || market.kind === 'spot' ? {} : { leg }),
    timeInForce: timeInForce === 'IOC' || timeInForce === 'FOK' ? timeInForce : 'GTC',
    postOnly: !isMarket && timeInForce === 'PostOnly',
    ...(link === undefined ? {} : { clientOrderId: link }),
    tags: {
      link: link ?? '',
      filter: params.get('orderFilter') ?? 'Order',
      kind: type.type.startsWith('stop') ? 'stop' : 'take-profit',
      triggerBy: params.get('triggerBy') ?? '',
      basePrice: plain(core.price(market.symbol)),
    },
  };
}

/** On spot the filter says that there is a trigger, and the price tells its direction; on contracts it is said. */
function typeOf(
  { core, params }: SignedCall,
  market: Market,
  side: 'buy' | 'sell',
  isMarket: boolean,
): { readonly type: OrderType; readonly trigger?: Decimal } | WireError {
  const isSpot = market.kind === 'spot';
  const filter = params.get('orderFilter') ?? 'Order';
  const trigger = isSpot && filter === 'Order' ? undefined : params.decimal('triggerPrice');
  if (isSpot && !['Order', 'StopOrder', 'tpslOrder'].includes(filter)) return refused.filter;
  if (trigger === undefined)
    return filter === 'Order' || !isSpot ? { type: isMarket ? 'market' : 'limit' } : refused.filter;
  const direction = params.get('triggerDirection');
  if (!isSpot && direction !== '1' && direction !== '2') return refused.direction;
  const rises = isSpot ? trigger > core.price(market.symbol) : direction === '1';
  const isStop = rises === (side === 'buy');
  return {
    type: isStop ? (isMarket ? 'stop' : 'stop-limit') : isMarket ? 'take-profit' : 'take-profit-limit',
    trigger,
  };
}

function sizeOf(
  params: Params,
  market: Market,
  side: 'buy' | 'sell',
  type: OrderType,
  size: Decimal,
  trigger: Decimal | undefined,
): Pick<PlaceRequest, 'quantity' | 'quoteAmount' | 'closePosition'> {
  const closes = market.kind === 'linear' && size === 0n && params.flag('reduceOnly') && params.flag('closeOnTrigger');
  if (closes) return { closePosition: true };
  const isMarket = params.get('orderType') === 'Market';
  const unit = params.get('marketUnit') ?? (side === 'buy' ? 'quoteCoin' : 'baseCoin');
  if (market.kind === 'linear' || !isMarket || unit === 'baseCoin') return { quantity: size };
  if (type === 'market') return { quoteAmount: size };
  return { quantity: floorTo(divideDown(size, trigger!) ?? size, market.step) };
}

function refOf(params: Params): OrderRef | WireError {
  const [id, link] = [params.get('orderId'), params.get('orderLinkId')];
  if (id !== undefined) return { orderId: coreId(id) };
  if (link !== undefined) return { clientOrderId: link };
  return wireError(10001, 'params error: orderId or orderLinkId is required');
}

/** The order named, if it is of this market and, on spot, of the filter that is said or meant. */
function find(call: SignedCall, market: Market, filter?: string): Order | WireError {
  const ref = refOf(call.params);
  if (isWireError(ref)) return ref;
  const order = call.core.order(call.account, ref);
  const fits =
    filter === undefined ||
    market.kind !== 'spot' ||
    !order ||
    !isConditional(order) ||
    order.tags['filter'] === filter;
  return order && order.market === market && fits
    ? order
    : refusalOf({ rejected: true, reason: 'unknown-order' }, market.kind);
}

function amend(call: SignedCall): unknown {
  const market = marketOf(call.core, call.params);
  if (isWireError(market)) return market;
  const order = find(call, market);
  if (isWireError(order)) return order;
  const changes = Object.entries({
    quantity: call.params.decimal('qty'),
    price: call.params.decimal('price'),
    trigger: call.params.decimal('triggerPrice'),
  }).filter(([, value]) => value !== undefined);
  const result = call.core.amend(call.account, { orderId: order.id }, Object.fromEntries(changes));
  return told(result, market.kind, acknowledged);
}

function cancel(call: SignedCall): unknown {
  const market = marketOf(call.core, call.params);
  if (isWireError(market)) return market;
  const order = find(call, market, call.params.get('orderFilter') ?? 'Order');
  if (isWireError(order)) return order;
  return told(call.core.cancel(call.account, { orderId: order.id }), market.kind, acknowledged);
}

/** In a batch an order is found by its name alone. */
function cancelAny(call: SignedCall): unknown {
  const market = marketOf(call.core, call.params);
  if (isWireError(market)) return market;
  const order = find(call, market);
  if (isWireError(order)) return order;
  return told(call.core.cancel(call.account, { orderId: order.id }), market.kind, acknowledged);
}

function cancelAll(call: SignedCall): unknown {
  const { core, account, params } = call;
  const category = categoryOf(params)!;
  const symbol = params.get('symbol');
  const [base, settle] = [params.get('baseCoin'), params.get('settleCoin')];
  if (category !== 'spot' && symbol === undefined && base === undefined && settle === undefined) {
    return wireError(10001, 'params error: symbol, baseCoin or settleCoin is required');
  }
  const markets = listed(core, category).filter((market) =>
    symbol !== undefined
      ? symbolOf(market) === symbol
      : base !== undefined
        ? market.base === base
        : settle === undefined || market.quote === settle,
  );
  if (symbol !== undefined && markets.length === 0) return noSymbol;
  const filter = params.get('orderFilter') ?? (category === 'spot' ? 'Order' : undefined);
  const list = core
    .cancelAll(account, (order) => markets.includes(order.market) && isOfFilter(order, filter))
    .map((order) => ({ orderId: idOf(order), orderLinkId: order.tags['link'] ?? '' }));
  return { list, success: '1' };
}

/** `Order` is what rests, the rest what waits; on spot each filter has orders of its own. */
export function isOfFilter(order: Order, filter: string | undefined): boolean {
  if (filter === undefined) return true;
  const own = !isConditional(order) ? 'Order' : order.market.kind === 'spot' ? order.tags['filter'] : 'StopOrder';
  return own === filter;
}

/** Each order by itself; the second list tells how it went. */
function batch(call: SignedCall, one: (call: SignedCall) => unknown, isPlacing: boolean): unknown {
  const items = call.params.list('request');
  const category = categoryOf(call.params)!;
  if (!items || items.length === 0 || items.length > (category === 'spot' ? 10 : 20)) {
    return wireError(10001, 'params error: request is invalid');
  }
  const results = items.map((item) => run(call, category, item, one));
  const list = results.map((result, index) => {
    const item = items[index];
    const shared = { category, symbol: isJsonObject(item) ? item['symbol'] : '' };
    const failed = { orderId: '', orderLinkId: '' };
    const row = { ...shared, ...(isWireError(result) ? failed : (result as object)) };
    return isPlacing ? { ...row, createAt: isWireError(result) ? '' : String(call.nowMs) } : row;
  });
  const codes = results.map((result) =>
    isWireError(result) ? { code: result.code, msg: result.msg } : { code: 0, msg: 'OK' },
  );
  return extended({ list }, { list: codes });
}

function run(call: SignedCall, category: string, item: JsonValue, one: (call: SignedCall) => unknown): unknown {
  if (!isJsonObject(item)) return wireError(10001, 'params error: request is invalid');
  const result = one({ ...call, params: Params.ofObject(item, [['category', category]]) });
  return isRejection(result) ? wireError(10001, 'params error') : result;
}
