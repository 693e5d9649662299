import { endpointTable } from '../endpoints.ts';
import type { Endpoint, Environment, Facts, Host } from '../exchange.ts';
import * as tables from './endpoints.ts';

const group = () => 'rest';

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

/** Each host serves live and demo; only the header tells which. */
const hostNames: readonly (readonly [name: string, site?: string])[] = [
  ['www.okx.com'],
  ['openapi.okx.com'],
  ['aws.okx.com'],
  ['eea.okx.com', 'eea'],
  ['my.okx.com', 'eea'],
  ['us.okx.com', 'us'],
  ['app.okx.com', 'us'],
];

/** The header that turns a request into one of demo trading. */
export const DEMO_HEADER = 'x-simulated-trading';

function hosts(environment: Environment): Host[] {
  return hostNames.map(([name, site]) => ({ name, group: 'rest', environment, ...(site === undefined ? {} : { site }) }));
}

export const facts: Facts = {
  name: 'OKX v5 (spot, linear perpetual swaps)',
  source: 'OKX API v5 reference (February 2026); okx-api 3.2.3; python-okx; ccxt 4.5.84',
  read: '2026-11-22',
  hosts: [...hosts('live'), ...hosts('demo')],
  endpoints,
  repeatable: [],
  headers: {
    auth: ['ok-access-key', 'ok-access-sign', 'ok-access-timestamp', 'ok-access-passphrase'],
    pass: ['exptime'],
    strip: [],
    environment: { [DEMO_HEADER]: { live: ['', '0'], demo: ['1'] } },
  },
  signing: {
    nonce: 'none',
    windowMs: 30_000,
    aheadMs: 5_000,
    // A request is refused 30 s after its timestamp (REST authentication, error 50102); `build` sends no expTime.
    ownWindowMs: 30_000,
    passphrase: true,
    notCovered: ['host', 'the environment header', 'expTime'],
  },
  // ordId is unique on the exchange; clOrdId may not be in use anywhere in the account (error 51016).
  orderIds: 'per-account',
  rate: {
    // The limits stand per endpoint (most at 20 to 60 in 2 s) and no header tells them: code 50011 in a body does. This ceiling over all
    // endpoints is Keyward's own, far below the 1,000 orders in 2 s that the exchange allows a sub-account.
    buckets: [{ group: 'rest', limit: 200, windowMs: 2_000 }],
    cancelReserve: 0.1,
  },
  baseUrls: {
    'okx-api (baseUrl)': '/www.okx.com',
    'python-okx (domain)': '/www.okx.com',
  },
  modelled: [
    'spot (tdMode cash; cross where account/config rules borrowing out: enableSpotBorrow false in spot mode, autoLoan false in multi-currency and portfolio margin mode; refused where these are true): limit, post_only, ioc, fok, market (in base or quote, as tgtCcy says); batch-orders; amend; cancel',
    'linear swaps (tdMode cross or isolated): the same, optimal_limit_ioc, reduceOnly, posSide; sizes in contracts',
    'order-algo: conditional with a stop loss or a take profit (market or limit), trigger (market or limit); cancel-algos; amend-algos',
    'close-position with posSide long or short; set-leverage; set-position-mode; cancel-all-after',
  ],
};
