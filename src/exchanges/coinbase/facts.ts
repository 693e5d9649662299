import { endpointTable } from '../endpoints.ts';
import type { Endpoint, Facts } from '../exchange.ts';
import * as tables from './endpoints.ts';

/** One host serves Advanced Trade (`/api/v3/brokerage`) and the wallet API (`/v2`). */
const group = (): string => 'rest';

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
  name: 'Coinbase Advanced Trade (spot)',
  source:
    'docs.cdp.coinbase.com (Advanced Trade REST reference, authentication, scopes); coinbase-advanced-py 1.8.4; coinbase-api 1.2.6; ccxt 4.5.84',
  read: '2026-11-22',
  // The static sandbox (api-sandbox.coinbase.com) lists no markets, no prices and no time, so nothing could be checked before it is sent.
  hosts: [{ name: 'api.coinbase.com', group: 'rest', environment: 'live' }],
  endpoints,
  repeatable: [
    'product_ids',
    'order_ids',
    'trade_ids',
    'order_status',
    'order_types',
    'time_in_forces',
    'asset_filters',
    // coinbase-api spells lists so where it does not sign.
    'product_ids[]',
  ],
  headers: { auth: ['authorization'], pass: ['cb-version'], strip: ['locale'], environment: {} },
  signing: {
    nonce: 'none',
    windowMs: 120_000,
    aheadMs: 1_000,
    // exp of the token that `build` makes (CDP authentication).
    ownWindowMs: 120_000,
    notCovered: ['query', 'body'],
  },
  // order_id is a UUID; client_order_id is unique in the account (Create Order).
  orderIds: 'per-account',
  rate: {
    // 30 private requests a second per user; 10 public ones per address are told by a 429 only.
    buckets: [{ group: 'rest', limit: 30, windowMs: 1_000 }],
    cancelReserve: 0.1,
  },
  baseUrls: {
    'ccxt (urls.api.rest)': '/api.coinbase.com',
    'coinbase-api (baseUrl)': '/api.coinbase.com',
  },
  modelled: [
    'spot: market_market_ioc and market_market_fok (by base_size and by quote_size), sor_limit_ioc, limit_limit_gtc (also post_only), limit_limit_gtd, limit_limit_fok, stop_limit_stop_limit_gtc, stop_limit_stop_limit_gtd; edit; batch_cancel',
  ],
};
