import type { FieldTable } from '../fields.ts';

/** As forms spell them, and as Python does. */
export const booleans: readonly string[] = ['true', 'false', 'True', 'False', 'TRUE', 'FALSE', '1', '0'];

/**
 * Parameters by endpoint, from docs.kraken.com api-reference/trading (OpenAPI 1.1.0), checked against krakenfx/kraken-cli and
 * python-kraken-sdk, read 2026-11-22. The nonce is left out.
 */
const order: FieldTable = {
  ordertype: ['market', 'limit', 'stop-loss', 'take-profit', 'stop-loss-limit', 'take-profit-limit'],
  type: ['buy', 'sell'],
  volume: 'amount',
  price: 'amount',
  price2: 'amount',
  trigger: ['last', 'index'],
  cl_ord_id: 'text',
  userref: 'integer',
  oflags: 'text',
  timeinforce: ['GTC', 'IOC', 'FOK', 'GTD'],
  expiretm: 'text',
  stptype: ['cancel-newest', 'cancel-oldest', 'cancel-both'],
  // Anything else is margin, or waits for its time.
  leverage: ['none'],
  starttm: ['0'],
  // Concerns margin positions only.
  reduce_only: ['false', 'False', 'FALSE', '0'],
  displayvol: 'refused',
  close: 'refused',
  'close[ordertype]': 'refused',
  'close[price]': 'refused',
  'close[price2]': 'refused',
};

/** One order inside `AddOrderBatch`. */
export const batchOrder: FieldTable = order;

/** By the last part of the path. */
export const fieldTables: Readonly<Record<string, FieldTable>> = {
  AddOrder: {
    ...order,
    pair: 'symbol',
    validate: booleans,
    deadline: 'text',
    broker: 'id',
    asset_class: 'refused',
  },
  AddOrderBatch: {
    pair: 'symbol',
    validate: booleans,
    deadline: 'text',
    broker: 'id',
    asset_class: 'refused',
    orders: 'elsewhere',
  },
  AmendOrder: {
    txid: 'id',
    cl_ord_id: 'text',
    order_qty: 'amount',
    limit_price: 'amount',
    trigger_price: 'amount',
    pair: 'symbol',
    post_only: booleans,
    deadline: 'text',
    display_qty: 'refused',
  },
  CancelOrder: { txid: 'id', cl_ord_id: 'text' },
  CancelOrderBatch: { orders: 'elsewhere', cl_ord_ids: 'elsewhere' },
  CancelAll: {},
  CancelAllOrdersAfter: { timeout: 'integer' },
};

/** The parameters of DepositAddresses. */
export const addressQuery: FieldTable = {
  asset: 'text',
  method: 'text',
  amount: 'text',
  aclass: 'text',
  asset_class: 'text',
  new: ['false'],
};

/** A long or short UUID, or free text of up to 18 characters. */
export const clientOrderIdForm =
  /^(?:[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|[0-9a-fA-F]{32}|[\x20-\x7e]{1,18})$/;

/** How a value is spelt, where a kind of field says too little. */
export const forms: Readonly<Record<string, RegExp>> = {
  cl_ord_id: clientOrderIdForm,
  deadline: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/,
  expiretm: /^\+?\d{1,12}$/,
  oflags: /^[a-z]{1,8}(?:,[a-z]{1,8}){0,7}$/,
  userref: /^-?\d{1,10}$/,
  timeout: /^\d{1,5}$/,
};
