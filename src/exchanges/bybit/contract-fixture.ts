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

const host = 'api.bybit.com';
const onSpot = { category: 'spot', symbol: 'BTCUSDT' };
const onLinear = { category: 'linear', symbol: 'BTCUSDT' };
const limit = { side: 'Buy', orderType: 'Limit', qty: '1', price: '10', orderLinkId: 'c1' };
const { category: _category, ...item } = { ...onLinear, ...limit };
const stop = { side: 'Sell', orderType: 'Market', qty: '1', triggerPrice: '9', orderLinkId: 'c1' };
const covered = ['x-bapi-timestamp', 'x-bapi-recv-window', 'x-bapi-sign'];

export const fixture: ContractFixture = {
  ccxt: 'bybit',
  botKey: { id: /^KW[A-Za-z0-9]{16}$/, secret: /^[A-Za-z0-9]{36}$/ },
  signed: [
    { api: 'private', method: 'GET', path: 'v5/user/query-api', params: {}, covered },
    { api: 'private', method: 'GET', path: 'v5/order/realtime', params: onLinear, covered: [...covered, 'query'] },
    {
      api: 'private',
      method: 'POST',
      path: 'v5/order/create',
      params: { ...onSpot, ...limit },
      covered: [...covered, 'body'],
    },
  ],
  instruments: [spot, linear],
  modelled: {
    'POST /v5/order/create': [
      { host, json: { ...onSpot, ...limit, timeInForce: 'PostOnly' }, actions: ['place-order'] },
      {
        host,
        headers: { referer: 'CCXT' },
        json: { ...onSpot, ...limit, orderType: 'Market', price: null },
        actions: ['place-order'],
      },
      { host, json: { ...onSpot, ...stop, orderFilter: 'tpslOrder' }, actions: ['place-order'] },
      { host, json: { ...onLinear, ...limit, reduceOnly: true, positionIdx: 0 }, actions: ['place-order'] },
      { host, json: { ...onLinear, ...stop, triggerDirection: 2 }, actions: ['place-order'] },
    ],
    'POST /v5/order/pre-check': [{ host, json: { ...onLinear, ...limit }, actions: ['place-order'] }],
    'POST /v5/order/amend': [{ host, json: { ...onLinear, orderId: '1', price: '11' }, actions: ['amend-order'] }],
    'POST /v5/order/cancel': [
      { host, json: { ...onSpot, orderLinkId: 'c1', orderFilter: 'Order' }, actions: ['cancel-order'] },
    ],
    'POST /v5/order/cancel-all': [
      { host, json: onLinear, actions: ['cancel-all'] },
      { host, json: { category: 'linear', settleCoin: 'USDT' }, actions: ['cancel-all'] },
    ],
    'POST /v5/order/create-batch': [
      { host, json: { category: 'linear', request: [item, item] }, actions: ['place-order', 'place-order'] },
    ],
    'POST /v5/order/amend-batch': [
      {
        host,
        json: { category: 'linear', request: [{ symbol: 'BTCUSDT', orderId: '1', qty: '2' }] },
        actions: ['amend-order'],
      },
    ],
    'POST /v5/order/cancel-batch': [
      {
        host,
        json: {
          category: 'spot',
          request: [
            { symbol: 'BTCUSDT', orderId: '1' },
            { symbol: 'BTCUSDT', orderLinkId: 'c2' },
          ],
        },
        actions: ['cancel-order', 'cancel-order'],
      },
    ],
    'POST /v5/order/disconnected-cancel-all': [
      { host, json: { product: 'SPOT', timeWindow: 40 }, actions: ['change-setting'] },
    ],
    'POST /v5/position/set-leverage': [
      { host, json: { ...onLinear, buyLeverage: '2', sellLeverage: '2' }, actions: ['change-setting'] },
    ],
    'POST /v5/position/switch-mode': [{ host, json: { ...onLinear, mode: 0 }, actions: ['change-setting'] }],
    'POST /v5/account/set-margin-mode': [
      { host, json: { setMarginMode: 'REGULAR_MARGIN' }, actions: ['change-setting'] },
    ],
  },
  errorUrls: ['https://api.bybit.com/v5/order/create', 'https://api.bybit.com/v5/account/wallet-balance'],
  time: {
    body: '{"retCode":0,"retMsg":"OK","result":{"timeSecond":"1790000000","timeNano":"1790000000000000000"},"retExtInfo":{},"time":1790000000000}',
    timeMs: 1_790_000_000_000,
  },
};
