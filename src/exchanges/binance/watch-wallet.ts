import { type JsonObject, subtract, zero } from '../../core/index.ts';
import { present } from '../orders.ts';
import { amountOf, jsonOf, objectOf, textOf, timeOf } from '../replies.ts';
import type { Feed, Seen, SeenBalance, SeenFlow } from '../watch.ts';
import {
  ask,
  connector,
  countOf,
  cutAt,
  DAY_MS,
  followed,
  history,
  itself,
  lateWord,
  listed,
  MINUTE_MS,
  ownOf,
  pageOf,
  positiveOf,
  SOON_MS,
  sizeOf,
  snapshot,
  span,
  totalOf,
  under,
  walletUnit,
  wordOf,
} from './watch-page.ts';

const ROWS = 100;
const LIMIT = 1_000;
const SUB_LIMIT = 500;

/** What the wallet pages show of balances, of what changed them beside trades and moves, and of the account. */
export const walletFeeds: readonly Feed[] = [
  {
    ...snapshot,
    name: 'funding balances',
    kind: 'balances',
    wallet: 'funding',
    everyMs: SOON_MS,
    cost: 1,
    source: `${connector}: Funding Wallet, ${walletUnit}`,
    call: ({ environment }) => ask('POST', '/sapi/v1/asset/get-funding-asset', [], environment),
    read: (_call, status, body) =>
      pageOf(status, body, itself, (item) => listed(balance(item, 'funding', ['free', 'locked', 'freeze']))),
  },
  {
    ...history,
    name: 'converted dust',
    kind: 'fills',
    wallet: 'spot',
    everyMs: 2 * MINUTE_MS,
    cost: 1,
    source: `${connector}: Dustlog, the last 100 records, ${walletUnit}; ${lateWord}`,
    call: (at) => ask('GET', '/sapi/v1/asset/dribblet', span(at), at.environment),
    read: (_call, status, body) =>
      cutAt(pageOf(status, body, under('userAssetDribblets'), dust), countOf(body, under('userAssetDribblets')), ROWS),
  },
  {
    ...history,
    name: 'converted coins',
    kind: 'fills',
    wallet: 'spot',
    everyMs: 2 * MINUTE_MS,
    hurryMs: 5_000,
    cost: 200,
    windowMs: 30 * DAY_MS,
    source: `${connector}: Get Convert Trade History, 3,000 of 180,000 a minute of the account, which is like 200 of 12,000; told as of the spot wallet, for the record names none; ${lateWord}`,
    call: (at) => ask('GET', '/sapi/v1/convert/tradeFlow', [...span(at), ['limit', String(LIMIT)]], at.environment),
    read: (_call, status, body) =>
      cutAt(pageOf(status, body, under('list'), converted), countOf(body, under('list')), LIMIT),
  },
  {
    ...history,
    name: 'distributions',
    kind: 'deposits',
    wallet: 'spot',
    everyMs: 2 * MINUTE_MS,
    cost: 10,
    windowMs: 180 * DAY_MS,
    source: `${connector}: Asset Dividend Record, ${walletUnit}; ${lateWord}`,
    call: (at) =>
      ask('GET', '/sapi/v1/asset/assetDividend', [...span(at), ['limit', String(SUB_LIMIT)]], at.environment),
    read: (_call, status, body) =>
      cutAt(
        pageOf(status, body, under('rows'), (item) => listed(dividend(item))),
        countOf(body, under('rows')),
        SUB_LIMIT,
      ),
  },
  {
    ...snapshot,
    name: 'worth of all wallets',
    kind: 'equity',
    everyMs: MINUTE_MS,
    cost: 60,
    source: `${connector}: Query User Wallet Balance, also of earn, margin, options and trading bots, in USDT, ${walletUnit}`,
    call: ({ environment }) => ask('GET', '/sapi/v1/asset/wallet/balance', [['quoteAsset', 'USDT']], environment),
    read: (_call, status, body) =>
      pageOf(status, body, itself, (item) => {
        const [name, amount] = [wordOf(item['walletName']), amountOf(item['balance'])];
        if (name === undefined || amount === undefined) return undefined;
        return [{ what: 'equity', wallet: ownOf(walletNames, name.toLowerCase()) ?? name, currency: 'USDT', amount }];
      }),
  },
  {
    ...snapshot,
    name: 'cross margin balances',
    kind: 'balances',
    wallet: 'margin',
    everyMs: SOON_MS,
    cost: 10,
    source: `${connector}: Query Cross Margin Account Details, ${walletUnit}; -3003: there is no such account`,
    call: ({ environment }) => ask('GET', '/sapi/v1/margin/account', [], environment),
    read: (_call, status, body) =>
      hasNoMargin(status, body)
        ? { records: [] }
        : pageOf(status, body, under('userAssets'), (item) => listed(onMargin(item, 'margin'))),
  },
  {
    ...snapshot,
    name: 'isolated margin balances',
    kind: 'balances',
    everyMs: SOON_MS,
    cost: 10,
    source: `${connector}: Query Isolated Margin Account Info, ${walletUnit}; -3003: there is no such account`,
    call: ({ environment }) => ask('GET', '/sapi/v1/margin/isolated/account', [], environment),
    read: (_call, status, body) =>
      hasNoMargin(status, body) ? { records: [] } : pageOf(status, body, under('assets'), isolated),
  },
  {
    ...snapshot,
    name: 'flexible earn',
    kind: 'balances',
    wallet: 'earn',
    everyMs: 2 * MINUTE_MS,
    cost: 150,
    source: `${connector}: Get Flexible Product Position, ${walletUnit}`,
    call: ({ environment }) =>
      ask(
        'GET',
        '/sapi/v1/simple-earn/flexible/position',
        [
          ['current', '1'],
          ['size', String(ROWS)],
        ],
        environment,
      ),
    read: (call, status, body) =>
      followed(
        pageOf(status, body, under('rows'), (item) => listed(balance(item, 'earn', ['totalAmount']))),
        call,
        { count: countOf(body, under('rows')), limit: ROWS, name: 'current', by: 1 },
      ),
  },
  {
    ...snapshot,
    name: 'sub-accounts',
    kind: 'sub-accounts',
    everyMs: MINUTE_MS,
    cost: 1,
    source: `${connector}: Query Sub-account List (For Master Account), ${walletUnit}`,
    call: ({ environment }) =>
      ask(
        'GET',
        '/sapi/v1/sub-account/list',
        [
          ['page', '1'],
          ['limit', '200'],
        ],
        environment,
      ),
    read: (call, status, body) =>
      followed(
        pageOf(status, body, under('subAccounts'), (item) => {
          const id = wordOf(item['email']);
          return id === undefined
            ? undefined
            : [{ what: 'sub-account', id, ...present({ label: wordOf(item['remark']) }) }];
        }),
        call,
        { count: countOf(body, under('subAccounts')), limit: 200, name: 'page', by: 1 },
      ),
  },
  {
    ...snapshot,
    name: 'withdrawal addresses',
    kind: 'addresses',
    everyMs: MINUTE_MS,
    cost: 10,
    source: `${connector}: Fetch withdraw address list, ${walletUnit}`,
    call: ({ environment }) => ask('GET', '/sapi/v1/capital/withdraw/address/list', [], environment),
    read: (_call, status, body) => pageOf(status, body, itself, address),
  },
];

const walletNames: Readonly<Record<string, string>> = {
  spot: 'spot',
  funding: 'funding',
  'cross margin': 'margin',
  'isolated margin': 'isolated-margin',
  'usdⓢ-m futures': 'futures',
  'coin-m futures': 'coin-futures',
  earn: 'earn',
  options: 'options',
};

function balance(item: JsonObject, wallet: string, parts: readonly [string, ...string[]]): SeenBalance | undefined {
  const [asset, total] = [wordOf(item['asset']), totalOf(item, ...parts)];
  if (asset === undefined || total === undefined) return undefined;
  return { what: 'balance', wallet, asset, total, ...present({ free: sizeOf(item['free']) }) };
}

/** What was borrowed, with its interest, stands beside what there is. */
function onMargin(item: JsonObject, wallet: string): SeenBalance | undefined {
  const read = balance(item, wallet, ['free', 'locked']);
  const owed = totalOf(item, 'borrowed', 'interest');
  return read && { ...read, ...present({ owed: owed === zero ? undefined : owed }) };
}

function isolated(item: JsonObject): readonly Seen[] | undefined {
  const symbol = wordOf(item['symbol']);
  const sides = [objectOf(item['baseAsset']), objectOf(item['quoteAsset'])];
  if (symbol === undefined) return undefined;
  const found = sides.map((side) => side && onMargin(side, `isolated-margin ${symbol}`));
  return found.every((one) => one !== undefined) ? found : undefined;
}

/** The account was never opened for margin, which is an answer and no failure. */
export function hasNoMargin(status: number, body: string): boolean {
  return status === 400 && textOf(objectOf(jsonOf(body))?.['code']) === '-3003';
}

/** Small balances turned into another coin: what was given, and what came for it after the service charge. */
function dust(item: JsonObject): readonly SeenFlow[] | undefined {
  const details = under('userAssetDribbletDetails')(item);
  if (!details) return undefined;
  const flows: SeenFlow[] = [];
  for (const [index, entry] of details.entries()) {
    const detail = objectOf(entry) ?? {};
    const [id, from, to] = [
      wordOf(detail['transId']),
      wordOf(detail['fromAsset']),
      wordOf(detail['targetAsset']) ?? 'BNB',
    ];
    const [given, got] = [positiveOf(detail['amount']), sizeOf(detail['transferedAmount'])];
    const atMs = timeOf(detail['operateTime']) ?? timeOf(item['operateTime']);
    if (id === undefined || from === undefined || given === undefined || got === undefined || atMs === undefined)
      return undefined;
    const same = { what: 'flow', wallet: 'spot', cause: 'product', word: 'dust', atMs } as const;
    flows.push({ ...same, id: `dust ${id} ${index} given`, asset: from, amount: subtract(zero, given) });
    flows.push({ ...same, id: `dust ${id} ${index} got`, asset: to, amount: got });
  }
  return flows;
}

function dividend(item: JsonObject): SeenFlow | undefined {
  const [id, asset, amount] = [
    wordOf(item['id']) ?? wordOf(item['tranId']),
    wordOf(item['asset']),
    amountOf(item['amount']),
  ];
  const atMs = timeOf(item['divTime']);
  if (id === undefined || asset === undefined || amount === undefined || atMs === undefined) return undefined;
  const word = wordOf(item['enInfo']) ?? 'distribution';
  return { what: 'flow', id: `distribution ${id}`, wallet: 'spot', asset, amount, cause: 'interest', word, atMs };
}

function address(item: JsonObject): readonly Seen[] | undefined {
  const [where, coin] = [wordOf(item['address']), wordOf(item['coin'])];
  if (where === undefined || coin === undefined) return undefined;
  const parts = [coin, wordOf(item['network']), where, wordOf(item['addressTag'])];
  const id = parts.filter((part) => part !== undefined).join(' ');
  return [{ what: 'address', id, ...present({ label: wordOf(item['name']) }) }];
}

/** What was given and what came for it; nothing for an order that did not succeed. */
function converted(item: JsonObject): readonly SeenFlow[] | undefined {
  const [id, from, to] = [wordOf(item['orderId']), wordOf(item['fromAsset']), wordOf(item['toAsset'])];
  const [given, got, atMs] = [positiveOf(item['fromAmount']), positiveOf(item['toAmount']), timeOf(item['createTime'])];
  if (id === undefined || from === undefined || to === undefined) return undefined;
  if (given === undefined || got === undefined || atMs === undefined) return undefined;
  if (textOf(item['orderStatus']) !== 'SUCCESS') return [];
  const same = { what: 'flow', wallet: 'spot', cause: 'trade', word: 'convert', orderId: id, atMs } as const;
  return [
    { ...same, id: `convert ${id} given`, asset: from, amount: subtract(zero, given) },
    { ...same, id: `convert ${id} got`, asset: to, amount: got },
  ];
}
