import { formatDecimal, type Intent, type JsonObject, type PlaceOrder } from '../../core/index.ts';
import type { Closing, ClosingOrder } from '../closing.ts';
import type { Call, Environment } from '../exchange.ts';
import type { SeenOrder } from '../watch.ts';
import { tradeCall } from './calls.ts';

const ORDERS = '/api/v3/brokerage/orders';
/** Ids in one cancel: no document says how many may stand there. */
const MOST_IDS = 50;

function object(entries: Readonly<Record<string, JsonObject[string]>>): JsonObject {
  return Object.assign(Object.create(null) as JsonObject, entries);
}

/** There is no call that cancels what it does not name. Stops and take-profits are cancelled as all others are. */
function cancelAll(open: readonly SeenOrder[], environment: Environment): readonly Call[] {
  const ids = [...new Set(open.flatMap(({ order }) => order.orderId ?? []))];
  const calls: Call[] = [];
  for (let from = 0; from < ids.length; from += MOST_IDS) {
    const batch = ids.slice(from, from + MOST_IDS);
    const intents: Intent[] = batch.map((orderId) => ({ action: 'cancel-order', order: { orderId } }));
    calls.push(tradeCall(`${ORDERS}/batch_cancel`, object({ order_ids: batch }), intents, environment));
  }
  return calls;
}

function cancel(order: SeenOrder, environment: Environment): Call {
  const [call] = cancelAll([order], environment);
  if (!call) throw new Error('an order of this exchange has an id');
  return call;
}

/** Nothing on spot is reduce-only: the order sells what is free. */
function place(order: ClosingOrder, environment: Environment): Call {
  const { instrument, side, quantity, limit, clientOrderId } = order;
  const intent: PlaceOrder = {
    ...placed(order),
    type: limit === undefined ? 'market' : 'limit',
    quantity,
    ...(limit === undefined ? {} : { price: limit }),
  };
  const body = object({
    client_order_id: clientOrderId,
    product_id: instrument.symbol,
    side: side.toUpperCase(),
    order_configuration: configurationOf(order),
  });
  return tradeCall(ORDERS, body, [intent], environment);
}

function configurationOf({ quantity, limit, rests }: ClosingOrder): JsonObject {
  const size = { base_size: formatDecimal(quantity) };
  if (limit === undefined) return object({ market_market_ioc: object(size) });
  const limited = { ...size, limit_price: formatDecimal(limit) };
  if (!rests) return object({ sor_limit_ioc: object(limited) });
  return object({ limit_limit_gtc: object({ ...limited, post_only: true }) });
}

function placed({ instrument, side, clientOrderId, limit, rests }: ClosingOrder): Omit<PlaceOrder, 'type'> {
  return {
    action: 'place-order',
    instrument,
    side,
    closePosition: false,
    reduceOnly: false,
    postOnly: rests === true && limit !== undefined,
    clientOrderId,
    validateOnly: false,
  };
}

/** Futures alone. Without a size the whole position is closed. */
function closePosition(order: ClosingOrder, environment: Environment): Call {
  const intent: PlaceOrder = { ...placed(order), type: 'market', closePosition: true, reduceOnly: true };
  const body = object({ client_order_id: order.clientOrderId, product_id: order.instrument.symbol });
  return tradeCall(`${ORDERS}/close_position`, body, [intent], environment);
}

export const closing: Closing = {
  cancelAll,
  cancel,
  place,
  closePosition,
  sells: ['spot'],
  leaves: [
    'other portfolios than the one of the key',
    'derivatives of the Global Derivatives API, which has a host of its own',
  ],
  rejections: {
    band: [
      'INVALID_LIMIT_PRICE',
      'PREVIEW_INVALID_LIMIT_PRICE',
      'PREVIEW_LIMIT_PRICE_TOO_FAR_FROM_MARKET',
      'PREVIEW_BREACHED_PRICE_LIMIT',
    ],
    dust: ['PREVIEW_INVALID_BASE_SIZE_TOO_SMALL', 'PREVIEW_INVALID_QUOTE_SIZE_TOO_SMALL'],
    nothingToReduce: [],
    insufficient: ['INSUFFICIENT_FUND', 'INSUFFICIENT_FUNDS', 'PREVIEW_INSUFFICIENT_FUND', 'INVALID_LEDGER_BALANCE'],
  },
  source:
    'docs.cdp.coinbase.com/api-reference/advanced-trade-api/rest-api/orders (Create Order, Cancel Orders, Close Position); coinbase-advanced-py 1.8.4; ccxt 4.5.84; read 2026-11-22. There is no timer that cancels, and no call that cancels all.',
};
