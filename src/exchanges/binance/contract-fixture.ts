import { type Instrument, one } from '../../core/index.ts';
import type { ContractFixture } from '../fixture.contract.ts';

const spot: Instrument = {
  market: 'BTC/USDT',
  symbol: 'BTCUSDT',
  kind: 'spot',
  base: 'BTC',
  quote: 'USDT',
  contractSize: one,
  active: true,
};
const linear: Instrument = { ...spot, market: 'BTC/USDT:USDT', kind: 'linear' };

const host = 'api.binance.com';
const usdm = 'fapi.binance.com';
const limit = { symbol: 'BTCUSDT', side: 'BUY', type: 'LIMIT', timeInForce: 'GTC', quantity: '1', price: '10' };
const market = { symbol: 'BTCUSDT', side: 'BUY', type: 'MARKET', quoteOrderQty: '20' };
const stop = { symbol: 'BTCUSDT', side: 'SELL', type: 'STOP_MARKET', triggerPrice: '9', closePosition: 'true' };

export const fixture: ContractFixture = {
  ccxt: 'binance',
  ccxtParams: (path) => (/batchOrders/.test(path) ? { batchOrders: '[]' } : {}),
  botKey: { id: /^KWRD[A-Za-z0-9]{60}$/, secret: /^[A-Za-z0-9]{64}$/ },
  signed: [
    { api: 'private', method: 'GET', path: 'account', params: {}, covered: ['query'] },
    { api: 'private', method: 'POST', path: 'order', params: { ...limit, newClientOrderId: 'c1' }, covered: ['body'] },
    { api: 'private', method: 'DELETE', path: 'order', params: { symbol: 'BTCUSDT', orderId: 1 }, covered: ['query'] },
    { api: 'sapi', method: 'GET', path: 'account/apiRestrictions', params: {}, covered: ['query'] },
    { api: 'fapiPrivate', method: 'POST', path: 'order', params: limit, covered: ['body'] },
    {
      api: 'fapiPrivate',
      method: 'POST',
      path: 'batchOrders',
      params: { batchOrders: [limit, limit] },
      covered: ['body'],
    },
  ],
  instruments: [spot, linear],
  modelled: {
    'POST /api/v3/order': [
      { host, form: limit, actions: ['place-order'] },
      { host, query: market, actions: ['place-order'] },
    ],
    'POST /api/v3/order/test': [{ host, form: limit, actions: ['place-order'] }],
    'DELETE /api/v3/order': [{ host, query: { symbol: 'BTCUSDT', orderId: '1' }, actions: ['cancel-order'] }],
    'DELETE /api/v3/openOrders': [{ host, query: { symbol: 'BTCUSDT' }, actions: ['cancel-all'] }],
    'PUT /api/v3/order/amend/keepPriority': [
      { host, form: { symbol: 'BTCUSDT', orderId: '1', newQty: '0.5' }, actions: ['amend-order'] },
    ],
    'POST /api/v3/order/cancelReplace': [
      {
        host,
        form: { ...limit, cancelReplaceMode: 'STOP_ON_FAILURE', cancelOrderId: '1' },
        actions: ['cancel-order', 'place-order'],
      },
    ],
    'POST /fapi/v1/order': [{ host: usdm, form: { ...limit, reduceOnly: 'true' }, actions: ['place-order'] }],
    'POST /fapi/v1/order/test': [{ host: usdm, form: limit, actions: ['place-order'] }],
    'PUT /fapi/v1/order': [
      {
        host: usdm,
        form: { symbol: 'BTCUSDT', side: 'BUY', orderId: '1', quantity: '1', price: '11' },
        actions: ['amend-order'],
      },
    ],
    'DELETE /fapi/v1/order': [
      { host: usdm, query: { symbol: 'BTCUSDT', origClientOrderId: 'c1' }, actions: ['cancel-order'] },
    ],
    'DELETE /fapi/v1/allOpenOrders': [{ host: usdm, query: { symbol: 'BTCUSDT' }, actions: ['cancel-all'] }],
    'POST /fapi/v1/batchOrders': [
      {
        host: usdm,
        form: { batchOrders: JSON.stringify([limit, { ...limit, side: 'SELL' }]) },
        actions: ['place-order', 'place-order'],
      },
    ],
    'PUT /fapi/v1/batchOrders': [
      {
        host: usdm,
        form: {
          batchOrders: JSON.stringify([{ symbol: 'BTCUSDT', side: 'BUY', orderId: 5, quantity: '1', price: '11' }]),
        },
        actions: ['amend-order'],
      },
    ],
    'DELETE /fapi/v1/batchOrders': [
      { host: usdm, query: { symbol: 'BTCUSDT', orderIdList: '[1,2]' }, actions: ['cancel-order', 'cancel-order'] },
    ],
    'POST /fapi/v1/algoOrder': [{ host: usdm, form: { ...stop, algoType: 'CONDITIONAL' }, actions: ['place-order'] }],
    'DELETE /fapi/v1/algoOrder': [{ host: usdm, query: { algoId: '1' }, actions: ['cancel-order'] }],
    'DELETE /fapi/v1/algoOpenOrders': [{ host: usdm, query: { symbol: 'BTCUSDT' }, actions: ['cancel-all'] }],
    'POST /fapi/v1/countdownCancelAll': [
      { host: usdm, form: { symbol: 'BTCUSDT', countdownTime: '60000' }, actions: ['change-setting'] },
    ],
    'POST /fapi/v1/leverage': [{ host: usdm, form: { symbol: 'BTCUSDT', leverage: '3' }, actions: ['change-setting'] }],
    'POST /fapi/v1/marginType': [
      { host: usdm, form: { symbol: 'BTCUSDT', marginType: 'ISOLATED' }, actions: ['change-setting'] },
    ],
    'POST /fapi/v1/positionSide/dual': [
      { host: usdm, form: { dualSidePosition: 'true' }, actions: ['change-setting'] },
    ],
  },
  errorUrls: ['https://api.binance.com/api/v3/order', 'https://fapi.binance.com/fapi/v1/order'],
  time: { body: '{"serverTime":1790000000000}', timeMs: 1_790_000_000_000 },
};
