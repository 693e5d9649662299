import { add, type Decimal, formatDecimal, type Instrument, multiplyDown, subtract, zero } from '../core/index.ts';
import type { Seen, SeenFill, SeenFlow, SeenMove, SeenOrder } from '../exchanges/index.ts';
import type { Judge, OwnOrder, Verdict } from '../monitor/index.ts';
import type { StrangeAct } from '../rotation/index.ts';
import type { AccountBook } from './leak-book.ts';
import type { Prices } from './leak-prices.ts';

/** So far off the exchange's clock is at most, in ms, once it was measured: what ended earlier, the kill switch has not ended. */
const NEAR_MS = 1_000;

export interface ActsParts {
  readonly key: string;
  readonly book: Pick<AccountBook, 'kills' | 'findings'>;
  /** Says of each record whether the book explains it. */
  readonly judge: Judge;
  /** The same of what ended then: only who was declared by then may have ended it, and the kill switch is weighed here. */
  readonly judgeAt: (atMs: number) => Judge;
  /** The same for other keys, with which bots may trade on this account too. */
  readonly beside: readonly Judge[];
  readonly prices: Prices;
  readonly sinceMs: number;
  /** How far the exchange's clock is ahead of this host's, in ms. */
  readonly offsetMs: number;
  /** Moves whose list could not be read before that time, so that what the ledger tells of them counts. */
  readonly missing: ReadonlyMap<SeenFlow['cause'], number>;
  /** The key that the runbook has put in the place of the one that leaked: it is nobody's but its own. */
  readonly replaced?: Replaced;
}

export interface Replaced {
  readonly fingerprint: string;
  /** When that was done: what the monitor sees then is how the new key differs from the old one. */
  readonly fromMs: number;
  readonly toMs: number;
}

interface Sums {
  readonly trades: Decimal;
  readonly fees: Decimal;
  readonly moves: Decimal;
}

export interface Acts {
  /** In the order of their time. */
  readonly acts: readonly StrangeAct[];
  /** Records of the bots' own orders, of the kill switch's, and of the exchange's. */
  readonly known: number;
  /** Of those whom the owner has declared. */
  readonly declared: number;
  readonly unpriced: number;
  readonly sums: Sums;
}

/** One record as it is told: what it is, and what it cost; `undefined` where no price is known. */
interface Weighed {
  readonly act: StrangeAct;
  readonly sums?: Partial<Sums>;
  readonly isUnpriced?: boolean;
}

/** What of some records the book does not know, each with its loss; then what the monitor has found in that time and no list shows any more. */
export function actsOf(records: readonly Seen[], parts: ActsParts): Acts {
  const acts: StrangeAct[] = [];
  let [known, declared, unpriced] = [0, 0, 0];
  let sums: Sums = { trades: zero, fees: zero, moves: zero };
  const parents = new Set(records.flatMap((one) => (one.what === 'order' && one.parent?.orderId) || []));
  for (const record of records) {
    const weighed = weigh(record, parts, parents);
    if (weighed === 'known') known++;
    else if (weighed === 'declared') declared++;
    if (typeof weighed !== 'object') continue;
    const { trades = zero, fees = zero, moves = zero } = weighed.sums ?? {};
    sums = { trades: add(sums.trades, trades), fees: add(sums.fees, fees), moves: add(sums.moves, moves) };
    if (weighed.isUnpriced) unpriced++;
    acts.push(weighed.act);
  }
  acts.push(...foundBefore(parts, acts));
  acts.sort((a, b) => (a.at ?? '').localeCompare(b.at ?? ''));
  return { acts, known, declared, unpriced, sums };
}

function weigh(
  record: Seen,
  parts: ActsParts,
  parents: ReadonlySet<string>,
): Weighed | 'known' | 'declared' | undefined {
  const { sinceMs, prices, missing, judge, beside } = parts;
  if (record.what === 'flow') {
    if (record.atMs < sinceMs || record.atMs >= (missing.get(record.cause) ?? 0) || record.amount >= zero)
      return undefined;
    return weighedMove(flowOf(record, prices));
  }
  if (record.what === 'move') {
    if (record.atMs < sinceMs) return undefined;
    const found = judge.move(record);
    if (!found) return undefined;
    if (record.kind !== 'deposit' && !found.isSecurity) return 'declared';
    return weighedMove(moveOf(record, prices));
  }
  if (record.what !== 'fill' && record.what !== 'order') return undefined;
  const lastMs = record.what === 'fill' ? record.atMs : Math.max(record.createdMs ?? 0, record.updatedMs ?? 0);
  if (lastMs !== 0 && lastMs < sinceMs) return undefined;
  const told = judged(record, judge, beside);
  if (told === 'explained' || told === 'later') return 'known';
  if (told.kind === 'own') return (record.what === 'order' && cancelled(record, told.order, parts, parents)) || 'known';
  if (told.kind === 'system-order') return 'known';
  if (told.kind === 'declared-order') return 'declared';
  const isOld = record.what === 'order' && record.createdMs !== undefined && record.createdMs < sinceMs;
  if (isOld && told.kind !== 'foreign-amend') return undefined;
  const more = told.kind === 'foreign-order' ? '' : `; ${told.says}`;
  if (record.what === 'order') {
    const act = orderOf(record);
    return { act: { ...act, says: `${act.says}${more}` } };
  }
  const { act, loss, fee } = fillOf(record, prices);
  const isUnpriced = loss === undefined || fee === undefined;
  return { act: { ...act, says: `${act.says}${more}` }, sums: { trades: loss ?? zero, fees: fee ?? zero }, isUnpriced };
}

/** What is said of an order by the key whose it is. */
const KNOWN: ReadonlySet<string> = new Set(['own', 'system-order', 'declared-order', 'foreign-amend']);

/** Two keys of one account see each other's orders: what bots did with another one is no stranger's. */
function judged(record: SeenFill | SeenOrder, judge: Judge, beside: readonly Judge[]): Verdict {
  const by = (one: Judge): Verdict => (record.what === 'fill' ? one.fill(record, true) : one.order(record));
  const told = by(judge);
  if (typeof told !== 'object' || KNOWN.has(told.kind)) return told;
  for (const other of beside) {
    const its = by(other);
    if (typeof its === 'object' && its.kind === 'own') return its;
  }
  return told;
}

function weighedMove({ act, value }: { readonly act: StrangeAct; readonly value: Decimal | undefined }): Weighed {
  return value === undefined ? { act, isUnpriced: true } : { act, sums: { moves: value } };
}

/** A stop of a bot that is gone, unfilled, and that neither a bot nor the kill switch has cancelled. */
function cancelled(
  seen: SeenOrder,
  own: OwnOrder,
  { judgeAt, book, sinceMs, offsetMs }: ActsParts,
  parents: ReadonlySet<string>,
): Weighed | undefined {
  const { isOpen, isProtective, updatedMs, expiresMs, filled, order } = seen;
  const isStop = isProtective || own.isStop;
  if (isOpen || !isStop || updatedMs === undefined || updatedMs < sinceMs || own.cancelledAtMs !== undefined)
    return undefined;
  // What it has set off stands under another name.
  if (order.orderId !== undefined && parents.has(order.orderId)) return undefined;
  if (expiresMs !== undefined && expiresMs <= updatedMs) return undefined;
  const endedMs = updatedMs - offsetMs;
  if (book.kills.some(({ fromMs, toMs }) => endedMs >= fromMs - NEAR_MS && endedMs <= toMs)) return undefined;
  const found = judgeAt(endedMs).ended(seen, own, filled === undefined ? 'absent' : { filled }, endedMs);
  if (found?.kind !== 'foreign-cancel') return undefined;
  const perhaps = own.isReduceOnly ? ', unless the exchange took it away with its position' : '';
  return {
    act: {
      what: 'cancel',
      at: new Date(updatedMs).toISOString(),
      id: order.orderId ?? order.clientOrderId ?? 'not told',
      says: `${found.says}${perhaps}: ${orderOf(seen).says}`,
    },
  };
}

const FOUND: Readonly<Record<string, StrangeAct['what']>> = {
  'foreign-cancel': 'cancel',
  'foreign-amend': 'order',
  'sub-account': 'sub-account',
  address: 'address',
  'key-changed': 'key',
};

/** What the monitor saw as it happened, and the lists of now do not tell. */
function foundBefore({ book, key, replaced }: ActsParts, acts: readonly StrangeAct[]): StrangeAct[] {
  const settled = replaced && book.findings.find((one) => isOfReplacing(one, key, replaced));
  return book.findings.flatMap((finding) => {
    const { what: kind, severity, about, says, time } = finding;
    const what = FOUND[kind];
    if (what === undefined || severity === 'info' || finding === settled) return [];
    if (kind === 'key-changed' && replaced && about.split(' ').at(-1) === replaced.fingerprint) return [];
    if (acts.some((act) => act.what === what && about.includes(act.id))) return [];
    return [{ what, at: time, id: about, says: `${says} (seen by the monitor)` }];
  });
}

/** The new key has other settings than the old one: that is seen once, when it takes its place. */
function isOfReplacing(
  { what, about, time }: AccountBook['findings'][number],
  key: string,
  { fromMs, toMs }: Replaced,
): boolean {
  const atMs = Date.parse(time);
  return what === 'key-changed' && !about.startsWith(`key-changed ${key} new `) && atMs >= fromMs && atMs <= toMs;
}

/** The markets that records tell of, and those in which what is held could have been bought. */
export function marketsIn(records: readonly Seen[], all: readonly Instrument[]): Set<string> {
  const markets = new Set<string>();
  const held = new Set<string>();
  for (const record of records) {
    if ('market' in record && record.market !== undefined) markets.add(record.market);
    if (record.what === 'balance' && record.total !== zero) held.add(record.asset);
  }
  for (const { base, market, kind } of all) if (kind === 'spot' && held.has(base)) markets.add(market);
  return markets;
}

function orderOf({ order, side, symbol, market, quantity, filled, price, createdMs, isOpen }: SeenOrder): StrangeAct {
  const size = quantity === undefined ? '' : `${formatDecimal(quantity)} `;
  const at = price === undefined || price === zero ? 'at the market' : `at ${formatDecimal(price)}`;
  const done = filled === undefined ? '' : `, ${formatDecimal(filled)} filled`;
  return {
    what: 'order',
    ...(createdMs === undefined ? {} : { at: new Date(createdMs).toISOString() }),
    id: order.orderId ?? order.clientOrderId ?? 'not told',
    says: `${side} ${size}${market ?? symbol} ${at}${done}${isOpen ? ', open' : ''}`,
  };
}

/** Bought above the price, or sold below it, is lost; the other way round it is a gain. */
function fillOf(
  fill: SeenFill,
  prices: Prices,
): { readonly act: StrangeAct; readonly loss: Decimal | undefined; readonly fee: Decimal | undefined } {
  const { side, symbol, kind, market, quantity, price, atMs, id } = fill;
  const instrument = prices.instrument(symbol, kind);
  const reference = instrument && prices.of(instrument);
  const worse = reference && (side === 'buy' ? subtract(price, reference) : subtract(reference, price));
  const loss =
    worse === undefined || !instrument ? undefined : prices.worth(instrument.quote, multiplyDown(quantity, worse));
  const fee =
    fill.fee === undefined ? zero : fill.feeAsset === undefined ? undefined : prices.worth(fill.feeAsset, fill.fee);
  const against = reference === undefined ? '' : `, the price is ${formatDecimal(reference)}`;
  const act: StrangeAct = {
    what: 'fill',
    at: new Date(atMs).toISOString(),
    id,
    says: `${side} ${formatDecimal(quantity)} ${market ?? symbol} at ${formatDecimal(price)}${against}`,
    ...(loss === undefined ? {} : { loss: formatDecimal(loss) }),
    ...(fee === undefined || fee === zero ? {} : { fee: formatDecimal(fee) }),
  };
  return { act, loss, fee };
}

/** It may have stayed with its owner: a ledger does not tell. It counts in full. */
function flowOf(
  { cause, id, asset, amount, wallet, word, atMs }: SeenFlow,
  prices: Prices,
): { readonly act: StrangeAct; readonly value: Decimal | undefined } {
  const value = prices.worth(asset, subtract(zero, amount));
  return {
    value,
    act: {
      what: cause === 'withdrawal' ? 'withdrawal' : 'transfer',
      at: new Date(atMs).toISOString(),
      id,
      says: `${cause} of ${formatDecimal(subtract(zero, amount))} ${asset} out of ${wallet}, by the ledger (${word}), which does not tell to whom`,
      ...(value === undefined ? {} : { loss: formatDecimal(value) }),
    },
  };
}

/** What left is lost at full value; what came in, or stays with the owner, is not. */
function moveOf(
  { kind, id, asset, amount, fee, from, to, address, isOwn, state, atMs }: SeenMove,
  prices: Prices,
): { readonly act: StrangeAct; readonly value: Decimal | undefined } {
  const isGone = kind !== 'deposit' && isOwn !== 'yes';
  const where = address ?? to;
  const value = isGone ? prices.worth(asset, add(amount, fee ?? zero)) : zero;
  const way = [from === undefined ? '' : ` from ${from}`, where === undefined ? '' : ` to ${where}`].join('');
  const whose = isOwn === 'yes' ? ', between own wallets' : '';
  return {
    value,
    act: {
      what: kind,
      at: new Date(atMs).toISOString(),
      id,
      says: `${kind} of ${formatDecimal(amount)} ${asset}${way}${whose}${state === 'pending' ? ', NOT DONE YET' : ''}`,
      ...(value === undefined ? {} : { loss: formatDecimal(value) }),
      ...(isGone && where !== undefined ? { to: where } : {}),
    },
  };
}
