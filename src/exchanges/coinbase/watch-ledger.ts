import { type Decimal, type JsonObject, magnitude } from '../../core/index.ts';
import type { Call, Environment, Param, Unclear } from '../exchange.ts';
import { amountOf, jsonOf, objectOf, textOf } from '../replies.ts';
import type { FeedAt, Page, SeenFlow, SeenMove } from '../watch.ts';
import { unclear } from './account.ts';
import { readCall } from './calls.ts';
import { codeOf } from './market.ts';
import { momentOf, objectsIn, sizeOf, unreadable } from './watch-orders.ts';

const ACCOUNTS = '/v2/accounts';
const LINES = '/v2/accounts/{account_id}/transactions';
/** The largest page of the wallet API. */
const LIMIT = '100';
/** More wallets than the exchange has currencies: a list that does not end is not followed. */
const MOST_WALLETS = 5_000;
const ID = /^[A-Za-z0-9-]{1,64}$/;
/** A fill of Advanced Trade. */
const FILL = 'advanced_trade_fill';
/** Times are told in whole seconds. */
const SECOND_MS = 1_000;

interface Wallet {
  readonly id: string;
  readonly name: string;
}

/**
 * A call on the way through all wallets. Their lines are told wallet by wallet, newest first and by no time, so that what is left to be asked
 * goes along with the call; none of it is sent.
 */
interface Walk extends Call {
  readonly walk: {
    readonly fromMs: number;
    readonly toMs: number;
    /** The wallet that is asked; absent while wallets are listed. */
    readonly at?: Wallet;
    readonly rest: readonly Wallet[];
  };
}

function isWalk(call: Call): call is Walk {
  return typeof (call as Partial<Walk>).walk === 'object';
}

function step(environment: Environment, walk: Walk['walk'], query: readonly Param[], after: string | undefined): Walk {
  const params = query.filter(([name]) => name !== 'starting_after');
  const asked: readonly Param[] = after === undefined ? params : [...params, ['starting_after', after]];
  const call = walk.at
    ? readCall(LINES, LINES.replace('{account_id}', walk.at.id), asked, environment)
    : readCall(ACCOUNTS, ACCOUNTS, asked, environment);
  return { ...call, walk };
}

export function movesCall({ environment, fromMs, toMs }: FeedAt): Call {
  return step(environment, { fromMs, toMs, rest: [] }, [['limit', LIMIT]], undefined);
}

/** The first page of the next wallet; no more when there is none. */
function onward(
  { environment, query, walk: { fromMs, toMs } }: Walk,
  wallets: readonly Wallet[],
): { readonly more?: Call } {
  const [at, ...rest] = wallets;
  return at ? { more: step(environment, { fromMs, toMs, at, rest }, query, undefined) } : {};
}

/** Where the list goes on: the id to start after, `end`, or `undefined` when that cannot be read. */
function nextIn(value: JsonObject, call: Call): string | 'end' | undefined {
  const pagination = objectOf(value['pagination']);
  if (!pagination) return undefined;
  const uri = pagination['next_uri'] ?? null;
  const told = uri === null || uri === '' ? (pagination['next_starting_after'] ?? null) : afterIn(textOf(uri) ?? '');
  if (told === null || told === '') return 'end';
  const after = textOf(told);
  const isNew =
    after !== undefined &&
    ID.test(after) &&
    !call.query.some(([name, before]) => name === 'starting_after' && before === after);
  return isNew ? after : undefined;
}

function afterIn(uri: string): string | undefined {
  return /[?&]starting_after=([A-Za-z0-9-]{1,64})(?:&|$)/.exec(uri)?.[1];
}

/** What changed a wallet since a time and is no fill, for those have a list of their own: moves, and flows for all else. */
export function readMoves(call: Call, status: number, body: string): Page | Unclear {
  const value = objectOf(jsonOf(body));
  if (status !== 200 || !value) return unclear(status, body);
  const items = objectsIn(value['data']);
  const next = nextIn(value, call);
  if (!isWalk(call) || !items || next === undefined) return unreadable;
  return call.walk.at ? readLines(call, call.walk.at, items, next) : readWallets(call, items, next);
}

function readWallets(call: Walk, items: readonly JsonObject[], next: string | 'end'): Page | Unclear {
  const wallets = [...call.walk.rest];
  for (const item of items) {
    const id = textOf(item['id']) ?? '';
    if (!ID.test(id)) return unreadable;
    if (!isUntouched(item)) wallets.push({ id, name: item['type'] === 'vault' ? 'vault' : 'spot' });
  }
  if (wallets.length > MOST_WALLETS) return unreadable;
  if (next === 'end') return { records: [], ...onward(call, wallets) };
  return { records: [], more: step(call.environment, { ...call.walk, rest: wallets }, call.query, next) };
}

/** There is a wallet for every currency: one that is empty and did not change since it was made has no lines. */
function isUntouched(item: JsonObject): boolean {
  const [made, changed] = [textOf(item['created_at']), textOf(item['updated_at'])];
  return amountOf(objectOf(item['balance'])?.['amount']) === 0n && made !== undefined && made === changed;
}

function readLines(call: Walk, wallet: Wallet, items: readonly JsonObject[], next: string | 'end'): Page | Unclear {
  const { fromMs, toMs, rest } = call.walk;
  const records: (SeenFlow | SeenMove)[] = [];
  let isPast = false;
  for (const item of items) {
    const line = lineOf(item, wallet.name);
    if (!line) return unreadable;
    if (line.atMs + SECOND_MS <= fromMs) isPast = true;
    else if (line.atMs <= toMs) records.push(...recordsOf(item, line));
  }
  if (isPast || next === 'end') return { records, ...onward(call, rest) };
  return { records, more: step(call.environment, call.walk, call.query, next) };
}

/** The exchange's words for what changes a balance, by what that is. Its word for a move between portfolios is not documented. */
const causes: Readonly<Record<string, SeenFlow['cause']>> = {
  buy: 'trade',
  sell: 'trade',
  trade: 'trade',
  receive: 'deposit',
  fiat_deposit: 'deposit',
  fiat_withdrawal: 'withdrawal',
  transfer: 'transfer',
  tx: 'transfer',
  vault_withdrawal: 'transfer',
  exchange_deposit: 'transfer',
  exchange_withdrawal: 'transfer',
  pro_deposit: 'transfer',
  pro_withdrawal: 'transfer',
  intx_deposit: 'transfer',
  intx_withdrawal: 'transfer',
  staking_transfer: 'transfer',
  unstaking_transfer: 'transfer',
  interest: 'interest',
  earn_payout: 'interest',
  inflation_reward: 'interest',
  incentives_rewards_payout: 'interest',
  derivatives_settlement: 'funding',
  subscription: 'fee',
  subscription_rebate: 'fee',
  wrap_asset: 'product',
  unwrap_asset: 'product',
  retail_simple_dust: 'product',
  staking_reward: 'interest',
};

/** Moves that surely stay with the owner, by the exchange's own description of the word. */
const ownMoves = new Set([
  'transfer',
  'vault_withdrawal',
  'pro_deposit',
  'pro_withdrawal',
  'exchange_deposit',
  'exchange_withdrawal',
]);

interface Line {
  readonly id: string;
  readonly wallet: string;
  readonly word: string;
  readonly asset: string;
  readonly amount: Decimal;
  readonly state: SeenMove['state'];
  readonly cause: SeenFlow['cause'];
  readonly atMs: number;
}

const failed = new Set(['failed', 'expired', 'canceled', 'cancelled', 'rejected']);

function lineOf(item: JsonObject, wallet: string): Line | undefined {
  const [id, word, status] = ['id', 'type', 'status'].map((name) => textOf(item[name]));
  const told = objectOf(item['amount']);
  const [amount, asset] = [amountOf(told?.['amount']), codeOf(told?.['currency'])];
  const atMs = momentOf(item['created_at']);
  if (!id || !word || !status || !asset || amount === undefined || atMs === undefined) return undefined;
  const state = status === 'completed' ? 'done' : failed.has(status) ? 'failed' : 'pending';
  const known = Object.hasOwn(causes, word) ? causes[word]! : 'other';
  // One word for coins that are sent and coins that come in.
  const cause = word === 'send' ? (amount < 0n ? 'withdrawal' : 'deposit') : known;
  return { id, wallet, word, asset, amount, state, cause, atMs };
}

function recordsOf(item: JsonObject, line: Line): readonly (SeenFlow | SeenMove)[] {
  const { id, wallet, word, asset, amount, cause, state } = line;
  if (word === FILL || amount === 0n) return [];
  // What comes in is felt when it is completed, not when it is announced.
  const atMs = amount > 0n && state === 'done' ? Math.max(line.atMs, momentOf(item['updated_at']) ?? 0) : line.atMs;
  if (cause === 'transfer' || cause === 'deposit' || cause === 'withdrawal')
    return [{ ...moveOf(item, line, cause), atMs }];
  const isFelt = state === 'done' || (state === 'pending' && amount < 0n);
  return isFelt ? [{ what: 'flow', id, wallet, asset, amount, cause, word, atMs }] : [];
}

/** Who a line names as the other side: an address, else a user of the exchange. */
function partyIn(value: JsonObject[string] | undefined): string | undefined {
  const party = objectOf(value);
  const names = ['address', 'email', 'id', 'resource_path'].map((name) => textOf(party?.[name]));
  return names.find((name) => name !== undefined && name !== '');
}

function moveOf(item: JsonObject, line: Line, kind: SeenMove['kind']): SeenMove {
  const { id, wallet, word, asset, state, atMs } = line;
  const whole = magnitude(line.amount);
  const network = objectOf(item['network']);
  // The amount of a line has its fee in it (ccxt, a recorded send), but a fee in another currency.
  const charge = objectOf(network?.['transaction_fee']);
  const fee = (codeOf(charge?.['currency']) === asset ? sizeOf(charge?.['amount']) : undefined) ?? (0n as Decimal);
  const isOut = line.amount < 0n;
  const amount = isOut && fee < whole ? ((whole - fee) as Decimal) : whole;
  const [from, to] = [partyIn(item['from']), partyIn(item['to']) ?? subtitleOf(item, word)];
  const networkName = textOf(network?.['network_name']) ?? textOf(network?.['name']);
  return {
    what: 'move',
    kind,
    id,
    asset,
    amount,
    ...(isOut && amount !== whole ? { fee } : {}),
    ...(isOut ? { from: wallet } : from ? { from } : {}),
    ...(isOut ? (to ? { to } : {}) : { to: wallet }),
    ...(isOut && to && kind === 'withdrawal' ? { address: to } : {}),
    ...(networkName ? { network: networkName } : {}),
    isOwn: ownMoves.has(word) ? 'yes' : kind === 'transfer' ? 'unknown' : 'no',
    state,
    atMs,
  };
}

/** Money that goes to a bank names it in its description alone. */
function subtitleOf(item: JsonObject, word: string): string | undefined {
  const details = objectOf(item['details']);
  const text = textOf(details?.['payment_method_name']) ?? textOf(details?.['subtitle']);
  return word.startsWith('fiat_') && text ? text : undefined;
}
