import { add, type Clock, type Decimal, formatDecimal, type Instrument, magnitude, zero } from '../core/index.ts';
import {
  type Call,
  type Environment,
  type Feed,
  isServed,
  type Page,
  type Seen,
  type SeenFill,
  type SeenPosition,
  type Unclear,
  type Watch,
} from '../exchanges/index.ts';
import { Books, type Flow, type OpenBook, type SavedAccount, type Snapshot } from './books.ts';
import { type Finding, finding } from './finding.ts';
import { readHistory } from './history.ts';
import type { OwnOrders } from './own-orders.ts';
import { isoOf } from './sentences.ts';

/** Fills are kept for so long, in ms: a position may be seen later than what made it. */
const KEPT_MS = 15 * 60_000;
const MOST_FILLS = 20_000;
/** The fills of one market are not asked for again sooner, in ms. */
const AGAIN_MS = 1_500;
/** A change that no fill has explained for so long, in ms, is told of; where a bot is just trading, later. */
const OPEN_MS = 3_500;
const BUSY_OPEN_MS = 15_000;
const BUSY_MS = 20_000;
/** The fills were asked for so long after the change was seen, in ms, before they are believed. */
const SETTLES_MS = 1_000;
const DAY_MS = 86_400_000;

export interface PositionBooksParts {
  readonly key: string;
  readonly watch: Watch;
  readonly environment: Environment;
  readonly clock: Clock;
  readonly own: OwnOrders;
  /** The markets of the bots that use the key. */
  readonly markets: ReadonlySet<string>;
  instrument(symbol: string, kind: Instrument['kind']): Instrument | undefined;
  ask(feed: Feed, call: Call): Promise<Page | Unclear | undefined>;
  take(feed: Feed, seen: Seen): void;
  hurry(wanted: (feed: Feed) => boolean): void;
  areRead(wanted: (feed: Feed) => boolean, sinceMs: number): boolean;
  activeMs(): number | undefined;
  /** Whether others may now act in the market of a position. */
  isDeclared(position: Pick<SeenPosition, 'market' | 'symbol'>): boolean;
  tell(finding: Finding): void;
  readonly saved?: Readonly<Record<string, SavedAccount>> | undefined;
}

/** Closes the books of positions: what changes must be explained by fills, which are asked for by market where nobody polls them. */
export class PositionBooks {
  readonly #parts: PositionBooksParts;
  readonly #books = new Books(2_000);
  readonly #fills = new Map<string, Omit<Flow, 'wallet'>[]>();
  #count = 0;
  /** The list that shows the position of each symbol. */
  readonly #listOf = new Map<string, string>();
  readonly #legs = new Map<string, ReadonlyMap<string, string>>();
  /** Monotonic: when the fills of a symbol were last asked for, and when they were last answered whole. */
  readonly #askedMs = new Map<string, number>();
  readonly #answeredMs = new Map<string, number>();
  readonly #byMarket: readonly Feed[];

  constructor(parts: PositionBooksParts) {
    this.#parts = parts;
    this.#byMarket = parts.watch.feeds.filter(
      (feed) => feed.reach !== 'account' && feed.reach.markets === 'linear' && isServed(feed, parts.environment),
    );
    if (!parts.saved) return;
    this.#books.load(parts.saved);
    for (const name of Object.keys(parts.saved)) {
      const at = name.lastIndexOf(' ');
      this.#listOf.set(name.slice(at + 1), name.slice(0, at));
    }
  }

  fill({ id, kind, symbol, side, quantity, atMs }: SeenFill): void {
    if (kind !== 'linear') return;
    const amount = (side === 'buy' ? quantity : -quantity) as Decimal;
    const mine = this.#fills.get(symbol) ?? [];
    this.#fills.set(symbol, mine);
    if (mine.some((one) => one.id === id)) return;
    mine.push({ id, asset: symbol, amount, atMs });
    if (++this.#count > MOST_FILLS || (mine[0]?.atMs ?? atMs) < atMs - 2 * KEPT_MS) this.#forget(atMs - KEPT_MS);
  }

  /** Takes in one whole list of positions. True while something is open: it is to be read again soon. */
  async take(list: string, records: readonly SeenPosition[], fromMs: number, toMs: number): Promise<boolean> {
    const mine = records.filter(
      ({ kind, symbol, quantity }) =>
        kind === 'linear' && quantity !== 0n && this.#parts.instrument(symbol, kind) !== undefined,
    );
    const totals = new Map<string, Decimal>();
    for (const { symbol, quantity } of mine) {
      totals.set(symbol, add(totals.get(symbol) ?? zero, quantity));
      this.#listOf.set(symbol, list);
    }
    const snapshot = { wallet: list, totals, fromMs, toMs };
    const turned = this.#turned(list, mine);
    let open = this.#close(snapshot);
    const asked = new Map(open.map(({ asset, closedMs }) => [asset, closedMs]));
    for (const symbol of turned) if (!asked.has(symbol)) asked.set(symbol, fromMs);
    for (const [symbol, sinceMs] of asked) await this.#look(symbol, sinceMs, toMs);
    if (open.length === 0) return false;
    open = this.#close(snapshot);
    for (const book of open) this.#judge(book, toMs);
    return open.length > 0;
  }

  save(): Readonly<Record<string, SavedAccount>> {
    return this.#books.save();
  }

  #close(snapshot: Snapshot): readonly OpenBook[] {
    const isFirst = !this.#books.wallets().includes(snapshot.wallet);
    const known = (): void => {
      for (const [symbol, list] of this.#listOf)
        if (list === snapshot.wallet)
          for (const flow of this.#fills.get(symbol) ?? []) this.#books.add({ ...flow, wallet: list });
    };
    known();
    const open = this.#books.close(snapshot);
    if (isFirst) known();
    return open;
  }

  /** The symbols of which a side has changed since the last look, also where both did and the sum is the same. */
  #turned(list: string, records: readonly SeenPosition[]): readonly string[] {
    const now = new Map<string, string>();
    for (const { symbol, leg, quantity } of records)
      now.set(symbol, `${now.get(symbol) ?? ''} ${leg ?? ''} ${formatDecimal(quantity)}`);
    const before = this.#legs.get(list);
    this.#legs.set(list, now);
    if (!before) return [];
    return [...new Set([...before.keys(), ...now.keys()])].filter((symbol) => before.get(symbol) !== now.get(symbol));
  }

  /** Asks for the fills of a market; where the account's fills come in one list, that one is due. */
  async #look(symbol: string, sinceMs: number, nowMs: number): Promise<void> {
    const { clock, hurry, own, key, take } = this.#parts;
    const instrument = this.#parts.instrument(symbol, 'linear');
    hurry(isOfAccount);
    const startedMs = clock.monotonicMs();
    if (!instrument || startedMs - (this.#askedMs.get(symbol) ?? Number.NEGATIVE_INFINITY) < AGAIN_MS) return;
    this.#askedMs.set(symbol, startedMs);
    let isWhole = true;
    const read = async (kind: Feed['kind']): Promise<void> => {
      for (const feed of this.#byMarket.filter((one) => one.kind === kind)) {
        const records = await this.#read(feed, instrument, sinceMs, nowMs);
        if (!records) isWhole = false;
        // Who ordered what stands in the orders: which are asked for where a fill is of none that is known.
        const isStrange = records?.some(
          (one) => one.what === 'fill' && one.atMs >= sinceMs && !own.find(key, one.order, one),
        );
        if (isStrange) await read('orders');
        for (const seen of records ?? []) take(feed, seen);
      }
    };
    await read('fills');
    if (isWhole) this.#answeredMs.set(symbol, startedMs);
  }

  async #read(
    feed: Feed,
    instrument: Instrument,
    sinceMs: number,
    nowMs: number,
  ): Promise<readonly Seen[] | undefined> {
    const { environment, ask } = this.#parts;
    const make = (fromMs: number, toMs: number): Call => feed.call({ environment, fromMs, toMs, instrument });
    const fromMs = Math.max(sinceMs, nowMs - (feed.windowMs ?? DAY_MS));
    const { records, unknown } = await readHistory(feed, fromMs, nowMs, make, (call) => ask(feed, call));
    return unknown === undefined ? records : undefined;
  }

  #judge(book: OpenBook, nowMs: number): void {
    const { key, markets, clock, activeMs, isDeclared, tell } = this.#parts;
    const { asset: symbol, wallet, delta, has, had, flows, sinceMs } = book;
    const market = this.#parts.instrument(symbol, 'linear')?.market ?? symbol;
    const isBusy = markets.has(market) && clock.nowMs() - (activeMs() ?? 0) < BUSY_MS;
    if (nowMs - sinceMs < (isBusy ? BUSY_OPEN_MS : OPEN_MS) || !this.#isAnswered(book, nowMs)) return;
    this.#books.accept(wallet, symbol, has, nowMs);
    if (isDeclared({ market, symbol })) return;
    const expected = add(had, flows);
    const isLess = has === 0n || (has < 0n === expected < 0n && magnitude(has) < magnitude(expected));
    const says = `the position in ${market} is ${formatDecimal(has)}, and by its trades it would be ${formatDecimal(expected)}`;
    const told = finding(
      'position-foreign',
      isLess ? 'warning' : 'critical',
      key,
      `${symbol} ${isoOf(sinceMs)}`,
      says,
      {
        evidence: [
          `a change of ${formatDecimal(delta)} since ${isoOf(sinceMs)} that the list of trades does not explain`,
        ],
        // The exchange itself makes positions smaller: when they expire, or are settled.
        isSecurity: !isLess,
        market,
      },
    );
    tell(told);
  }

  #isAnswered({ asset, sinceMs }: OpenBook, nowMs: number): boolean {
    const { clock, areRead } = this.#parts;
    const since = clock.monotonicMs() - (nowMs - sinceMs);
    const isByMarket = this.#byMarket.some(({ kind }) => kind === 'fills');
    if (!isByMarket) return areRead(isOfAccount, since);
    return (this.#answeredMs.get(asset) ?? Number.NEGATIVE_INFINITY) >= since + SETTLES_MS;
  }

  #forget(beforeMs: number): void {
    this.#count = 0;
    for (const [symbol, fills] of this.#fills) {
      const kept = fills.filter(({ atMs }) => atMs >= beforeMs);
      this.#count += kept.length;
      if (kept.length === 0) this.#fills.delete(symbol);
      else this.#fills.set(symbol, kept);
    }
  }
}

function isOfAccount({ kind, reach }: Feed): boolean {
  return kind === 'fills' && reach === 'account';
}
