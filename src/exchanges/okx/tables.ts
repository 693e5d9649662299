import type { FieldTable, Kind } from '../fields.ts';

/**
 * Parameters by endpoint, from the OKX v5 reference (February 2026), okx-api 3.2.3 (request types; it adds `tag` to every POST),
 * python-okx (sends every parameter, empty when unused) and ccxt 4.5.84 (`clOrdId` and `tag` also on order-algo), read 2026-11-22.
 * `instIdCode` is refused because it would win over `instId`.
 */
const flag: Kind = ['true', 'false'];
const pxType: Kind = ['last', 'index', 'mark'];

const placement: FieldTable = {
  instId: 'symbol',
  tdMode: ['cash', 'cross', 'isolated'],
  side: ['buy', 'sell'],
  posSide: ['net', 'long', 'short'],
  sz: 'amount',
  tag: 'id',
  reduceOnly: flag,
  tgtCcy: ['base_ccy', 'quote_ccy'],
  tradeQuoteCcy: 'id',
  pxAmendType: ['0'],
  ccy: 'id',
  quickMgnType: 'refused',
  attachAlgoOrds: 'refused',
  instIdCode: 'refused',
};

const order: FieldTable = {
  ...placement,
  ordType: ['market', 'limit', 'post_only', 'fok', 'ioc', 'optimal_limit_ioc'],
  clOrdId: 'id',
  px: 'amount',
  banAmend: flag,
  stpMode: ['cancel_maker', 'cancel_taker', 'cancel_both'],
  stpId: 'integer',
  rpiTakerAccess: flag,
  isElpTakerAccess: flag,
  pxUsd: 'refused',
  pxVol: 'refused',
  rpiPxRound: 'refused',
  slippagePct: 'refused',
  speedBump: 'refused',
  outcome: 'refused',
  tpTriggerPx: 'refused',
  tpTriggerPxType: 'refused',
  tpOrdPx: 'refused',
  tpOrdKind: 'refused',
  slTriggerPx: 'refused',
  slTriggerPxType: 'refused',
  slOrdPx: 'refused',
};

const algo: FieldTable = {
  ...placement,
  ordType: ['conditional', 'trigger'],
  algoClOrdId: 'id',
  clOrdId: 'id',
  closeFraction: ['1'],
  cxlOnClosePos: flag,
  slTriggerPx: 'amount',
  slTriggerPxType: pxType,
  slOrdPx: 'amount',
  tpTriggerPx: 'amount',
  tpTriggerPxType: pxType,
  tpOrdPx: 'amount',
  tpOrdKind: ['condition'],
  triggerPx: 'amount',
  triggerPxType: pxType,
  orderPx: 'amount',
  advanceOrdType: ['fok', 'ioc'],
  advChaseParams: 'refused',
  tpTriggerRatio: 'refused',
  slTriggerRatio: 'refused',
  callbackRatio: 'refused',
  callbackSpread: 'refused',
  activePx: 'refused',
  pxVar: 'refused',
  pxSpread: 'refused',
  szLimit: 'refused',
  pxLimit: 'refused',
  timeInterval: 'refused',
  chaseType: 'refused',
  chaseVal: 'refused',
  maxChaseType: 'refused',
  maxChaseVal: 'refused',
  isTradeBorrowMode: 'refused',
};

const amend: FieldTable = {
  instId: 'symbol',
  ordId: 'id',
  clOrdId: 'id',
  cxlOnFail: flag,
  reqId: 'id',
  newSz: 'amount',
  newPx: 'amount',
  pxAmendType: ['0'],
  tag: 'id',
  rpiTakerAccess: flag,
  isElpTakerAccess: flag,
  instIdCode: 'refused',
  newPxUsd: 'refused',
  newPxVol: 'refused',
  rpiPxRound: 'refused',
  speedBump: 'refused',
  attachAlgoOrds: 'refused',
  newTriggerPx: 'refused',
  newOrdPx: 'refused',
  newTpTriggerPx: 'refused',
  newTpTriggerRatio: 'refused',
  newTpTriggerPxType: 'refused',
  newTpOrdPx: 'refused',
  newTpOrdKind: 'refused',
  newSlTriggerPx: 'refused',
  newSlTriggerRatio: 'refused',
  newSlTriggerPxType: 'refused',
  newSlOrdPx: 'refused',
};

const amendAlgo: FieldTable = {
  instId: 'symbol',
  algoId: 'id',
  algoClOrdId: 'id',
  cxlOnFail: flag,
  reqId: 'id',
  tag: 'id',
  newSz: 'amount',
  newTriggerPx: 'amount',
  newOrdPx: 'amount',
  newTriggerPxType: pxType,
  newTpTriggerPx: 'amount',
  newTpOrdPx: 'amount',
  newTpTriggerPxType: pxType,
  newSlTriggerPx: 'amount',
  newSlOrdPx: 'amount',
  newSlTriggerPxType: pxType,
  newTpTriggerRatio: 'refused',
  newSlTriggerRatio: 'refused',
  advChaseParams: 'refused',
  attachAlgoOrds: 'refused',
  pxAmendType: ['0'],
  instIdCode: 'refused',
};

const cancel: FieldTable = { instId: 'symbol', ordId: 'id', clOrdId: 'id', tag: 'id', instIdCode: 'refused' };

/** How the body of an endpoint looks: one object, or a list of at most `list`. */
export interface Form {
  readonly table: FieldTable;
  readonly list?: number;
  /** Two ways to name an order; the exchange looks at the second only where the first is absent, so it is left out then. */
  readonly names?: readonly [wins: string, yields: string];
  /** Prices for which `-1` means the market price. */
  readonly market?: readonly string[];
}

/** By `METHOD path`. */
export const forms: Readonly<Record<string, Form>> = {
  'POST /api/v5/trade/order': { table: order },
  'POST /api/v5/trade/batch-orders': { table: order, list: 20 },
  'POST /api/v5/trade/order-algo': { table: algo, market: ['slOrdPx', 'tpOrdPx', 'orderPx'] },
  'POST /api/v5/trade/amend-order': { table: amend, names: ['ordId', 'clOrdId'] },
  'POST /api/v5/trade/amend-batch-orders': { table: amend, list: 20, names: ['ordId', 'clOrdId'] },
  'POST /api/v5/trade/amend-algos': { table: amendAlgo, names: ['algoId', 'algoClOrdId'] },
  'POST /api/v5/trade/cancel-order': { table: cancel, names: ['ordId', 'clOrdId'] },
  'POST /api/v5/trade/cancel-batch-orders': { table: cancel, list: 20, names: ['ordId', 'clOrdId'] },
  'POST /api/v5/trade/cancel-algos': {
    table: { instId: 'symbol', algoId: 'id', algoClOrdId: 'id', tag: 'id', instIdCode: 'refused' },
    list: 10,
    names: ['algoId', 'algoClOrdId'],
  },
  'POST /api/v5/trade/close-position': {
    table: {
      instId: 'symbol',
      posSide: ['net', 'long', 'short'],
      mgnMode: ['cross', 'isolated'],
      autoCxl: ['false'],
      clOrdId: 'id',
      tag: 'id',
      ccy: 'refused',
    },
  },
  'POST /api/v5/trade/cancel-all-after': { table: { timeOut: 'integer', tag: 'id' } },
  'POST /api/v5/account/set-leverage': {
    table: {
      instId: 'symbol',
      lever: 'amount',
      mgnMode: ['cross', 'isolated'],
      posSide: ['net', 'long', 'short'],
      tag: 'id',
      ccy: 'refused',
    },
  },
  'POST /api/v5/account/set-position-mode': { table: { posMode: ['long_short_mode', 'net_mode'], tag: 'id' } },
};
