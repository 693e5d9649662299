import { present } from '../orders.ts';
import type { Feed, SeenBalance } from '../watch.ts';
import { fill, spotOrder } from './watch-orders.ts';
import {
  ask,
  countOf,
  cutAt,
  DAY_MS,
  itself,
  listed,
  MINUTE_MS,
  pageOf,
  SOON_MS,
  sizeOf,
  span,
  spotDocument,
  totalOf,
  under,
  wordOf,
} from './watch-page.ts';

const LIMIT = 1_000;
const unit = 'weight of the address, of 6,000 a minute';

/** What the spot exchange shows. Its lists of orders and fills name a market each; a theft in another market shows in the balances. */
export const spotFeeds: readonly Feed[] = [
  {
    name: 'spot open orders',
    kind: 'open-orders',
    kinds: ['spot'],
    reach: 'account',
    shape: 'snapshot',
    everyMs: SOON_MS,
    cost: 80,
    lateMs: 0,
    source: `${spotDocument}: Current open orders, ${unit}; orders that wait for a price and those of order lists are in it`,
    call: ({ environment }) => ask('GET', '/api/v3/openOrders', [], environment),
    read: (_call, status, body, context) => pageOf(status, body, itself, (item) => listed(spotOrder(item, context))),
  },
  {
    name: 'spot balances',
    kind: 'balances',
    wallet: 'spot',
    reach: 'account',
    shape: 'snapshot',
    everyMs: SOON_MS,
    cost: 20,
    lateMs: 0,
    source: `${spotDocument}: Account information, ${unit}`,
    call: ({ environment }) => ask('GET', '/api/v3/account', [['omitZeroBalances', 'true']], environment),
    read: (_call, status, body) =>
      pageOf(status, body, under('balances'), (item) => {
        const [asset, total] = [wordOf(item['asset']), totalOf(item, 'free', 'locked')];
        if (asset === undefined || total === undefined) return undefined;
        const balance: SeenBalance = { what: 'balance', wallet: 'spot', asset, total };
        return [{ ...balance, ...present({ free: sizeOf(item['free']) }) }];
      }),
  },
  {
    name: 'spot orders',
    kind: 'orders',
    reach: { markets: 'spot' },
    shape: 'history',
    everyMs: 2 * MINUTE_MS,
    cost: 20,
    windowMs: DAY_MS,
    lateMs: 10_000,
    source: `${spotDocument}: All orders, ${unit}; orders without a fill stay for 90 days (Query order); how late it is no source tells (data source: database), 10 s is cautious`,
    call: (at) =>
      ask(
        'GET',
        '/api/v3/allOrders',
        [['symbol', at.instrument?.symbol ?? ''], ...span(at), ['limit', String(LIMIT)]],
        at.environment,
      ),
    read: (_call, status, body, context) =>
      cutAt(
        pageOf(status, body, itself, (item) => listed(spotOrder(item, context))),
        countOf(body, itself),
        LIMIT,
      ),
  },
  {
    name: 'spot fills',
    kind: 'fills',
    wallet: 'spot',
    reach: { markets: 'spot' },
    shape: 'history',
    everyMs: 2 * MINUTE_MS,
    hurryMs: 2_000,
    cost: 20,
    windowMs: DAY_MS,
    lateMs: 10_000,
    source: `${spotDocument}: Account trade list, ${unit}; how late it is no source tells (data source: memory, then database), 10 s is cautious`,
    call: (at) =>
      ask(
        'GET',
        '/api/v3/myTrades',
        [['symbol', at.instrument?.symbol ?? ''], ...span(at), ['limit', String(LIMIT)]],
        at.environment,
      ),
    read: (_call, status, body, context) =>
      cutAt(
        pageOf(status, body, itself, (item) => listed(fill(item, 'spot', context))),
        countOf(body, itself),
        LIMIT,
      ),
  },
];
