import type { Settings } from '../config/index.ts';
import { type Clock, KeywardError, nearNames, unknownName } from '../core/index.ts';
import type { Guard } from './guard.ts';
import { watchable } from './monitoring.ts';
import type { State } from './state.ts';

const LONGEST_MS = 7 * 86_400_000;
const MARKET = /^[A-Z0-9.]{1,20}\/[A-Z0-9.]{1,20}(?::[A-Z0-9.]{1,20})?$/;
/** An acknowledgement has no end. */
const FOR_EVER = '9999-12-31T23:59:59.999Z';
/** A book that has not added up for so much longer than its neighbours, in ms, is open. */
const BEHIND_MS = 15_000;

export interface DeclareRequest {
  readonly key: string;
  readonly forMs: number;
  /** Absent: everywhere. */
  readonly markets?: readonly string[];
  /** Also moves of value. */
  readonly moves?: true;
  readonly who?: string;
  readonly why: string;
  readonly by: string;
}

export interface AcknowledgeRequest {
  /** As the finding names itself: `foreign-order main 123`. */
  readonly about: string;
  readonly why: string;
  readonly by: string;
}

export interface WatchStatus {
  /** False where no `keyward up` runs, or its settings turn the monitor off. */
  readonly watching: boolean;
  readonly accounts: readonly WatchedAccount[];
}

export interface WatchedAccount {
  readonly key: string;
  readonly lists: readonly {
    readonly list: string;
    /** Since it was last read whole, in ms; absent: never yet. */
    readonly ageMs?: number;
    readonly state: 'read' | 'failing' | 'forbidden' | 'waiting';
    readonly why?: string;
  }[];
  readonly books: readonly {
    readonly wallet: string;
    readonly coins: number;
    /** When the books of this wallet added up last, by the exchange's clock. */
    readonly closedAt: string;
    /** Coins whose books do not add up now. */
    readonly open: readonly string[];
  }[];
}

interface DeclaringParts {
  readonly state: Pick<State, 'journal'>;
  readonly settings: Settings;
  readonly clock: Clock;
}

/** Throws `usage` for a key that is not watched, a market that is none, and a time that is too long. */
export async function declareActivity(
  { state, settings, clock }: DeclaringParts,
  { key, forMs, markets, moves, who, why, by }: DeclareRequest,
): Promise<{ key: string; until: string }> {
  const known = watchable(settings);
  if (!known.includes(key)) throw new KeywardError('usage', unknownName('key that is watched', key, known));
  if (!(forMs > 0) || forMs > LONGEST_MS)
    throw new KeywardError('usage', 'the time is above zero and at most 7 days; what lasts stands in monitor.others');
  const wrong = markets?.find((market) => !MARKET.test(market));
  if (wrong !== undefined)
    throw new KeywardError('usage', `${wrong} is not a market such as BTC/USDT or BTC/USDT:USDT`);
  const nowMs = clock.nowMs();
  const until = iso(nowMs + forMs);
  await state.journal.append('declared', {
    key,
    ...(who === undefined ? {} : { who: who.slice(0, 60) }),
    ...(markets === undefined ? {} : { markets }),
    ...(moves ? { moves } : {}),
    from: iso(nowMs),
    until,
    by,
    why: why.slice(0, 500),
  });
  return { key, until };
}

/** Throws `usage` for what is no finding that stands in the journal. */
export async function acknowledge(
  { state, clock }: DeclaringParts,
  { about, why, by }: AcknowledgeRequest,
): Promise<{ about: string; key: string }> {
  const known = new Map<string, string>();
  for await (const entry of state.journal.replay({ kinds: ['finding'] }))
    if (entry.kind === 'finding') known.set(entry.about, entry.key);
  const key = known.get(about);
  if (key === undefined) {
    const [near] = nearNames(about, [...known.keys()]);
    const hint = near === undefined ? 'keyward journal tail and the alarm name them' : `did you mean '${near}'?`;
    throw new KeywardError('usage', `there is no finding ${about.slice(0, 100)} in the journal; ${hint}`);
  }
  const from = iso(clock.nowMs());
  await state.journal.append('declared', { key, about, from, until: FOR_EVER, by, why: why.slice(0, 500) });
  return { about, key };
}

/** How each account is watched. */
export function watchStatusOf(guard: Pick<Guard, 'status' | 'books' | 'isWatching'> | undefined): WatchStatus {
  if (!guard) return { watching: false, accounts: [] };
  const books = guard.books();
  const accounts = Object.entries(guard.status()).map(([key, lists]) => ({
    key,
    lists: lists.map(({ feed, ageMs, state, why }) => ({
      list: feed,
      state: ageMs === undefined && state === 'read' ? ('waiting' as const) : state,
      ...(ageMs === undefined ? {} : { ageMs }),
      ...(why === '' ? {} : { why }),
    })),
    books: walletsOf(books[key] ?? {}),
  }));
  return { watching: guard.isWatching, accounts };
}

function walletsOf(books: ReturnType<Guard['books']>[string]): WatchedAccount['books'] {
  const wallets = new Map<string, { asset: string; atMs: number }[]>();
  for (const [name, { atMs }] of Object.entries(books)) {
    const at = name.lastIndexOf(' ');
    const wallet = name.slice(0, at);
    wallets.set(wallet, [...(wallets.get(wallet) ?? []), { asset: name.slice(at + 1), atMs }]);
  }
  return [...wallets].map(([wallet, coins]) => {
    const newestMs = Math.max(...coins.map(({ atMs }) => atMs));
    const open = coins.filter(({ atMs }) => newestMs - atMs > BEHIND_MS).map(({ asset }) => asset);
    return { wallet, coins: coins.length, closedAt: iso(newestMs), open };
  });
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
