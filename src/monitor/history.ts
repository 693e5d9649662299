import type { Call, Feed, Page, Seen, Unclear } from '../exchanges/index.ts';

/** Windows overlap by this much beyond what a record may be late, in ms: for the clocks of the exchange's own parts. */
const OVERLAP_MS = 5_000;
/** So much is read again, in ms, where the mark lies ahead of the exchange's clock. */
const AHEAD_MS = 3_600_000;
/** Pages that one look follows; what is left is read by the next. */
const MOST_PAGES = 100;
/** A window that is cut at this length cannot be split any further. */
const SHORTEST_MS = 2;

const FORBIDDEN: ReadonlySet<Unclear['cause']> = new Set(['permission', 'key-or-ip-or-permission']);

/** Sends one call; `undefined` when there was no answer. */
export type AskFeed = (call: Call, feed: Feed) => Promise<Page | Unclear | undefined>;

export interface Look {
  readonly records: readonly Seen[];
  /** Everything up to then has been seen, ms since the epoch by the exchange's clock; what lies behind is not known. */
  readonly completeToMs: number;
  /** From here to there the exchange does not show its records any more: nobody can say what happened. */
  readonly lost?: { readonly fromMs: number; readonly toMs: number };
  /** Why it does not reach to the end that was asked for. */
  readonly unknown?: string;
  /** The key may not read it, or perhaps: where other lists are read, asking again soon changes nothing. */
  readonly isForbidden?: true;
}

/** Reads a history from where it is complete up to now: a page at its limit is split, a page that fails leaves its time unknown, never clean. */
export async function readHistory(
  feed: Feed,
  completeToMs: number,
  nowMs: number,
  make: (fromMs: number, toMs: number) => Call,
  ask: AskFeed,
): Promise<Look> {
  const records: Seen[] = [];
  const reachMs = feed.lateMs + OVERLAP_MS;
  // A mark that lies ahead was made by a clock that was wrong: what was not read is not clean.
  let fromMs = Math.max(0, (completeToMs > nowMs + OVERLAP_MS ? nowMs - AHEAD_MS : completeToMs) - reachMs);
  const oldestMs = feed.keptMs === undefined ? 0 : nowMs - feed.keptMs;
  const lost = completeToMs < oldestMs ? { lost: { fromMs: completeToMs, toMs: oldestMs } } : {};
  fromMs = Math.max(fromMs, oldestMs);
  let doneMs = Math.min(completeToMs, fromMs + reachMs);
  const budget = { pages: MOST_PAGES };
  while (fromMs <= nowMs) {
    const toMs = feed.windowMs === undefined ? nowMs : Math.min(nowMs, fromMs + feed.windowMs);
    const window = await readWindow(feed, fromMs, toMs, make, ask, budget);
    records.push(...window.records);
    doneMs = Math.max(doneMs, Math.min(window.completeToMs, nowMs - reachMs));
    if (window.unknown !== undefined) return { ...window, records, completeToMs: doneMs, ...lost };
    if (toMs >= nowMs) break;
    fromMs = toMs;
  }
  return { records, completeToMs: doneMs, ...lost };
}

async function readWindow(
  feed: Feed,
  fromMs: number,
  toMs: number,
  make: (fromMs: number, toMs: number) => Call,
  ask: AskFeed,
  budget: { pages: number },
): Promise<Look> {
  const records: Seen[] = [];
  let call: Call | undefined = make(fromMs, toMs);
  while (call) {
    if (budget.pages-- <= 0) return { records, completeToMs: fromMs, unknown: 'there is more than one look reads' };
    const page: Page | Unclear | undefined = await ask(call, feed);
    if (page === undefined) return { records, completeToMs: fromMs, unknown: 'the exchange did not answer' };
    if ('unclear' in page) return { records, completeToMs: fromMs, ...refusalOf(page) };
    records.push(...page.records);
    if (page.isCut) {
      const middleMs = Math.floor((fromMs + toMs) / 2);
      if (toMs - fromMs < SHORTEST_MS)
        return { records, completeToMs: fromMs, unknown: 'more records in one moment than a page holds' };
      const first = await readWindow(feed, fromMs, middleMs, make, ask, budget);
      records.push(...first.records);
      if (first.unknown !== undefined) return { ...first, records };
      const second = await readWindow(feed, middleMs, toMs, make, ask, budget);
      return { ...second, records: [...records, ...second.records] };
    }
    call = page.more;
  }
  return { records, completeToMs: toMs };
}

/** Follows a snapshot over its pages; `unknown` when any of them failed, for half a list shows nothing. */
export async function readSnapshot(feed: Feed, first: Call, ask: AskFeed): Promise<Look> {
  const records: Seen[] = [];
  let call: Call | undefined = first;
  for (let pages = 0; call; pages++) {
    if (pages >= MOST_PAGES) return { records: [], completeToMs: 0, unknown: 'there is more than one look reads' };
    const page: Page | Unclear | undefined = await ask(call, feed);
    if (page === undefined) return { records: [], completeToMs: 0, unknown: 'the exchange did not answer' };
    if ('unclear' in page) return { records: [], completeToMs: 0, ...refusalOf(page) };
    if (page.isCut) return { records: [], completeToMs: 0, unknown: 'the list is longer than the exchange shows' };
    records.push(...page.records);
    call = page.more;
  }
  return { records, completeToMs: 0 };
}

function refusalOf({ message, cause }: Unclear): Pick<Look, 'unknown' | 'isForbidden'> {
  return { unknown: message, ...(FORBIDDEN.has(cause) ? { isForbidden: true } : {}) };
}
