import { type Decimal, type JsonObject, max, subtract, zero } from '../../core/index.ts';
import { present } from '../orders.ts';
import { amountOf, listOf, objectOf, textOf, timeOf } from '../replies.ts';
import type { SeenBalance, SeenFlow, SeenMove } from '../watch.ts';
import { named, type RowReader } from './watch-page.ts';

/** Types of the unified account's transaction log (enum `type(uta-translog)`); those that are not here are `other`. */
const logCauses: Readonly<Record<string, SeenFlow['cause']>> = {
  TRADE: 'trade',
  DELIVERY: 'trade',
  SETTLEMENT: 'funding',
  LIQUIDATION: 'liquidation',
  ADL: 'liquidation',
  TRANSFER_IN: 'transfer',
  TRANSFER_OUT: 'transfer',
  INTEREST: 'interest',
  FEE_REFUND: 'fee',
  SPREAD_FEE_OUT: 'fee',
  CUSTODY_NETWORK_FEE: 'fee',
  CUSTODY_SETTLE_FEE: 'fee',
  BROKER_ABACCOUNT_FEE: 'fee',
  AUTO_DEDUCTION: 'fee',
  PEF_PROFIT_SHARE: 'fee',
  AIRDROP: 'interest',
  BONUS: 'interest',
  BONUS_RECOLLECT: 'interest',
  BONUS_TRANSFER_IN: 'interest',
  BONUS_TRANSFER_OUT: 'interest',
  INTEREST_REPAYMENT_INS_LOAN: 'interest',
  AUTO_INTEREST_REPAYMENT_INS_LOAN: 'interest',
  CURRENCY_BUY: 'trade',
  CURRENCY_SELL: 'trade',
  SPOT_REPAYMENT_SELL: 'trade',
  SPOT_REPAYMENT_BUY: 'trade',
  AUTO_SOLD_COLLATERAL_INS_LOAN: 'trade',
  AUTO_BUY_LIABILITY_INS_LOAN: 'trade',
  PREMARKET_DELIVERY_SELL_NEW_COIN: 'trade',
  PREMARKET_DELIVERY_BUY_NEW_COIN: 'trade',
  BORROWED_AMOUNT_INS_LOAN: 'product',
  PRINCIPLE_REPAYMENT_INS_LOAN: 'product',
  AUTO_PRINCIPLE_REPAYMENT_INS_LOAN: 'product',
  TOKENS_SUBSCRIPTION: 'product',
  TOKENS_REDEMPTION: 'product',
  FLEXIBLE_STAKING_SUBSCRIPTION: 'product',
  FLEXIBLE_STAKING_REDEMPTION: 'product',
  FIXED_STAKING_SUBSCRIPTION: 'product',
  FIXED_STAKING_REDEMPTION: 'product',
  PREMARKET_DELIVERY_PLEDGE_PAY_SELLER: 'product',
  PREMARKET_DELIVERY_PLEDGE_BACK: 'product',
  PREMARKET_ROLLBACK_PLEDGE_BACK: 'product',
  PREMARKET_ROLLBACK_PLEDGE_PENALTY_TO_BUYER: 'product',
  CUSTODY_LOCK: 'product',
  CUSTODY_UNLOCK: 'product',
  CUSTODY_UNLOCK_REFUND: 'product',
  LOANS_BORROW_FUNDS: 'product',
  LOANS_PLEDGE_ASSET: 'product',
  TRANSFER_IN_INS_LOAN: 'transfer',
  TRANSFER_OUT_INS_LOAN: 'transfer',
  PREMARKET_TRANSFER_OUT: 'transfer',
  PEF_TRANSFER_IN: 'transfer',
  PEF_TRANSFER_OUT: 'transfer',
};

/** Reads a line of the unified account's log. `change` holds the fee and the funding; a spot trade has a line for each of its coins. */
export const logRow: RowReader = (row) => {
  const [id, asset, word] = [named(row, 'id'), named(row, 'currency'), named(row, 'type')];
  const [amount, atMs] = [amountOf(row['change']), timeOf(row['transactionTime'])];
  if (id === undefined || asset === undefined || word === undefined) return undefined;
  if (amount === undefined || atMs === undefined) return undefined;
  const [orderId, tradeId] = [named(row, 'orderId'), named(row, 'tradeId')];
  const seen: SeenFlow = {
    what: 'flow',
    // The documents' own sample gives one id to two lines.
    id: [id, word, asset, tradeId ?? orderId ?? '', atMs].join('/'),
    wallet: 'unified',
    asset,
    amount,
    cause: Object.hasOwn(logCauses, word) ? logCauses[word]! : 'other',
    word,
    ...present({ symbol: named(row, 'symbol'), orderId, tradeId }),
    atMs,
  };
  return [seen];
};

/** Reads a line of the funding account, which has no id: its time, direction and amount with the balance after it tell it from all others. */
export const fundingRow: RowReader = (row) => {
  const [asset, direction, seconds] = [named(row, 'currency'), named(row, 'ioDirection'), named(row, 'createTime')];
  const [amount, after] = [amountOf(row['txnAmt']), named(row, 'afterAmt')];
  if (asset === undefined || after === undefined || !/^\d{10}$/.test(seconds ?? '')) return undefined;
  if (amount === undefined || amount < 0n || (direction !== 'I' && direction !== 'O')) return undefined;
  const words = [named(row, 'showBusiTypeEn') ?? named(row, 'showBusiType'), named(row, 'descriptionEn')];
  const word = words.filter((one) => one !== undefined).join(': ');
  const seen: SeenFlow = {
    what: 'flow',
    id: [seconds, asset, direction, textOf(row['txnAmt']), after].join('/'),
    wallet: 'funding',
    asset,
    amount: (direction === 'I' ? amount : -amount) as Decimal,
    cause: fundingCause(word),
    word,
    atMs: Number(seconds) * 1_000,
  };
  return [seen];
};

/** No list of its words was found: what is plain in them counts, all else is `other`. */
function fundingCause(word: string): SeenFlow['cause'] {
  if (/withdraw/i.test(word)) return 'withdrawal';
  if (/deposit/i.test(word)) return 'deposit';
  if (/transfer/i.test(word)) return 'transfer';
  return /interest/i.test(word) ? 'interest' : 'other';
}

/** Reads the unified account's coins. What is free leaves out what open orders and positions hold, and is at least that. */
export const unifiedRow: RowReader = (row) => {
  const coins = listOf(row['coin'])?.map(objectOf);
  if (!coins) return undefined;
  const seen: SeenBalance[] = [];
  for (const coin of coins) {
    const [asset, total] = [coin && named(coin, 'coin'), coin && amountOf(coin['walletBalance'])];
    if (asset === undefined || total === undefined) return undefined;
    const held = ['locked', 'totalOrderIM', 'totalPositionIM'].map((name) => amountOf(coin?.[name]));
    const free = held.reduce((left: Decimal, amount) => subtract(left, amount ?? zero), total);
    const isTold = held[0] !== undefined;
    seen.push({
      what: 'balance',
      wallet: 'unified',
      asset,
      total,
      ...(isTold ? { free: max(zero, free) } : {}),
    });
  }
  return seen;
};

/** Reads what the unified account is worth. */
export const equityRow: RowReader = (row) => {
  const amount = amountOf(row['totalEquity']);
  return amount === undefined ? undefined : [{ what: 'equity', wallet: 'unified', currency: 'USD', amount }];
};

/** Reads a coin of the funding account. */
export const fundRow: RowReader = (row) => {
  const [asset, total] = [named(row, 'coin'), amountOf(row['walletBalance'])];
  if (asset === undefined || total === undefined) return undefined;
  const free = amountOf(row['transferBalance']);
  return [{ what: 'balance', wallet: 'funding', asset, total, ...present({ free }) }];
};

/** The account's own wallets as its balances are told; others in the exchange's words. */
const wallets: Readonly<Record<string, string>> = { UNIFIED: 'unified', FUND: 'funding' };

function walletOf(row: JsonObject, name: string): string | undefined {
  const word = named(row, name);
  return word !== undefined && Object.hasOwn(wallets, word) ? wallets[word] : word;
}

const transferStates: Readonly<Record<string, SeenMove['state']>> = { SUCCESS: 'done', FAILED: 'failed' };

/** A word that is not known counts as not settled. */
function stateOf(states: Readonly<Record<string, SeenMove['state']>>, word: string | undefined): SeenMove['state'] {
  return word !== undefined && Object.hasOwn(states, word) ? states[word]! : 'pending';
}

/** What every move must tell. */
function moveOf(row: JsonObject, idName: string): Pick<SeenMove, 'id' | 'asset' | 'amount'> | undefined {
  const [id, asset, amount] = [named(row, idName), named(row, 'coin'), amountOf(row['amount'])];
  return id === undefined || asset === undefined || amount === undefined || amount <= 0n
    ? undefined
    : { id, asset, amount };
}

/** Reads a transfer between the account's own wallets. */
export const transferRow: RowReader = (row) => {
  const [move, atMs] = [moveOf(row, 'transferId'), timeOf(row['timestamp'])];
  const [from, to] = [walletOf(row, 'fromAccountType'), walletOf(row, 'toAccountType')];
  if (!move || atMs === undefined) return undefined;
  const state = stateOf(transferStates, named(row, 'status'));
  return [{ what: 'move', kind: 'transfer', ...move, ...present({ from, to }), isOwn: 'yes', state, atMs }];
};

/** Reads a transfer between the master account and its sub-accounts; who trades in those it does not tell. */
export const universalRow: RowReader = (row) => {
  const [move, atMs] = [moveOf(row, 'transferId'), timeOf(row['timestamp'])];
  const [from, to] = [named(row, 'fromMemberId'), named(row, 'toMemberId')];
  if (!move || atMs === undefined || from === undefined || to === undefined) return undefined;
  const place = (member: string, type: string): string => [member, named(row, type)].filter(Boolean).join('/');
  return [
    {
      what: 'move',
      kind: 'transfer',
      ...move,
      from: place(from, 'fromAccountType'),
      to: place(to, 'toAccountType'),
      isOwn: 'unknown',
      state: stateOf(transferStates, named(row, 'status')),
      atMs,
    },
  ];
};

/** Enum `depositStatus`; 7 is a rollback that is looked into. */
const depositStates: Readonly<Record<string, SeenMove['state']>> = {
  '3': 'done',
  '10012': 'done',
  '70012': 'done',
  '4': 'failed',
  '70011': 'failed',
};

/** Reads a deposit from a chain. One that is not credited yet has no time: the answer's counts. */
export const depositRow: RowReader = (row, { answeredMs }) => {
  const move = moveOf(row, named(row, 'id') === undefined ? 'txID' : 'id');
  if (!move) return undefined;
  return [
    {
      what: 'move',
      kind: 'deposit',
      ...move,
      ...present({
        fee: amountOf(row['depositFee']),
        from: named(row, 'fromAddress'),
        network: named(row, 'chain'),
      }),
      isOwn: 'no',
      state: stateOf(depositStates, named(row, 'status')),
      atMs: timeOf(row['successAt']) ?? answeredMs,
    },
  ];
};

/** Reads a deposit from another user of the exchange; its time is in seconds. */
export const internalDepositRow: RowReader = (row) => {
  const [move, told] = [moveOf(row, 'id'), named(row, 'createdTime') ?? ''];
  const atMs = /^\d{10}$/.test(told) ? Number(told) * 1_000 : timeOf(told);
  if (!move || atMs === undefined) return undefined;
  const states = { '2': 'done', '3': 'failed' } as const;
  const from = named(row, 'fromMemberId');
  const state = stateOf(states, named(row, 'status'));
  return [{ what: 'move', kind: 'deposit', ...move, ...present({ from }), isOwn: 'no', state, atMs }];
};

/** Enum `withdrawStatus`. */
const withdrawalStates: Readonly<Record<string, SeenMove['state']>> = {
  success: 'done',
  BlockchainConfirmed: 'done',
  CancelByUser: 'failed',
  Reject: 'failed',
  Fail: 'failed',
};

/** Reads a withdrawal, on a chain or to another user of the exchange, whose number then stands for the address. */
export const withdrawalRow: RowReader = (row) => {
  const [move, address, atMs] = [moveOf(row, 'withdrawId'), named(row, 'toAddress'), timeOf(row['createTime'])];
  if (!move || atMs === undefined) return undefined;
  const fee = amountOf(row['withdrawFee']);
  const isInternal = named(row, 'withdrawType') === '1';
  return [
    {
      what: 'move',
      kind: 'withdrawal',
      ...move,
      ...present({ fee, address, network: isInternal ? undefined : named(row, 'chain') }),
      isOwn: 'no',
      state: stateOf(withdrawalStates, named(row, 'status')),
      atMs,
    },
  ];
};

/** Reads a sub-account. */
export const memberRow: RowReader = (row) => {
  const id = named(row, 'uid');
  if (id === undefined) return undefined;
  const label = named(row, 'username') ?? named(row, 'remark');
  return [{ what: 'sub-account', id, ...present({ label }) }];
};
