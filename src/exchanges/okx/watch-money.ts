import { type Decimal, type JsonObject, magnitude, zero } from '../../core/index.ts';
import { present } from '../orders.ts';
import { amountOf, listOf, objectOf, textOf, timeOf } from '../replies.ts';
import type { Seen, SeenBalance, SeenFlow, SeenMove, SeenNamed } from '../watch.ts';
import { currencyIn, filled } from './watch-rows.ts';
import { tradeId } from './watch-trading.ts';

export const TRADING = 'trading';
export const FUNDING = 'funding';
export const EARN = 'earn';

type Cause = SeenFlow['cause'];

/** Bills of the trading account by type, "Get bills details": the exchange's word, and what it means; anything else is `other`. */
const tradingTypes: Readonly<Record<string, readonly [word: string, cause: Cause]>> = {
  '1': ['Transfer', 'transfer'],
  '2': ['Trade', 'trade'],
  '3': ['Delivery', 'funding'],
  '4': ['Forced repayment', 'liquidation'],
  '5': ['Liquidation', 'liquidation'],
  '6': ['Margin transfer', 'product'],
  '7': ['Interest deduction', 'interest'],
  '8': ['Funding fee', 'funding'],
  '9': ['ADL', 'liquidation'],
  '10': ['Clawback', 'liquidation'],
  '11': ['System token conversion', 'trade'],
  '12': ['Strategy transfer', 'transfer'],
  '13': ['DDH', 'trade'],
  '14': ['Block trade', 'trade'],
  '15': ['Quick margin', 'product'],
  '16': ['Borrowing', 'product'],
  '22': ['Repay', 'product'],
  '24': ['Spread trading', 'trade'],
  '26': ['Structured products', 'product'],
  '27': ['Convert', 'trade'],
  '28': ['Easy convert', 'trade'],
  '29': ['One-click repay', 'trade'],
  '30': ['Simple trade', 'trade'],
  '32': ['Move position', 'transfer'],
  '33': ['Loans', 'product'],
  '34': ['Settlement', 'funding'],
};

/** Bills of the funding account by type, "Asset bills details". */
const fundingTypes: Readonly<Record<string, readonly [word: string, cause: Cause]>> = {
  '1': ['Deposit', 'deposit'],
  '2': ['Withdrawal', 'withdrawal'],
  '13': ['Canceled withdrawal', 'withdrawal'],
  '20': ['Transfer to sub account', 'transfer'],
  '21': ['Transfer from sub account', 'transfer'],
  '22': ['Transfer out from sub to master account', 'transfer'],
  '23': ['Transfer in from master to sub account', 'transfer'],
  '72': ['Token received', 'transfer'],
  '73': ['Token given away', 'transfer'],
  '74': ['Token refunded', 'transfer'],
  '75': ['Simple earn subscription', 'product'],
  '76': ['Simple earn redemption', 'product'],
  '89': ['Deposit yield', 'interest'],
  '130': ['Transferred from trading account', 'transfer'],
  '131': ['Transferred to trading account', 'transfer'],
  '132': ['P2P frozen by customer service', 'transfer'],
  '133': ['P2P unfrozen by customer service', 'transfer'],
  '134': ['P2P transferred by customer service', 'transfer'],
  '195': ['Untradable asset withdrawal', 'withdrawal'],
  '196': ['Untradable asset withdrawal revoked', 'withdrawal'],
  '197': ['Untradable asset deposit', 'deposit'],
  '221': ["Blockchain's withdrawal fee", 'fee'],
  '222': ['Withdrawal fee refund', 'fee'],
  '272': ['Convert: buy', 'trade'],
  '273': ['Convert: sell', 'trade'],
  '284': ['Custody: transfer out trading sub-account', 'transfer'],
  '285': ['Custody: transfer in trading sub-account', 'transfer'],
  '286': ['Custody: transfer out custody funding account', 'transfer'],
  '287': ['Custody: transfer in custody funding account', 'transfer'],
  '313': ['Sent by gift', 'transfer'],
  '314': ['Received from gift', 'transfer'],
  '315': ['Refunded from gift', 'transfer'],
  '361': ['Deposit from closed sub-account', 'transfer'],
  '400': ['Auto lend interest', 'interest'],
  '408': ['Auto earn interest', 'interest'],
};

interface Bill {
  readonly id: string;
  readonly asset: string;
  readonly amount: Decimal;
  readonly type: string;
  readonly atMs: number;
}

function bill(row: JsonObject): Bill | undefined {
  const [id, asset, type] = [filled(row, 'billId'), currencyIn(row, 'ccy'), filled(row, 'type')];
  const [amount, atMs] = [amountOf(row['balChg']), timeOf(row['ts'])];
  if (id === undefined || asset === undefined || type === undefined || atMs === undefined) return undefined;
  return amount === undefined ? undefined : { id, asset, amount, type, atMs };
}

function flowOf({ id, asset, amount, type, atMs }: Bill, wallet: string, types: typeof tradingTypes): SeenFlow {
  const [name, cause] = (Object.hasOwn(types, type) ? types[type] : undefined) ?? [`type ${type}`, 'other'];
  return { what: 'flow', id, wallet, asset, amount, cause, word: name, atMs };
}

/**
 * A bill of the trading account: the change at the account level, a trade's with its fee and with what its position gained. What an isolated
 * position holds is no part of the account's balance, so what goes there leaves it.
 */
export function tradingFlow(row: JsonObject): SeenFlow | undefined {
  const read = bill(row);
  if (!read) return undefined;
  const trade = filled(row, 'tradeId') === undefined ? undefined : tradeId(row);
  const links = { symbol: filled(row, 'instId'), orderId: filled(row, 'ordId'), tradeId: trade };
  return { ...flowOf(read, TRADING, tradingTypes), ...present(links) };
}

export function fundingFlow(row: JsonObject): SeenFlow | undefined {
  const read = bill(row);
  return read && flowOf(read, FUNDING, fundingTypes);
}

const accounts: Readonly<Record<string, string>> = { '6': FUNDING, '18': TRADING };

/**
 * A transfer into or out of the trading account. The bill names the two kinds of account, and not whose they are: from trading to funding can
 * be this account's own, or go to a sub-account. Between two of one kind it surely goes to another account.
 */
export function tradingMoves(row: JsonObject): readonly SeenMove[] | undefined {
  const read = bill(row);
  if (!read || read.amount === zero) return read && [];
  const name = (end: string) => {
    const word = filled(row, end);
    return word === undefined ? undefined : Object.hasOwn(accounts, word) ? accounts[word]! : word;
  };
  const [from, to] = [name('from'), name('to')];
  const isBetweenTwo = from !== undefined && from === to;
  const other = `${from} account of another`;
  const ends = isBetweenTwo ? (read.amount < 0n ? { from, to: other } : { from: other, to }) : present({ from, to });
  const { id, asset, atMs } = read;
  const isOwn = isBetweenTwo ? 'no' : 'unknown';
  const amount = magnitude(read.amount);
  return [{ what: 'move', kind: 'transfer', id, asset, amount, isOwn, state: 'done', atMs, ...ends }];
}

/** What a trading bot of the account is given, or gives back. */
export function strategyMoves(row: JsonObject): readonly SeenMove[] | undefined {
  const read = bill(row);
  if (!read || read.amount === zero) return read && [];
  const { id, asset, atMs } = read;
  const [from, to] = read.amount < 0n ? [TRADING, 'trading bots'] : ['trading bots', TRADING];
  const amount = magnitude(read.amount);
  return [{ what: 'move', kind: 'transfer', id, asset, amount, from, to, isOwn: 'yes', state: 'done', atMs }];
}

/** Types of funding bills that pass between this account and another one, by where the other end is. */
const elsewhere: Readonly<Record<string, string>> = {
  '20': 'sub-account',
  '21': 'sub-account',
  '22': 'master account',
  '23': 'master account',
  '72': 'another user',
  '73': 'another user',
  '74': 'another user',
  '284': 'custody',
  '285': 'custody',
  '286': 'custody',
  '287': 'custody',
  '313': 'another user',
  '314': 'another user',
  '315': 'another user',
  '361': 'sub-account',
};

/** What goes from the funding account to others, or comes from them. Transfers to and from the trading account are told of by that one. */
export function fundingMoves(row: JsonObject): readonly SeenMove[] | undefined {
  const read = bill(row);
  if (!read) return undefined;
  const other = Object.hasOwn(elsewhere, read.type) ? elsewhere[read.type]! : undefined;
  if (other === undefined || read.amount === zero) return [];
  const [from, to] = read.amount < 0n ? [FUNDING, other] : [other, FUNDING];
  const { id, asset, atMs } = read;
  const amount = magnitude(read.amount);
  return [{ what: 'move', kind: 'transfer', id, asset, amount, from, to, isOwn: 'no', state: 'done', atMs }];
}

const FAILED_WITHDRAWALS = new Set(['-2', '-1']);

/** A withdrawal on chain, or to another user of the exchange. The fee comes on top of the amount. */
export function withdrawal(row: JsonObject): SeenMove | undefined {
  const [id, asset, state] = [filled(row, 'wdId'), currencyIn(row, 'ccy'), filled(row, 'state')];
  const [amount, atMs] = [amountOf(row['amt']), timeOf(row['ts'])];
  if (id === undefined || asset === undefined || state === undefined) return undefined;
  if (amount === undefined || amount <= zero || atMs === undefined) return undefined;
  return {
    what: 'move',
    kind: 'withdrawal',
    id,
    asset,
    amount,
    from: FUNDING,
    isOwn: 'no',
    state: state === '2' ? 'done' : FAILED_WITHDRAWALS.has(state) ? 'failed' : 'pending',
    atMs,
    ...present({
      // A fee in another currency is a line of its own in the ledger.
      fee: (currencyIn(row, 'feeCcy') ?? asset) === asset ? amountOf(row['fee']) : undefined,
      address: filled(row, 'to'),
      network: filled(row, 'chain'),
    }),
  };
}

/** Credited with state 1 already, though it cannot leave yet; on a blacklist, frozen or intercepted it is no balance. */
const DEPOSITED = new Set(['1', '2']);
const REFUSED_DEPOSITS = new Set(['11', '12', '13', '14']);

export function deposit(row: JsonObject): SeenMove | undefined {
  const [id, asset, state] = [filled(row, 'depId'), currencyIn(row, 'ccy'), filled(row, 'state')];
  const [amount, atMs] = [amountOf(row['amt']), timeOf(row['ts'])];
  if (id === undefined || asset === undefined || state === undefined) return undefined;
  if (amount === undefined || amount <= zero || atMs === undefined) return undefined;
  return {
    what: 'move',
    kind: 'deposit',
    id,
    asset,
    amount,
    isOwn: 'no',
    state: DEPOSITED.has(state) ? 'done' : REFUSED_DEPOSITS.has(state) ? 'failed' : 'pending',
    atMs,
    ...present({ from: filled(row, 'from'), address: filled(row, 'to'), network: filled(row, 'chain') }),
  };
}

function balanceIn(wallet: string, total: string, free: string | undefined) {
  return (row: JsonObject): SeenBalance | undefined => {
    const [asset, amount] = [currencyIn(row, 'ccy'), amountOf(row[total])];
    if (asset === undefined || amount === undefined) return undefined;
    const may = free === undefined ? undefined : amountOf(row[free]);
    return { what: 'balance', wallet, asset, total: amount, ...present({ free: may }) };
  };
}

export const fundingBalance = balanceIn(FUNDING, 'bal', 'availBal');
export const savingsBalance = balanceIn(EARN, 'amt', undefined);

const tradingDetail = balanceIn(TRADING, 'cashBal', 'availBal');

/** The one row of account/balance holds a row for each currency. */
export function tradingBalances(row: JsonObject): readonly SeenBalance[] | undefined {
  const details = listOf(row['details']);
  const read = details?.map((detail) => tradingDetail(objectOf(detail) ?? {}));
  return read?.every((balance) => balance !== undefined) ? read : undefined;
}

/** Equity counts in dollars, with more decimals than money has here; they are cut. */
export function equity(row: JsonObject): readonly Seen[] | undefined {
  const text = textOf(row['totalEq']);
  const amount = text === undefined ? undefined : amountOf(text.replace(/(\.\d{18})\d+$/, '$1'));
  return amount === undefined ? undefined : [{ what: 'equity', wallet: TRADING, currency: 'USD', amount }];
}

export function subAccount(row: JsonObject): SeenNamed | undefined {
  const id = filled(row, 'subAcct');
  return id === undefined ? undefined : { what: 'sub-account', id, ...present({ label: filled(row, 'label') }) };
}
