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
 * `barred`: those that the key may not read at all. `quiet`: those that need not be asked in every round, for they are empty or barred.
 */
export interface Read<T> {
  readonly records: readonly T[];
  readonly barred: readonly Barred[];
  readonly unread?: string;
  readonly quiet: readonly string[];
}

/** A list that the key may not read, with the exchange's word. */
export interface Barred {
  readonly feed: Feed;
  readonly why: string;
}

/** What is known of the key's rights. */
export interface Rights {
  /** The lists, by name, that it has read so far: a key that did is alive, and its address is taken. */
  readonly proof: Set<string>;
  /** Whether what is to be ended may stand in a list that it cannot read. */
  mayHold(feed: Feed): boolean;
}

/** Lists that are left out of a look, by name: what was empty shortly before. */
export type LeftOut = ReadonlySet<string>;
const NOTHING: LeftOut = new Set();

/** All open orders of the account, regular and conditional, in every market; `known`: where they may stand if a list needs a market's name. */
export function readOpenOrders(
  target: Target,
  rights: Rights,
  known: readonly Instrument[],
  leftOut = NOTHING,
): Promise<Read<SeenOrder>> {
  return readAll(target, 'open-orders', rights, known, leftOut, (seen) =>
    seen.what === 'order' && seen.isOpen ? [seen] : [],
  );
}

export function readPositions(
  target: Target,
  rights: Rights,
  known: readonly Instrument[],
  leftOut = NOTHING,
): Promise<Read<SeenPosition>> {
  return readAll(target, 'positions', rights, known, leftOut, (seen) =>
    seen.what === 'position' && seen.quantity !== 0n ? [seen] : [],
  );
}

export function readBalances(target: Target, rights: Rights): Promise<Read<SeenBalance>> {
  return readAll(target, 'balances', rights, [], NOTHING, (seen) =>
    seen.what === 'balance' && (seen.total !== 0n || (seen.owed ?? 0n) > 0n) ? [seen] : [],
  );
}

async function readAll<T>(
  target: Target,
  kind: FeedKind,
  rights: Rights,
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
      if (reach === 'account') return [{ feed, first: () => feed.call(at) }];
      return known
        .filter((instrument) => instrument.kind === reach.markets)
        .map((instrument) => ({ feed, first: () => feed.call({ ...at, instrument }) }));
    });
  const lists = await Promise.all(calls.map(({ feed, first }) => follow(target, feed, first, rights)));
  const read = lists.map((list) => settled(list, rights));
  const barred = read.flatMap((list) => list.barred);
  // Of a key that may read none of its lists nothing is known. Positions there need not be any.
  const isBlind = kind !== 'positions' && read.length > 0 && leftOut.size === 0 && read.every(isBarred);
  const why = read.find(({ unread }) => unread !== undefined)?.unread;
  const unread = isBlind ? `${barred[0]!.feed.name}: ${barred[0]!.why}` : why;
  const records = read.flatMap((one) => one.records).flatMap(pick);
  const busy = new Set(
    calls.flatMap(({ feed }, at) =>
      read[at]!.unread !== undefined || read[at]!.records.some((one) => pick(one).length > 0) ? [feed.name] : [],
    ),
  );
  const quiet = [...new Set(calls.map(({ feed }) => feed.name))].filter((name) => !busy.has(name));
  return { records, barred: isBlind ? [] : distinct(barred), quiet, ...(unread === undefined ? {} : { unread }) };
}

/** One list. `doubt`: the exchange refuses it, and does not say whether it is the key, the address or the right to read it. */
type ListRead = Read<Seen> & { readonly doubt?: Barred };

/** Where the same key reads another list, it is the right; of a list that matters it is asked again, for it may pass. */
function settled({ doubt, ...list }: ListRead, { proof, mayHold }: Rights): Read<Seen> {
  return doubt && proof.size > 0 && !mayHold(doubt.feed) ? { records: list.records, barred: [doubt], quiet: [] } : list;
}

function isBarred({ barred }: Read<Seen>): boolean {
  return barred.length > 0;
}

function distinct(barred: readonly Barred[]): readonly Barred[] {
  return [...new Map(barred.map((one) => [one.feed.name, one])).values()];
}

/** A fault of one list is no fault of the others. */
async function follow(target: Target, feed: Feed, first: () => Call, { proof }: Rights): Promise<ListRead> {
  const records: Seen[] = [];
  const cut = (why: string): Read<Seen> => ({ records, barred: [], quiet: [], unread: `${feed.name}: ${why}` });
  try {
    let call: Call | undefined = first();
    for (let pages = 0; call; pages++) {
      const page: Page | Unclear | undefined = await readPage(target, feed, call);
      if (page === undefined) return cut('the exchange did not answer');
      if ('unclear' in page) {
        const [list, barred] = [cut(page.message), { feed, why: page.message }];
        if (page.cause === 'permission') return { records, barred: [barred], quiet: [] };
        return page.cause === 'key-or-ip-or-permission' ? { ...list, doubt: barred } : list;
      }
      proof.add(feed.name);
      records.push(...page.records);
      if (page.isCut || pages >= MOST_PAGES) return cut('the list is longer than the exchange shows');
      call = page.more;
    }
    return { records, barred: [], quiet: [] };
  } catch (error) {
    return cut(reasonOf(error));
  }
}

async function readPage(target: Target, feed: Feed, call: Call): Promise<Page | Unclear | undefined> {
  const reply = await target.ask(call);
  return reply && feed.read(call, reply.status, reply.body, { instrument: target.instrument });
}

export function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message.slice(0, 200) : 'it failed';
}
