import { type JsonObject, zero } from '../../core/index.ts';
import type { Call } from '../exchange.ts';
import { amountOf, objectOf } from '../replies.ts';
import type { Feed, FeedContext, SeenOrder } from '../watch.ts';
import { spotOrder } from './watch-orders.ts';
import { ask, connector, itself, MINUTE_MS, pageOf, SOON_MS, snapshot, under, wordOf } from './watch-page.ts';
import { hasNoMargin } from './watch-wallet.ts';

const CROSS = '/sapi/v1/margin/account';
const ISOLATED = '/sapi/v1/margin/isolated/account';
const ORDERS = '/sapi/v1/margin/openOrders';
const unit = 'weight of the address, of 12,000 a minute for the endpoint';
const kept = { ...snapshot, kind: 'open-orders', kinds: [], cost: 10 } as const;

/**
 * Open orders on margin. The list of all markets costs as much as all of them, and on isolated margin one market is to be named: the account is
 * asked first, for where nothing is locked no order is open.
 */
export const marginFeeds: readonly Feed[] = [
  {
    ...kept,
    name: 'cross margin open orders',
    everyMs: 10 * MINUTE_MS,
    hurryMs: 2 * MINUTE_MS,
    source: `${connector}: Query Cross Margin Account Details, then Query Margin Account's Open Orders, ${unit}; without a market it counts as often as there are markets`,
    call: ({ environment }) => ask('GET', CROSS, [], environment),
    read: (call, status, body, context) => {
      if (call.path === ORDERS) return ordersOf(status, body, 'cross', context);
      if (hasNoMargin(status, body)) return { records: [] };
      let isAny = false;
      const page = pageOf(status, body, under('userAssets'), (item) => {
        const isLocked = locks(item);
        isAny ||= isLocked === true;
        return isLocked === undefined ? undefined : [];
      });
      return 'unclear' in page || !isAny ? page : { ...page, more: ask('GET', ORDERS, [], call.environment) };
    },
  },
  {
    ...kept,
    name: 'isolated margin open orders',
    everyMs: SOON_MS,
    source: `${connector}: Query Isolated Margin Account Info, then Query Margin Account's Open Orders of each market in which something is locked, ${unit}`,
    call: ({ environment }) => ask('GET', ISOLATED, [], environment),
    read: (call, status, body, context) => {
      if (call.path === ORDERS)
        return followed(ordersOf(status, body, 'isolated', context), waiting.get(call) ?? [], call);
      if (hasNoMargin(status, body)) return { records: [] };
      const symbols: string[] = [];
      const page = pageOf(status, body, under('assets'), (item) => {
        const symbol = wordOf(item['symbol']);
        const sides = [item['baseAsset'], item['quoteAsset']].map((side) => locks(objectOf(side)));
        if (symbol === undefined || sides.includes(undefined)) return undefined;
        if (sides.includes(true)) symbols.push(symbol);
        return [];
      });
      return followed(page, symbols, call);
    },
  },
];

type Answer = ReturnType<typeof pageOf>;

/** The markets that are to be asked for after one. */
const waiting = new WeakMap<Call, readonly string[]>();

function followed(page: Answer, [symbol, ...rest]: readonly string[], { environment }: Call): Answer {
  if ('unclear' in page || symbol === undefined) return page;
  const query = [
    ['symbol', symbol],
    ['isIsolated', 'TRUE'],
  ] as const;
  const more = ask('GET', ORDERS, query, environment);
  waiting.set(more, rest);
  return { ...page, more };
}

/** Whether any of it is locked; `undefined` when that cannot be read. */
function locks(item: JsonObject | undefined): boolean | undefined {
  const locked = amountOf(item?.['locked']);
  return locked === undefined ? undefined : locked !== zero;
}

function ordersOf(status: number, body: string, mode: 'cross' | 'isolated', context: FeedContext): Answer {
  return pageOf(status, body, itself, (item) => {
    const order = spotOrder(item, context);
    return order && [{ ...order, mode } satisfies SeenOrder];
  });
}
