import { add, type Decimal, type JsonObject, type JsonValue, subtract, zero } from '../../core/index.ts';
import type { Call, Param, Unclear } from '../exchange.ts';
import { present } from '../orders.ts';
import { amountOf, listOf, objectOf, textOf } from '../replies.ts';
import type { Page, Seen, SeenBalance, SeenFlow, SeenMove } from '../watch.ts';
import { resultOf, unclear } from './calls.ts';
import { codeOf } from './market.ts';
import { misshapen, msOf } from './watch-orders.ts';

/** Endings of assets that are locked in a product of Kraken's: staked, opt-in rewards, yield-bearing, parachains. */
const EARN = /\.[BMPS]$/;
/** What earns rewards by itself is spent and sold under the name of the plain asset, as the documents of the balances say. */
const PLAIN = /\.F$/;

/** Where an asset stands, and the field's word for it. Other endings (`.HOLD`, `.T`) are kept: they are not the plain asset. */
function placeOf(id: string): { readonly wallet: string; readonly asset: string } {
  const wallet = EARN.test(id) ? 'earn' : 'spot';
  return { wallet, asset: codeOf(id.replace(EARN, '').replace(PLAIN, '')) };
}

/** All assets of the account; several entries of one asset in one wallet are one. */
export function readBalances(_call: Call, status: number, body: string): Page | Unclear {
  const answer = resultOf(status, body);
  if ('unclear' in answer) return answer;
  const assets = objectOf(answer.result);
  if (!assets) return misshapen(status, body);
  const sums = new Map<string, SeenBalance>();
  for (const [id, value] of Object.entries(assets)) {
    const one = balanceOf(id, objectOf(value));
    if (!one) return misshapen(status, body);
    const name = `${one.wallet} ${one.asset}`;
    const before = sums.get(name);
    const sum = before && { ...one, total: add(before.total, one.total), free: add(before.free!, one.free!) };
    sums.set(name, sum ?? one);
  }
  return { records: [...sums.values()] };
}

/** Available is `balance + credit - credit_used - hold_trade`; the credit fields stand only where there is a credit line. */
function balanceOf(id: string, value: JsonObject | undefined): SeenBalance | undefined {
  const total = amountOf(value?.['balance']);
  if (!value || total === undefined || id === '') return undefined;
  const [credit, used, held] = ['credit', 'credit_used', 'hold_trade'].map((name) =>
    value[name] === undefined ? zero : amountOf(value[name]),
  );
  if (credit === undefined || used === undefined || held === undefined) return undefined;
  return { what: 'balance', ...placeOf(id), total, free: subtract(add(total, credit), add(used, held)) };
}

/** The combined balance of all currencies and what open positions gain or lose. */
export function readEquity(_call: Call, status: number, body: string): Page | Unclear {
  const answer = resultOf(status, body);
  if ('unclear' in answer) return answer;
  const told = objectOf(answer.result);
  const [worth, gain] = [amountOf(told?.['eb']), amountOf(told?.['n'])];
  if (worth === undefined || gain === undefined) return misshapen(status, body);
  return { records: [{ what: 'equity', wallet: 'spot', currency: 'USD', amount: add(worth, gain) }] };
}

const causes: Readonly<Record<string, SeenFlow['cause']>> = {
  trade: 'trade',
  // Gains and losses of margin trades, and positions that are settled.
  margin: 'trade',
  settled: 'trade',
  // The app, the "buy" button and conversions, of which no order is listed.
  spend: 'trade',
  receive: 'trade',
  sale: 'trade',
  conversion: 'trade',
  nfttrade: 'trade',
  nftcreatorfee: 'fee',
  rollover: 'interest',
  staking: 'interest',
  reward: 'interest',
  dividend: 'interest',
  credit: 'product',
  adjustment: 'product',
  deposit: 'deposit',
  withdrawal: 'withdrawal',
  transfer: 'transfer',
  custodytransfer: 'transfer',
};

/** `earn` is both: what a product pays, and what moves in and out of it. */
function causeOf(type: string, subtype: string): SeenFlow['cause'] {
  if (type === 'earn') return subtype === 'reward' ? 'interest' : 'product';
  return (Object.hasOwn(causes, type) ? causes[type] : undefined) ?? 'other';
}

/** One line. Its balance changes by the amount less the fee, which stands beside it, so both are one change here. */
function flowOf(id: string, value: JsonValue): SeenFlow | undefined {
  const line = objectOf(value);
  const [type, asset, reference] = [textOf(line?.['type']), textOf(line?.['asset']), textOf(line?.['refid'])];
  const [amount, fee, atMs] = [amountOf(line?.['amount']), amountOf(line?.['fee']), msOf(line?.['time'])];
  if (!line || !type || !asset || amount === undefined || fee === undefined || atMs === undefined) return undefined;
  const subtype = textOf(line['subtype']) ?? '';
  const cause = causeOf(type, subtype);
  return {
    what: 'flow',
    id,
    ...placeOf(asset),
    amount: subtract(amount, fee),
    cause,
    word: subtype === '' ? type : `${type}/${subtype}`,
    atMs,
    ...present({ tradeId: type === 'trade' || type === 'margin' ? reference : undefined }),
  };
}

/** `spottofutures`, `spotfromfutures`, `stakingfromspot`: this wallet, to or from, the other. */
const SUBTYPE = /^(spot|futures|staking|earn[a-z]*?)(to|from)(spot|futures|staking|earn[a-z]*)$/;

/** The wallet that a part of a subtype means; of the futures wallet no balance is shown. */
const walletOf = (word: string) => (word === 'spot' || word === 'futures' ? word : 'earn');

/** A line of the ledger; of a transfer with the move that it is of, which may have a line for each of its ends. */
export function lineOf(id: string, value: JsonValue): readonly Seen[] | undefined {
  const flow = flowOf(id, value);
  if (!flow) return undefined;
  return /^(?:transfer|custodytransfer)(?:\/|$)/.test(flow.word) ? [flow, moveOf(flow)] : [flow];
}

function moveOf(flow: SeenFlow): SeenMove {
  const [, here, way, there] = SUBTYPE.exec(flow.word.replace(/^transfer\//, '')) ?? [];
  const isOut = flow.amount < 0n;
  const ends = here && there ? [walletOf(here), walletOf(there)] : undefined;
  const [from, to] = ends && way === 'from' ? ends.reverse() : (ends ?? []);
  return {
    what: 'move',
    kind: 'transfer',
    id: flow.id,
    asset: flow.asset,
    amount: (isOut ? -flow.amount : flow.amount) as Decimal,
    // Without a subtype: sub-accounts, the trading desk, airdrops.
    isOwn: ends ? 'yes' : 'unknown',
    state: 'done',
    atMs: flow.atMs,
    ...present({ from: from ?? (isOut ? flow.wallet : undefined), to: to ?? (isOut ? undefined : flow.wallet) }),
  };
}

const states: Readonly<Record<string, SeenMove['state']>> = { success: 'done', failure: 'failed' };

function fundingOf(kind: 'deposit' | 'withdrawal', value: JsonValue): SeenMove | undefined {
  const record = objectOf(value);
  const [id, asset, state] = [textOf(record?.['refid']), textOf(record?.['asset']), textOf(record?.['status'])];
  const [amount, atMs] = [amountOf(record?.['amount']), msOf(record?.['time'])];
  if (!record || !id || !asset || state === undefined || amount === undefined || amount <= 0n || atMs === undefined)
    return undefined;
  const place = placeOf(asset);
  const word = state.toLowerCase();
  const isOut = kind === 'withdrawal';
  return {
    what: 'move',
    kind,
    id,
    asset: place.asset,
    amount,
    isOwn: isOut ? 'no' : 'unknown',
    state: (Object.hasOwn(states, word) ? states[word] : undefined) ?? 'pending',
    atMs,
    ...present({
      fee: amountOf(record['fee']),
      from: isOut ? place.wallet : undefined,
      to: isOut ? undefined : place.wallet,
      // Where a deposit went is the account's own address.
      address: isOut ? textOf(record['info']) || textOf(record['key']) || undefined : undefined,
      network: textOf(record['network']) ?? textOf(record['method']),
    }),
  };
}

/** One page by cursor, of `name` in the object that paging gives; a bare list is one that cannot be followed. */
function cursorPage(
  call: Call,
  status: number,
  body: string,
  names: readonly string[],
  kind: 'deposit' | 'withdrawal',
): Page | Unclear {
  const answer = resultOf(status, body);
  if ('unclear' in answer) return answer;
  const paged = objectOf(answer.result);
  const list = listOf(answer.result) ?? names.map((name) => listOf(paged?.[name])).find((each) => each !== undefined);
  if (!list) return misshapen(status, body);
  const records: SeenMove[] = [];
  for (const value of list) {
    const record = fundingOf(kind, value);
    if (!record) return misshapen(status, body);
    records.push(record);
  }
  const cursor = paged?.['next_cursor'] ?? null;
  const params = call.body.kind === 'form' ? call.body.params : [];
  if (cursor === null || cursor === '') {
    const limit = Number(params.find(([name]) => name === 'limit')?.[1] ?? 0);
    return paged || list.length < limit ? { records } : { records, isCut: true };
  }
  if (typeof cursor !== 'string') return misshapen(status, body);
  if (params.some(([name, value]) => name === 'cursor' && value === cursor))
    return unclear(status, body, 'the list leads to the same page again');
  const next = params.map(([name, value]): Param => [name, name === 'cursor' ? cursor : value]);
  return { records, more: { ...call, body: { kind: 'form', params: next } } };
}

export function readWithdrawals(call: Call, status: number, body: string): Page | Unclear {
  return cursorPage(call, status, body, ['withdrawals', 'withdrawal'], 'withdrawal');
}

export function readDeposits(call: Call, status: number, body: string): Page | Unclear {
  return cursorPage(call, status, body, ['deposit', 'deposits'], 'deposit');
}
