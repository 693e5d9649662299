import { endpointTable } from '../endpoints.ts';
import type { Endpoint, Facts } from '../exchange.ts';
import * as tables from './endpoints.ts';

/** Every host serves every path. */
const GROUP = 'v5';
const group = (): string => GROUP;

const endpoints: Endpoint[] = [
  ...endpointTable('public', group, tables.publicEndpoints),
  ...endpointTable('read', group, tables.readEndpoints),
  ...endpointTable('trade', group, tables.tradeEndpoints),
  ...endpointTable('settings', group, tables.settingsEndpoints),
  ...endpointTable('transfer', group, tables.transferEndpoints),
  ...endpointTable('withdraw', group, tables.withdrawEndpoints),
  ...endpointTable('finance', group, tables.financeEndpoints),
  ...endpointTable('admin', group, tables.adminEndpoints),
];

export const facts: Facts = {
  name: 'Bybit v5 (spot, linear perpetuals)',
  source: 'Bybit v5 documents (repository of 2026-07-24); bybit-api 4.7.7; pybit (repository of 2026-07-13); ccxt 4.5.84',
  read: '2026-11-22',
  hosts: [
    { name: 'api.bybit.com', group: GROUP, environment: 'live' },
    { name: 'api.bytick.com', group: GROUP, environment: 'live' },
    { name: 'api.bybit.nl', group: GROUP, environment: 'live', site: 'nl' },
    { name: 'api.bybit.tr', group: GROUP, environment: 'live', site: 'tr' },
    { name: 'api.bybit.kz', group: GROUP, environment: 'live', site: 'kz' },
    { name: 'api.bybitgeorgia.ge', group: GROUP, environment: 'live', site: 'ge' },
    { name: 'api.bybit.ae', group: GROUP, environment: 'live', site: 'ae' },
    { name: 'api.bybit.eu', group: GROUP, environment: 'live', site: 'eu' },
    { name: 'api.bybit.id', group: GROUP, environment: 'live', site: 'id' },
    { name: 'api.manepa.jp', group: GROUP, environment: 'live', site: 'jp' },
    { name: 'api-testnet.bybit.com', group: GROUP, environment: 'testnet' },
    { name: 'api-testnet.manepa.jp', group: GROUP, environment: 'testnet', site: 'jp' },
    { name: 'api-demo.bybit.com', group: GROUP, environment: 'demo' },
  ],
  endpoints,
  repeatable: [],
  headers: {
    auth: ['x-bapi-api-key', 'x-bapi-timestamp', 'x-bapi-recv-window', 'x-bapi-sign', 'x-bapi-sign-type'],
    // A mark of the request for the exchange's network people.
    pass: ['cdn-request-id'],
    // Broker tags: ccxt and pybit send Referer, bybit-api X-Referer.
    strip: ['referer', 'x-referer'],
    environment: {},
  },
  signing: {
    nonce: 'none',
    windowMs: 60_000,
    aheadMs: 1_000,
    // recv_window, which `build` sends (Integration guidance).
    ownWindowMs: 5_000,
    notCovered: ['method', 'path', 'host'],
  },
  // orderId is a UUID; orderLinkId is scoped to the account (Create Order).
  orderIds: 'per-account',
  rate: {
    // The documents' limit per address; the limits per key and endpoint come in the replies.
    buckets: [{ group: GROUP, limit: 600, windowMs: 5_000 }],
    cancelReserve: 0.1,
  },
  baseUrls: {
    'bybit-api (baseUrl)': '/api.bybit.com',
    'pybit (session.endpoint)': '/api.bybit.com',
  },
  modelled: [
    'spot: Limit, Market (qty in the quote currency for a buy unless marketUnit is baseCoin), conditional and TP/SL orders (orderFilter StopOrder, tpslOrder; market ones by baseCoin only), PostOnly; batches',
    'linear perpetuals: Limit, Market, conditional Limit and Market (triggerPrice), PostOnly, reduceOnly, closing the position (qty 0 with reduceOnly and closeOnTrigger); batches; amend',
    'settings: leverage, position mode, margin mode, disconnect protection',
    'not modelled: inverse, options, dated futures, margin (isLeverage 1), attached takeProfit and stopLoss, trading-stop, BBO and RPI orders, spread, RFQ, event contracts, strategies',
  ],
};
