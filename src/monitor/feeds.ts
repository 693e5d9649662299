import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock, Instrument } from '../core/index.ts';
import {
  type Call,
  type Environment,
  type Feed,
  isServed,
  type Page,
  type Seen,
  type Unclear,
  type Watch,
} from '../exchanges/index.ts';
import { type Finding, finding } from './finding.ts';
import { type Look, readHistory, readSnapshot } from './history.ts';

const TICK_MS = 200;
/** A list that says nothing for so long is told of. */
export const SILENT_MS = 60_000;
/** How soon a list may be asked again when what it tells is needed at once, in ms. */
export const HURRY_MS = 1_000;
/** A list that the key may not read is asked for so seldom, in ms. */
const FORBIDDEN_MS = 600_000;
/** While the key itself is refused, each list is asked for so seldom, in ms. */
const REFUSED_MS = 20_000;

/** The key that asks for the lists. */
export interface AskingKey {
  /** How often it was given another credential. */
  switches(): number;
  /** Whether the exchange refuses it, as far as is known: that is told by whoever asks, once. */
  isRefused(): boolean;
  /** Whether the exchange takes it, asked since then (monotonic); `undefined` where it does not say. */
  isTaken(sinceMs: number): Promise<boolean | undefined>;
}

export interface FeedsParts {
  readonly key: string;
  readonly watch: Watch;
  readonly environment: Environment;
  readonly clock: Clock;
  /** The exchange's clock, ms since the epoch; `undefined` while it is not known. */
  nowMs(): number | undefined;
  ask(call: Call): Promise<{ readonly status: number; readonly body: string } | undefined>;
  /** Absent where nobody knows how that key stands. */
  readonly asking?: AskingKey;
  instrument(symbol: string, kind: Instrument['kind']): Instrument | undefined;
  /** The markets that are asked for where a list needs one: those of the bots. */
  polled(kind: Instrument['kind']): readonly Instrument[];
  tell(finding: Finding): void;
  over(about: string): void;
  /** Since when something in this history may still change, by the exchange's clock: it is read from there on in each look. */
  openSinceMs?(feed: Feed, nowMs: number): number | undefined;
  /** One whole look at a list; of a history that was cut off, what was read of it. */
  read(state: FeedState, records: readonly Seen[], fromMs: number, toMs: number): Promise<void>;
}

export interface FeedStatus {
  readonly feed: string;
  /** Of the last whole look, in ms; absent before the first. */
  readonly ageMs: number | undefined;
  readonly state: 'read' | 'failing' | 'forbidden';
  readonly why: string;
}

export interface FeedState {
  readonly feed: Feed;
  readonly instrument: Instrument | undefined;
  dueMs: number;
  isAsked: boolean;
  /** Monotonic: when the last look began. */
  askedMs: number;
  /** Histories: complete up to then. */
  completeMs: number;
  /** Monotonic: the last whole look, and the one that is under way. */
  readMs: number;
  startedMs: number;
  /** Monotonic: when its own turn comes, the last look that came before its turn and was whole, and whether the one under way is such. */
  turnMs: number;
  hurriedMs: number;
  isHurried: boolean;
  failedSinceMs: number | undefined;
  isForbidden: boolean;
  /** It was told that nobody knows what it shows. */
  isTold: boolean;
  /** Why the last look was not whole. */
  why: string;
}

/** The lists of one account, each asked for in its own turn: how far it is read, and why it is not. */
export class Feeds {
  readonly #parts: FeedsParts;
  readonly #served: readonly Feed[];
  readonly #feeds = new Map<string, FeedState>();
  readonly #completeMs: Map<string, number>;
  #switches: number | undefined;

  constructor(parts: FeedsParts, completeMs: Readonly<Record<string, number>> = {}) {
    this.#parts = parts;
    this.#served = parts.watch.feeds.filter((feed) => isServed(feed, parts.environment));
    this.#completeMs = new Map(Object.entries(completeMs));
  }

  /** Runs until it is told to stop; a fault of one look does not end it. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const nowMs = this.#parts.nowMs();
      if (nowMs !== undefined) this.#begin(nowMs);
      await sleep(TICK_MS, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** Reads every list once, one after the other: for a check by hand. */
  async lookOnce(): Promise<void> {
    const nowMs = this.#parts.nowMs();
    if (nowMs === undefined) return;
    this.#renew();
    this.#refresh(nowMs);
    for (const state of this.#feeds.values()) await this.#look(state, nowMs);
  }

  save(): Readonly<Record<string, number>> {
    return Object.fromEntries(this.#completeMs);
  }

  all(): readonly FeedState[] {
    return [...this.#feeds.values()];
  }

  /**
   * These lists are due, as soon as each may be asked again: `gapMs` after it was last asked before its turn. A look in its own turn holds up
   * none: what happens just after it is not to wait as long as what happens again and again.
   */
  hurry(wanted: (feed: Feed) => boolean, gapMs = ({ hurryMs }: Feed): number => hurryMs ?? HURRY_MS): void {
    const nowMs = this.#parts.clock.monotonicMs();
    for (const state of this.#feeds.values()) {
      if (!wanted(state.feed)) continue;
      const soonestMs = Math.max(state.startedMs + HURRY_MS, state.hurriedMs + gapMs(state.feed));
      state.dueMs = Math.min(state.dueMs, Math.max(nowMs, soonestMs));
    }
  }

  /** The lists of open orders are due; while bots act, those alone that say how soon that may be. */
  hurryOrders(isQuiet: boolean): void {
    if (isQuiet) this.hurry(({ kind }) => kind === 'open-orders');
    else
      this.hurry(
        ({ busyMs }) => busyMs !== undefined,
        ({ busyMs = 0 }) => busyMs,
      );
  }

  /** Whether each of these lists that the key may read was read, whole, by a look that began since then (monotonic). */
  areRead(wanted: (feed: Feed) => boolean, sinceMs: number): boolean {
    return [...this.#feeds.values()].every(
      ({ feed, startedMs, failedSinceMs, isForbidden }) =>
        isForbidden || !wanted(feed) || (startedMs >= sinceMs && failedSinceMs === undefined),
    );
  }

  /** One call of a list, read. */
  async ask(feed: Feed, call: Call): Promise<Page | Unclear | undefined> {
    const answer = await this.#parts.ask(call);
    return answer && feed.read(call, answer.status, answer.body, { instrument: this.#parts.instrument });
  }

  /** For whoever asks how the watch stands: each feed with the age of its last whole look, in ms. */
  status(): readonly FeedStatus[] {
    const now = this.#parts.clock.monotonicMs();
    return [...this.#feeds.values()].map(({ feed, instrument, readMs, failedSinceMs, isForbidden, why }) => ({
      feed: instrument ? `${feed.name} ${instrument.market}` : feed.name,
      ageMs: readMs === Number.NEGATIVE_INFINITY ? undefined : Math.round(now - readMs),
      state: isForbidden ? 'forbidden' : failedSinceMs === undefined ? 'read' : 'failing',
      why,
    }));
  }

  /** What one credential may not read says nothing of the next: every list is due at once. */
  #renew(): void {
    const { asking, clock } = this.#parts;
    const switches = asking?.switches();
    if (switches === this.#switches) return;
    this.#switches = switches;
    if (asking?.isRefused()) void asking.isTaken(clock.monotonicMs());
    for (const state of this.#feeds.values())
      Object.assign(state, { isForbidden: false, failedSinceMs: undefined, why: '', dueMs: Number.NEGATIVE_INFINITY });
  }

  #begin(nowMs: number): void {
    this.#renew();
    this.#refresh(nowMs);
    const monotonicMs = this.#parts.clock.monotonicMs();
    for (const state of this.#feeds.values()) {
      if (state.isAsked && monotonicMs - state.askedMs > SILENT_MS)
        this.#failed(state, 'the exchange has not answered yet', state.askedMs);
      if (state.isAsked || monotonicMs < state.dueMs) continue;
      state.isHurried = monotonicMs < state.turnMs;
      state.turnMs = monotonicMs + state.feed.everyMs;
      state.dueMs = state.turnMs;
      void this.#look(state, nowMs);
    }
  }

  #refresh(nowMs: number): void {
    for (const feed of this.#served) {
      const markets = feed.reach === 'account' ? [undefined] : this.#parts.polled(feed.reach.markets);
      for (const instrument of markets) {
        const name = feedName({ feed, instrument });
        if (this.#feeds.has(name)) continue;
        this.#feeds.set(name, {
          feed,
          instrument,
          dueMs: Number.NEGATIVE_INFINITY,
          isAsked: false,
          askedMs: Number.NEGATIVE_INFINITY,
          completeMs: this.#completeMs.get(name) ?? nowMs,
          readMs: Number.NEGATIVE_INFINITY,
          startedMs: Number.NEGATIVE_INFINITY,
          turnMs: Number.NEGATIVE_INFINITY,
          hurriedMs: Number.NEGATIVE_INFINITY,
          isHurried: false,
          failedSinceMs: undefined,
          isForbidden: false,
          isTold: false,
          why: '',
        });
      }
    }
  }

  async #look(state: FeedState, nowMs: number): Promise<void> {
    const { feed, instrument } = state;
    const { environment, clock } = this.#parts;
    state.isAsked = true;
    const startedMs = clock.monotonicMs();
    state.askedMs = startedMs;
    const switches = this.#parts.asking?.switches();
    try {
      const make = (fromMs: number, toMs: number): Call =>
        feed.call({ environment, fromMs, toMs, ...(instrument === undefined ? {} : { instrument }) });
      const ask = (call: Call): Promise<Page | Unclear | undefined> => this.ask(feed, call);
      const look =
        feed.shape === 'history'
          ? await readHistory(feed, this.#startOf(state, nowMs), nowMs, make, ask)
          : await readSnapshot(feed, make(nowMs, nowMs), ask);
      const isRefused = look.isForbidden === true && (await this.#isKeyRefused());
      if (look.unknown !== undefined && switches !== this.#parts.asking?.switches()) {
        // Asked with the credential before.
        state.dueMs = Number.NEGATIVE_INFINITY;
        return;
      }
      this.#taken(state, isRefused ? withoutForbidden(look) : look, startedMs, nowMs);
      if (isRefused) state.dueMs = clock.monotonicMs() + Math.max(REFUSED_MS, feed.everyMs);
      if (look.unknown !== undefined && feed.shape === 'snapshot') return;
      const toMs = this.#parts.nowMs() ?? nowMs;
      await this.#parts.read(state, look.records, nowMs, toMs);
    } catch (error) {
      this.#failed(state, error instanceof Error ? error.message : 'it failed');
    } finally {
      state.isAsked = false;
    }
  }

  #startOf({ feed, completeMs }: FeedState, nowMs: number): number {
    const openMs = this.#parts.openSinceMs?.(feed, nowMs) ?? completeMs;
    return Math.min(completeMs, feed.keptMs === undefined ? openMs : Math.max(openMs, nowMs - feed.keptMs));
  }

  #taken(state: FeedState, look: Look, startedMs: number, nowMs: number): void {
    const { feed, instrument } = state;
    const name = feedName({ feed, instrument });
    if (feed.shape === 'history') {
      // Back only where the mark lay ahead of the exchange's clock.
      const isAhead = state.completeMs > nowMs;
      state.completeMs = isAhead ? look.completeToMs : Math.max(state.completeMs, look.completeToMs);
      this.#completeMs.set(name, state.completeMs);
    }
    if (look.lost) this.#tellLost(name, look.lost);
    if (look.isForbidden && this.#readsOthers(state)) {
      this.#forbidden(state, look.unknown!);
      return;
    }
    if (look.unknown !== undefined) {
      this.#failed(state, look.unknown);
      return;
    }
    // Also of an earlier run.
    if (state.isTold || state.failedSinceMs !== undefined || state.readMs === Number.NEGATIVE_INFINITY)
      this.#parts.over(`feed-unknown ${this.#parts.key} ${name}`);
    state.readMs = this.#parts.clock.monotonicMs();
    state.startedMs = startedMs;
    if (state.isHurried) state.hurriedMs = startedMs;
    state.failedSinceMs = undefined;
    state.isForbidden = false;
    state.isTold = false;
    state.why = '';
  }

  /** Whether it is the key that is refused, and not this list to it: asked after the list was. */
  async #isKeyRefused(): Promise<boolean> {
    const { asking, clock } = this.#parts;
    return (await asking?.isTaken(clock.monotonicMs())) === false;
  }

  /** Whether anything else was read just now: then the key works, and it is this list that it may not read. */
  #readsOthers(state: FeedState): boolean {
    const sinceMs = this.#parts.clock.monotonicMs() - SILENT_MS;
    return [...this.#feeds.values()].some((other) => other !== state && other.readMs > sinceMs);
  }

  /** A lasting gap, told once: a key that may read it closes it. */
  #forbidden(state: FeedState, why: string): void {
    const name = feedName(state);
    const wasRead = state.readMs !== Number.NEGATIVE_INFINITY;
    state.isForbidden = true;
    state.isTold = true;
    state.why = why;
    state.dueMs = this.#parts.clock.monotonicMs() + FORBIDDEN_MS;
    const says = `${name} cannot be watched${wasRead ? ' any more' : ''}: the key may not read it`;
    const severity = wasRead ? 'warning' : 'info';
    this.#parts.tell(finding('feed-unknown', severity, this.#parts.key, name, says, { evidence: [why] }));
  }

  #failed(state: FeedState, why: string, sinceMs = this.#parts.clock.monotonicMs()): void {
    const { clock, key } = this.#parts;
    const nowMs = clock.monotonicMs();
    state.failedSinceMs ??= sinceMs;
    state.why = why;
    if (nowMs - state.failedSinceMs < SILENT_MS || this.#parts.asking?.isRefused()) return;
    state.isTold = true;
    const name = feedName(state);
    const forS = Math.round((nowMs - state.failedSinceMs) / 1_000);
    this.#parts.tell(
      finding('feed-unknown', 'warning', key, name, `nobody knows what ${name} shows: ${why}`, {
        evidence: [`not read for ${forS} s; what happens there is not seen`],
      }),
    );
  }

  #tellLost(name: string, lost: { readonly fromMs: number; readonly toMs: number }): void {
    const { key } = this.#parts;
    const says = `the exchange shows no ${name} any more from ${new Date(lost.fromMs).toISOString()} to ${new Date(lost.toMs).toISOString()}: that time cannot be verified`;
    this.#parts.tell(finding('feed-late', 'warning', key, `${name} ${lost.fromMs}`, says));
  }
}

function withoutForbidden({ isForbidden: _isForbidden, ...look }: Look): Look {
  return look;
}

/** How a list, or a list of one market, is called. */
export function feedName({ feed, instrument }: Pick<FeedState, 'feed' | 'instrument'>): string {
  return instrument === undefined ? feed.name : `${feed.name} ${instrument.market}`;
}
