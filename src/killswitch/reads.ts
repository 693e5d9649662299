import type { Instrument } from '../core/index.ts';
import type {
  Call,
  Feed,
  FeedKind,
  Page,
  Seen,
  SeenBalance,
  SeenOrder,
  SeenPosition,
  Unclear,
} from '../exchanges/index.ts';
import { isServed } from '../exchanges/index.ts';
import type { Target } from './target.ts';

const MOST_PAGES = 100;

/**
 * What the lists of one kind show. `unread`: why one of them could not be read whole, so that there may be more than the records.
 * `gaps`: what the key may not read at all. `quiet`: the lists that were read whole and hold nothing.
 */
export interface Read<T> {
  readonly records: readonly T[];
  readonly gaps: readonly string[];
  readonly unread?: string;
  readonly quiet: readonly string[];
}

/** Lists that are left out of a look, by name: what was empty shortly before. */
export type LeftOut = ReadonlySet<string>;
const NOTHING: LeftOut = new Set();

/** All open orders of the account, regular and conditional, in every market; `known`: where they may stand if a list needs a market's name. */
export function readOpenOrders(
  target: Target,
  known: readonly Instrument[],
  leftOut = NOTHING,
): Promise<Read<SeenOrder>> {
  return readAll(target, 'open-orders', known, leftOut, (seen) => (seen.what === 'order' && seen.isOpen ? [seen] : []));
}

export function readPositions(
  target: Target,
  known: readonly Instrument[],
  leftOut = NOTHING,
): Promise<Read<SeenPosition>> {
  return readAll(target, 'positions', known, leftOut, (seen) =>
    seen.what === 'position' && seen.quantity !== 0n ? [seen] : [],
  );
}

export function readBalances(target: Target): Promise<Read<SeenBalance>> {
  return readAll(target, 'balances', [], NOTHING, (seen) =>
    seen.what === 'balance' && (seen.total !== 0n || (seen.owed ?? 0n) > 0n) ? [seen] : [],
  );
}

async function readAll<T>(
  target: Target,
  kind: FeedKind,
  known: readonly Instrument[],
  leftOut: LeftOut,
  pick: (seen: Seen) => readonly T[],
): Promise<Read<T>> {
  const nowMs = target.nowMs() ?? target.clock.nowMs();
  const calls = target.watch.feeds
    .filter((feed) => feed.kind === kind && !leftOut.has(feed.name))
    .flatMap((feed) => {
      const { environment } = target;
      const at = { environment, fromMs: nowMs, toMs: nowMs };
      const { reach } = feed;
      if (!isServed(feed, environment)) return [];
      if (reach === 'account') return [{ feed, call: feed.call(at) }];
      return known
        .filter((instrument) => instrument.kind === reach.markets)
        .map((instrument) => ({ feed, call: feed.call({ ...at, instrument }) }));
    });
  const read = await Promise.all(calls.map(({ feed, call }) => follow(target, feed, call)));
  const gaps = [...new Set(read.flatMap((one) => one.gaps))];
  // A key that may read none of the lists has read nothing.
  const isBlind = read.length > 0 && leftOut.size === 0 && read.every((one) => one.gaps.length > 0);
  const unread = isBlind ? gaps[0] : read.find((one) => one.unread !== undefined)?.unread;
  const records = read.flatMap((one) => one.records).flatMap(pick);
  const busy = new Set(
    calls.flatMap(({ feed }, at) =>
      read[at]!.unread !== undefined || read[at]!.records.some((one) => pick(one).length > 0) ? [feed.name] : [],
    ),
  );
  const quiet = [...new Set(calls.map(({ feed }) => feed.name))].filter((name) => !busy.has(name));
  return { records, gaps, quiet, ...(unread === undefined ? {} : { unread }) };
}

async function follow(target: Target, feed: Feed, first: Call): Promise<Read<Seen>> {
  const records: Seen[] = [];
  const cut = (why: string): Read<Seen> => ({ records, gaps: [], quiet: [], unread: `${feed.name}: ${why}` });
  let call: Call | undefined = first;
  for (let pages = 0; call; pages++) {
    const page: Page | Unclear | undefined = await readPage(target, feed, call);
    if (page === undefined) return cut('the exchange did not answer');
    if ('unclear' in page && page.cause === 'permission')
      return { records, gaps: [`${feed.name}: ${page.message}`], quiet: [] };
    if ('unclear' in page) return cut(page.message);
    records.push(...page.records);
    if (page.isCut || pages >= MOST_PAGES) return cut('the list is longer than the exchange shows');
    call = page.more;
  }
  return { records, gaps: [], quiet: [] };
}

async function readPage(target: Target, feed: Feed, call: Call): Promise<Page | Unclear | undefined> {
  const reply = await target.ask(call);
  return reply && feed.read(call, reply.status, reply.body, { instrument: target.instrument });
}
