import type { FieldTable } from '../fields.ts';

/**
 * Parameters by endpoint, from the v5 documents (trade, position, account; repository of 2026-07-24), the types of bybit-api 4.7.7 and the
 * requests of ccxt 4.5.84, read 2026-11-22.
 */
const category: FieldTable = { category: ['spot', 'linear'] };

const named: FieldTable = { symbol: 'symbol', orderId: 'id', orderLinkId: 'id' };

const placed: FieldTable = {
  symbol: 'symbol',
  isLeverage: ['0'],
  side: ['Buy', 'Sell'],
  orderType: ['Market', 'Limit'],
  qty: 'amount',
  marketUnit: ['baseCoin', 'quoteCoin'],
  // They let a market order fill far from the price that it is counted at: 10 percent, or 10000 ticks of a coin that costs 100.
  slippageToleranceType: 'refused',
  slippageTolerance: 'refused',
  price: 'amount',
  triggerDirection: ['1', '2'],
  orderFilter: ['Order', 'StopOrder', 'tpslOrder'],
  triggerPrice: 'amount',
  triggerBy: ['LastPrice', 'IndexPrice', 'MarkPrice'],
  timeInForce: ['GTC', 'IOC', 'FOK', 'PostOnly'],
  positionIdx: ['0', '1', '2'],
  orderLinkId: 'id',
  reduceOnly: 'flag',
  closeOnTrigger: 'flag',
  smpType: ['None', 'CancelMaker', 'CancelTaker', 'CancelBoth'],
  rpiTakerAccess: 'flag',
  mmp: ['false'],
  // Without the prices, which are refused, these four say nothing.
  tpTriggerBy: ['LastPrice', 'IndexPrice', 'MarkPrice'],
  slTriggerBy: ['LastPrice', 'IndexPrice', 'MarkPrice'],
  tpOrderType: ['Market', 'Limit'],
  slOrderType: ['Market', 'Limit'],
  tpslMode: ['Full', 'Partial'],
  takeProfit: 'refused',
  stopLoss: 'refused',
  tpLimitPrice: 'refused',
  slLimitPrice: 'refused',
  orderIv: 'refused',
  bboSideType: 'refused',
  bboLevel: 'refused',
};

const amended: FieldTable = {
  ...named,
  qty: 'amount',
  price: 'amount',
  triggerPrice: 'amount',
  triggerBy: ['LastPrice', 'IndexPrice', 'MarkPrice'],
  takeProfit: 'refused',
  stopLoss: 'refused',
  tpLimitPrice: 'refused',
  slLimitPrice: 'refused',
  tpTriggerBy: 'refused',
  slTriggerBy: 'refused',
  tpslMode: 'refused',
  orderIv: 'refused',
};

const batch: FieldTable = { ...category, request: 'elsewhere' };

/** By `METHOD path`. */
export const fieldTables: Readonly<Record<string, FieldTable>> = {
  'POST /v5/order/create': { ...category, ...placed },
  'POST /v5/order/pre-check': { ...category, ...placed },
  'POST /v5/order/amend': { ...category, ...amended },
  'POST /v5/order/cancel': { ...category, ...named, orderFilter: ['Order', 'StopOrder', 'tpslOrder'] },
  'POST /v5/order/cancel-all': {
    ...category,
    symbol: 'symbol',
    baseCoin: 'symbol',
    settleCoin: 'symbol',
    orderFilter: ['Order', 'StopOrder', 'tpslOrder', 'OcoOrder', 'BidirectionalTpslOrder', 'OpenOrder'],
    stopOrderType: ['Stop'],
  },
  'POST /v5/order/create-batch': batch,
  'POST /v5/order/amend-batch': batch,
  'POST /v5/order/cancel-batch': batch,
  'POST /v5/order/disconnected-cancel-all': { product: ['OPTIONS', 'DERIVATIVES', 'SPOT'], timeWindow: 'integer' },
  'POST /v5/position/set-leverage': {
    category: ['linear'],
    symbol: 'symbol',
    buyLeverage: 'amount',
    sellLeverage: 'amount',
  },
  'POST /v5/position/switch-mode': { category: ['linear'], symbol: 'symbol', coin: 'symbol', mode: ['0', '3'] },
  'POST /v5/account/set-margin-mode': { setMarginMode: ['ISOLATED_MARGIN', 'REGULAR_MARGIN', 'PORTFOLIO_MARGIN'] },
};

/** The parameters of one order inside `request`; the documents' examples repeat the category there. */
export const batchTables: Readonly<Record<string, FieldTable>> = {
  'POST /v5/order/create-batch': { ...category, ...placed },
  'POST /v5/order/amend-batch': { ...category, ...amended },
  'POST /v5/order/cancel-batch': { ...category, ...named },
};

/** Orders in one batch, by kind of market. */
export const batchSizes = { spot: 10, linear: 20 } as const;

/** Flags on which the size of an order hangs: only a JSON boolean is sure to be read as one. */
export const strictFlags: readonly string[] = ['reduceOnly', 'closeOnTrigger'];
