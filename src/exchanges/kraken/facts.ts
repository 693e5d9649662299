import { endpointTable } from '../endpoints.ts';
import type { Endpoint, Facts } from '../exchange.ts';
import * as tables from './endpoints.ts';

/** One host serves everything; futures stand elsewhere, under other keys. */
const group = () => 'spot';

const endpoints: Endpoint[] = [
  ...endpointTable('public', group, tables.publicEndpoints),
  ...endpointTable('read', group, tables.readEndpoints),
  ...endpointTable('trade', group, tables.tradeEndpoints),
  ...endpointTable('stream', group, tables.streamEndpoints),
  ...endpointTable('transfer', group, tables.transferEndpoints),
  ...endpointTable('withdraw', group, tables.withdrawEndpoints),
  ...endpointTable('finance', group, tables.financeEndpoints),
  ...endpointTable('admin', group, tables.adminEndpoints),
];

export const facts: Facts = {
  name: 'Kraken (spot)',
  source: 'docs.kraken.com Spot REST (OpenAPI 1.1.0) and guides; krakenfx/kraken-cli; python-kraken-sdk; ccxt 4.5.84',
  read: '2026-11-22',
  hosts: [{ name: 'api.kraken.com', group: 'spot', environment: 'live' }],
  endpoints,
  repeatable: [],
  headers: { auth: ['api-key', 'api-sign'], pass: [], strip: [], environment: {} },
  signing: {
    nonce: 'increasing',
    // The scheme carries no time; only the bot's nonce ages.
    windowMs: 60_000,
    aheadMs: 1_000,
    // The scheme has no time and `build` sends no deadline; 60 s is the longest deadline that the exchange takes for "order queueing"
    // (AddOrder), so that it holds no request longer than that. A cautious reading: nothing is written of requests without a deadline.
    ownWindowMs: 60_000,
    notCovered: ['method', 'host', 'query', 'time'],
  },
  // txid is unique on the exchange, cl_ord_id among the account's open orders (AddOrder).
  orderIds: 'per-account',
  rate: {
    // The account's counter (15 to 20, falling 0.33 to 1 a second by tier) does not count orders, the engine's limits are per pair, and no
    // header tells either. So this is no fact of Kraken's but a ceiling of ours that keeps a runaway bot from a lockout.
    buckets: [{ group: 'spot', limit: 300, windowMs: 60_000 }],
    cancelReserve: 0.1,
  },
  baseUrls: {
    'ccxt (urls.api.public, urls.api.private)': '/api.kraken.com',
    'NautilusTrader (base_url_http)': '/api.kraken.com',
  },
  modelled: [
    'spot: limit, market (by volume, and buys by quote amount with oflags=viqc), stop-loss, stop-loss-limit, take-profit, take-profit-limit; post-only',
    'AddOrderBatch, AmendOrder, CancelOrder, CancelOrderBatch, CancelAll, CancelAllOrdersAfter',
  ],
};
