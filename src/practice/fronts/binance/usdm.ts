import { isJsonFault, isJsonObject, JsonNumber, type JsonValue, parseJson } from '../../../core/index.ts';
import { isHedged } from '../../core/account.ts';
import { isAgainst, type Leg, type Order, type OrderRef, type PlaceRequest } from '../../core/order.ts';
import type { PracticeCore } from '../../core/practice-core.ts';
import type { Param } from '../../front.ts';
import { page, refOf, tooLong } from './spot.ts';
import { algoTypes, usdmOrder, usdmTrade } from './usdm-shapes.ts';
import {
  checkParams,
  errorBody,
  isWireError,
  marketOf,
  Params,
  type SignedCall,
  type SignedRoute,
  told,
  type WireError,
  wireError,
} from './wire.ts';

const bySymbol = { mandatory: ['symbol'], symbol: 'linear' } as const;
const placing = { mandatory: ['symbol', 'side', 'type'], symbol: 'linear', needs: 'futures', order: true } as const;

/** The dead-man timers of USD-M: when one runs out, the open orders of its symbol are cancelled. */
export class Countdowns {
  readonly #ends = new Map<string, { account: string; market: string; endMs: number }>();

  set(account: string, market: string, endMs: number | undefined): void {
    const name = `${account} ${market}`;
    if (endMs === undefined) this.#ends.delete(name);
    else this.#ends.set(name, { account, market, endMs });
  }

  /** Ends the timers that have run out. */
  run(core: PracticeCore): void {
    const nowMs = core.now();
    for (const [name, { account, market, endMs }] of [...this.#ends]) {
      if (nowMs < endMs) continue;
      this.#ends.delete(name);
      const owner = core.account(account);
      if (owner) core.cancelAll(owner, (order) => order.market.symbol === market && order.status === 'open');
    }
  }
}

/** Trading calls of USD-M futures. */
export function usdmRoutes(countdowns: Countdowns): readonly SignedRoute[] {
  return [
    { line: 'POST /fapi/v1/order', ...placing, answer: placeUsdm },
    { line: 'POST /fapi/v1/order/test', ...placing, order: false, answer: testUsdm },
    {
      line: 'PUT /fapi/v1/order',
      needs: 'futures',
      order: true,
      ...bySymbol,
      mandatory: ['symbol', 'side', 'quantity', 'price'],
      answer: modify,
    },
    { line: 'GET /fapi/v1/order', needs: 'read', ...bySymbol, answer: queryOrder },
    { line: 'GET /fapi/v1/openOrder', needs: 'read', ...bySymbol, answer: queryOpenOrder },
    { line: 'DELETE /fapi/v1/order', needs: 'futures', ...bySymbol, answer: cancelOrder },
    { line: 'DELETE /fapi/v1/allOpenOrders', needs: 'futures', ...bySymbol, answer: cancelAll },
    {
      line: 'POST /fapi/v1/countdownCancelAll',
      needs: 'futures',
      weight: 10,
      ...bySymbol,
      mandatory: ['symbol', 'countdownTime'],
      answer: (call) => countdown(countdowns, call),
    },
    {
      line: 'POST /fapi/v1/batchOrders',
      needs: 'futures',
      order: true,
      weight: 5,
      mandatory: ['batchOrders'],
      answer: (call) => batch(call, placing.mandatory, placeUsdm),
    },
    {
      line: 'PUT /fapi/v1/batchOrders',
      needs: 'futures',
      order: true,
      weight: 5,
      mandatory: ['batchOrders'],
      answer: (call) => batch(call, ['symbol', 'side', 'quantity', 'price'], modify),
    },
    { line: 'DELETE /fapi/v1/batchOrders', needs: 'futures', ...bySymbol, answer: cancelBatch },
    { line: 'GET /fapi/v1/openOrders', needs: 'read', weightOfAll: 40, symbol: 'linear', answer: openOrders },
    { line: 'GET /fapi/v1/allOrders', needs: 'read', weight: 5, ...bySymbol, answer: allOrders },
    { line: 'GET /fapi/v1/userTrades', needs: 'read', weight: 5, ...bySymbol, answer: userTrades },
  ];
}

/** Which position is named: none is `BOTH`. With two of them it is the side that says what reduces, and a flag that says so is refused. */
function legOf({ account, market, params }: SignedCall): { readonly leg?: Leg } | WireError {
  const named = params.get('positionSide') ?? 'BOTH';
  const leg = ({ LONG: 'long', SHORT: 'short' } as const)[named];
  if (leg === undefined && named !== 'BOTH') return wireError(-1117, 'Invalid positionSide.');
  const isDual = isHedged(account, market!.symbol);
  if (isDual !== (leg !== undefined)) return wireError(-4061, "Order's position side does not match user's setting.");
  if (leg === undefined) return {};
  if (params.get('reduceOnly') !== undefined) return wireError(-1106, "Parameter 'reduceonly' sent when not required.");
  const opens = !isAgainst({ side: params.side(), leg });
  return params.flag('closePosition') && opens ? wireError(-2022, 'ReduceOnly Order is rejected.') : { leg };
}

/** What the parameters of an ordinary or algo order ask the core for. */
export function linearRequest(
  call: SignedCall,
  type: PlaceRequest['type'],
  clientOrderId: string | undefined,
): PlaceRequest | WireError {
  const { params } = call;
  const leg = legOf(call);
  if (isWireError(leg)) return leg;
  const [quantity, price, trigger] = ['quantity', 'price', 'triggerPrice'].map((name) => params.decimal(name));
  const timeInForce = params.get('timeInForce');
  const limit = type === 'limit' || type.endsWith('-limit');
  return {
    market: call.market!.symbol,
    side: params.side(),
    type,
    ...(quantity === undefined ? {} : { quantity }),
    ...(price === undefined || !limit ? {} : { price }),
    ...(trigger === undefined || type === 'limit' || type === 'market' ? {} : { trigger }),
    closePosition: params.flag('closePosition'),
    reduceOnly: params.flag('reduceOnly'),
    ...leg,
    timeInForce: timeInForce === 'IOC' || timeInForce === 'FOK' ? timeInForce : 'GTC',
    postOnly: timeInForce === 'GTX' && limit,
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
    tags: { type: params.get('type') ?? '', workingType: params.get('workingType') ?? 'CONTRACT_PRICE' },
  };
}

function plainRequest(call: SignedCall): PlaceRequest | WireError {
  const { params } = call;
  const type = params.get('type')!;
  if (algoTypes[type] || type === 'TRAILING_STOP_MARKET') {
    return wireError(
      -4120,
      'Order type not supported for this endpoint. Please use the Algo Order API endpoints instead.',
    );
  }
  if (type !== 'LIMIT' && type !== 'MARKET') return wireError(-1116, 'Invalid orderType.');
  const missing = type === 'LIMIT' ? ['quantity', 'price', 'timeInForce'] : ['quantity'];
  return (
    checkParams(params, missing) ??
    linearRequest(call, type === 'LIMIT' ? 'limit' : 'market', params.get('newClientOrderId'))
  );
}

function placeUsdm(call: SignedCall): unknown {
  const request = plainRequest(call);
  return isWireError(request) ? request : told(call.core.place(call.account, request), 'linear', usdmOrder);
}

function testUsdm(call: SignedCall): unknown {
  const request = plainRequest(call);
  if (isWireError(request)) return request;
  return told(call.core.place(call.account, { ...request, validateOnly: true }), 'linear', usdmOrder);
}

function find(call: SignedCall, ref: OrderRef): Order | undefined {
  const order = call.core.order(call.account, ref);
  return order && order.market === call.market && !isAlgoOnly(order) ? order : undefined;
}

/** An order of the algo book that was not set off is not in the ordinary book. */
export function isAlgoOnly(order: Order): boolean {
  return order.trigger !== undefined && order.triggeredMs === undefined;
}

function modify(call: SignedCall): unknown {
  const ref = refOf(call.params);
  if (isWireError(ref)) return ref;
  const order = find(call, ref);
  if (!order) return wireError(-2013, 'Order does not exist.');
  if (order.side !== call.params.side()) return wireError(-1117, 'Invalid side.');
  const change = { quantity: call.params.decimal('quantity')!, price: call.params.decimal('price')! };
  return told(call.core.amend(call.account, { orderId: order.id }, change), 'linear', usdmOrder);
}

function queryOrder(call: SignedCall): unknown {
  const ref = refOf(call.params);
  if (isWireError(ref)) return ref;
  const order = find(call, ref);
  return order ? usdmOrder(order) : wireError(-2013, 'Order does not exist.');
}

function queryOpenOrder(call: SignedCall): unknown {
  const ref = refOf(call.params);
  if (isWireError(ref)) return ref;
  const order = find(call, ref);
  return order?.status === 'open' ? usdmOrder(order) : wireError(-2013, 'Order does not exist.');
}

function cancelOrder(call: SignedCall): unknown {
  const ref = refOf(call.params);
  return isWireError(ref) ? ref : cancelBy(call, ref);
}

function cancelBy(call: SignedCall, ref: OrderRef): unknown {
  const order = find(call, ref);
  if (!order) return wireError(-2011, 'Unknown order sent.');
  return told(call.core.cancel(call.account, { orderId: order.id }), 'linear', usdmOrder);
}

function cancelAll(call: SignedCall): unknown {
  call.core.cancelAll(call.account, (order) => order.market === call.market && order.status === 'open');
  return { code: 200, msg: 'The operation of cancel all open order is done.' };
}

function countdown(countdowns: Countdowns, call: SignedCall): unknown {
  const countdownMs = call.params.number('countdownTime');
  if (countdownMs === undefined)
    return wireError(-1102, "Mandatory parameter 'countdownTime' was not sent, was empty/null, or malformed.");
  const endMs = countdownMs === 0 ? undefined : call.core.now() + countdownMs;
  countdowns.set(call.account.name, call.market!.symbol, endMs);
  return { symbol: call.params.get('symbol'), countdownTime: String(countdownMs) };
}

function listOf(text: string | undefined): JsonValue[] | undefined {
  const value = parseJson(text ?? '[]');
  return isJsonFault(value) || !Array.isArray(value) ? undefined : value;
}

function plain(value: JsonValue): string {
  return value instanceof JsonNumber ? value.text : String(value);
}

function batch(call: SignedCall, mandatory: readonly string[], one: (call: SignedCall) => unknown): unknown {
  const list = listOf(call.params.get('batchOrders'));
  if (!list) return wireError(-1130, "Data sent for parameter 'batchOrders' is not valid.");
  if (list.length === 0 || list.length > 5) return wireError(-4082, 'Invalid number of batch place orders');
  return list.map((entry) => {
    if (!isJsonObject(entry)) return errorBody(wireError(-1130, "Data sent for parameter 'batchOrders' is not valid."));
    const given: Param[] = Object.entries(entry).map(([name, value]) => [name, plain(value)]);
    const params = new Params(given, []);
    const market = marketOf(call.core, 'linear', params.get('symbol') ?? '');
    const wrong = checkParams(params, mandatory) ?? (market ? undefined : wireError(-1121, 'Invalid symbol.'));
    const result = wrong ?? one({ ...call, params, market: market! });
    return isWireError(result) ? errorBody(result) : result;
  });
}

function cancelBatch(call: SignedCall): unknown {
  const ids = listOf(call.params.get('orderIdList') ?? call.params.get('orderidlist'));
  const clientIds = listOf(call.params.get('origClientOrderIdList') ?? call.params.get('origclientorderidlist'));
  if (!ids || !clientIds) return wireError(-1130, "Data sent for parameter 'orderIdList' is not valid.");
  const refs = [...ids.map((id) => ({ orderId: plain(id) })), ...clientIds.map((id) => ({ clientOrderId: plain(id) }))];
  if (refs.length === 0 || refs.length > 10) return wireError(-4083, 'Invalid number of batch cancel orders');
  return refs.map((ref) => {
    const result = cancelBy(call, ref);
    return isWireError(result) ? errorBody(result) : result;
  });
}

function openOrders(call: SignedCall): unknown {
  return call.core
    .openOrders(call.account)
    .filter((order) => order.market.kind === 'linear' && order.status === 'open')
    .filter((order) => !call.market || order.market === call.market)
    .map(usdmOrder);
}

/** The longest span of the futures lists. */
export const WEEK_MS = 7 * 86_400_000;

function allOrders(call: SignedCall): unknown {
  call.core.now();
  const refused = tooLong(call.params, WEEK_MS);
  if (refused) return refused;
  const orders = [...call.account.orders.values()].filter(
    (order) => order.market === call.market && !isAlgoOnly(order),
  );
  return page(
    call.params,
    orders,
    'orderId',
    (order) => Number(order.id),
    (order) => order.createdMs,
  ).map(usdmOrder);
}

function userTrades(call: SignedCall): unknown {
  call.core.now();
  const refused = tooLong(call.params, WEEK_MS);
  if (refused) return refused;
  const { params } = call;
  if (params.get('fromId') !== undefined && (params.get('startTime') ?? params.get('endTime')) !== undefined)
    return wireError(-1128, 'Combination of optional parameters invalid.');
  const orderId = call.params.get('orderId');
  const trades = call.account.trades.filter(
    (trade) => trade.market === call.market && (orderId === undefined || trade.orderId === orderId),
  );
  return page(
    call.params,
    trades,
    'fromId',
    (trade) => trade.id,
    (trade) => trade.atMs,
  ).map(usdmTrade);
}
