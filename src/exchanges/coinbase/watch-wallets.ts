import { add, type Decimal, type JsonObject, one, zero } from '../../core/index.ts';
import type { Call, Environment, Unclear } from '../exchange.ts';
import { present } from '../orders.ts';
import { amountOf, jsonOf, objectOf, textOf } from '../replies.ts';
import type { FeedContext, Page, SeenBalance, SeenNamed, SeenPosition } from '../watch.ts';
import { unclear } from './account.ts';
import { readCall } from './calls.ts';
import { codeOf } from './market.ts';
import { allOf, objectsIn, pageOf, sizeOf, unreadable } from './watch-orders.ts';

const PERMISSIONS = '/api/v3/brokerage/key_permissions';
const PORTFOLIO = '/api/v3/brokerage/portfolios/{portfolio_uuid}';
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The wallet of an account, by its kind and by who keeps it. */
function walletOf(item: JsonObject): string {
  if (item['type'] === 'ACCOUNT_TYPE_VAULT') return 'vault';
  const platform = textOf(item['platform']) ?? 'ACCOUNT_PLATFORM_CONSUMER';
  if (platform === 'ACCOUNT_PLATFORM_CONSUMER' || platform === 'ACCOUNT_PLATFORM_UNSPECIFIED') return 'spot';
  return platform === 'ACCOUNT_PLATFORM_CFM_CONSUMER'
    ? 'futures'
    : platform.replace('ACCOUNT_PLATFORM_', '').toLowerCase();
}

function balanceOf(item: JsonObject): SeenBalance | undefined {
  const [available, hold] = [objectOf(item['available_balance']), objectOf(item['hold'])];
  const asset = codeOf(item['currency']);
  const [free, held] = [amountOf(available?.['value']), amountOf(hold?.['value'])];
  if (!asset || free === undefined || held === undefined) return undefined;
  return { what: 'balance', wallet: walletOf(item), asset, total: add(free, held), free };
}

/** One record for each wallet and asset of a page; an owner may have several accounts of one. */
function merged(balances: readonly SeenBalance[]): readonly SeenBalance[] {
  const byName = new Map<string, SeenBalance>();
  for (const balance of balances) {
    const name = `${balance.wallet} ${balance.asset}`;
    const before = byName.get(name);
    byName.set(
      name,
      before
        ? { ...balance, total: add(before.total, balance.total), free: add(before.free ?? zero, balance.free ?? zero) }
        : balance,
    );
  }
  return [...byName.values()];
}

export function readBalances(call: Call, status: number, body: string): Page | Unclear {
  const value = objectOf(jsonOf(body));
  if (status !== 200 || !value) return unclear(status, body);
  const items = objectsIn(value['accounts']);
  const records = items && allOf(items, balanceOf);
  const hasNext = value['has_next'];
  return records && typeof hasNext === 'boolean' ? pageOf(call, value, merged(records), hasNext) : unreadable;
}

/** The portfolio that the key is bound to is asked for first: what it holds is asked by its id. */
export function portfolioCall(environment: Environment): Call {
  return readCall(PERMISSIONS, PERMISSIONS, [], environment);
}

/** The breakdown of the key's portfolio, or the page that leads to it. */
function breakdownIn(call: Call, status: number, body: string): { readonly breakdown: JsonObject } | Page | Unclear {
  const value = objectOf(jsonOf(body));
  if (status !== 200 || !value) return unclear(status, body);
  if (call.path === PERMISSIONS) {
    const id = textOf(value['portfolio_uuid']) ?? '';
    if (!UUID.test(id)) return unreadable;
    return { records: [], more: readCall(PORTFOLIO, PORTFOLIO.replace('{portfolio_uuid}', id), [], call.environment) };
  }
  const breakdown = objectOf(value['breakdown']);
  return breakdown ? { breakdown } : unreadable;
}

const signs: Readonly<Record<string, bigint>> = {
  FUTURES_POSITION_SIDE_LONG: 1n,
  FUTURES_POSITION_SIDE_SHORT: -1n,
};

function positionOf(
  item: JsonObject,
  context: FeedContext,
  told: { readonly size: Decimal | undefined; readonly side: string | undefined },
): Omit<SeenPosition, 'entry' | 'mark'> | undefined {
  const symbol = textOf(item['product_id']);
  if (!symbol || told.size === undefined) return undefined;
  const sign = Object.hasOwn(signs, told.side ?? '') ? signs[told.side!] : undefined;
  // A size may carry its sign itself; the side rules.
  const size = sign === undefined ? told.size : told.size < 0n ? -told.size : told.size;
  return {
    what: 'position',
    symbol,
    kind: 'linear',
    ...present({ market: context.instrument(symbol, 'linear')?.market }),
    quantity: ((sign ?? 1n) * size) as Decimal,
  };
}

function perpetualOf(item: JsonObject, context: FeedContext): SeenPosition | undefined {
  const position = positionOf(item, context, { size: amountOf(item['net_size']), side: textOf(item['position_side']) });
  const price = (name: string) => sizeOf(objectOf(item[name])?.['value']);
  const margin = textOf(item['margin_type']);
  const mode = margin === undefined || margin === '' ? undefined : margin;
  return position && { ...position, ...present({ mode, entry: price('vwap'), mark: price('mark_price') }) };
}

/** `amount` counts contracts. */
function futureOf(item: JsonObject, context: FeedContext): SeenPosition | undefined {
  const [contracts, each] = [amountOf(item['amount']), amountOf(item['contract_size'])];
  const size = contracts === undefined || each === undefined ? undefined : (((contracts * each) / one) as Decimal);
  const position = positionOf(item, context, { size, side: textOf(item['side']) });
  return (
    position && {
      ...position,
      ...present({ entry: sizeOf(item['avg_entry_price']), mark: sizeOf(item['current_price']) }),
    }
  );
}

/** Futures and perpetuals of the key's portfolio. One that has none of a kind may leave their list out. */
export function readPositions(call: Call, status: number, body: string, context: FeedContext): Page | Unclear {
  const found = breakdownIn(call, status, body);
  if (!('breakdown' in found)) return found;
  const isBreakdown = objectsIn(found.breakdown['spot_positions']) !== undefined;
  const listOf = (name: string) =>
    found.breakdown[name] === undefined && isBreakdown ? [] : objectsIn(found.breakdown[name]);
  const lists = [listOf('perp_positions'), listOf('futures_positions')];
  const [perpetuals, futures] = [
    lists[0] && allOf(lists[0], (item) => perpetualOf(item, context)),
    lists[1] && allOf(lists[1], (item) => futureOf(item, context)),
  ];
  if (!perpetuals || !futures) return unreadable;
  return { records: [...perpetuals, ...futures].filter(({ quantity }) => quantity !== zero) };
}

/** What the key's portfolio is worth, in the currency of its owner. */
export function readEquity(call: Call, status: number, body: string): Page | Unclear {
  const found = breakdownIn(call, status, body);
  if (!('breakdown' in found)) return found;
  const total = objectOf(objectOf(found.breakdown['portfolio_balances'])?.['total_balance']);
  const [amount, currency] = [amountOf(total?.['value']), codeOf(total?.['currency'])];
  if (amount === undefined || !currency) return unreadable;
  return { records: [{ what: 'equity', wallet: 'portfolio', currency, amount }] };
}

function namedIn(
  body: string,
  status: number,
  list: string,
  read: (item: JsonObject) => SeenNamed | 'passed' | undefined,
): Page | Unclear {
  const value = objectOf(jsonOf(body));
  if (status !== 200 || !value) return unclear(status, body);
  const items = objectsIn(value[list]);
  const records = items && allOf(items, read);
  return records ? { records: records.filter((record) => record !== 'passed') } : unreadable;
}

function named(what: SeenNamed['what'], id: string | undefined, label: string | undefined): SeenNamed | undefined {
  return id ? { what, id, ...(label ? { label } : {}) } : undefined;
}

/** Portfolios: a key that trades can make one, and one that transfers can move funds into it. */
export function readPortfolios(_call: Call, status: number, body: string): Page | Unclear {
  return namedIn(body, status, 'portfolios', (item) =>
    item['deleted'] === true ? 'passed' : named('sub-account', textOf(item['uuid']), textOf(item['name'])),
  );
}

/** Bank accounts and cards that money may be withdrawn to. */
export function readPaymentMethods(_call: Call, status: number, body: string): Page | Unclear {
  return namedIn(body, status, 'payment_methods', (item) =>
    item['allow_withdraw'] === false ? 'passed' : named('address', textOf(item['id']), textOf(item['name'])),
  );
}
