import { resolve } from 'node:path';
import { add, type Clock, type Decimal, formatDecimal, zero } from '../core/index.ts';
import { type Feed, type Seen, type SeenOrder, watches } from '../exchanges/index.ts';
import { Judge } from '../monitor/index.ts';
import type { AccountReport } from '../rotation/index.ts';
import { practicePortOf } from './killing.ts';
import { actsOf, type Replaced } from './leak-acts.ts';
import { type AccountBook, declaredBy, readBook } from './leak-book.ts';
import { Lists } from './leak-lists.ts';
import { Prices } from './leak-prices.ts';
import { type OwnKey, openOwnKey } from './own-key.ts';
import { placeOf } from './places.ts';
import { type FoundSettings, placesParts, type SessionParts } from './session.ts';

const CALL_TIMEOUT_MS = 8_000;
const WANTED: ReadonlySet<Feed['kind']> = new Set([
  'open-orders',
  'orders',
  'fills',
  'balances',
  'transfers',
  'deposits',
  'withdrawals',
  'ledger',
  'sub-accounts',
  'addresses',
  'keys',
]);

/** All that the account did since then and the journal does not know, with what it may have cost. Throws where the account cannot be reached. */
export function askAccount(
  parts: SessionParts,
  found: FoundSettings,
  key: string,
  sinceMs: number,
  replaced: Replaced | undefined,
): Promise<AccountReport> {
  return withAccount(parts, found, key, (own) => reportOf(parts, found, own, key, sinceMs, replaced));
}

/** Orders that wait for a price there now, and what could not be read. Throws where the account cannot be reached. */
export function askStops(
  parts: SessionParts,
  found: FoundSettings,
  key: string,
): Promise<{ readonly stops: readonly SeenOrder[]; readonly unread: readonly string[] }> {
  return withAccount(parts, found, key, async (own) => {
    const lists = new Lists(own, 0, marketsOf(found, key), new Set(['open-orders']));
    const records = await lists.read();
    const stops = records.filter((one) => one.what === 'order' && one.isOpen && isStop(one)) as SeenOrder[];
    return { stops, unread: lists.unread };
  });
}

function isStop({ isProtective, trigger }: SeenOrder): boolean {
  return isProtective || (trigger !== undefined && trigger !== zero);
}

async function withAccount<T>(
  parts: SessionParts,
  { settings, path }: FoundSettings,
  key: string,
  use: (own: OwnKey) => Promise<T>,
): Promise<T> {
  const places = placesParts(parts, settings, path);
  const own = await openOwnKey(
    {
      settings,
      home: resolve(parts.environment.home),
      clock: parts.clock,
      timeoutMs: CALL_TIMEOUT_MS,
      practicePort: await practicePortOf(parts, settings),
      placeOf: (name) => placeOf(name, places),
    },
    key,
  );
  try {
    const isTimed = await own.link.measureClock();
    const isListed = await own.link.markets.loadInstruments();
    if (!isTimed || !isListed) throw new Error('the exchange tells neither its time nor its markets');
    return await use(own);
  } finally {
    await own.close();
  }
}

function marketsOf({ settings }: FoundSettings, key: string): Set<string> {
  const bots = Object.values(settings.bots).filter((bot) => bot.key === key);
  return new Set(bots.flatMap((bot) => bot.markets ?? []));
}

/** Keys of the same exchange: nobody has told whether they are of the same account, and their orders bear other ids if not. */
export function besideOf({ settings: { keys } }: FoundSettings, key: string): string[] {
  const { exchange, environment } = keys[key]!;
  return Object.keys(keys).filter(
    (name) => name !== key && keys[name]!.exchange === exchange && keys[name]!.environment === environment,
  );
}

async function reportOf(
  parts: SessionParts,
  found: FoundSettings,
  own: OwnKey,
  key: string,
  sinceMs: number,
  replaced: Replaced | undefined,
): Promise<AccountReport> {
  const markets = marketsOf(found, key);
  const lists = new Lists(own, sinceMs, new Set(markets), WANTED);
  const records = await lists.read();
  const others = besideOf(found, key);
  const book = await readBook(parts, found.settings, resolve(parts.environment.home), key, sinceMs, others);
  const judge = judgeOf(own, key, book, markets, parts.clock);
  const beside = others.map((other) => judgeOf(own, other, book, marketsOf(found, other), parts.clock));
  const prices = new Prices(own.link.markets);
  await prices.ask(records);
  const offsetMs = offsetOf(own, parts.clock);
  const { acts, known, declared, unpriced, sums } = actsOf(records, {
    key,
    book,
    judge,
    judgeAt: (atMs) => judgeOf(own, key, { own: book.own, declared: declaredBy(book, atMs) }, markets, parts.clock),
    beside,
    prices,
    sinceMs,
    offsetMs,
    missing: lists.missing,
    ...(replaced ? { replaced } : {}),
  });
  const { currency } = prices;
  return {
    askedAt: new Date(parts.clock.nowMs()).toISOString(),
    since: new Date(sinceMs).toISOString(),
    acts,
    known,
    declared,
    named: namedOf(records, replaced),
    ...(book.beganMs === undefined ? {} : { bookSince: new Date(book.beganMs).toISOString() }),
    ...(currency === undefined
      ? {}
      : { currency, loss: printed({ ...sums, total: add(add(sums.trades, sums.fees), sums.moves) }) }),
    pricedBy: 'prices of now, for this exchange tells none of then',
    unpriced,
    unread: lists.unread,
    unseen: watches[own.link.exchange.id]!.unseen,
  };
}

function printed(
  sums: Readonly<Record<'trades' | 'fees' | 'moves' | 'total', Decimal>>,
): NonNullable<AccountReport['loss']> {
  const { trades, fees, moves, total } = sums;
  return {
    trades: formatDecimal(trades),
    fees: formatDecimal(fees),
    moves: formatDecimal(moves),
    total: formatDecimal(total),
  };
}

/** As the monitor judges, but for what is older than its watch: nothing is explained by its age here. */
function judgeOf(
  own: OwnKey,
  key: string,
  book: Pick<AccountBook, 'own' | 'declared'>,
  markets: ReadonlySet<string>,
  clock: Clock,
): Judge {
  const { link } = own;
  return new Judge({
    key,
    own: book.own,
    declared: () => book.declared,
    hostMs: () => clock.nowMs(),
    offsetMs: () => offsetOf(own, clock),
    hasJournal: true,
    genesisMs: 0,
    beganMs: 0,
    markets,
    ids: watches[link.exchange.id]!.ids,
    haltedSinceMs: () => undefined,
  });
}

function offsetOf({ link }: OwnKey, clock: Clock): number {
  return (link.clock.nowMs() ?? clock.nowMs()) - clock.nowMs();
}

/** What stands there and can be used to take more: sub-accounts, addresses, keys; not the runbook's own new key, which is not to be removed. */
export function namedOf(records: readonly Seen[], replaced: Pick<Replaced, 'fingerprint'> | undefined): string[] {
  return records.flatMap((one) => {
    if (one.what !== 'sub-account' && one.what !== 'address' && one.what !== 'key') return [];
    if (one.what === 'key' && replaced && one.id.split(' ').at(-1) === replaced.fingerprint) return [];
    const of = one.of === undefined ? '' : ` of ${one.of}`;
    return [`${one.what}${of}: ${one.id}${one.label === undefined || one.label === one.id ? '' : ` (${one.label})`}`];
  });
}
