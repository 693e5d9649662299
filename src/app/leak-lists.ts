import type { Instrument } from '../core/index.ts';
import { type Call, type Feed, isServed, type Seen, type SeenFlow, watches } from '../exchanges/index.ts';
import { type Look, readHistory, readSnapshot } from '../monitor/index.ts';
import { marketsIn } from './leak-acts.ts';
import { type OwnKey, sendInTurn, URGENT } from './own-key.ts';

const DAY_MS = 86_400_000;
/** So much of every list is read before anything older is asked for, and then so much at a time, so often at most. */
const NEWEST_MS = 14 * DAY_MS;
const OLDER_MS = 90 * DAY_MS;
const MOST_SPANS = 20;

interface Span {
  readonly fromMs: number;
  readonly toMs: number;
}

/** A list, or that of one market. */
interface Reading {
  readonly feed: Feed;
  readonly name: string;
  readonly at: { readonly instrument?: Instrument };
  /** So many of the spans are read. */
  spans: number;
  /** There is nothing older to be had. */
  isOver: boolean;
}

/** The lists of an account. The newest of all comes first: where an exchange answers no more, only what is older is not known. */
export class Lists {
  readonly unread: string[] = [];
  /** Moves whose list could not be read, or not before that time: the ledger shows them then. */
  readonly missing = new Map<SeenFlow['cause'], number>();
  readonly #own: OwnKey;
  readonly #sinceMs: number;
  readonly #nowMs: number;
  readonly #spans: readonly Span[];
  readonly #markets: Set<string>;
  readonly #wanted: ReadonlySet<Feed['kind']>;
  readonly #readings = new Map<string, Reading>();
  readonly #records: Seen[] = [];

  constructor(own: OwnKey, sinceMs: number, markets: Set<string>, wanted: ReadonlySet<Feed['kind']>) {
    this.#own = own;
    this.#sinceMs = sinceMs;
    this.#nowMs = own.link.clock.nowMs() ?? 0;
    this.#spans = spansOf(sinceMs, this.#nowMs);
    this.#markets = markets;
    this.#wanted = wanted;
  }

  /** First what is of the whole account, which tells the markets to ask for. */
  async read(): Promise<Seen[]> {
    const { exchange, environment, markets } = this.#own.link;
    const feeds = watches[exchange.id]!.feeds.filter(
      (feed) => this.#wanted.has(feed.kind) && isServed(feed, environment),
    );
    const account = async (upTo: number): Promise<void> => {
      for (const feed of feeds) if (feed.reach === 'account') await this.#readUpTo(upTo, feed);
      for (const market of marketsIn(this.#records, markets.all)) this.#markets.add(market);
    };
    const ofMarkets = async (upTo: number): Promise<void> => {
      for (const feed of feeds) {
        if (feed.reach === 'account') continue;
        for (const instrument of this.#of(feed.reach.markets)) await this.#readUpTo(upTo, feed, instrument);
      }
    };
    await account(1);
    await ofMarkets(1);
    // A year of the markets takes more than an exchange answers in a minute: what left the account goes before.
    for (let upTo = 2; upTo <= this.#spans.length; upTo++) await account(upTo);
    for (let upTo = 1; upTo <= this.#spans.length; upTo++) await ofMarkets(upTo);
    return unique(this.#records);
  }

  #of(kind: Instrument['kind']): Instrument[] {
    return this.#own.link.markets.all.filter((one) => one.kind === kind && this.#markets.has(one.market));
  }

  async #readUpTo(upTo: number, feed: Feed, instrument?: Instrument): Promise<void> {
    const name = instrument === undefined ? feed.name : `${feed.name} in ${instrument.market}`;
    const at = instrument === undefined ? {} : { instrument };
    const reading = this.#readings.get(name) ?? { feed, name, at, spans: 0, isOver: false };
    this.#readings.set(name, reading);
    while (!reading.isOver && reading.spans < upTo) await this.#next(reading);
  }

  async #next(reading: Reading): Promise<void> {
    const { feed, name, spans } = reading;
    const span = this.#spans[spans]!;
    const beforeMs = spans === 0 ? Number.POSITIVE_INFINITY : span.toMs;
    const before = spans === 0 ? '' : `before ${new Date(span.toMs).toISOString()}, `;
    reading.spans++;
    try {
      const look = await this.#look(reading, span);
      if (look.unknown !== undefined) this.#leave(feed, `${name}: ${before}${look.unknown}`, beforeMs);
      if (look.lost)
        this.unread.push(
          `${name}: before ${new Date(look.lost.toMs).toISOString()} the exchange shows nothing any more`,
        );
      reading.isOver ||= look.unknown !== undefined || look.lost !== undefined;
      // Spans overlap, and a line of a ledger has no name by which it is known again.
      this.#records.push(...look.records.filter((one) => one.what !== 'flow' || spans === 0 || one.atMs < span.toMs));
    } catch (error) {
      this.#leave(feed, `${name}: ${before}${error instanceof Error ? error.message : 'it failed'}`, beforeMs);
      reading.isOver = true;
    }
  }

  async #look(reading: Reading, { fromMs, toMs }: Span): Promise<Look> {
    const { feed, at } = reading;
    const { link } = this.#own;
    const call = (from: number, to: number): Call =>
      feed.call({ environment: link.environment, fromMs: from, toMs: to, ...at });
    const ask: Parameters<typeof readSnapshot>[2] = async (one) => {
      const reply = await sendInTurn(this.#own, one, URGENT);
      return (
        reply &&
        feed.read(one, reply.status, reply.body, {
          instrument: (symbol, kind) => link.markets.instrument(symbol, kind),
        })
      );
    };
    if (feed.shape !== 'history') {
      reading.isOver = true;
      return readSnapshot(feed, call(this.#sinceMs, this.#nowMs), ask);
    }
    // What need not be asked for piece by piece is asked for once.
    if (feed.windowMs === undefined) {
      reading.isOver = true;
      return readHistory(feed, this.#sinceMs, this.#nowMs, call, ask);
    }
    const look = await readHistory(
      // How long it is kept is counted from now.
      feed.keptMs === undefined ? feed : { ...feed, keptMs: Math.max(0, feed.keptMs - (this.#nowMs - toMs)) },
      fromMs,
      toMs,
      call,
      ask,
    );
    const newest = look.records.filter((one) => one.what !== 'flow' || one.atMs >= fromMs);
    const isOldest = look.unknown === undefined && reading.spans === this.#spans.length && fromMs > this.#sinceMs;
    return {
      ...look,
      records: newest,
      ...(isOldest ? { unknown: `not asked before ${new Date(fromMs).toISOString()}` } : {}),
    };
  }

  #leave({ kind }: Feed, says: string, beforeMs: number): void {
    this.unread.push(says);
    const cause = kind === 'transfers' ? 'transfer' : kind === 'withdrawals' ? 'withdrawal' : undefined;
    if (cause) this.missing.set(cause, Math.max(beforeMs, this.missing.get(cause) ?? 0));
  }
}

/** The newest first. */
function spansOf(sinceMs: number, nowMs: number): Span[] {
  const spans: Span[] = [];
  for (let toMs = nowMs; spans.length < MOST_SPANS && (toMs > sinceMs || spans.length === 0); ) {
    const fromMs = Math.max(sinceMs, toMs - (spans.length === 0 ? NEWEST_MS : OLDER_MS));
    spans.push({ fromMs, toMs });
    toMs = fromMs;
  }
  return spans;
}

/** Lists overlap: an order that is open stands in two. */
function unique(records: readonly Seen[]): Seen[] {
  const found = new Map<string, Seen>();
  for (const record of records) {
    const id = idOf(record);
    found.set(id ?? `${found.size}`, record);
  }
  return [...found.values()];
}

function idOf(record: Seen): string | undefined {
  if (record.what === 'order') return `order ${record.symbol} ${record.order.orderId ?? record.order.clientOrderId}`;
  if (record.what === 'fill') return `fill ${record.symbol} ${record.id}`;
  if (record.what === 'sub-account' || record.what === 'address' || record.what === 'key')
    return `${record.what} ${record.id}`;
  return record.what === 'move' ? `${record.kind} ${record.id} ${record.asset}` : undefined;
}
