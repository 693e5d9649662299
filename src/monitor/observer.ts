import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Decimal, Instrument } from '../core/index.ts';
import type {
  Call,
  Environment,
  Feed,
  OrderStatus,
  Page,
  Seen,
  SeenBalance,
  SeenMove,
  SeenOrder,
  SeenPosition,
  Unclear,
  Watch,
} from '../exchanges/index.ts';
import { Books, type OpenBook, type SavedAccount } from './books.ts';
import { type Finding, finding } from './finding.ts';
import { flowsOf, hasFlows, hasLedger } from './flows.ts';
import { type Look, readHistory, readSnapshot } from './history.ts';
import { Inventory, type SavedInventory } from './inventory.ts';
import type { Judge, Verdict } from './judge.ts';
import { bookFinding } from './open-books.ts';
import { OpenOrders } from './open-orders.ts';

const TICK_MS = 200;
/** A feed that says nothing for so long is told of. */
const SILENT_MS = 60_000;
/** A book that is still open after so long, in ms, with all its feeds read since, is told of. */
const OPEN_MS = 3_000;
/** How soon a list that explains an open book may be asked again, in ms, and how long is waited for one that may not be asked so soon. */
const HURRY_MS = 1_000;
const PATIENCE_MS = 15_000;
/** The balances are read again so soon, in ms, while a book is open; never sooner than a quarter of their own turn. */
const AGAIN_MS = 700;
/** A list that the key may not read is asked for so seldom, in ms. */
const FORBIDDEN_MS = 600_000;

export interface ObserverParts {
  readonly key: string;
  readonly watch: Watch;
  readonly environment: Environment;
  readonly judge: Judge;
  readonly clock: Clock;
  /** The exchange's clock, ms since the epoch; `undefined` while it is not known. */
  nowMs(): number | undefined;
  ask(call: Call): Promise<{ readonly status: number; readonly body: string } | undefined>;
  instrument(symbol: string, kind: Instrument['kind']): Instrument | undefined;
  /** The markets that are asked for where a list needs one: those of the bots. */
  polled(kind: Instrument['kind']): readonly Instrument[];
  /** Every market in which this asset stands on either side. */
  marketsOf(asset: string): readonly Instrument[];
  /** What the exchange says of one order. */
  query(order: SeenOrder): Promise<OrderStatus | 'absent' | Unclear | undefined>;
  /** When a cancel of ours that reaches it was written down. */
  cancelledAtMs(order: SeenOrder): number | undefined;
  found(finding: Finding): void;
  /** What it was about is over. */
  over(about: string): void;
  /** What the account holds now, for limits and for whoever looks. */
  holds(what: Holding): void;
  /** From an earlier run; absent: the watch begins now, and what is there is where it begins. */
  readonly memory?: SavedObserver | undefined;
}

export type Holding =
  | { readonly what: 'balances'; readonly wallet: string; readonly records: readonly SeenBalance[] }
  | { readonly what: 'positions'; readonly records: readonly SeenPosition[] }
  | {
      readonly what: 'equity';
      readonly wallet: string;
      readonly currency: string;
      readonly amount: Decimal;
      readonly atMs: number;
    }
  | { readonly what: 'open-orders'; readonly records: readonly SeenOrder[] }
  | { readonly what: 'value'; readonly asset: string; readonly amount: Decimal };

export interface SavedObserver {
  readonly completeMs: Readonly<Record<string, number>>;
  readonly books: Readonly<Record<string, SavedAccount>>;
  readonly inventory: SavedInventory;
}

interface FeedState {
  readonly feed: Feed;
  readonly instrument: Instrument | undefined;
  dueMs: number;
  isAsked: boolean;
  /** Histories: complete up to then. */
  completeMs: number;
  /** Monotonic: the last whole look, and the one that is under way. */
  readMs: number;
  startedMs: number;
  failedSinceMs: number | undefined;
  isForbidden: boolean;
}

/** Watches one account: asks for each of its lists in turn, closes its books, and tells of what the journal does not explain. */
export class Observer {
  readonly #parts: ObserverParts;
  readonly #books = new Books();
  readonly #feeds = new Map<string, FeedState>();
  readonly #completeMs = new Map<string, number>();
  readonly #orders: OpenOrders;
  readonly #inventory: Inventory;
  readonly #told = new Set<string>();
  readonly #searched = new Map<string, number>();

  constructor(parts: ObserverParts) {
    this.#parts = parts;
    const { memory, key, judge, query, cancelledAtMs } = parts;
    const tell = (told: Finding): void => this.#tell(told);
    this.#orders = new OpenOrders({ key, judge, query, cancelledAtMs, tell });
    this.#inventory = new Inventory(key, judge, memory?.inventory, tell);
    if (memory) this.#books.load(memory.books);
    for (const [name, ms] of Object.entries(memory?.completeMs ?? {})) this.#completeMs.set(name, ms);
  }

  /** Runs until it is told to stop; a fault of one look does not end it. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const nowMs = this.#parts.nowMs();
      if (nowMs !== undefined) this.#begin(nowMs);
      await sleep(TICK_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Reads every feed once, one after the other: for a check by hand and for tests. */
  async lookOnce(): Promise<void> {
    const nowMs = this.#parts.nowMs();
    if (nowMs === undefined) return;
    this.#refreshFeeds(nowMs);
    for (const state of this.#feeds.values()) await this.#look(state, nowMs);
  }

  save(): SavedObserver {
    return {
      completeMs: Object.fromEntries(this.#completeMs),
      books: this.#books.save(),
      inventory: this.#inventory.save(),
    };
  }

  /** For whoever asks how the watch stands: each feed with the age of its last whole look, in ms. */
  status(): readonly {
    readonly feed: string;
    readonly ageMs: number | undefined;
    readonly state: 'read' | 'failing' | 'forbidden';
  }[] {
    const now = this.#parts.clock.monotonicMs();
    return [...this.#feeds.values()].map(({ feed, instrument, readMs, failedSinceMs, isForbidden }) => ({
      feed: instrument ? `${feed.name} ${instrument.market}` : feed.name,
      ageMs: readMs === Number.NEGATIVE_INFINITY ? undefined : Math.round(now - readMs),
      state: isForbidden ? 'forbidden' : failedSinceMs === undefined ? 'read' : 'failing',
    }));
  }

  #begin(nowMs: number): void {
    this.#refreshFeeds(nowMs);
    const monotonicMs = this.#parts.clock.monotonicMs();
    for (const state of this.#feeds.values()) {
      if (state.isAsked || monotonicMs < state.dueMs) continue;
      state.dueMs = monotonicMs + state.feed.everyMs;
      void this.#look(state, nowMs);
    }
  }

  #refreshFeeds(nowMs: number): void {
    for (const feed of this.#parts.watch.feeds) {
      const markets = feed.reach === 'account' ? [undefined] : this.#parts.polled(feed.reach.markets);
      for (const instrument of markets) {
        const name = nameOf(feed, instrument);
        if (this.#feeds.has(name)) continue;
        this.#feeds.set(name, {
          feed,
          instrument,
          dueMs: Number.NEGATIVE_INFINITY,
          isAsked: false,
          completeMs: this.#completeMs.get(name) ?? nowMs,
          readMs: Number.NEGATIVE_INFINITY,
          startedMs: Number.NEGATIVE_INFINITY,
          failedSinceMs: undefined,
          isForbidden: false,
        });
      }
    }
  }

  async #look(state: FeedState, nowMs: number): Promise<void> {
    const { feed, instrument } = state;
    const { environment, clock } = this.#parts;
    state.isAsked = true;
    const startedMs = clock.monotonicMs();
    try {
      const make = (fromMs: number, toMs: number): Call =>
        feed.call({ environment, fromMs, toMs, ...(instrument === undefined ? {} : { instrument }) });
      const ask = (call: Call): Promise<Page | Unclear | undefined> => this.#ask(feed, call);
      const look =
        feed.shape === 'history'
          ? await readHistory(feed, state.completeMs, nowMs, make, ask)
          : await readSnapshot(feed, make(nowMs, nowMs), ask);
      this.#taken(state, look, startedMs);
      if (look.unknown !== undefined && feed.shape === 'snapshot') return;
      const toMs = this.#parts.nowMs() ?? nowMs;
      await this.#read(state, look.records, nowMs, toMs);
    } catch (error) {
      this.#failed(state, error instanceof Error ? error.message : 'it failed');
    } finally {
      state.isAsked = false;
    }
  }

  async #ask(feed: Feed, call: Call): Promise<Page | Unclear | undefined> {
    const answer = await this.#parts.ask(call);
    return answer && feed.read(call, answer.status, answer.body, { instrument: this.#parts.instrument });
  }

  #taken(state: FeedState, look: Look, startedMs: number): void {
    const { feed, instrument } = state;
    const name = nameOf(feed, instrument);
    if (feed.shape === 'history') {
      state.completeMs = Math.max(state.completeMs, look.completeToMs);
      this.#completeMs.set(name, state.completeMs);
    }
    if (look.lost) this.#tellLost(name, look.lost);
    if (look.isForbidden) {
      this.#forbidden(state, look.unknown!);
      return;
    }
    if (look.unknown !== undefined) {
      this.#failed(state, look.unknown);
      return;
    }
    state.readMs = this.#parts.clock.monotonicMs();
    state.startedMs = startedMs;
    if (state.failedSinceMs !== undefined) this.#parts.over(`feed-unknown ${this.#parts.key} ${name}`);
    state.failedSinceMs = undefined;
    state.isForbidden = false;
  }

  /** A lasting gap, told once: a key that may read it closes it. */
  #forbidden(state: FeedState, why: string): void {
    const name = nameOf(state.feed, state.instrument);
    state.isForbidden = true;
    state.dueMs = this.#parts.clock.monotonicMs() + FORBIDDEN_MS;
    const says = `${name} cannot be watched: the key may not read it`;
    this.#tell(finding('feed-unknown', 'info', this.#parts.key, name, says, { evidence: [why] }));
  }

  #failed(state: FeedState, why: string): void {
    const { clock, key } = this.#parts;
    const nowMs = clock.monotonicMs();
    state.failedSinceMs ??= nowMs;
    if (nowMs - state.failedSinceMs < SILENT_MS) return;
    const name = nameOf(state.feed, state.instrument);
    const forS = Math.round((nowMs - state.failedSinceMs) / 1_000);
    this.#tell(
      finding('feed-unknown', 'warning', key, name, `nobody knows what ${name} shows: ${why}`, {
        evidence: [`not read for ${forS} s; what happens there is not seen`],
      }),
    );
  }

  #tellLost(name: string, lost: { readonly fromMs: number; readonly toMs: number }): void {
    const { key } = this.#parts;
    const says = `the exchange shows no ${name} any more from ${iso(lost.fromMs)} to ${iso(lost.toMs)}: that time cannot be verified`;
    this.#tell(finding('feed-late', 'warning', key, `${name} ${lost.fromMs}`, says));
  }

  async #read(state: FeedState, records: readonly Seen[], fromMs: number, toMs: number): Promise<void> {
    const { feed } = state;
    for (const seen of records) {
      for (const flow of flowsOf(this.#parts.watch, feed, seen, this.#parts.instrument)) this.#books.add(flow);
      if (seen.what === 'order') this.#judged(this.#parts.judge.order(seen));
      else if (seen.what === 'fill') this.#judged(this.#parts.judge.fill(seen));
      else if (seen.what === 'move') this.#moved(seen);
      else if (seen.what === 'equity') this.#parts.holds({ ...seen, atMs: toMs });
    }
    if (feed.kind === 'open-orders') {
      const orders = records.filter((one) => one.what === 'order');
      await this.#orders.take(nameOf(feed, state.instrument), orders);
      this.#parts.holds({ what: 'open-orders', records: orders });
    }
    if (feed.kind === 'positions') {
      const positions = records.filter((one) => one.what === 'position');
      this.#inventory.positions(positions);
      this.#parts.holds({ what: 'positions', records: positions });
    }
    if (feed.kind === 'sub-accounts') this.#inventory.named('sub-account', records);
    if (feed.kind === 'addresses') this.#inventory.named('address', records);
    const balances = records.filter((one) => one.what === 'balance');
    if (feed.kind === 'balances') await this.#balancesNow(state, balances, fromMs, toMs);
  }

  #moved(seen: SeenMove): void {
    if (!this.#inventory.move(seen) || seen.kind === 'transfer') return;
    const sign = seen.kind === 'deposit' ? 1n : -1n;
    this.#parts.holds({ what: 'value', asset: seen.asset, amount: (seen.amount * sign) as Decimal });
  }

  #judged(verdict: Verdict): void {
    if (verdict !== 'explained' && verdict.kind !== 'own') this.#tell(verdict);
  }

  async #balancesNow(state: FeedState, records: readonly SeenBalance[], fromMs: number, toMs: number): Promise<void> {
    const wallets = new Set(
      state.feed.wallet === undefined ? records.map(({ wallet }) => wallet) : [state.feed.wallet],
    );
    for (const wallet of wallets) {
      const mine = records.filter((one) => one.wallet === wallet);
      this.#parts.holds({ what: 'balances', wallet, records: mine });
      if (!hasFlows(this.#parts.watch, wallet)) continue;
      const totals = new Map(mine.map(({ asset, total }) => [asset, total]));
      const open = this.#books.close({ wallet, totals, fromMs, toMs });
      for (const asset of totals.keys()) if (!open.some((book) => book.asset === asset)) this.#closed(wallet, asset);
      if (open.length > 0) await this.#openBooks(state, open, toMs);
    }
  }

  #closed(wallet: string, asset: string): void {
    const about = `books-open ${this.#parts.key} ${wallet} ${asset}`;
    if (this.#told.delete(about)) this.#parts.over(about);
  }

  /** Everything that could explain it is asked again at once; what stays open is told of, and then taken as it is. */
  async #openBooks(state: FeedState, open: readonly OpenBook[], nowMs: number): Promise<void> {
    await this.#searchMarkets(open, nowMs);
    this.#hurry(open);
    const againMs = Math.max(AGAIN_MS, state.feed.everyMs / 4);
    state.dueMs = Math.min(state.dueMs, this.#parts.clock.monotonicMs() + againMs);
    const ripe = open.filter((book) => nowMs - book.sinceMs >= OPEN_MS && this.#haveAnswered(book, nowMs));
    const isTaken = open.some(({ delta }) => delta < 0n);
    for (const book of ripe) {
      this.#tell(bookFinding(this.#parts.key, book, isTaken));
      this.#books.accept(book.wallet, book.asset, book.has, nowMs);
    }
  }

  /** The feeds that could explain what is open are due, as soon as each may be asked again. */
  #hurry(open: readonly OpenBook[]): void {
    const nowMs = this.#parts.clock.monotonicMs();
    for (const state of this.#explaining(open)) {
      const soonestMs = state.startedMs + (state.feed.hurryMs ?? HURRY_MS);
      state.dueMs = Math.min(state.dueMs, Math.max(nowMs, soonestMs));
    }
  }

  /** Whether each feed that could explain it was read, whole, after the book was first seen open. Those that are too slow are not waited for. */
  #haveAnswered(book: OpenBook, nowMs: number): boolean {
    const since = this.#parts.clock.monotonicMs() - (nowMs - book.sinceMs);
    return this.#explaining([book]).every(
      ({ feed, startedMs, failedSinceMs, isForbidden }) =>
        isForbidden || (startedMs >= since && failedSinceMs === undefined) || (feed.hurryMs ?? HURRY_MS) > PATIENCE_MS,
    );
  }

  /** The exchange's ledger where it has one, else fills and moves. */
  #explaining(open: readonly OpenBook[]): readonly FeedState[] {
    const { watch } = this.#parts;
    return [...this.#feeds.values()].filter(({ feed }) =>
      open.some(({ wallet }) =>
        hasLedger(watch, wallet)
          ? feed.kind === 'ledger' && (feed.wallet === undefined || feed.wallet === wallet)
          : FLOWS.has(feed.kind),
      ),
    );
  }

  /** Where fills are listed by market alone, those of every market with an asset whose book is open are asked for. */
  async #searchMarkets(open: readonly OpenBook[], nowMs: number): Promise<void> {
    const { watch, environment, marketsOf, clock } = this.#parts;
    for (const book of open) {
      const markets = marketsOf(book.asset);
      for (const feed of watch.feeds) {
        const { reach } = feed;
        if (feed.kind !== 'fills' || reach === 'account') continue;
        // A coin that pays for everything stands in too many; the other side of what was bought finds it.
        const wanted = markets.filter(
          ({ kind, base }) => kind === reach.markets && (base === book.asset || markets.length <= 12),
        );
        for (const instrument of wanted) {
          const name = nameOf(feed, instrument);
          if (clock.monotonicMs() - (this.#searched.get(name) ?? Number.NEGATIVE_INFINITY) < 2_000) continue;
          this.#searched.set(name, clock.monotonicMs());
          const make = (fromMs: number, toMs: number): Call => feed.call({ environment, fromMs, toMs, instrument });
          const fromMs = Math.max(book.closedMs, nowMs - (feed.windowMs ?? 86_400_000));
          const look = await readHistory(feed, fromMs, nowMs, make, (call) => this.#ask(feed, call));
          for (const seen of look.records) {
            for (const flow of flowsOf(watch, feed, seen, this.#parts.instrument)) this.#books.add(flow);
            if (seen.what === 'fill') this.#judged(this.#parts.judge.fill(seen));
          }
        }
      }
    }
  }

  #tell(told: Finding): void {
    if (this.#told.has(told.about)) return;
    if (this.#told.size > 20_000) this.#told.clear();
    this.#told.add(told.about);
    this.#parts.found(told);
  }
}

const FLOWS: ReadonlySet<Feed['kind']> = new Set(['fills', 'transfers', 'deposits', 'withdrawals']);

function nameOf(feed: Feed, instrument: Instrument | undefined): string {
  return instrument === undefined ? feed.name : `${feed.name} ${instrument.market}`;
}

function iso(ms: number): string {
  return new Date(ms).toISOString();
}
