import type { Clock, Instrument } from '../core/index.ts';
import type { Call, Environment, Feed, Page, Seen, Unclear, Watch } from '../exchanges/index.ts';
import type { OpenBook } from './books.ts';
import { readHistory } from './history.ts';

/** The same market is not searched again sooner, in ms. */
const AGAIN_MS = 2_000;
/** A coin that stands in more markets pays for everything: the other side of what was bought finds it. */
const MOST_MARKETS = 12;
const DAY_MS = 86_400_000;

export interface SearchParts {
  readonly watch: Watch;
  readonly environment: Environment;
  readonly clock: Clock;
  /** Every market in which this asset stands on either side. */
  marketsOf(asset: string): readonly Instrument[];
  ask(feed: Feed, call: Call): Promise<Page | Unclear | undefined>;
  take(feed: Feed, seen: Seen): void;
}

/** Where fills are listed by market alone: those of every market with an asset whose book is open, also of those that nobody polls. */
export class Search {
  readonly #parts: SearchParts;
  readonly #searchedMs = new Map<string, number>();

  constructor(parts: SearchParts) {
    this.#parts = parts;
  }

  async run(open: readonly OpenBook[], nowMs: number): Promise<void> {
    for (const book of open)
      for (const feed of this.#parts.watch.feeds)
        for (const instrument of this.#wanted(feed, book.asset))
          await this.#one(feed, instrument, book.closedMs, nowMs);
  }

  #wanted(feed: Feed, asset: string): readonly Instrument[] {
    const { reach } = feed;
    if (feed.kind !== 'fills' || reach === 'account') return [];
    const markets = this.#parts.marketsOf(asset).filter(({ kind }) => kind === reach.markets);
    return markets.length <= MOST_MARKETS
      ? markets
      : markets.filter(({ base }) => base === asset).slice(0, MOST_MARKETS);
  }

  async #one(feed: Feed, instrument: Instrument, sinceMs: number, nowMs: number): Promise<void> {
    const { clock, environment, ask, take } = this.#parts;
    const name = `${feed.name} ${instrument.market}`;
    if (clock.monotonicMs() - (this.#searchedMs.get(name) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return;
    this.#searchedMs.set(name, clock.monotonicMs());
    const make = (fromMs: number, toMs: number): Call => feed.call({ environment, fromMs, toMs, instrument });
    const fromMs = Math.max(sinceMs, nowMs - (feed.windowMs ?? DAY_MS));
    const look = await readHistory(feed, fromMs, nowMs, make, (call) => ask(feed, call));
    for (const seen of look.records) take(feed, seen);
  }
}
