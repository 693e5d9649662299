import { type Clock, dropOldest, type Instrument } from '../core/index.ts';
import type {
  Call,
  Environment,
  Feed,
  OrderStatus,
  Seen,
  SeenBalance,
  SeenFill,
  SeenFlow,
  SeenMove,
  SeenOrder,
  Unclear,
  Watch,
} from '../exchanges/index.ts';
import { Books, type OpenBook, type SavedAccount } from './books.ts';
import type { Declared } from './declared.ts';
import { type AskingKey, type FeedState, type FeedStatus, Feeds, feedName, HURRY_MS } from './feeds.ts';
import type { Finding } from './finding.ts';
import { flowsOf, hasFlows, hasLedger } from './flows.ts';
import type { Holding } from './holding.ts';
import { Inventory, NAMED, type SavedInventory } from './inventory.ts';
import type { Judge, Verdict } from './judge.ts';
import { type Ask, LATER_MS, Later } from './later.ts';
import { LedgerMoves } from './ledger-moves.ts';
import { bookFinding } from './open-books.ts';
import { OpenOrders, type SavedOpenOrders } from './open-orders.ts';
import type { OwnOrders } from './own-orders.ts';
import { PositionBooks } from './position-books.ts';
import { Search } from './search.ts';
import { Wallets } from './wallets.ts';

/** A book that is still open after so long, in ms, with all its feeds read since, is told of. */
const OPEN_MS = 3_000;
/** A list that explains an open book and may not be asked again within so long is not waited for, in ms. */
const PATIENCE_MS = 15_000;
/** More than there should be is told of after so long at the latest, in ms. */
const SURPLUS_MS = 600_000;
/** The balances are read again so soon, in ms, while a book is open; never sooner than a quarter of their own turn. */
const AGAIN_MS = 700;

const MOST_TRADES = 20_000;
/** After an order or a cancel of a bot its effects are seen for so long, in ms. */
const QUIET_MS = 20_000;

/** Findings of an earlier run that are remembered as told. */
const MOST_TOLD = 2_000;

export interface ObserverParts {
  readonly key: string;
  readonly watch: Watch;
  readonly environment: Environment;
  readonly judge: Judge;
  readonly own: OwnOrders;
  readonly clock: Clock;
  /** The exchange's clock, ms since the epoch; `undefined` while it is not known. */
  nowMs(): number | undefined;
  ask(call: Call): Promise<{ readonly status: number; readonly body: string } | undefined>;
  /** The key that asks for the lists; absent where nobody knows how it stands. */
  readonly asking?: AskingKey;
  instrument(symbol: string, kind: Instrument['kind']): Instrument | undefined;
  /** Who else may act on the account, beside its bots. */
  declared(): readonly Declared[];
  /** Those of the bots that use the key. */
  readonly markets: ReadonlySet<string>;
  /** The markets that are asked for where a list needs one: those of the bots. */
  polled(kind: Instrument['kind']): readonly Instrument[];
  /** Every market in which this asset stands on either side. */
  marketsOf(asset: string): readonly Instrument[];
  /** What the exchange says of one order. */
  query(order: SeenOrder): Promise<OrderStatus | 'absent' | Unclear | undefined>;
  /** Whether Keyward itself has made the key of this label. */
  isMadeHere?(label: string): boolean;
  /** When an order or a cancel of ours was last written down, by this host's clock. */
  activeMs(): number | undefined;
  /** When a cancel of ours that reaches it was written down, since then, by this host's clock. */
  cancelledAtMs(order: SeenOrder, sinceMs: number): number | undefined;
  found(finding: Finding): void;
  /** What it was about is over. */
  over(about: string): void;
  /** What the account holds now, for limits and for whoever looks. */
  holds(what: Holding): void;
  /** From an earlier run; absent: the watch begins now, and what is there is where it begins. */
  readonly memory?: SavedObserver | undefined;
}

export interface SavedObserver {
  readonly completeMs: Readonly<Record<string, number>>;
  readonly books: Readonly<Record<string, SavedAccount>>;
  /** Of positions; absent in older files. */
  readonly positions?: Readonly<Record<string, SavedAccount>>;
  readonly inventory: SavedInventory;
  /** When the oldest open order was made, or when there was none; absent before every list of them was read. By the exchange's clock. */
  readonly oldestOpenMs?: number;
  readonly open?: SavedOpenOrders;
  /** What was told, and is not to be told again. */
  readonly told?: readonly string[];
}

/** Watches one account: asks for each of its lists in turn, closes its books, and tells of what the journal does not explain. */
export class Observer {
  readonly #parts: ObserverParts;
  readonly #books = new Books();
  readonly #feeds: Feeds;
  readonly #orders: OpenOrders;
  readonly #inventory: Inventory;
  readonly #told = new Set<string>();
  /** Fills that were judged, by the exchange's id of the trade. */
  readonly #trades = new Map<string, number>();
  readonly #later: Later;
  readonly #ledger: LedgerMoves;
  readonly #positions: PositionBooks;
  /** Orders that the exchange placed itself: their fills name nobody. */
  readonly #system = new Set<string>();
  readonly #search: Search;
  readonly #wallets: Wallets;

  constructor(parts: ObserverParts) {
    this.#parts = parts;
    const { memory, key, judge } = parts;
    const tell = (told: Finding): void => this.#tell(told);
    if (memory) this.#books.load(memory.books);
    this.#wallets = new Wallets(parts.watch.feeds, () => this.#books.wallets());
    for (const about of memory?.told ?? []) this.#told.add(about);
    this.#feeds = new Feeds(
      {
        ...parts,
        tell,
        over: (about) => this.#over(about),
        openSinceMs: ({ kind }, nowMs) => (kind === 'withdrawals' ? this.#inventory.leavingSinceMs(nowMs) : undefined),
        read: (state, records, fromMs, toMs) => this.#read(state, records, fromMs, toMs),
      },
      startsOf(memory?.completeMs, oldestOf(memory)),
    );
    this.#orders = new OpenOrders({
      ...parts,
      hostMs: () => parts.clock.nowMs(),
      arePositionsRead: (sinceMs) => this.#arePositionsRead(sinceMs),
      tell,
      saved: memory?.open,
    });
    const nowMs = (): number => parts.clock.monotonicMs();
    this.#later = new Later(nowMs);
    this.#ledger = new LedgerMoves({
      ...parts,
      nowMs,
      hurry: (wanted) => this.#feeds.hurry(wanted),
      areRead: (wanted, sinceMs) => this.#feeds.areRead(wanted, sinceMs),
      isDone: (line) => this.#told.has(line),
      done: (line) => this.#told.add(line),
      tell,
    });
    this.#positions = new PositionBooks({
      ...parts,
      ask: (feed, call) => this.#feeds.ask(feed, call),
      take: (feed, seen) => this.#takeRecord(feed, seen),
      hurry: (wanted) => this.#feeds.hurry(wanted),
      areRead: (wanted, sinceMs) => this.#feeds.areRead(wanted, sinceMs),
      isDeclared: (position) => judge.isDeclared(position),
      tell,
      saved: memory?.positions,
    });
    this.#search = new Search({
      ...parts,
      ask: (feed, call) => this.#feeds.ask(feed, call),
      take: (feed, seen) => this.#takeRecord(feed, seen),
    });
    this.#inventory = new Inventory({
      key,
      judge,
      saved: memory?.inventory,
      tell,
      over: (about) => this.#over(about),
      isMadeHere: (label) => parts.isMadeHere?.(label) === true,
    });
  }

  /** Runs until it is told to stop. */
  run(signal: AbortSignal): Promise<void> {
    return this.#feeds.run(signal);
  }

  lookOnce(): Promise<void> {
    return this.#feeds.lookOnce();
  }

  status(): readonly FeedStatus[] {
    return this.#feeds.status();
  }

  save(): SavedObserver {
    const oldestOpenMs = this.#oldestOpenMs();
    return {
      // What waits for its verdict is read again.
      completeMs: startsOf(this.#feeds.save(), Math.min(this.#later.oldestMs(), this.#ledger.oldestMs())),
      books: this.#books.save(),
      positions: this.#positions.save(),
      inventory: this.#inventory.save(),
      ...(oldestOpenMs === undefined ? {} : { oldestOpenMs }),
      open: this.#orders.save(),
      told: [...this.#told].slice(-MOST_TOLD),
    };
  }

  /** Asks for them again where not. */
  #arePositionsRead(sinceMs: number): boolean {
    const { clock } = this.#parts;
    const since = clock.monotonicMs() - Math.max(0, clock.nowMs() - sinceMs);
    const isRead = this.#feeds
      .all()
      .every(({ feed, startedMs, isForbidden }) => feed.kind !== 'positions' || isForbidden || startedMs >= since);
    if (!isRead) this.#feeds.hurry(({ kind }) => kind === 'positions');
    return isRead;
  }

  #oldestOpenMs(): number | undefined {
    const lists = this.#feeds.all().filter(({ feed, isForbidden }) => feed.kind === 'open-orders' && !isForbidden);
    const isRead = lists.length > 0 && lists.every(({ readMs }) => readMs !== Number.NEGATIVE_INFINITY);
    return isRead ? (this.#orders.oldestMs() ?? this.#parts.nowMs()) : this.#parts.memory?.oldestOpenMs;
  }

  async #read(state: FeedState, records: readonly Seen[], fromMs: number, toMs: number): Promise<void> {
    const { feed } = state;
    for (const seen of records) this.#takeRecord(feed, seen);
    for (const verdict of this.#later.again()) this.#judged(verdict);
    this.#ledger.settle();
    if (feed.kind === 'open-orders') {
      const orders = records.filter((one) => one.what === 'order');
      await this.#orders.take(feedName(state), orders);
      this.#parts.holds({ what: 'open-orders', records: orders });
    }
    if (feed.kind === 'positions') {
      const positions = records.filter((one) => one.what === 'position');
      this.#inventory.positions(positions, feedName(state), toMs);
      if (await this.#positions.take(feedName(state), positions, fromMs, toMs)) this.#again(state);
      this.#parts.holds({ what: 'positions', list: feedName(state), records: positions });
    }
    if (feed.kind === 'equity') {
      const worths = records.filter((one) => one.what === 'equity');
      this.#parts.holds({ what: 'equity', list: feedName(state), records: worths, atMs: toMs });
    }
    const named = NAMED[feed.kind];
    if (named) this.#inventory.named(named, records, feedName(state));
    const balances = records.filter((one) => one.what === 'balance');
    if (feed.kind === 'balances') await this.#balancesNow(state, balances, fromMs, toMs);
  }

  #takeRecord(feed: Feed, seen: Seen): void {
    const { watch, instrument, judge } = this.#parts;
    for (const flow of flowsOf(watch, feed, seen, instrument)) this.#books.add(flow);
    if (seen.what === 'order') this.#ordered(seen);
    else if (seen.what === 'fill') this.#attributed(seen, (isFinal) => judge.fill(seen, isFinal));
    else if (seen.what === 'flow') this.#unattributed(seen);
    else if (seen.what === 'move') this.#moved(seen);
  }

  #ordered(seen: SeenOrder): void {
    const verdict = this.#parts.judge.order(seen);
    if (verdict !== 'explained' && verdict !== 'later' && verdict.kind === 'system-order')
      this.#system.add(`${seen.kind} ${seen.symbol} ${seen.order.orderId}`);
    this.#judged(verdict);
  }

  #attributed(seen: SeenFill, judge: Ask): void {
    const { id: trade, kind, symbol, order, atMs } = seen;
    this.#positions.fill(seen);
    this.#trades.set(trade, this.#parts.clock.monotonicMs());
    dropOldest(this.#trades, MOST_TRADES);
    if (this.#system.has(`${kind} ${symbol} ${order.orderId}`)) return;
    // Ids of trades are unique within their market alone.
    this.#judgeOnce(`fill ${kind} ${symbol} ${trade}`, atMs, judge);
  }

  /** A line of the ledger explains a balance, not who traded: its order tells, or the list of fills does, which is then asked for. */
  #unattributed(seen: SeenFlow): void {
    this.#ledger.line(seen);
    if (seen.cause !== 'trade') return;
    const { judge, instrument } = this.#parts;
    const { orderId, symbol, tradeId } = seen;
    if (orderId !== undefined) {
      const traded = symbol === undefined ? undefined : (instrument(symbol, 'spot') ?? instrument(symbol, 'linear'));
      this.#judgeOnce(`flow ${orderId}`, seen.atMs, (isFinal) => judge.flow(seen, traded?.market, isFinal));
      return;
    }
    if (tradeId === undefined || this.#trades.has(tradeId)) return;
    this.#feeds.hurry(({ kind }) => kind === 'fills');
  }

  /** What cannot be told yet is judged again when more was read, and for good after a while. */
  #judgeOnce(id: string, atMs: number, judge: Ask): void {
    const verdict = this.#later.judge(id, atMs, judge);
    if (verdict === 'later') this.#feeds.hurry(({ kind, everyMs }) => NAMING.has(kind) && everyMs <= LATER_MS);
    else this.#judged(verdict);
  }

  #moved(seen: SeenMove): void {
    this.#ledger.move(seen);
    const value = this.#inventory.move(seen);
    if (value) this.#parts.holds({ what: 'value', asset: seen.asset, atMs: seen.atMs, ...value });
  }

  #judged(verdict: Verdict): void {
    if (verdict !== 'explained' && verdict !== 'later' && verdict.kind !== 'own') this.#tell(verdict);
  }

  async #balancesNow(state: FeedState, records: readonly SeenBalance[], fromMs: number, toMs: number): Promise<void> {
    for (const wallet of this.#wallets.of(state.feed, records)) {
      const mine = records.filter((one) => one.wallet === wallet);
      this.#parts.holds({ what: 'balances', wallet, records: mine });
      // A lock that changes while no bot does anything is somebody else's order or cancel; while one does, it may be.
      const isQuiet = this.#parts.clock.nowMs() - (this.#parts.activeMs() ?? 0) >= QUIET_MS;
      if (this.#wallets.isLockChanged(wallet, mine)) this.#feeds.hurryOrders(isQuiet);
      if (!hasFlows(this.#parts.watch, wallet)) continue;
      const totals = new Map(mine.map(({ asset, total }) => [asset, total]));
      const snapshot = { wallet, totals, fromMs, toMs };
      let open = this.#books.close(snapshot);
      if (open.length > 0) {
        await this.#search.run(open, toMs);
        open = this.#books.close(snapshot);
      }
      if (open.length > 0) this.#openBooks(state, open, toMs);
    }
  }

  #again(state: FeedState): void {
    const againMs = Math.max(AGAIN_MS, state.feed.everyMs / 4);
    state.dueMs = Math.min(state.dueMs, this.#parts.clock.monotonicMs() + againMs);
  }

  /** Everything that could explain it is asked again at once; what stays open is told of, and then taken as it is. */
  #openBooks(state: FeedState, open: readonly OpenBook[], nowMs: number): void {
    this.#feeds.hurry((feed) => open.some((book) => this.#explains(feed, book)));
    this.#again(state);
    const isRipe = (book: OpenBook, isTaken: boolean): boolean =>
      nowMs - book.sinceMs >= OPEN_MS && this.#haveAnswered(book, nowMs, isTaken);
    // Where the owner has said that value is moved, what is missing may stand in a list that was not read yet.
    const isSudden = ({ closedMs }: OpenBook): boolean =>
      !this.#parts.declared().some(({ moves, toMs }) => moves === true && (toMs ?? closedMs) >= closedMs);
    const isTaken = open.some((book) => book.delta < 0n && isSudden(book) && isRipe(book, true));
    const ripe = open.filter((book) => isRipe(book, isTaken && isSudden(book)));
    for (const book of ripe) {
      this.#tell(bookFinding(this.#parts.key, book, isTaken));
      this.#books.accept(book.wallet, book.asset, book.has, nowMs);
    }
  }

  /**
   * Whether each feed that could explain it was read, whole, after the book was first seen open. Where something is missing, those that are too
   * slow are not waited for; what came in can wait for all.
   */
  #haveAnswered(book: OpenBook, nowMs: number, isTaken: boolean): boolean {
    if (!isTaken && nowMs - book.sinceMs > SURPLUS_MS) return true;
    const nowOf = this.#parts.clock.monotonicMs();
    const since = nowOf - (nowMs - book.sinceMs);
    const explaining = this.#feeds.all().filter(({ feed }) => this.#explains(feed, book));
    return explaining.every(
      ({ feed, startedMs, failedSinceMs, isForbidden }) =>
        isForbidden ||
        (startedMs >= since && failedSinceMs === undefined) ||
        (isTaken && (feed.hurryMs ?? HURRY_MS) > PATIENCE_MS),
    );
  }

  /** The exchange's ledger where it has one, else fills and moves. */
  #explains(feed: Feed, { wallet }: OpenBook): boolean {
    if (feed.wallet !== undefined && feed.wallet !== wallet) return false;
    return hasLedger(this.#parts.watch, wallet) ? feed.kind === 'ledger' : FLOWS.has(feed.kind);
  }

  #over(about: string): void {
    this.#told.delete(about);
    this.#parts.over(about);
  }

  #tell(told: Finding): void {
    if (this.#told.has(told.about)) return;
    if (this.#told.size > 20_000) for (const old of [...this.#told].slice(0, 10_000)) this.#told.delete(old);
    this.#told.add(told.about);
    this.#parts.found(told);
  }
}

/** The oldest of the last closings of all books. */
function oldestOf(memory: SavedObserver | undefined): number | undefined {
  const closed = [...Object.values(memory?.books ?? {}), ...Object.values(memory?.positions ?? {})];
  return closed.length === 0 ? undefined : Math.min(...closed.map(({ atMs }) => atMs));
}

/** From where each history is read: flows that were read and stood in no closing yet are read again. */
function startsOf(
  completeMs: Readonly<Record<string, number>> = {},
  oldestMs = Number.POSITIVE_INFINITY,
): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(completeMs).map(([name, ms]) => [name, Math.min(ms, oldestMs)]));
}

/** Lists that tell how an order is called, by its bot or by its parent. */
const NAMING: ReadonlySet<Feed['kind']> = new Set(['fills', 'orders', 'open-orders']);
const FLOWS: ReadonlySet<Feed['kind']> = new Set(['fills', 'transfers', 'deposits', 'withdrawals']);
