import type { OrderType } from '../../../core/index.ts';
import type { Account } from '../../core/account.ts';
import type { Market } from '../../core/markets.ts';
import { isRejection, type Order, type PlaceRequest, type TimeInForce } from '../../core/order.ts';
import type { PracticeCore } from '../../core/practice-core.ts';
import { marketOf, readId, spellId } from './names.ts';
import { describeOrder, isOpen } from './shapes.ts';
import {
  isoSeconds,
  isWireError,
  Params,
  refusalOf,
  type SignedCall,
  type SignedRoutes,
  told,
  type WireError,
  wireError,
} from './wire.ts';

const types: Readonly<Record<string, OrderType>> = {
  market: 'market',
  limit: 'limit',
  'stop-loss': 'stop',
  'take-profit': 'take-profit',
  'stop-loss-limit': 'stop-limit',
  'take-profit-limit': 'take-profit-limit',
};

/** The timers that cancel everything of an account; they do not outlive the server. */
export class Timers {
  readonly #untilMs = new Map<Account, number>();

  /** Cancels for every account whose time is up. */
  run(core: PracticeCore): void {
    if (this.#untilMs.size === 0) return;
    const nowMs = core.now();
    for (const [account, untilMs] of this.#untilMs) {
      if (untilMs > nowMs) continue;
      this.#untilMs.delete(account);
      core.cancelAll(account);
    }
  }

  set(account: Account, untilMs: number | undefined): void {
    if (untilMs === undefined) this.#untilMs.delete(account);
    else this.#untilMs.set(account, untilMs);
  }
}

export function tradingRoutes(timers: Timers): SignedRoutes {
  return {
    AddOrder: { needs: 'trade', answer: addOrder },
    AddOrderBatch: { needs: 'trade', answer: addBatch },
    AmendOrder: { needs: 'trade', answer: amendOrder },
    EditOrder: { needs: 'trade', answer: editOrder },
    CancelOrder: { needs: 'trade', answer: cancelOrder },
    CancelOrderBatch: { needs: 'trade', answer: cancelBatch },
    CancelAll: { needs: 'trade', answer: ({ core, account }) => ({ count: core.cancelAll(account).length }) },
    CancelAllOrdersAfter: { needs: 'trade', answer: (call) => cancelAfter(call, timers) },
  };
}

function invalid(name: string): WireError {
  return wireError(`EGeneral:Invalid arguments:${name}`);
}

/** Of an order that waits, `price` is the trigger and `price2` the limit. */
function pricesOf(params: Params, type: OrderType): Pick<PlaceRequest, 'price' | 'trigger'> | WireError {
  const waits = type !== 'market' && type !== 'limit';
  const isLimited = type === 'limit' || type.endsWith('-limit');
  const limitName = waits ? 'price2' : 'price';
  const price = isLimited ? params.decimal(limitName) : undefined;
  const trigger = waits ? params.decimal('price') : undefined;
  if (isLimited && price === undefined) return invalid(limitName);
  if (waits && trigger === undefined) return invalid('price');
  return { ...(price === undefined ? {} : { price }), ...(trigger === undefined ? {} : { trigger }) };
}

/** What the core is asked for; an error names the argument that is wrong. */
function requestOf(params: Params, market: Market): PlaceRequest | WireError {
  const type = types[params.get('ordertype') ?? ''];
  const side = params.get('type');
  const volume = params.decimal('volume');
  if (!type) return invalid('ordertype');
  if (side !== 'buy' && side !== 'sell') return invalid('type');
  if (volume === undefined) return invalid('volume');
  if (params.flag('reduce_only')) return wireError('EOrder:Reduce only:No position exists');
  if ((params.get('leverage') ?? 'none') !== 'none') return wireError('EOrder:Cannot open position');
  const [clientOrderId, userref] = [params.get('cl_ord_id'), params.get('userref')];
  if (clientOrderId !== undefined && userref !== undefined) return invalid('cl_ord_id');
  const flags = params.get('oflags')?.split(',') ?? [];
  const byQuote = flags.includes('viqc');
  if (byQuote && (type !== 'market' || side !== 'buy')) return invalid('viqc');
  const prices = pricesOf(params, type);
  if (isWireError(prices)) return prices;
  const timeInForce = params.get('timeinforce');
  return {
    market: market.symbol,
    side,
    type,
    ...(byQuote ? { quoteAmount: volume } : { quantity: volume }),
    ...prices,
    timeInForce: (timeInForce === 'IOC' || timeInForce === 'FOK' ? timeInForce : 'GTC') satisfies TimeInForce,
    postOnly: flags.includes('post'),
    ...(clientOrderId === undefined ? {} : { clientOrderId }),
    tags: {
      ordertype: params.get('ordertype')!,
      ...(userref === undefined ? {} : { userref }),
      ...(clientOrderId === undefined ? {} : { cl_ord_id: 'given' }),
    },
  };
}

function addOrder({ core, account, params }: SignedCall): unknown {
  const market = marketOf(core, params.get('pair'));
  if (!market) return wireError('EQuery:Unknown asset pair');
  const request = requestOf(params, market);
  if (isWireError(request)) return request;
  const validateOnly = params.flag('validate');
  const shape = (order: Order) => ({
    descr: { order: describeOrder(order) },
    ...(validateOnly ? {} : { txid: [spellId('O', order.id)] }),
  });
  return told(core.place(account, { ...request, validateOnly }), shape, market);
}

function addBatch({ core, account, params }: SignedCall): unknown {
  const market = marketOf(core, params.get('pair'));
  const list = params.value('orders');
  if (!market) return wireError('EQuery:Unknown asset pair');
  if (!Array.isArray(list) || list.length < 2 || list.length > 15)
    return wireError('EGeneral:Invalid arguments:orders');
  const requests: PlaceRequest[] = [];
  for (const item of list) {
    const request = requestOf(Params.ofObject(item), market);
    if (isWireError(request)) return request;
    const checked = core.place(account, { ...request, validateOnly: true });
    if (isRejection(checked) && checked.reason !== 'insufficient-balance') return refusalOf(checked, market);
    requests.push(request);
  }
  const validateOnly = params.flag('validate');
  const orders = requests.map((request) => {
    const order = core.place(account, { ...request, validateOnly });
    if (isRejection(order)) return { error: refusalOf(order, market).wireError };
    return { descr: { order: describeOrder(order) }, ...(validateOnly ? {} : { txid: spellId('O', order.id) }) };
  });
  return { orders };
}

/** The open orders that a txid, a client order id or a user reference names. */
function openBy(account: Account, name: string, isClientId: boolean): Order[] {
  const id = isClientId ? undefined : readId(name);
  return [...account.open].filter((order) => {
    if (isClientId) return order.tags['cl_ord_id'] !== undefined && order.clientOrderId === name;
    return id === undefined ? /^-?\d+$/.test(name) && order.tags['userref'] === name : order.id === id;
  });
}

function amendOrder({ core, account, params }: SignedCall): unknown {
  const [txid, clientId] = [params.get('txid'), params.get('cl_ord_id')];
  core.now();
  const [order] = openBy(account, txid ?? clientId ?? '', txid === undefined);
  if (!order) return wireError('EOrder:Unknown order');
  const [quantity, price, trigger] = ['order_qty', 'limit_price', 'trigger_price'].map((name) => params.decimal(name));
  const change = {
    ...(quantity === undefined ? {} : { quantity }),
    ...(price === undefined ? {} : { price }),
    ...(trigger === undefined ? {} : { trigger }),
  };
  if (Object.keys(change).length === 0) return wireError('EGeneral:Invalid arguments');
  const amended = core.amend(account, { orderId: order.id }, change);
  return told(amended, () => ({ amend_id: spellId('A', core.world.nextId++) }), order.market);
}

/** The old way: cancels and places anew under another id. Orders with a client order id are not taken. */
function editOrder({ core, account, params }: SignedCall): unknown {
  core.now();
  const [order] = openBy(account, params.get('txid') ?? '', false);
  if (!order || order.tags['cl_ord_id'] !== undefined) return wireError('EOrder:Unknown order');
  const [volume, price] = [params.decimal('volume') ?? order.quantity, params.decimal('price') ?? order.price];
  core.cancel(account, { orderId: order.id });
  const placed = core.place(account, {
    market: order.market.symbol,
    side: order.side,
    type: order.type,
    quantity: volume,
    ...(price === undefined ? {} : { price }),
    ...(order.trigger === undefined ? {} : { trigger: order.trigger }),
    tags: order.tags,
  });
  const shape = (made: Order) => ({
    status: 'ok',
    txid: spellId('O', made.id),
    originaltxid: spellId('O', order.id),
    orders_cancelled: 1,
    descr: { order: describeOrder(made) },
  });
  return told(placed, shape, order.market);
}

function cancelOrder({ core, account, params }: SignedCall): unknown {
  core.now();
  const [txid, clientId] = [params.get('txid'), params.get('cl_ord_id')];
  const orders = openBy(account, txid ?? clientId ?? '', txid === undefined);
  if (orders.length === 0) return wireError('EOrder:Unknown order');
  for (const order of orders) core.cancel(account, { orderId: order.id });
  return { count: orders.length };
}

function cancelBatch({ core, account, params }: SignedCall): unknown {
  core.now();
  const texts = (name: string) => {
    const list = params.value(name);
    return Array.isArray(list) ? list.map((item) => Params.ofObject({ item }).get('item') ?? '') : [];
  };
  const orders = new Set([
    ...texts('orders').flatMap((name) => openBy(account, name, false)),
    ...texts('cl_ord_ids').flatMap((name) => openBy(account, name, true)),
  ]);
  if (texts('orders').length + texts('cl_ord_ids').length > 50) return invalid('orders');
  if (orders.size === 0) return wireError('EOrder:Unknown order');
  for (const order of orders) if (isOpen(order)) core.cancel(account, { orderId: order.id });
  return { count: orders.size };
}

function cancelAfter({ account, params, nowMs, core }: SignedCall, timers: Timers): unknown {
  const timeoutS = params.number('timeout');
  if (timeoutS === undefined || timeoutS < 0 || timeoutS >= 86_400)
    return wireError('EGeneral:Invalid arguments:timeout');
  timers.set(account, timeoutS === 0 ? undefined : core.now() + timeoutS * 1000);
  return { currentTime: isoSeconds(nowMs), triggerTime: timeoutS === 0 ? '0' : isoSeconds(nowMs + timeoutS * 1000) };
}
