import { endpointTable } from '../endpoints.ts';
import type { Endpoint, Facts } from '../exchange.ts';
import * as tables from './endpoints.ts';

/** Which of the hosts serves a path. `/futures/data` stands on the USD-M host; the twins on the COIN-M host have a table of their own. */
function group(path: string): string {
  if (path.startsWith('/fapi/') || path.startsWith('/futures/')) return 'usdm';
  if (path.startsWith('/dapi/')) return 'coinm';
  if (path.startsWith('/eapi/')) return 'options';
  if (path.startsWith('/papi/')) return 'portfolio';
  return 'spot';
}

const endpoints: Endpoint[] = [
  ...endpointTable('public', group, tables.publicEndpoints),
  ...endpointTable('public', () => 'coinm', tables.coinmDataEndpoints),
  ...endpointTable('read', group, tables.readEndpoints),
  ...endpointTable('trade', group, tables.tradeEndpoints),
  ...endpointTable('settings', group, tables.settingsEndpoints),
  ...endpointTable('stream', group, tables.streamEndpoints),
  ...endpointTable('transfer', group, tables.transferEndpoints),
  ...endpointTable('withdraw', group, tables.withdrawEndpoints),
  ...endpointTable('finance', group, tables.financeEndpoints),
  ...endpointTable('admin', group, tables.adminEndpoints),
];

export const facts: Facts = {
  name: 'Binance (spot, USD-M futures)',
  source: 'binance-spot-api-docs; Binance USD-M futures documents; official connector SDKs; ccxt 4.5.84',
  read: '2026-11-22',
  hosts: [
    { name: 'api.binance.com', group: 'spot', environment: 'live' },
    { name: 'api-gcp.binance.com', group: 'spot', environment: 'live' },
    { name: 'api1.binance.com', group: 'spot', environment: 'live' },
    { name: 'api2.binance.com', group: 'spot', environment: 'live' },
    { name: 'api3.binance.com', group: 'spot', environment: 'live' },
    { name: 'api4.binance.com', group: 'spot', environment: 'live' },
    { name: 'fapi.binance.com', group: 'usdm', environment: 'live' },
    { name: 'dapi.binance.com', group: 'coinm', environment: 'live' },
    { name: 'eapi.binance.com', group: 'options', environment: 'live' },
    { name: 'papi.binance.com', group: 'portfolio', environment: 'live' },
    { name: 'testnet.binance.vision', group: 'spot', environment: 'testnet' },
    { name: 'testnet.binancefuture.com', group: 'usdm', environment: 'testnet' },
    { name: 'demo-api.binance.com', group: 'spot', environment: 'demo' },
    { name: 'demo-fapi.binance.com', group: 'usdm', environment: 'demo' },
    { name: 'demo-dapi.binance.com', group: 'coinm', environment: 'demo' },
  ],
  endpoints,
  repeatable: [],
  headers: { auth: ['x-mbx-apikey'], pass: ['x-mbx-time-unit'], strip: [], environment: {} },
  signing: {
    nonce: 'none',
    windowMs: 60_000,
    aheadMs: 1_000,
    // recvWindow, which `build` sends; checked when a request comes in and again before it goes to the matching engine (REST general information).
    ownWindowMs: 5_000,
    notCovered: ['method', 'path', 'host'],
  },
  // "orderId" rises by symbol, a client order id is unique among a symbol's open orders (Query Order, spot and USD-M).
  orderIds: 'per-market',
  rate: {
    // exchangeInfo.rateLimits: spot 6000 weight a minute per address, USD-M 2400.
    buckets: [
      { group: 'spot', limit: 6_000, windowMs: 60_000 },
      { group: 'usdm', limit: 2_400, windowMs: 60_000 },
    ],
    cancelReserve: 0.1,
  },
  baseUrls: {
    'binance (baseUrl)': '/api.binance.com',
    '@binance/spot (basePath)': '/api.binance.com',
    'python-binance (API_URL)': '/api.binance.com/api',
  },
  modelled: [
    'spot: LIMIT, MARKET (by quantity and by quoteOrderQty), LIMIT_MAKER, STOP_LOSS, STOP_LOSS_LIMIT, TAKE_PROFIT, TAKE_PROFIT_LIMIT; cancelReplace; amend keepPriority',
    'USD-M: LIMIT, MARKET, STOP, STOP_MARKET, TAKE_PROFIT, TAKE_PROFIT_MARKET (also as conditional algoOrder); batchOrders; modify',
  ],
};
