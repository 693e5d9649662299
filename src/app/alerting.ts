import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  type Attempt,
  CHANNEL_ALARM,
  Commands,
  criticalGap,
  Dispatch,
  diskFiles,
  Heartbeat,
  httpAsk,
  isAtLeast,
  pingOf,
  type Route,
  type Told,
  testRoutes,
  turnRepliesOn,
} from '../alerts/index.ts';
import type { Settings } from '../config/index.ts';
import { type Clock, KeywardError, unknownName } from '../core/index.ts';
import type { Alarm, Alarms } from './alarms.ts';
import { type AlertList, type AlertTest, alertList, HEART, idleAlertList, knownLine } from './alert-report.ts';
import { type KeptSecret, keptSecret, type OpenedRoute, openRoutes } from './alert-routes.ts';
import { changeHalt } from './halt-change.ts';
import { type PlacesParts, placeOfSecret } from './places.ts';
import type { State } from './state.ts';

/** What commands ask of the alerts. */
export interface AlertWork {
  test(name: string | undefined): Promise<AlertTest>;
  list(): Promise<AlertList>;
}

export interface AlertingParts {
  /** Without a journal no reply is taken either: there is no gateway whose level it could lower. */
  readonly state: Pick<State, 'home' | 'halt'> & { readonly journal: State['journal'] | undefined };
  readonly clock: Clock;
  readonly alarms: Alarms;
  readonly places: PlacesParts;
}

export const ALERTS_FOLDER = 'alerts';

/** What leaves over the channels while Keyward runs: every alarm, its reminders and its end, the daily checks and the heartbeat. */
export class Alerting implements AlertWork {
  readonly #parts: AlertingParts;
  readonly #settings: Settings['alerts'];
  readonly #http = httpAsk();
  readonly #opened: readonly OpenedRoute[];
  readonly #dispatch: Dispatch;
  readonly #heartbeat: Heartbeat | undefined;
  /** Why, by the name of the channel. */
  readonly #failing = new Map<string, string>();
  /** Why the heartbeat says that something is wrong. */
  #sick: string | undefined;
  #heartFault: string | undefined;
  #fetching: Promise<unknown> = Promise.resolve();
  #isStopped = false;

  constructor(parts: AlertingParts) {
    const { clock, places, state, alarms } = parts;
    this.#parts = parts;
    this.#settings = places.settings.alerts;
    this.#opened = openRoutes(places, this.#http.ask);
    const { as, quiet, selfTest } = this.#settings;
    // What happens while it is being built is told once it is.
    const early: (() => void)[] = [];
    let isBuilt = false;
    const soon = (work: () => void): void => (isBuilt ? work() : void early.push(work));
    this.#dispatch = new Dispatch({
      clock,
      random: randomBytes,
      files: diskFiles,
      folder: join(state.home, ALERTS_FOLDER),
      source: as,
      routes: this.#routes,
      quiet,
      zone: quiet?.zone ?? 'UTC',
      checkAt: selfTest === false ? undefined : selfTest,
      head: () => state.journal && shortHead(state.journal.head),
      onDelivery: ({ kind, ...delivery }) => void state.journal?.note('alert', { message: kind, ...delivery }),
      onHealth: (route, says) => soon(() => this.#health(route, says)),
      onDisk: (isGood) => soon(() => this.#disk(isGood)),
    });
    this.#heartbeat = this.#heartbeatOf();
    isBuilt = true;
    alarms.listen((alarm, is) =>
      is === 'ended'
        ? this.#dispatch.end(alarm.about)
        : this.#dispatch.raise(toldOf(alarm, state.journal !== undefined)),
    );
    for (const work of early) work();
  }

  get #routes(): Route[] {
    return this.#opened.map(({ route }) => route);
  }

  /** Begins to send. The secrets of the channels are fetched meanwhile, so that they are at hand when a place fails. */
  start(): void {
    const { alarms, state } = this.#parts;
    for (const alarm of alarms.current) this.#dispatch.raise(toldOf(alarm, state.journal !== undefined));
    const gap = this.#routes.length === 0 ? undefined : criticalGap(this.#routes);
    if (gap !== undefined)
      alarms.raise({ about: 'alert-ways', severity: 'warning', says: gap, next: 'keyward alert list' });
    if (this.#dispatch.damaged > 0)
      alarms.raise({
        about: 'alert-outbox',
        severity: 'warning',
        says: `${this.#dispatch.damaged} alarms that were kept for sending could not be read and were removed; the journal has what was raised`,
        next: 'keyward journal tail',
      });
    if (this.#dispatch.commandsOff) this.#replies(true);
    this.#dispatch.start(this.#commands());
    this.#heartbeat?.start();
    this.#fetching = Promise.all(
      this.#opened.map(async ({ route, preload }) => {
        const why = await preload();
        if (why !== undefined && !this.#isStopped) this.#health(route, why);
      }),
    );
  }

  /** What is on its way has a moment to arrive; what is not sent waits on disk for the next start. */
  async stop(exitCode: number): Promise<void> {
    this.#isStopped = true;
    await this.#dispatch.stop();
    await this.#heartbeat?.end(exitCode);
    await this.#http.close();
  }

  async test(name: string | undefined): Promise<AlertTest> {
    checkName(name, this.#settings);
    const { clock, places } = this.#parts;
    const [results, heart] = await Promise.all([
      isHeart(name, this.#settings) ? [] : this.#dispatch.test(name),
      // It goes on saying what it says.
      testHeart(name, this.#http.ask, places, clock, this.#sick),
    ]);
    return { results: [...results, ...heart], ...this.#warnings() };
  }

  async list(): Promise<AlertList> {
    await this.#fetching;
    const { cases, faults, isQuiet, commandsOff } = this.#dispatch;
    const known = new Map([...this.#failing, ...faults]);
    const { heartbeat } = this.#settings;
    const heart = heartbeat && { ...heartbeat, fault: this.#heartFault };
    return alertList({ routes: this.#routes, heart, cases, faults: known, isQuiet, commandsOff, running: true });
  }

  #warnings(): { readonly warnings: readonly string[] } {
    const gap = criticalGap(this.#routes);
    return { warnings: gap === undefined ? [] : [gap] };
  }

  #commands(): Commands | undefined {
    const { clock } = this.#parts;
    const { journal, halt } = this.#parts.state;
    if (!journal || !this.#routes.some(({ takesCommands }) => takesCommands)) return undefined;
    return new Commands({
      clock,
      random: randomBytes,
      level: () => halt.read().level,
      lower: async (level, by) => {
        const from = halt.read().level;
        // With `from` the level is never raised, whatever somebody else has set meanwhile.
        await changeHalt({ journal, halt }, clock, { level, by, reason: 'a reply to an alarm', from });
        return halt.read().level;
      },
      note: (attempt: Attempt) => void journal.note('alert-reply', attempt),
      onFault: (fault) => this.#unread(fault),
      isOff: () => this.#dispatch.commandsOff,
      setOff: (isOff) => {
        this.#dispatch.setCommandsOff(isOff);
        this.#replies(isOff);
      },
    });
  }

  #unread(fault: string | undefined): void {
    const about = 'alert-unread';
    if (fault === undefined) {
      this.#parts.alarms.end(about);
      return;
    }
    const says = `replies cannot be read, so they lower no halt level: ${fault}`;
    this.#parts.alarms.raise({ about, severity: 'warning', says, next: 'keyward alert list' });
  }

  #replies(isOff: boolean): void {
    const about = 'alert-replies';
    if (!isOff) {
      this.#parts.alarms.end(about);
      return;
    }
    const says = 'replies lower the halt level no more: five codes were wrong';
    this.#parts.alarms.raise({ about, severity: 'critical', says, next: 'keyward alert test' });
  }

  /** A channel that fails is an alarm over the others, the graver the fewer ways are left. */
  #health({ name, kind }: Route, fault: string | undefined): void {
    const { alarms } = this.#parts;
    const about = `${CHANNEL_ALARM}${name}`;
    if (fault === undefined) this.#failing.delete(name);
    else this.#failing.set(name, fault);
    const left = this.#routes.filter((route) => !this.#failing.has(route.name));
    const isLast = !left.some(({ atLeast }) => isAtLeast('critical', atLeast));
    this.#sick = isLast ? 'no channel that takes critical alarms works' : undefined;
    this.#heartbeat?.fail(this.#sick);
    if (fault === undefined) {
      alarms.end(about);
      return;
    }
    const severity = criticalGap(left) === undefined ? 'warning' : 'critical';
    const says = `the channel ${name} (${kind}) does not work: ${fault}`;
    alarms.raise({ about, severity, says, next: 'keyward doctor' });
  }

  #disk(isGood: boolean): void {
    const about = 'alert-disk';
    if (isGood) {
      this.#parts.alarms.end(about);
      return;
    }
    this.#parts.alarms.raise({
      about,
      severity: 'critical',
      says: 'the disk takes no alarms: they are sent from memory, and what is not sent yet would be lost with the process',
      next: 'keyward doctor',
    });
  }

  #heartbeatOf(): Heartbeat | undefined {
    const { clock, places, alarms } = this.#parts;
    const { heartbeat } = this.#settings;
    if (!heartbeat) return undefined;
    const kept = heartSecret(heartbeat, places);
    return new Heartbeat({
      clock,
      ping: pingOf(this.#http.ask, () => kept.get()),
      everyMinutes: heartbeat.everyMinutes,
      onHealth: (fault) => {
        const about = 'alert-heartbeat';
        this.#heartFault = fault;
        if (fault === undefined) return alarms.end(about);
        kept.refresh();
        const says = `the heartbeat does not arrive: ${fault}`;
        alarms.raise({ about, severity: 'warning', says, next: 'keyward doctor' });
      },
    });
  }
}

/** The alerts while no Keyward runs here: each channel is opened for the question, and nothing is sent but tests. */
export function idleAlerts(places: PlacesParts, home: string): AlertWork {
  const folder = join(home, ALERTS_FOLDER);
  const { alerts } = places.settings;
  const opened = async <T>(use: (routes: Route[], ask: HttpAsk) => Promise<T>): Promise<T> => {
    const http = httpAsk();
    try {
      return await use(
        openRoutes(places, http.ask).map(({ route }) => route),
        http.ask,
      );
    } finally {
      await http.close();
    }
  };
  return {
    test: async (name) => {
      checkName(name, alerts);
      return opened(async (routes, ask) => {
        const { clock } = places;
        const gap = criticalGap(routes);
        const wanted = routes.filter((route) => name === undefined || route.name === name);
        turnRepliesOn(folder, diskFiles);
        const [results, heart] = await Promise.all([
          testRoutes(wanted, { clock, random: randomBytes, source: alerts.as }),
          testHeart(name, ask, places, clock, undefined),
        ]);
        return { results: [...results, ...heart], warnings: gap === undefined ? [] : [gap] };
      });
    },
    list: () => opened(async (routes) => idleAlertList(routes, folder, places)),
  };
}

function checkName(name: string | undefined, alerts: Settings['alerts']): void {
  const { channels, heartbeat } = alerts;
  if (name === undefined || Object.hasOwn(channels, name) || isHeart(name, alerts)) return;
  throw new KeywardError(
    'usage',
    unknownName('channel', name, [...Object.keys(channels), ...(heartbeat ? [HEART] : [])]),
  );
}

/** The heartbeat is tested by this name, unless a channel has it. */
function isHeart(name: string | undefined, { channels, heartbeat }: Settings['alerts']): boolean {
  return name === HEART && heartbeat !== undefined && !Object.hasOwn(channels, name);
}

type HttpAsk = ReturnType<typeof httpAsk>['ask'];

function heartSecret({ from }: NonNullable<Settings['alerts']['heartbeat']>, places: PlacesParts): KeptSecret {
  return keptSecret(placeOfSecret('alerts.heartbeat', 'HEARTBEAT_URL', from, places), true);
}

/** One ping of the heartbeat, where the settings have one and it is asked for. `sick`: what it says is wrong just now. */
async function testHeart(
  name: string | undefined,
  ask: HttpAsk,
  places: PlacesParts,
  clock: Clock,
  sick: string | undefined,
): Promise<AlertTest['results']> {
  const { alerts } = places.settings;
  if (!alerts.heartbeat || !(name === undefined || isHeart(name, alerts))) return [];
  const kept = heartSecret(alerts.heartbeat, places);
  const startedMs = clock.monotonicMs();
  const sent = await pingOf(ask, () => kept.get())(sick === undefined ? '' : '/fail', sick);
  return [
    {
      channel: HEART,
      kind: 'ping',
      result: sent.kind,
      ...(sent.kind === 'failed' && sent.isRefused ? { isRefused: true } : {}),
      ...(sent.says === undefined ? {} : { says: sent.says }),
      durationMs: Math.round(clock.monotonicMs() - startedMs),
    },
  ];
}

/** As it leaves: without evidence that the sentence has said already; a finding with the command of an owner who knows of it. */
function toldOf({ about, severity, says, evidence, done, next }: Alarm, isKept: boolean): Told {
  const lines = (evidence ?? '').split('\n').filter((line) => line !== '' && !says.includes(line));
  const known = isKept ? knownLine(about, next) : undefined;
  const shown = [...lines, ...(known === undefined ? [] : [known])].join('\n');
  return { about, severity, what: says, evidence: shown === '' ? undefined : shown, done, next };
}

function shortHead({ seq, hash }: { readonly seq: number; readonly hash: string }): string | undefined {
  return seq === 0 ? undefined : `${seq} ${hash.slice(0, 12)}`;
}
