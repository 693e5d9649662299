import { add, type Decimal, formatDecimal, multiplyDown, subtract, zero } from '../../../src/core/index.ts';
import type { Answer, Call } from '../../../src/exchanges/index.ts';
import type { Feed, FeedAt, FeedContext, Page, Seen } from '../../../src/exchanges/watch.ts';

/** Signs a call with the key of the account and sends it to the practice exchange. */
type Send = (call: Call) => Promise<Answer>;

/** More pages than any scene has: a feed that never ends is a defect. */
const MOST_PAGES = 200;

/** Reads one call; throws what was unclear about it. */
export async function readPage(feed: Feed, call: Call, send: Send, context: FeedContext): Promise<Page> {
  const answer = await send(call);
  const page = feed.read(call, answer.status, answer.body, context);
  if ('unclear' in page)
    throw new Error(`${feed.name}: ${page.cause} ${page.message} (${answer.status} ${answer.body})`);
  return page;
}

/** Everything that a feed shows of a span: pages are followed, spans are cut to what one call may have, and in halves where a page is cut. */
export async function readFeed(feed: Feed, at: FeedAt, send: Send, context: FeedContext): Promise<Seen[]> {
  const records: Seen[] = [];
  for (const span of spansOf(feed, at)) {
    let call: Call | undefined = feed.call(span);
    let isCut = false;
    for (let pages = 0; call; pages++) {
      if (pages >= MOST_PAGES) throw new Error(`${feed.name}: no end`);
      const page = await readPage(feed, call, send, context);
      records.push(...page.records);
      isCut ||= page.isCut === true;
      call = page.more;
    }
    if (!isCut) continue;
    if (span.toMs <= span.fromMs) throw new Error(`${feed.name}: more in one millisecond than a page holds`);
    const middleMs = Math.floor((span.fromMs + span.toMs) / 2);
    records.push(...(await readFeed(feed, { ...span, toMs: middleMs }, send, context)));
    records.push(...(await readFeed(feed, { ...span, fromMs: middleMs + 1 }, send, context)));
  }
  return unique(records);
}

function spansOf(feed: Feed, at: FeedAt): FeedAt[] {
  if (feed.shape === 'snapshot' || feed.windowMs === undefined || at.toMs - at.fromMs <= feed.windowMs) return [at];
  const spans: FeedAt[] = [];
  for (let fromMs = at.fromMs; fromMs <= at.toMs; fromMs += feed.windowMs + 1) {
    spans.push({ ...at, fromMs, toMs: Math.min(at.toMs, fromMs + feed.windowMs) });
  }
  return spans;
}

/** What tells one record from another, as an observer keeps it; snapshots have no doubles. */
function nameOf(record: Seen): string | undefined {
  if (record.what === 'fill') return `fill ${record.kind} ${record.symbol} ${record.id}`;
  if (record.what === 'flow') return `flow ${record.wallet} ${record.asset} ${record.id}`;
  if (record.what === 'move') return `move ${record.kind} ${record.id}`;
  return undefined;
}

function unique(records: readonly Seen[]): Seen[] {
  const seen = new Set<string>();
  return records.filter((record) => {
    const name = nameOf(record);
    if (name === undefined) return true;
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
}

export interface BookRules {
  /** Wallets whose changes all stand in the exchange's own ledger; fills and moves count for the others. */
  readonly ledger: readonly string[];
  /** The wallet that a fill of this kind of market changes. */
  walletOf(kind: 'spot' | 'linear' | 'inverse'): string;
  /** Withdrawals are told with their fee in the amount; else the fee comes on top. */
  readonly isFeeInside?: true;
}

type Sheet = Map<string, Decimal>;

/** By `wallet asset`, what a snapshot of balances holds. */
export function sheetOf(records: readonly Seen[]): Sheet {
  const sheet: Sheet = new Map();
  for (const record of records) if (record.what === 'balance') post(sheet, record.wallet, record.asset, record.total);
  return sheet;
}

function post(sheet: Sheet, wallet: string, asset: string, amount: Decimal): void {
  const name = `${wallet} ${asset}`;
  sheet.set(name, add(sheet.get(name) ?? zero, amount));
}

const minus = (amount: Decimal): Decimal => subtract(zero, amount);

/** All changes that the records tell of, by wallet and asset. */
export function changesOf(records: readonly Seen[], rules: BookRules): Sheet {
  const sheet: Sheet = new Map();
  const put = (wallet: string | undefined, asset: string | undefined, amount: Decimal): void => {
    if (wallet !== undefined && asset !== undefined && !rules.ledger.includes(wallet))
      post(sheet, wallet, asset, amount);
  };
  for (const record of records) {
    if (record.what === 'flow') post(sheet, record.wallet, record.asset, record.amount);
    if (record.what === 'fill' && record.kind === 'spot') {
      const [base, quote] = (record.market ?? '').split('/');
      const wallet = rules.walletOf(record.kind);
      const sign = record.side === 'buy' ? (amount: Decimal) => amount : minus;
      put(wallet, base, sign(record.quantity));
      put(wallet, quote, minus(sign(record.quoteAmount ?? multiplyDown(record.price, record.quantity))));
      put(wallet, record.feeAsset, minus(record.fee ?? zero));
    }
    if (record.what === 'move' && record.state !== 'failed') {
      const fee = rules.isFeeInside ? zero : (record.fee ?? zero);
      put(record.from, record.asset, minus(add(record.amount, fee)));
      put(record.to, record.asset, record.amount);
    }
  }
  return sheet;
}

/** Where opening and changes do not give closing, as text: `spot USDT: 10 short`. Empty when the books close to the last digit. */
export function openBooks(opening: Sheet, changes: Sheet, closing: Sheet): string[] {
  const names = new Set([...opening.keys(), ...changes.keys(), ...closing.keys()]);
  return [...names].sort().flatMap((name) => {
    const expected = add(opening.get(name) ?? zero, changes.get(name) ?? zero);
    const found = closing.get(name) ?? zero;
    return expected === found
      ? []
      : [`${name}: ${formatDecimal(expected)} by the books, ${formatDecimal(found)} there`];
  });
}
