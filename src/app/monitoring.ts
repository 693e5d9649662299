import { setMaxListeners } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../config/index.ts';
import type { Clock, Log } from '../core/index.ts';
import { inspections, type SeenOrder, type Unclear, watches } from '../exchanges/index.ts';
import type { Link, SigningKey } from '../gateway/index.ts';
import type { HaltFile } from '../halt/index.ts';
import { type Journal, verify } from '../journal/index.ts';
import {
  AccountWatch,
  type Declared,
  type Finding,
  finding,
  Habits,
  KeyErrors,
  Memory,
  OwnOrders,
  type Saved,
} from '../monitor/index.ts';
import { limitsOf, polledOf } from './account-limits.ts';
import { BookReader } from './book-reader.ts';
import { Drift } from './drift.ts';
import { JournalCheck } from './journal-check.ts';
import { MadeKeys } from './made-keys.ts';
import { queryOrder } from './order-query.ts';
import { PATIENT, sendInTurn } from './own-key.ts';
import { tradedKeys } from './traded-keys.ts';
import { Valuer } from './valuer.ts';

const SAVE_EVERY_MS = 5_000;
/** An account that cannot be watched for so long after the start, in ms, is told of. */
const UNWATCHED_MS = 10_000;
/** The exchanges' clocks are measured every so many turns of that. */
const CLOCK_TURNS = 6;
const SWEEP_EVERY_MS = 3_600_000;
const ADDRESS_EVERY_MS = 300_000;
/** Between the two looks of a watch that looks once, in ms: what was open for so long is told of. */
const AGAIN_MS = 4_000;
/** How far the journal is read back at the start, and before the oldest order that was open; all of it where nobody remembers that. */
const READ_BACK_MS = 8 * 86_400_000;
/** A cancel of ours that was written down so long before an order was made, in ms, may still be of it: clocks differ. */
const SKEW_MS = 60_000;

export interface MonitoringParts {
  readonly settings: Settings;
  readonly home: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly halt: HaltFile;
  /** Absent where the monitor runs alone, on another host. */
  readonly journal: Journal | undefined;
  /** The key that asks: of the account's own key, or the one that watches it. */
  watcherOf(name: string): Promise<{ readonly signing: SigningKey; readonly link: Link }>;
  /** The key of the bots itself, of which it is asked what it can do. */
  signingOf(name: string): SigningKey;
  /** Who else may act on the account of this key now, beside what the settings say. */
  declared(key: string): readonly Declared[];
  isAcknowledged(about: string): boolean;
  /** From where requests leave, as far as anybody says so; asked every few minutes. */
  egress?(): Promise<readonly string[]>;
  /** When the kill switch was last used on this key, ms since the epoch; a cancel of its own is no stranger's. */
  killedAtMs(key: string): number | undefined;
  found(finding: Finding): void;
  over(about: string): void;
}

/** The monitor, built from the settings: a watch for each key that bots trade with. */
export class Monitoring {
  readonly #parts: MonitoringParts;
  readonly #own: OwnOrders;
  readonly #habits: Habits;
  readonly #memory: Memory;
  readonly #keyErrors: KeyErrors;
  readonly #links = new Map<string, Link>();
  readonly #made = new MadeKeys();
  #drift: Drift | undefined;
  #check: JournalCheck | undefined;
  readonly #stopping = new AbortController();
  readonly #watches = new Map<string, AccountWatch>();
  readonly #loops: Promise<void>[] = [];
  /** The keys of which it was told that their accounts cannot be watched. */
  readonly #blind = new Set<string>();
  #saved: Saved | undefined;
  #genesisMs = Number.POSITIVE_INFINITY;

  constructor(parts: MonitoringParts) {
    this.#parts = parts;
    this.#own = new OwnOrders(() => parts.clock.nowMs());
    const { learnDays, denialsPerMinute } = parts.settings.monitor;
    this.#habits = new Habits({ learnDays, denials: denialsPerMinute });
    this.#memory = new Memory(parts.home);
    this.#keyErrors = new KeyErrors((key, status, code) => causeOf(parts.signingOf(key), status, code));
    // One for each list that waits for its turn.
    setMaxListeners(0, this.#stopping.signal);
  }

  /** Reads the journal back, then watches until it is stopped. */
  async start(): Promise<void> {
    const { journal } = this.#parts;
    this.#recall();
    this.#genesisMs = journal ? await this.#readBack(journal) : this.#beganMs();
    for (const key of watchable(this.#parts.settings)) this.#loops.push(this.#watch(key));
    this.#drift = this.#openDrift();
    this.#loops.push(this.#drift.run(this.#stopping.signal), this.#keep());
    if (this.#check) this.#loops.push(this.#check.run(this.#stopping.signal));
  }

  #openCheck(journal: Journal): JournalCheck {
    return new JournalCheck({
      journal,
      verify: () => verify(join(this.#parts.home, 'journal')),
      saved: this.#saved?.journal,
      log: this.#parts.log,
      found: (found) => this.#found(found),
    });
  }

  #openDrift(): Drift {
    const { clock, log, egress, over } = this.#parts;
    return new Drift({
      clock,
      log,
      egress: egress ?? (async () => []),
      over,
      addressEveryMs: ADDRESS_EVERY_MS,
      addresses: this.#saved?.addresses ?? [],
      offsets: () =>
        new Map(
          [...this.#links].flatMap(([key, link]) => {
            const offsetMs = link.clock.offsetMs();
            return offsetMs === undefined ? [] : [[key, offsetMs] as const];
          }),
        ),
      found: (found) => this.#found(found),
    });
  }

  /** Without a journal: what was there before the first watch is where it begins, also after a restart. */
  #beganMs(): number {
    const saved = Object.values(this.#saved?.accounts ?? {}).map(({ beganMs }) => beganMs);
    return Math.min(this.#parts.clock.nowMs(), ...saved);
  }

  #recall(): void {
    const saved = this.#memory.read();
    if (saved === 'broken') this.#parts.log.warn('what the monitor remembered cannot be read: the watch begins anew');
    else this.#saved = saved;
    this.#habits.load(this.#saved?.habits ?? {});
  }

  /**
   * Looks at every account, twice, for what does not add up is told only once it has stayed so; then remembers where it was. Gives the keys
   * whose accounts could not be looked at at all, with the reason.
   */
  async lookOnce(): Promise<ReadonlyMap<string, string>> {
    const { settings } = this.#parts;
    const failed = new Map<string, string>();
    this.#recall();
    this.#genesisMs = this.#beganMs();
    const look = async (key: string): Promise<void> => {
      const watch = this.#watches.get(key) ?? (await this.#begin(key));
      if (watch) await watch.lookOnce();
      else failed.set(key, 'the exchange tells neither its time nor its markets');
    };
    const all = () =>
      Promise.all(
        watchable(settings).map((key) =>
          look(key).catch(
            (error: unknown) => void failed.set(key, error instanceof Error ? error.message : 'it failed'),
          ),
        ),
      );
    await all();
    await sleep(AGAIN_MS);
    if (failed.size < watchable(settings).length) await all();
    this.#save();
    return failed;
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await Promise.all(this.#loops);
    this.#save();
  }

  /** How each watch stands, by key. */
  status(): Readonly<Record<string, ReturnType<AccountWatch['status']>>> {
    return Object.fromEntries([...this.#watches].map(([key, watch]) => [key, watch.status()]));
  }

  /** What each account has by its books: wallet and coin, and when it last added up. */
  books(): Readonly<Record<string, ReturnType<AccountWatch['save']>['observer']['books']>> {
    return Object.fromEntries([...this.#watches].map(([key, watch]) => [key, watch.save().observer.books]));
  }

  /** Gives when the book began. */
  async #readBack(journal: Journal): Promise<number> {
    const { clock, over } = this.#parts;
    const check = this.#openCheck(journal);
    this.#check = check;
    await check.lookAtHead();
    if (this.#seesKeys()) await this.#made.start(journal);
    const [own, habits, keyErrors] = [this.#own, this.#habits, this.#keyErrors];
    const found = (one: Finding): void => this.#found(one);
    const reader = new BookReader({ journal, clock, own, habits, keyErrors, check, found, over });
    const oldestMs = this.#oldestOpenMs();
    return reader.start(oldestMs === undefined ? 0 : Math.min(oldestMs - SKEW_MS, clock.nowMs() - READ_BACK_MS));
  }

  #seesKeys(): boolean {
    const { settings } = this.#parts;
    return watchable(settings).some((key) =>
      watches[settings.keys[key]!.exchange]!.feeds.some(({ kind }) => kind === 'keys'),
    );
  }

  /** When the oldest order was made that was open at the last look at each account. */
  #oldestOpenMs(): number | undefined {
    const known = watchable(this.#parts.settings).map((key) => this.#saved?.accounts[key]?.observer.oldestOpenMs);
    return known.length === 0 || known.includes(undefined) ? undefined : Math.min(...(known as number[]));
  }

  async #watch(key: string): Promise<void> {
    const { signal } = this.#stopping;
    const { clock, log, over } = this.#parts;
    const sinceMs = clock.monotonicMs();
    let why = 'the exchange tells neither its time nor its markets';
    while (!signal.aborted) {
      try {
        const watch = await this.#begin(key);
        if (watch) {
          // Also where it was told in an earlier run.
          over(unwatched(key, '').about);
          await watch.run(signal);
          return;
        }
      } catch (error) {
        why = error instanceof Error ? error.message : String(error);
        log.error('an account cannot be watched', { key, reason: why.slice(0, 200) });
      }
      if (clock.monotonicMs() - sinceMs > UNWATCHED_MS) this.#unwatched(key, why);
      await sleep(2_000, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  #unwatched(key: string, why: string): void {
    if (this.#blind.has(key)) return;
    this.#blind.add(key);
    this.#found(unwatched(key, why));
  }

  /** `undefined` while the exchange does not tell its time, or its markets. */
  async #begin(key: string): Promise<AccountWatch | undefined> {
    const { link, signing } = await this.#parts.watcherOf(key);
    if (link.clock.nowMs() === undefined) await link.measureClock();
    if (link.markets.isEmpty) await link.markets.loadInstruments();
    const nowMs = link.clock.nowMs();
    if (nowMs === undefined || link.markets.isEmpty) return undefined;
    this.#links.set(key, link);
    const watch = this.#open(key, link, signing, nowMs);
    this.#watches.set(key, watch);
    return watch;
  }

  #open(key: string, link: Link, signing: SigningKey, nowMs: number): AccountWatch {
    const { settings, clock, halt, journal } = this.#parts;
    const { exchange, environment } = link;
    const limits = limitsOf(settings, key);
    const valuer = new Valuer(link.markets, clock);
    const bots = Object.values(settings.bots).filter((bot) => bot.key === key);
    const markets = new Set(bots.flatMap((bot) => bot.markets ?? []));
    const inspection = inspections[exchange.id]!;
    return new AccountWatch(
      {
        key,
        environment,
        clock,
        limits,
        markets,
        own: this.#own,
        isMadeHere: (label) => this.#made.has(label),
        hasJournal: journal !== undefined,
        genesisMs: this.#genesisMs,
        watch: watches[exchange.id]!,
        keyEveryMs: settings.monitor.keyEverySeconds * 1_000,
        memory: this.#saved?.accounts[key],
        nowMs: () => link.clock.nowMs(),
        ask: (call) => sendInTurn({ signing, link }, call, PATIENT),
        inspect: () => this.#parts.signingOf(key).inspect(inspection),
        ...(this.#parts.signingOf(key) === signing ? { switches: () => signing.switches } : {}),
        instrument: (symbol, kind) => link.markets.instrument(symbol, kind),
        polled: (kind) => polledOf(link, markets, kind),
        marketsOf: (asset) => link.markets.all.filter(({ base, quote }) => base === asset || quote === asset),
        query: (order) => queryOrder(link, signing, order, SKEW_MS),
        cancelledAtMs: (order, sinceMs) => this.#cancelledAtMs(key, order, sinceMs),
        worth: (wallets) => (limits.dailyLoss || limits.drawdown ? valuer.worth(wallets) : undefined),
        declared: () => [...settings.monitor.others.filter((one) => one.key === key), ...this.#parts.declared(key)],
        haltedSinceMs: () => {
          const { level, since } = halt.read();
          return level === 'run' || level === 'reduce' || since === undefined ? undefined : Date.parse(since);
        },
        found: (finding) => this.#found(finding),
        over: (about) => this.#parts.over(about),
      },
      nowMs,
    );
  }

  #found(finding: Finding): void {
    if (!this.#parts.isAcknowledged(finding.about)) this.#parts.found(finding);
  }

  #cancelledAtMs(key: string, order: SeenOrder, seenMs: number): number | undefined {
    const sinceMs = Math.max((order.createdMs ?? 0) - SKEW_MS, seenMs);
    const killedMs = this.#parts.killedAtMs(key);
    if (killedMs !== undefined && killedMs >= sinceMs) return killedMs;
    return this.#own.cancelledAtMs(key, order.order, order.market, sinceMs);
  }

  async #keep(): Promise<void> {
    const { signal } = this.#stopping;
    for (let turn = 0; !signal.aborted; turn++) {
      await sleep(SAVE_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      // The gateway measures its own links alone.
      if (turn % CLOCK_TURNS === 0)
        for (const link of this.#links.values()) await link.measureClock().catch(() => false);
      for (const about of this.#habits.ended(this.#parts.clock.nowMs())) this.#parts.over(about);
      if (turn > 0 && turn % (SWEEP_EVERY_MS / SAVE_EVERY_MS) === 0) this.#own.sweep();
      this.#save();
    }
  }

  #save(): void {
    const accounts = Object.fromEntries([...this.#watches].map(([key, watch]) => [key, watch.save()]));
    try {
      this.#memory.write({
        version: 1,
        accounts: { ...this.#saved?.accounts, ...accounts },
        habits: this.#habits.save(),
        addresses: this.#drift?.addresses ?? [],
        ...(this.#check?.last === undefined ? {} : { journal: this.#check.last }),
      });
    } catch (error) {
      this.#parts.log.warn('what the monitor remembers cannot be written', { reason: String(error).slice(0, 200) });
    }
  }
}

/** Nobody sees what happens on the account. */
function unwatched(key: string, why: string): Finding {
  const says = `nobody watches the account of ${key}: ${why.slice(0, 200)}`;
  return finding('feed-unknown', 'critical', key, 'account', says, { evidence: ['what happens there is not seen'] });
}

/** What an exchange means by an error: its code, as each of them would spell it in an answer. */
function causeOf({ link }: SigningKey, status: number, code: string): Unclear['cause'] | undefined {
  const body = JSON.stringify({ code, retCode: code, retMsg: '', error: [code] });
  return link.exchange.key.readError(status, body)?.cause;
}

/** The keys whose accounts can be watched: those that bots trade with. */
export function watchable(settings: Pick<Settings, 'keys'>): string[] {
  return tradedKeys(settings, watches);
}
