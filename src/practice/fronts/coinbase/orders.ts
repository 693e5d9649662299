import { divideDown, multiplyDown, zero } from '../../../core/index.ts';
import { isRejection, type Order, type PlaceRequest, type RejectReason } from '../../core/order.ts';
import { bestOf } from './market.ts';
import { marketOf, productOf, readId, spellId } from './names.ts';
import { forms, requestOf, statusOf, takerFee, toldFill, toldOrder } from './shapes.ts';
import {
  type CoinbaseError,
  coinbaseError,
  invalid,
  isCoinbaseError,
  Params,
  pageOf,
  plain,
  type Route,
  type SignedCall,
  textsIn,
} from './wire.ts';

const BASE = '/api/v3/brokerage/orders';

export const orderRoutes: readonly Route<SignedCall>[] = [
  { line: `POST ${BASE}`, needs: 'trade', answer: place },
  { line: `POST ${BASE}/batch_cancel`, needs: 'trade', answer: cancel },
  { line: `POST ${BASE}/edit`, needs: 'trade', answer: edit },
  { line: `POST ${BASE}/close_position`, needs: 'trade', answer: () => invalid('there are no futures here') },
  { line: `POST ${BASE}/preview`, needs: 'read', answer: preview },
  { line: `POST ${BASE}/edit_preview`, needs: 'read', answer: editPreview },
  { line: `GET ${BASE}/historical/batch`, needs: 'read', answer: list },
  { line: `GET ${BASE}/historical/fills`, needs: 'read', answer: fills },
  { line: `GET ${BASE}/historical/{}`, needs: 'read', answer: one },
];

interface Asked {
  readonly request: PlaceRequest;
  readonly product: string;
}

/** What a body asks to place, or why it is no order. */
function asked({ core, body }: SignedCall): Asked | CoinbaseError {
  const params = Params.ofObject(body);
  const [product, side] = [params.get('product_id'), params.get('side')];
  const market = marketOf(core, product);
  if (!market || product === undefined) return invalid('ProductID is invalid');
  if (side !== 'BUY' && side !== 'SELL') return invalid('side is invalid');
  const request = requestOf(body['order_configuration'], side === 'BUY' ? 'buy' : 'sell');
  if (!request) return invalid('order configuration is invalid');
  return { request: { ...request, market: market.symbol }, product };
}

/** The exchange's words for what the core refuses: why the order failed, and why its preview would have. */
const failures: { readonly [reason in RejectReason]?: readonly [error: string, preview: string] } = {
  'quantity-step': ['INVALID_SIZE_PRECISION', 'PREVIEW_INVALID_SIZE_PRECISION'],
  'quantity-range': ['UNKNOWN_FAILURE_REASON', 'PREVIEW_INVALID_BASE_SIZE_TOO_SMALL'],
  'price-tick': ['INVALID_PRICE_PRECISION', 'PREVIEW_INVALID_PRICE_PRECISION'],
  'price-band': ['INVALID_LIMIT_PRICE', 'PREVIEW_INVALID_LIMIT_PRICE'],
  'min-notional': ['UNKNOWN_FAILURE_REASON', 'PREVIEW_INVALID_QUOTE_SIZE_TOO_SMALL'],
  'insufficient-balance': ['INSUFFICIENT_FUND', 'PREVIEW_INSUFFICIENT_FUND'],
  'post-only-takes': ['INVALID_LIMIT_PRICE_POST_ONLY', 'PREVIEW_INVALID_LIMIT_PRICE_POST_ONLY'],
};

function failureOf(reason: RejectReason, request: PlaceRequest): readonly [error: string, preview: string] {
  if (reason === 'triggers-at-once') {
    const goesUp = (request.side === 'buy') === (request.type === 'stop-limit');
    return ['UNKNOWN_FAILURE_REASON', `PREVIEW_STOP_PRICE_${goesUp ? 'BELOW' : 'ABOVE'}_LAST_TRADE_PRICE`];
  }
  return failures[reason] ?? ['UNSUPPORTED_ORDER_CONFIGURATION', 'UNKNOWN_PREVIEW_FAILURE_REASON'];
}

/** A failure comes with status 200. A client order id that was used before names its first order (not verified at the real one). */
function place(call: SignedCall): unknown {
  const { core, account, body } = call;
  const clientOrderId = Params.ofObject(body).get('client_order_id');
  if (clientOrderId === undefined) return invalid('client_order_id is required');
  const what = asked(call);
  if (isCoinbaseError(what)) return what;
  const before = [...account.orders.values()].find((order) => order.clientOrderId === clientOrderId);
  const order = before ?? core.place(account, { ...what.request, clientOrderId });
  if (isRejection(order)) {
    const [error, preview] = failureOf(order.reason, what.request);
    return {
      success: false,
      error_response: {
        error,
        message: error === 'INSUFFICIENT_FUND' ? 'Insufficient balance in source account' : '',
        error_details: '',
        preview_failure_reason: preview,
        new_order_failure_reason: error,
      },
      order_configuration: body['order_configuration'],
    };
  }
  return {
    success: true,
    success_response: {
      order_id: spellId(order.id),
      product_id: what.product,
      side: order.side.toUpperCase(),
      client_order_id: order.clientOrderId,
      attached_order_id: '',
    },
    order_configuration: body['order_configuration'],
  };
}

function cancel({ core, account, body }: SignedCall): unknown {
  const ids = textsIn(body['order_ids']);
  if (ids.length === 0) return invalid('order_ids is required');
  const results = ids.map((text) => {
    const id = readId(text);
    const order = id === undefined ? undefined : core.order(account, { orderId: id });
    const done = order ? core.cancel(account, { orderId: order.id }) : undefined;
    const isDone = done !== undefined && !isRejection(done);
    const reason = isDone
      ? 'UNKNOWN_CANCEL_FAILURE_REASON'
      : order
        ? 'DUPLICATE_CANCEL_REQUEST'
        : 'UNKNOWN_CANCEL_ORDER';
    return { success: isDone, failure_reason: reason, order_id: text };
  });
  return { results };
}

const editFailures: { readonly [reason in RejectReason]?: string } = {
  'unknown-order': 'ORDER_NOT_FOUND',
  'quantity-range': 'CANNOT_EDIT_TO_BELOW_FILLED_SIZE',
  'quantity-step': 'INVALID_EDITED_SIZE',
  'min-notional': 'INVALID_EDITED_SIZE',
  'price-tick': 'INVALID_EDITED_PRICE',
  'price-band': 'INVALID_EDITED_PRICE',
  'no-change': 'INVALID_EDITED_SIZE',
};

function changeOf(call: SignedCall): { order: Order | undefined; change: object } {
  const params = Params.ofObject(call.body);
  const id = readId(params.get('order_id') ?? '');
  const values = {
    quantity: params.decimal('size'),
    price: params.decimal('price'),
    trigger: params.decimal('stop_price'),
  };
  return {
    order: id === undefined ? undefined : call.core.order(call.account, { orderId: id }),
    change: Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
  };
}

/** Orders that last until they are cancelled can be changed in place. */
function edit(call: SignedCall): unknown {
  const { order, change } = changeOf(call);
  const failed = (reason: string) => ({
    success: false,
    errors: [{ edit_failure_reason: reason, preview_failure_reason: 'UNKNOWN_PREVIEW_FAILURE_REASON' }],
  });
  if (!order) return failed('ORDER_NOT_FOUND');
  if (forms[order.tags['form'] ?? '']?.force !== 'GTC') return failed('ONLY_LIMIT_ORDER_EDITS_SUPPORTED');
  const amended = call.core.amend(call.account, { orderId: order.id }, change);
  if (isRejection(amended)) return failed(editFailures[amended.reason] ?? 'COMMANDER_REJECTED_EDIT_ORDER');
  return { success: true, errors: [] };
}

function editPreview(call: SignedCall): unknown {
  const { order } = changeOf(call);
  if (!order) return { errors: [{ edit_failure_reason: 'ORDER_NOT_FOUND' }] };
  const { bid, ask } = bestOf(call.core, order.market);
  return {
    errors: [],
    slippage: '0',
    order_total: '0',
    commission_total: '0',
    best_bid: plain(bid),
    best_ask: plain(ask),
  };
}

function preview(call: SignedCall): unknown {
  const what = asked(call);
  if (isCoinbaseError(what)) return what;
  const { core, account } = call;
  const market = core.market(what.request.market)!;
  const { bid, ask } = bestOf(core, market);
  const price = what.request.price ?? (what.request.side === 'buy' ? ask : bid);
  const base = what.request.quantity ?? divideDown(what.request.quoteAmount ?? zero, price) ?? zero;
  const total = what.request.quoteAmount ?? multiplyDown(base, price);
  const checked = core.place(account, { ...what.request, validateOnly: true });
  return {
    order_total: plain(total),
    commission_total: plain(multiplyDown(total, takerFee)),
    errs: isRejection(checked) ? [failureOf(checked.reason, what.request)[1]] : [],
    warning: [],
    quote_size: plain(total),
    base_size: plain(base),
    best_bid: plain(bid),
    best_ask: plain(ask),
    is_max: false,
    preview_id: spellId(core.world.nextId++),
  };
}

/** Newest first. */
function list({ core, account, query }: SignedCall): unknown {
  core.now();
  const [ids, products] = [query.all('order_ids'), query.all('product_ids', 'product_id')];
  const [states, side] = [query.all('order_status'), query.get('order_side')];
  const [fromMs, toMs] = [query.timeMs('start_date'), query.timeMs('end_date')];
  const found = [...account.orders.values()]
    .filter((order) => ids.length === 0 || ids.includes(spellId(order.id)))
    .filter((order) => products.length === 0 || products.includes(productOf(order.market)))
    .filter((order) => states.length === 0 || states.includes(statusOf(order)))
    .filter((order) => side === undefined || side === order.side.toUpperCase())
    .filter(
      ({ createdMs }) => (fromMs === undefined || createdMs >= fromMs) && (toMs === undefined || createdMs < toMs),
    )
    .reverse();
  const { page, cursor } = pageOf(found, query, { usual: 1000, most: 1000 });
  const orders = page.map((order) => toldOrder(order, account.trades));
  return { orders, sequence: '0', has_next: cursor !== '', cursor };
}

function one({ core, account, segments }: SignedCall): unknown {
  const id = readId(segments[0] ?? '');
  const order = id === undefined ? undefined : core.order(account, { orderId: id });
  if (!order) return coinbaseError(404, 'unknown', 'order with this orderID was not found');
  return { order: toldOrder(order, account.trades) };
}

function fills({ core, account, query }: SignedCall): unknown {
  core.now();
  const [ids, products] = [query.all('order_ids', 'order_id'), query.all('product_ids', 'product_id')];
  const [fromMs, toMs] = [query.timeMs('start_sequence_timestamp'), query.timeMs('end_sequence_timestamp')];
  const found = account.trades
    .filter((trade) => ids.length === 0 || ids.includes(spellId(trade.orderId)))
    .filter((trade) => products.length === 0 || products.includes(productOf(trade.market)))
    .filter(({ atMs }) => (fromMs === undefined || atMs >= fromMs) && (toMs === undefined || atMs <= toMs))
    .reverse();
  const { page, cursor } = pageOf(found, query, { usual: 100, most: 1000 });
  return { fills: page.map(toldFill), cursor };
}
