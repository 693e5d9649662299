import type { FieldTable } from '../fields.ts';

/** Parameters by endpoint, from binance-spot-api-docs rest-api.md and the USD-M trade documents, read 2026-11-22. Auth parameters are left out. */
const spotPlacement: FieldTable = {
  symbol: 'symbol',
  side: ['BUY', 'SELL'],
  type: ['LIMIT', 'MARKET', 'STOP_LOSS', 'STOP_LOSS_LIMIT', 'TAKE_PROFIT', 'TAKE_PROFIT_LIMIT', 'LIMIT_MAKER'],
  timeInForce: ['GTC', 'IOC', 'FOK'],
  quantity: 'amount',
  quoteOrderQty: 'amount',
  price: 'amount',
  newClientOrderId: 'id',
  strategyId: 'integer',
  strategyType: 'integer',
  stopPrice: 'amount',
  icebergQty: 'refused',
  newOrderRespType: ['ACK', 'RESULT', 'FULL'],
  // TRANSFER moves coins and their price to another account of the trade group.
  selfTradePreventionMode: ['NONE', 'EXPIRE_TAKER', 'EXPIRE_MAKER', 'EXPIRE_BOTH', 'DECREMENT'],
  trailingDelta: 'refused',
  pegPriceType: 'refused',
  pegOffsetValue: 'refused',
  pegOffsetType: 'refused',
};

const usdmPlacement: FieldTable = {
  symbol: 'symbol',
  side: ['BUY', 'SELL'],
  positionSide: ['BOTH', 'LONG', 'SHORT'],
  type: ['LIMIT', 'MARKET', 'STOP', 'STOP_MARKET', 'TAKE_PROFIT', 'TAKE_PROFIT_MARKET'],
  timeInForce: ['GTC', 'IOC', 'FOK', 'GTX', 'GTD'],
  quantity: 'amount',
  reduceOnly: 'flag',
  price: 'amount',
  newClientOrderId: 'id',
  stopPrice: 'amount',
  closePosition: 'flag',
  priceProtect: 'flag',
  workingType: ['MARK_PRICE', 'CONTRACT_PRICE'],
  newOrderRespType: ['ACK', 'RESULT'],
  selfTradePreventionMode: ['NONE', 'EXPIRE_TAKER', 'EXPIRE_MAKER', 'EXPIRE_BOTH'],
  goodTillDate: 'integer',
  priceMatch: 'refused',
  activationPrice: 'refused',
  callbackRate: 'refused',
};

const { newClientOrderId: _id, stopPrice: _stop, activationPrice: _activation, ...usdmShared } = usdmPlacement;
const usdmConditional: FieldTable = {
  ...usdmShared,
  algoType: ['CONDITIONAL'],
  type: ['STOP', 'STOP_MARKET', 'TAKE_PROFIT', 'TAKE_PROFIT_MARKET'],
  triggerPrice: 'amount',
  clientAlgoId: 'id',
  activatePrice: 'refused',
};

const usdmAmend: FieldTable = {
  symbol: 'symbol',
  side: ['BUY', 'SELL'],
  orderId: 'integer',
  origClientOrderId: 'id',
  quantity: 'amount',
  price: 'amount',
  priceMatch: 'refused',
};

/** By `METHOD path`. */
export const fieldTables: Readonly<Record<string, FieldTable>> = {
  'POST /api/v3/order': spotPlacement,
  'POST /api/v3/order/test': { ...spotPlacement, computeCommissionRates: 'flag' },
  'DELETE /api/v3/order': {
    symbol: 'symbol',
    orderId: 'integer',
    origClientOrderId: 'id',
    newClientOrderId: 'id',
    cancelRestrictions: ['ONLY_NEW', 'ONLY_PARTIALLY_FILLED'],
  },
  'DELETE /api/v3/openOrders': { symbol: 'symbol' },
  'PUT /api/v3/order/amend/keepPriority': {
    symbol: 'symbol',
    orderId: 'integer',
    origClientOrderId: 'id',
    newClientOrderId: 'id',
    newQty: 'amount',
  },
  'POST /api/v3/order/cancelReplace': {
    ...spotPlacement,
    cancelReplaceMode: ['STOP_ON_FAILURE', 'ALLOW_FAILURE'],
    cancelNewClientOrderId: 'id',
    cancelOrigClientOrderId: 'id',
    cancelOrderId: 'integer',
    cancelRestrictions: ['ONLY_NEW', 'ONLY_PARTIALLY_FILLED'],
    orderRateLimitExceededMode: ['DO_NOTHING', 'CANCEL_ONLY'],
  },
  'POST /fapi/v1/order': usdmPlacement,
  'POST /fapi/v1/order/test': usdmPlacement,
  'PUT /fapi/v1/order': usdmAmend,
  'DELETE /fapi/v1/order': { symbol: 'symbol', orderId: 'integer', origClientOrderId: 'id' },
  'DELETE /fapi/v1/allOpenOrders': { symbol: 'symbol' },
  'POST /fapi/v1/batchOrders': { batchOrders: 'elsewhere' },
  'PUT /fapi/v1/batchOrders': { batchOrders: 'elsewhere' },
  'DELETE /fapi/v1/batchOrders': {
    symbol: 'symbol',
    orderIdList: 'elsewhere',
    origClientOrderIdList: 'elsewhere',
    // As ccxt spells them.
    orderidlist: 'elsewhere',
    origclientorderidlist: 'elsewhere',
  },
  'POST /fapi/v1/algoOrder': usdmConditional,
  'DELETE /fapi/v1/algoOrder': { algoId: 'integer', clientAlgoId: 'id', symbol: 'symbol' },
  'DELETE /fapi/v1/algoOpenOrders': { symbol: 'symbol' },
  'POST /fapi/v1/countdownCancelAll': { symbol: 'symbol', countdownTime: 'integer' },
  'POST /fapi/v1/leverage': { symbol: 'symbol', leverage: 'integer' },
  'POST /fapi/v1/marginType': { symbol: 'symbol', marginType: ['ISOLATED', 'CROSSED'] },
  'POST /fapi/v1/positionSide/dual': { dualSidePosition: 'flag' },
};

/** The parameter table of one order inside `batchOrders`. */
export const batchTables: Readonly<Record<string, FieldTable>> = {
  'POST /fapi/v1/batchOrders': usdmPlacement,
  'PUT /fapi/v1/batchOrders': usdmAmend,
};

/** Parameters that carry the signature; `verify` reads them, `parse` leaves them out. */
export const authParams: readonly string[] = ['timestamp', 'recvWindow', 'signature'];
