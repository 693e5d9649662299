import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../config/index.ts';
import { type Clock, dropOldest, isGone, type Log, markOf, ulids } from '../core/index.ts';
import type { Gateway } from '../gateway/index.ts';
import { type HaltLevel, isTighter } from '../halt/index.ts';
import type { Entry } from '../journal/index.ts';
import { type KillRecord, KillRecords, type KillWishes, kill } from '../killswitch/index.ts';
import type { Declared, Finding, FindingKind } from '../monitor/index.ts';
import type { Place } from '../vault/index.ts';
import { acknowledgeCommand, staysKnown } from './acknowledging.ts';
import type { Alarms } from './alarms.ts';
import { cutFinding } from './cut-finding.ts';
import { DrillRecords } from './drill-records.ts';
import { egressOf } from './egress.ts';
import { changeHalt } from './halt-change.ts';
import { noteKills, unfinishedText } from './kill-notes.ts';
import { KILL_ID, openTarget } from './kill-targets.ts';
import { KillTurns } from './kill-turns.ts';
import { Monitoring, watchable } from './monitoring.ts';
import { type OwnKey, openOwnKey } from './own-key.ts';
import type { State } from './state.ts';
import { botsOf, noteStop, type StopReport } from './stop-bots.ts';

const KILL_TIMEOUT_MS = 5_000;
const WATCH_TIMEOUT_MS = 8_000;
/** How far the exchange's clock may be from this one, and how long an order of the kill switch is on its way, in ms. */
const KILL_SKEW_MS = 5_000;
const RECORDS_KEPT_MS = 200;
const MOST_RECORDS = 50;
/** A declaration that has ended so long ago, in ms, says nothing any more of what is read now. */
const DECLARED_KEPT_MS = 100 * 86_400_000;
const MOST_ACKNOWLEDGED = 20_000;
/** So long, in ms, an alarm waits for the journal to say that the bots were halted. */
const JOURNAL_WAIT_MS = 1_000;
/** The alarm of a use of the kill switch that nobody brought to its end. */
const CUT_OFF = 'kill-unfinished';

export interface GuardParts {
  readonly state: Pick<State, 'home' | 'journal' | 'halt'>;
  readonly settings: Settings;
  readonly clock: Clock;
  readonly log: Log;
  readonly alarms: Alarms;
  readonly gateway: Gateway;
  readonly practicePort: number;
  placeOf(name: string): Place;
  /** Tells bots to stop, each in the ways that are known for it; absent: nobody is told. */
  stopBots?(bots: readonly string[]): Promise<readonly StopReport[]>;
  /** When the dead-man timer of a key last ran out, ms since the epoch. */
  ranOutMs?(key: string): number | undefined;
}

type Trips = Settings['monitor']['trips'];
const GROUPS: Readonly<Partial<Record<FindingKind, keyof Trips>>> = {
  'position-limit': 'loss',
  'daily-loss': 'loss',
  drawdown: 'loss',
  'deny-burst': 'denials',
  'feed-unknown': 'blind',
  'feed-late': 'blind',
  'key-refused': 'blind',
  clock: 'blind',
  'key-errors': 'blind',
};

/** The monitor and the kill switch of a running Keyward: what is found is written down, told, and acted on. */
export class Guard {
  readonly #parts: GuardParts;
  readonly #monitoring: Monitoring | undefined;
  readonly #records: KillRecords;
  readonly #drills: DrillRecords;
  /** The keys that only watch, by their names. */
  readonly #watchers = new Map<string, OwnKey>();
  #declared: readonly { readonly key: string; readonly what: Declared & { readonly toMs: number } }[] = [];
  readonly #acknowledged = new Set<string>();
  readonly #newId: () => string;
  #recordsReadMs = Number.NEGATIVE_INFINITY;
  #known: readonly KillRecord[] = [];
  readonly #turns = new KillTurns();

  constructor(parts: GuardParts) {
    this.#parts = parts;
    this.#records = new KillRecords(parts.state.home);
    this.#drills = new DrillRecords(parts.state.home);
    this.#newId = ulids(parts.clock);
    const { settings, state, clock, log, gateway } = parts;
    if (!settings.monitor.enabled) return;
    this.#monitoring = new Monitoring({
      settings,
      home: state.home,
      clock,
      log,
      halt: state.halt,
      journal: state.journal,
      watcherOf: (name) => this.#watcherOf(name),
      signingOf: (name) => gateway.key(name)!,
      egress: () => egressOf(parts),
      declared: (key) => this.#declaredFor(key),
      isAcknowledged: (about) => this.#acknowledged.has(about),
      killedAtMs: (key) => this.#killedAtMs(key),
      found: (finding) =>
        void this.#found(finding).catch((error: unknown) =>
          log.error('a finding could not be told', { reason: String(error).slice(0, 200) }),
        ),
      over: (about) => this.#over(about),
    });
  }

  async start(): Promise<void> {
    const { journal } = this.#parts.state;
    journal.listen((entry) => this.#take(entry));
    for await (const entry of journal.replay({ kinds: ['declared'] }))
      if (entry.kind === 'declared' && staysKnown(entry.about ?? '')) this.#take(entry);
    await this.#noteKills();
    this.#tellCutOff();
    await this.#monitoring?.start();
  }

  /** Also of one in another process, which could not write it down itself. The journal may be down: the next start finds them again. */
  async #noteKills(ended?: KillRecord): Promise<void> {
    const { state, log } = this.#parts;
    try {
      await noteKills(state.journal, this.#records, ended);
    } catch (error) {
      log.error('the kill switch is not in the journal', { reason: String(error).slice(0, 200) });
    }
  }

  async stop(): Promise<void> {
    await this.#monitoring?.stop();
    await this.#turns.ended();
    await Promise.all([...this.#watchers.values()].map((own) => own.close()));
  }

  status(): ReturnType<Monitoring['status']> {
    return this.#monitoring?.status() ?? {};
  }

  books(): ReturnType<Monitoring['books']> {
    return this.#monitoring?.books() ?? {};
  }

  get isWatching(): boolean {
    return this.#monitoring !== undefined;
  }

  /** Somebody has written down a use of the kill switch. */
  killsNoted(): void {
    this.#tellCutOff();
  }

  #tellCutOff(): void {
    const [cut] = this.#records.cutOff();
    if (!cut) {
      this.#parts.alarms.end(CUT_OFF);
      return;
    }
    const says = `${unfinishedText(cut)}: orders, positions or holdings may be left`;
    this.#parts.alarms.raise({ about: CUT_OFF, severity: 'critical', says, next: 'keyward kill' });
  }

  /** Uses the kill switch on these keys: on each one at a time, and the others wait for none. */
  async kill(
    keys: readonly string[],
    depth: KillWishes['depth'],
    by: string,
    why: string,
  ): Promise<readonly KillRecord[]> {
    return this.#turns.take(keys, depth, (mine) => this.#kill(mine, depth, by, why));
  }

  async #kill(keys: readonly string[], depth: KillWishes['depth'], by: string, why: string): Promise<KillRecord> {
    const { settings, clock, log } = this.#parts;
    const owns: OwnKey[] = [];
    const stopping = this.#stopBots(keys);
    try {
      const record = await kill({
        clock,
        records: this.#records,
        wishes: wishesOf(settings, depth),
        by,
        why,
        keys,
        worker: markOf(process.pid),
        newId: this.#newId,
        open: async (name) => {
          const { target, own } = await openTarget(this.#ownParts(KILL_TIMEOUT_MS), name);
          owns.push(own);
          return target;
        },
        tell: (key, says) => log.warn('the kill switch', { key, reason: says }),
        unrecorded: (error) => log.error('the kill switch is not recorded', { reason: String(error).slice(0, 200) }),
      });
      await this.#noteKills(record);
      return record;
    } finally {
      await stopping;
      await Promise.all(owns.map((own) => own.close()));
    }
  }

  /** Beside the switch, which waits for no bot. */
  async #stopBots(keys: readonly string[]): Promise<void> {
    const { settings, state, log, stopBots } = this.#parts;
    const reports = await stopBots?.(botsOf(settings, keys)).catch((error: unknown) => {
      log.error('the bots could not be told to stop', { reason: String(error).slice(0, 200) });
    });
    for (const report of reports ?? []) noteStop(state.journal, report);
  }

  #ownParts(timeoutMs: number): Parameters<typeof openOwnKey>[0] {
    const { settings, state, clock, practicePort, placeOf } = this.#parts;
    return { settings, home: state.home, clock, timeoutMs, practicePort, placeOf };
  }

  async #watcherOf(name: string): ReturnType<ConstructorParameters<typeof Monitoring>[0]['watcherOf']> {
    const { settings, gateway } = this.#parts;
    const by = settings.monitor.with[name];
    if (by === undefined) {
      const signing = gateway.key(name)!;
      return { signing, link: signing.link };
    }
    const own = this.#watchers.get(by) ?? (await openOwnKey(this.#ownParts(WATCH_TIMEOUT_MS), by));
    this.#watchers.set(by, own);
    return own;
  }

  /** Written down, acted on, told: in this order, so that what is told says what was done. */
  async #found(finding: Finding): Promise<void> {
    const { state, alarms } = this.#parts;
    const { about, key, kind, severity, says, evidence } = cutFinding(finding);
    state.journal.note('finding', { about, key, what: kind, severity, says, evidence });
    if (severity === 'info') return;
    const done = await this.#trip(finding).catch(
      (error: unknown) => `could not act on it: ${String(error).slice(0, 200)}`,
    );
    alarms.raise({
      about,
      severity,
      says,
      key,
      ...(evidence.length === 0 ? {} : { evidence: evidence.join('\n') }),
      ...(done === undefined ? {} : { done }),
      next: finding.isSecurity ? 'keyward kill' : (acknowledgeCommand(about) ?? 'keyward watch status'),
    });
  }

  /** What the owner knows of one time says nothing of the next. */
  #over(about: string): void {
    this.#acknowledged.delete(about);
    this.#parts.alarms.end(about);
  }

  /** What the settings say is done by itself; gives it in words. */
  async #trip(finding: Finding): Promise<string | undefined> {
    const { settings, state, clock } = this.#parts;
    const group = finding.isSecurity ? 'security' : GROUPS[finding.kind];
    const action = group === undefined ? 'none' : settings.monitor.trips[group];
    if (action === 'none') return undefined;
    const level: HaltLevel = action === 'reduce' ? 'reduce' : 'halt';
    const said: string[] = [];
    const { level: before } = state.halt.read();
    // It counts once this has been called; that it is written down nobody waits for.
    const halting = isTighter(level, before)
      ? changeHalt(state, clock, { level, by: 'keyward', reason: finding.says.slice(0, 200) })
      : undefined;
    halting?.catch(() => undefined);
    if (action === 'cancel' || action === 'kill') {
      const depth = action === 'kill' ? ('flat' as const) : ('cancel' as const);
      said.push(action === 'kill' ? 'closes and sells everything' : 'cancels all orders');
      const keys = finding.key === '' ? watchable(settings) : [finding.key];
      void this.kill(keys, depth, 'keyward', finding.says.slice(0, 500)).catch((error: unknown) =>
        this.#parts.log.error('the kill switch has failed', { key: finding.key, reason: String(error).slice(0, 200) }),
      );
    }
    said.unshift(
      halting
        ? await haltedText(halting, level, () => state.halt.read().level)
        : `the halt level was ${before} already`,
    );
    const says = said.join('; ');
    state.journal.note('trip', { about: finding.about, action, says });
    return says;
  }

  #take(entry: Entry): void {
    if (entry.kind !== 'declared') return;
    if (entry.about !== undefined) {
      this.#acknowledged.add(entry.about);
      dropOldest(this.#acknowledged, MOST_ACKNOWLEDGED);
      this.#parts.alarms.end(entry.about);
      return;
    }
    const { key, who = 'the owner', markets, moves, from, until } = entry;
    const what = {
      who,
      fromMs: Date.parse(from),
      toMs: Date.parse(until),
      ...(markets === undefined ? {} : { markets }),
      ...(moves === true ? { moves: true as const } : {}),
    };
    const keptMs = this.#parts.clock.nowMs() - DECLARED_KEPT_MS;
    this.#declared = [...this.#declared, { key, what }].filter((one) => one.what.toMs >= keptMs);
  }

  #declaredFor(key: string): readonly Declared[] {
    const nowMs = this.#parts.clock.nowMs();
    const kills = this.#recordsOf(key).flatMap((record): Declared[] => {
      // One that cancels alone places nothing; that its cancels are ours `killedAtMs` says.
      if ((record.others?.[key] ?? record.wishes).depth === 'cancel') return [];
      const fromMs = Date.parse(record.startedAt) - KILL_SKEW_MS;
      const toMs = endOf(record, nowMs) + KILL_SKEW_MS;
      return [{ who: 'the kill switch', fromMs, toMs, closes: true, names: [KILL_ID] }];
    });
    const declared = this.#declared.filter((one) => one.key === key).map(({ what }) => what);
    return [...declared, ...kills, ...this.#drills.declared(key, nowMs)];
  }

  /** The last moment at which a cancel of ours may have been made that no bot asked for. */
  #killedAtMs(key: string): number | undefined {
    const nowMs = this.#parts.clock.nowMs();
    const ends = this.#recordsOf(key).map((record) => endOf(record, nowMs));
    const ranOutMs = this.#parts.ranOutMs?.(key);
    const all = ranOutMs === undefined ? ends : [...ends, ranOutMs];
    return all.length === 0 ? undefined : Math.max(...all);
  }

  /** Also of a kill in another process. */
  #recordsOf(key: string): readonly KillRecord[] {
    const nowMs = this.#parts.clock.monotonicMs();
    if (nowMs - this.#recordsReadMs > RECORDS_KEPT_MS) {
      this.#recordsReadMs = nowMs;
      this.#known = this.#records.list(MOST_RECORDS);
    }
    return this.#known.filter(({ keys }) => keys.includes(key));
  }
}

/** Until when a use may have sent anything: one that was cut off did not go on for longer than it was to. */
function endOf({ startedAt, endedAt, worker, wishes }: KillRecord, nowMs: number): number {
  if (endedAt !== undefined) return Date.parse(endedAt);
  if (worker !== undefined && !isGone(worker)) return nowMs;
  return Math.min(nowMs, Date.parse(startedAt) + wishes.withinMs);
}

/** In words, once it is written down or cannot be; a disk that hangs holds up no alarm. */
async function haltedText(halting: Promise<unknown>, level: HaltLevel, now: () => HaltLevel): Promise<string> {
  const did = level === 'halt' ? 'halted all bots' : 'let the bots only reduce';
  const late = new AbortController();
  const waited = sleep(JOURNAL_WAIT_MS, 'late' as const, { signal: late.signal, ref: false }).catch(
    () => 'late' as const,
  );
  try {
    const isLate = (await Promise.race([halting, waited])) === 'late';
    return isLate ? `${did}, which is not in the journal yet` : did;
  } catch (error) {
    const why = String(error).slice(0, 200);
    return isTighter(level, now())
      ? `could NOT stop the bots (${why})`
      : `${did}, which is not in the journal (${why})`;
  } finally {
    late.abort();
  }
}

export function wishesOf({ kill: wishes }: Settings, depth: KillWishes['depth']): KillWishes {
  return {
    depth,
    keep: wishes.keep,
    withinMs: wishes.withinSeconds * 1_000,
    ...(wishes.quote === undefined ? {} : { quote: wishes.quote }),
  };
}
