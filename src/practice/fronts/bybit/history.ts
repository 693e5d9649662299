import type { Order, Trade } from '../../core/order.ts';
import { isOfFilter } from './orders.ts';
import { coreId, orderShape, tradeShape } from './shapes.ts';
import {
  categoryOf,
  DAY_MS,
  historyPage,
  isWireError,
  isWithin,
  listed,
  marketsOf,
  noCategory,
  plain,
  type SignedCall,
  type SignedRoute,
  spanOf,
  symbolOf,
  type WireError,
  wireError,
} from './wire.ts';

const weekly = { longestMs: 7 * DAY_MS, usualMs: 7 * DAY_MS };

/** What was ordered and traded. */
export const historyRoutes: readonly SignedRoute[] = [
  { line: 'GET /v5/order/realtime', needs: 'read', mandatory: ['category'], answer: realtime },
  { line: 'GET /v5/order/history', needs: 'read', mandatory: ['category'], answer: orderHistory },
  { line: 'GET /v5/execution/list', needs: 'read', mandatory: ['category'], answer: executions },
  { line: 'GET /v5/position/closed-pnl', needs: 'read', mandatory: ['category'], answer: closedPnl },
  // No combination of two markets is traded here.
];

function isOpen(order: Order): boolean {
  return order.status === 'open' || order.status === 'waiting';
}

/** Those of the category that the other parameters name, newest first. */
function chosen(call: SignedCall): Order[] | WireError {
  const { core, account, params } = call;
  const category = categoryOf(params);
  if (!category) return noCategory;
  core.now();
  const all = [...account.orders.values()].filter((order) => order.market.kind === category).reverse();
  const [id, link] = [params.get('orderId'), params.get('orderLinkId')];
  if (id !== undefined) return all.filter((order) => order.id === coreId(id));
  if (link !== undefined) return all.filter((order) => order.tags['link'] === link);
  const [symbol, base, settle] = ['symbol', 'baseCoin', 'settleCoin'].map((name) => params.get(name));
  return all.filter(
    (order) =>
      (symbol === undefined || symbolOf(order.market) === symbol) &&
      (base === undefined || order.market.base === base) &&
      (settle === undefined || order.market.quote === settle) &&
      isOfFilter(order, params.get('orderFilter')),
  );
}

function isNamed({ params }: SignedCall): boolean {
  return params.get('orderId') !== undefined || params.get('orderLinkId') !== undefined;
}

/** Open orders, or with `openOnly` 1 the last that are closed; by id both. */
function realtime(call: SignedCall): unknown {
  const { params } = call;
  const category = categoryOf(params);
  const isReached =
    isNamed(call) || ['symbol', 'baseCoin', 'settleCoin'].some((name) => params.get(name) !== undefined);
  if (category === 'linear' && !isReached) {
    return wireError(10001, 'params error: symbol, baseCoin or settleCoin is required');
  }
  const orders = chosen(call);
  if (isWireError(orders)) return orders;
  const closed = params.get('openOnly') === '1';
  const shown = isNamed(call) ? orders : orders.filter((order) => isOpen(order) !== closed).slice(0, 500);
  return paged(call, shown.map(orderShape), 20, 50);
}

function paged(call: SignedCall, rows: readonly unknown[], usual: number, most: number): unknown {
  const page = historyPage(call.params, rows, usual, most);
  return isWireError(page) ? page : { category: categoryOf(call.params), ...page };
}

function inTime<T>(call: SignedCall, items: readonly T[], atMs: (item: T) => number): T[] | WireError {
  if (isNamed(call)) return [...items];
  const span = spanOf(call, weekly);
  return isWireError(span) ? span : items.filter((item) => isWithin(span, atMs(item)));
}

/** What ended without a fill is shown for a day. */
function orderHistory(call: SignedCall): unknown {
  const orders = chosen(call);
  if (isWireError(orders)) return orders;
  const status = call.params.get('orderStatus');
  const isKept = (order: Order): boolean => order.filled > 0n || call.nowMs - order.updatedMs <= DAY_MS;
  const ended = orders.filter((order) => !isOpen(order) && (isNamed(call) || isKept(order)));
  const inSpan = inTime(call, ended, (order) => order.createdMs);
  if (isWireError(inSpan)) return inSpan;
  const shown = inSpan.map(orderShape).filter((order) => status === undefined || order['orderStatus'] === status);
  return paged(call, shown, 20, 50);
}

function tradesOf(call: SignedCall): Trade[] | WireError {
  const markets = marketsOf(call.core, call.params);
  if (isWireError(markets)) return markets;
  call.core.now();
  const id = call.params.get('orderId');
  const link = call.params.get('orderLinkId');
  const known = call.params.get('symbol') === undefined ? listed(call.core, categoryOf(call.params)!) : markets;
  return call.account.trades
    .filter((trade) => known.includes(trade.market))
    .filter((trade) => id === undefined || trade.orderId === coreId(id))
    .filter((trade) => link === undefined || trade.clientOrderId === link)
    .reverse();
}

function executions(call: SignedCall): unknown {
  const trades = tradesOf(call);
  if (isWireError(trades)) return trades;
  const shown = inTime(call, trades, (trade) => trade.atMs);
  if (isWireError(shown)) return shown;
  const rows = shown.map((trade) => tradeShape(trade, call.account.orders.get(trade.orderId)));
  return paged(call, rows, 50, 100);
}

function closedPnl(call: SignedCall): unknown {
  const trades = tradesOf(call);
  if (isWireError(trades)) return trades;
  const closing = inTime(
    call,
    trades.filter((trade) => trade.market.kind === 'linear' && trade.realised !== 0n),
    (trade) => trade.atMs,
  );
  if (isWireError(closing)) return closing;
  const rows = closing.map((trade) => {
    const { symbol, orderId, side, execQty, execPrice, execValue, execTime } = tradeShape(trade, undefined);
    return {
      symbol,
      orderId,
      side,
      qty: execQty,
      orderPrice: execPrice,
      orderType: 'Market',
      execType: 'Trade',
      closedSize: execQty,
      cumEntryValue: execValue,
      avgEntryPrice: execPrice,
      cumExitValue: execValue,
      avgExitPrice: execPrice,
      closedPnl: plain(trade.realised),
      fillCount: '1',
      leverage: '1',
      createdTime: execTime,
      updatedTime: execTime,
    };
  });
  return paged(call, rows, 50, 100);
}
