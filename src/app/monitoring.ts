import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../config/index.ts';
import { type Clock, type Instrument, type Log, parseDecimal, zero } from '../core/index.ts';
import { inspections, type OrderStatus, type SeenOrder, type Unclear, watches } from '../exchanges/index.ts';
import type { Link, SigningKey } from '../gateway/index.ts';
import type { HaltFile } from '../halt/index.ts';
import type { Entry, Journal } from '../journal/index.ts';
import {
  type AccountLimits,
  AccountWatch,
  type Declared,
  type Finding,
  Habits,
  Memory,
  OwnOrders,
  type Saved,
} from '../monitor/index.ts';
import { PATIENT, sendInTurn } from './own-key.ts';
import { Valuer } from './valuer.ts';

const SAVE_EVERY_MS = 5_000;
const SWEEP_EVERY_MS = 60_000;
/** How far the journal is read back at the start: older orders are looked for when they are met. */
const READ_BACK_MS = 8 * 86_400_000;
/** A cancel of ours that was written down so long before an order was seen, in ms, may still be of it: clocks differ. */
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
  /** When the kill switch was last used on this key, ms since the epoch; a cancel of its own is no stranger's. */
  killedAtMs(key: string): number | undefined;
  found(finding: Finding): void;
  over(about: string): void;
}

/** The monitor, built from the settings: a watch for each key that bots trade with. */
export class Monitoring {
  readonly #parts: MonitoringParts;
  readonly #own = new OwnOrders();
  readonly #habits: Habits;
  readonly #memory: Memory;
  readonly #stopping = new AbortController();
  readonly #watches = new Map<string, AccountWatch>();
  readonly #loops: Promise<void>[] = [];
  #saved: Saved | undefined;
  #genesisMs = Number.POSITIVE_INFINITY;

  constructor(parts: MonitoringParts) {
    this.#parts = parts;
    const { learnDays, denialsPerMinute } = parts.settings.monitor;
    this.#habits = new Habits({ learnDays, denials: denialsPerMinute });
    this.#memory = new Memory(parts.home);
    // One for each list that waits for its turn.
    setMaxListeners(0, this.#stopping.signal);
  }

  /** Reads the journal back, then watches until it is stopped. */
  async start(): Promise<void> {
    const { log, journal, clock } = this.#parts;
    const saved = this.#memory.read();
    if (saved === 'broken') log.warn('what the monitor remembered cannot be read: the watch begins anew');
    else this.#saved = saved;
    this.#habits.load(this.#saved?.habits ?? {});
    if (journal) await this.#readBack(journal);
    else this.#genesisMs = clock.nowMs();
    for (const key of watchable(this.#parts.settings)) this.#loops.push(this.#watch(key));
    this.#loops.push(this.#keep());
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

  /** Entries that are written while the book is read back wait, and none counts twice. */
  async #readBack(journal: Journal): Promise<void> {
    const waiting: Entry[] = [];
    let seq = 0;
    let isRead = false;
    journal.listen((entry) => {
      if (isRead) this.#take(entry);
      else waiting.push(entry);
    });
    for await (const first of journal.replay({})) {
      this.#genesisMs = Date.parse(first.time);
      break;
    }
    const sinceMs = this.#parts.clock.nowMs() - READ_BACK_MS;
    for await (const entry of journal.replay({ sinceMs, kinds: ['decision', 'outcome', 'settled'] })) {
      this.#own.take(entry);
      seq = entry.seq;
    }
    for (const entry of waiting) if (entry.seq > seq) this.#take(entry);
    isRead = true;
    if (this.#genesisMs === Number.POSITIVE_INFINITY) this.#genesisMs = this.#parts.clock.nowMs();
  }

  #take(entry: Entry): void {
    this.#own.take(entry);
    for (const found of this.#habits.take(entry)) this.#found(found);
  }

  async #watch(key: string): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        const { link, signing } = await this.#parts.watcherOf(key);
        const nowMs = link.clock.nowMs();
        if (nowMs === undefined) await link.measureClock();
        if (link.markets.isEmpty) await link.markets.loadInstruments();
        const knownMs = link.clock.nowMs();
        if (knownMs !== undefined && !link.markets.isEmpty) {
          const watch = this.#open(key, link, signing, knownMs);
          this.#watches.set(key, watch);
          await watch.run(signal);
          return;
        }
      } catch (error) {
        this.#parts.log.error('an account cannot be watched', { key, reason: String(error).slice(0, 200) });
      }
      await sleep(2_000, undefined, { signal, ref: false }).catch(() => undefined);
    }
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
        hasJournal: journal !== undefined,
        genesisMs: this.#genesisMs,
        watch: watches[exchange.id]!,
        keyEveryMs: settings.monitor.keyEverySeconds * 1_000,
        memory: this.#saved?.accounts[key],
        nowMs: () => link.clock.nowMs(),
        ask: (call) => sendInTurn({ signing, link }, call, PATIENT),
        inspect: () => this.#parts.signingOf(key).inspect(inspection),
        instrument: (symbol, kind) => link.markets.instrument(symbol, kind),
        polled: (kind) => polledOf(link, markets, kind),
        marketsOf: (asset) => link.markets.all.filter(({ base, quote }) => base === asset || quote === asset),
        query: (order) => this.#query(link, signing, order),
        cancelledAtMs: (order) => this.#cancelledAtMs(key, order),
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

  #cancelledAtMs(key: string, order: SeenOrder): number | undefined {
    const sinceMs = (order.createdMs ?? 0) - SKEW_MS;
    const killedMs = this.#parts.killedAtMs(key);
    if (killedMs !== undefined && killedMs >= sinceMs) return killedMs;
    return this.#own.cancelledAtMs(key, order.order, order.market, sinceMs);
  }

  async #query(
    link: Link,
    signing: SigningKey,
    seen: SeenOrder,
  ): Promise<OrderStatus | 'absent' | Unclear | undefined> {
    const { account } = link.exchange;
    const { environment } = link;
    const instrument = link.markets.instrument(seen.symbol, seen.kind);
    if (!instrument) return undefined;
    const sinceMs = seen.createdMs === undefined ? undefined : seen.createdMs - SKEW_MS;
    const call = account.findOrder(instrument, seen.order, environment, sinceMs);
    const answer = await signing.ask(call);
    if (!answer) return undefined;
    const found = account.readFound(answer.status, answer.body, instrument, seen.order, call);
    const isElsewhere = found === 'absent' || ('unclear' in found && found.elsewhere === true);
    if (!isElsewhere || !account.findClosedOrder) return found;
    const closed = account.findClosedOrder(instrument, seen.order, environment, sinceMs);
    const second = await signing.ask(closed);
    return second && account.readFound(second.status, second.body, instrument, seen.order, closed);
  }

  async #keep(): Promise<void> {
    const { signal } = this.#stopping;
    for (let turn = 0; !signal.aborted; turn++) {
      await sleep(SAVE_EVERY_MS, undefined, { signal, ref: false }).catch(() => undefined);
      if (turn % (SWEEP_EVERY_MS / SAVE_EVERY_MS) === 0) this.#own.sweep();
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
      });
    } catch (error) {
      this.#parts.log.warn('what the monitor remembers cannot be written', { reason: String(error).slice(0, 200) });
    }
  }
}

/** The keys whose accounts can be watched: those that bots trade with. */
export function watchable({ keys }: Settings): string[] {
  return Object.entries(keys)
    .filter(([, key]) => key.purpose === 'bots' && key.vendor === undefined && Object.hasOwn(watches, key.exchange))
    .map(([name]) => name);
}

function polledOf(link: Link, markets: ReadonlySet<string>, kind: Instrument['kind']): readonly Instrument[] {
  return [...markets].flatMap((market) => {
    const instrument = link.markets.byMarket(market);
    return instrument?.kind === kind ? [instrument] : [];
  });
}

function limitsOf({ monitor }: Settings, key: string): AccountLimits {
  const limits = monitor.limits[key];
  const dailyLoss = parseDecimal(limits?.dailyLoss ?? '');
  const share = parseDecimal(limits?.drawdown?.replace(/\s?%$/, '') ?? '');
  return {
    positions: new Map(
      Object.entries(limits?.positions ?? {}).map(([market, most]) => [market, parseDecimal(most) ?? zero]),
    ),
    confirmations: limits?.confirmations ?? 3,
    ...(dailyLoss === undefined ? {} : { dailyLoss }),
    ...(share === undefined ? {} : { drawdown: (share / 100n) as typeof share }),
  };
}
