import { type Instrument, one } from '../../core/index.ts';
import type { ContractFixture } from '../fixture.contract.ts';

const bitcoin: Instrument = {
  market: 'BTC/USD',
  symbol: 'XXBTZUSD',
  aliases: ['XBTUSD', 'XBT/USD', 'BTC/USD'],
  kind: 'spot',
  base: 'BTC',
  quote: 'USD',
  contractSize: one,
  active: true,
};

const host = 'api.kraken.com';
const item = { ordertype: 'limit', type: 'buy', volume: '1', price: '10' };
const limit = { pair: 'XXBTZUSD', ...item };
const market = { pair: 'XBT/USD', ordertype: 'market', type: 'buy', volume: '20', oflags: 'viqc' };
const stop = { pair: 'XBTUSD', ordertype: 'stop-loss-limit', type: 'sell', volume: '1', price: '9', price2: '8' };
const txid = 'OAAAAA-BBBBB-CCCCCC';
const covered = ['body', 'path', 'api-sign'];

export const fixture: ContractFixture = {
  ccxt: 'kraken',
  notApi: ['kraken.zendesk.com'],
  botKey: { id: /^KWRD[A-Za-z0-9+/]{52}$/, secret: /^[A-Za-z0-9+/]{86}==$/ },
  signed: [
    { api: 'private', method: 'POST', path: 'BalanceEx', params: {}, covered },
    { api: 'private', method: 'POST', path: 'AddOrder', params: { ...limit, cl_ord_id: 'c1' }, covered },
    {
      api: 'private',
      method: 'POST',
      path: 'AddOrderBatch',
      params: { pair: 'XXBTZUSD', orders: [item, item] },
      covered,
    },
    { api: 'private', method: 'POST', path: 'CancelOrderBatch', params: { orders: [txid] }, covered },
  ],
  instruments: [bitcoin],
  modelled: {
    'POST /0/private/AddOrder': [
      { host, form: limit, actions: ['place-order'] },
      { host, form: { ...limit, userref: '7', oflags: 'post,fciq' }, actions: ['place-order'] },
      { host, form: market, actions: ['place-order'] },
      { host, form: stop, actions: ['place-order'] },
      { host, json: { ...limit, price: 10.5, validate: true }, actions: ['place-order'] },
    ],
    'POST /0/private/AddOrderBatch': [
      {
        host,
        json: { pair: 'XBTUSD', orders: [item, { ...item, price: 11, cl_ord_id: 'c1' }] },
        actions: ['place-order', 'place-order'],
      },
      { host, json: { pair: 'XBTUSD', orders: [item] }, actions: ['place-order'] },
    ],
    'POST /0/private/AmendOrder': [
      { host, form: { txid, order_qty: '2', limit_price: '11' }, actions: ['amend-order'] },
      {
        host,
        form: { cl_ord_id: 'c1', trigger_price: '9', pair: 'XBTUSD', post_only: 'true' },
        actions: ['amend-order'],
      },
    ],
    'POST /0/private/CancelOrder': [
      { host, form: { txid }, actions: ['cancel-order'] },
      { host, form: { txid: '7' }, actions: ['cancel-order'] },
      { host, form: { cl_ord_id: 'c1' }, actions: ['cancel-order'] },
    ],
    'POST /0/private/CancelOrderBatch': [
      {
        host,
        json: { orders: [txid, 7], cl_ord_ids: ['c1'] },
        actions: ['cancel-order', 'cancel-order', 'cancel-order'],
      },
    ],
    'POST /0/private/CancelAll': [{ host, form: {}, actions: ['cancel-all'] }],
    'POST /0/private/CancelAllOrdersAfter': [{ host, form: { timeout: '60' }, actions: ['change-setting'] }],
  },
  errorUrls: ['https://api.kraken.com/0/private/AddOrder'],
  time: { body: '{"error":[],"result":{"unixtime":1790000000,"rfc1123":"Mon"}}', timeMs: 1_790_000_000_000 },
};
