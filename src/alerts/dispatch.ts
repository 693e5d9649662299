import { type Clock, ulids } from '../core/index.ts';
import { Cases, type Told } from './cases.ts';
import type { Sent } from './channel.ts';
import type { Commands } from './commands.ts';
import { type Delivery, Lane, type Route } from './lane.ts';
import type { Message } from './message.ts';
import { type Case, type Meta, Outbox, type OutboxFiles } from './outbox.ts';
import { isDueToday, isQuiet, localTime, type Quiet } from './quiet.ts';
import { Steady } from './steady.ts';

export interface DispatchParts {
  readonly clock: Clock;
  readonly random: (size: number) => Uint8Array;
  readonly files: OutboxFiles;
  /** Of the outbox. */
  readonly folder: string;
  /** Which Keyward says it. */
  readonly source: string;
  readonly routes: readonly Route[];
  readonly quiet: Quiet | undefined;
  readonly zone: string;
  /** `09:00`; absent: channels are not checked daily. */
  readonly checkAt: string | undefined;
  /** The short head of the journal. */
  head(): string | undefined;
  /** One message was sent, or was not. */
  onDelivery(delivery: Delivery): void;
  /** A channel fails (`says` why), or works again. */
  onHealth(route: Route, says: string | undefined): void;
  /** The disk takes no alarm any more, or does again. */
  onDisk(isGood: boolean): void;
}

export interface Tested {
  readonly channel: string;
  readonly kind: string;
  readonly result: Sent['kind'];
  /** Trying again changes nothing. */
  readonly isRefused?: boolean;
  readonly says?: string;
  readonly durationMs: number;
}

const TICK_MS = 1_000;
const META_EVERY_MS = 60_000;
/** What is on its way at the end may take so long. */
const LAST_MS = 3_000;

/** Takes alarms and sends them over the channels: at once, again while they last, together in a burst, and after a crash. */
export class Dispatch {
  readonly #parts: DispatchParts;
  readonly #outbox: Outbox;
  readonly #steady: Steady;
  readonly #cases: Cases;
  readonly #lanes: readonly Lane[];
  readonly #newId: () => string;
  readonly damaged: number;
  readonly #stopping = new AbortController();
  #meta: Pick<Meta, 'checkedOn' | 'commandsOff'>;
  #commands: Commands | undefined;
  #metaAtMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | undefined;
  #isKicked = false;

  constructor(parts: DispatchParts) {
    this.#parts = parts;
    this.#outbox = new Outbox(parts.folder, parts.files, (isGood) => parts.onDisk(isGood));
    const { cases, meta, damaged } = this.#outbox.load();
    this.damaged = damaged;
    // Its moment is of the process before.
    this.#meta = {
      ...(meta?.checkedOn === undefined ? {} : { checkedOn: meta.checkedOn }),
      ...(meta?.commandsOff === undefined ? {} : { commandsOff: meta.commandsOff }),
    };
    this.#steady = new Steady(parts.clock, meta, latestOf(cases), parts.files.sinceBoot?.());
    this.#newId = ulids(parts.clock, parts.random);
    const { clock, source, routes } = parts;
    const now = () => this.#steady.nowMs();
    const shared = { newId: this.#newId, now };
    this.#cases = new Cases(
      {
        ...shared,
        outbox: this.#outbox,
        recipients: routes,
        wallMs: () => clock.nowMs(),
        onDropped: (about, channel, says) =>
          parts.onDelivery({ channel, kind: 'raised', about, id: '', result: 'dropped', says }),
      },
      cases,
    );
    this.#lanes = routes.map(
      (route) =>
        new Lane(route, {
          ...shared,
          clock,
          source,
          head: () => parts.head(),
          code: () => this.#commands?.issue(),
          onDelivery: (delivery) => parts.onDelivery(delivery),
          onHealth: (failing, says) => parts.onHealth(failing, says),
        }),
    );
  }

  get cases(): readonly Case[] {
    return this.#cases.all;
  }

  /** Why each channel fails that does. */
  get faults(): ReadonlyMap<string, string> {
    return new Map(this.#lanes.flatMap(({ route, fault }) => (fault === undefined ? [] : [[route.name, fault]])));
  }

  get isQuiet(): boolean {
    return isQuiet(this.#parts.quiet, this.#parts.zone, this.#parts.clock.nowMs());
  }

  get commandsOff(): boolean {
    return this.#meta.commandsOff === true;
  }

  setCommandsOff(isOff: boolean): void {
    this.#meta = { ...this.#meta, commandsOff: isOff };
    this.#saveMeta();
  }

  /** Durable when it returns, unless the disk takes nothing; it is sent in any case. */
  raise(told: Told): void {
    this.#cases.raise(told);
    this.#kick();
  }

  end(about: string): void {
    this.#cases.end(about);
    this.#kick();
  }

  /** Begins to send, and to take replies where `commands` is given. */
  start(commands?: Commands): void {
    this.#commands = commands;
    this.#timer = setInterval(() => this.step(), TICK_MS);
    this.#timer.unref();
    for (const { route } of this.#lanes)
      if (commands && route.takesCommands)
        void route.channel
          .listen?.(commands, this.#stopping.signal)
          .catch(() => commands.fault('Keyward has failed on them'));
    this.#kick();
  }

  /** What is due now begins; nothing is waited for. */
  step(): void {
    this.#cases.tick();
    this.#check();
    const quiet = this.isQuiet;
    for (const lane of this.#lanes) lane.step(this.#cases, quiet);
    const nowMs = this.#parts.clock.monotonicMs();
    if (nowMs - this.#metaAtMs >= META_EVERY_MS) this.#saveMeta();
  }

  /** Resolves when nothing is on its way. */
  async settled(): Promise<void> {
    await Promise.all(this.#lanes.map((lane) => lane.settled));
  }

  /** Sends a test over every channel, or the one named, and lets replies count again. */
  async test(name?: string): Promise<readonly Tested[]> {
    this.#commands?.turnOn();
    const lanes = this.#lanes.filter(({ route }) => name === undefined || route.name === name);
    return Promise.all(
      lanes.map(async (lane) => {
        const { clock, source } = this.#parts;
        // Whoever tests may just have replaced it.
        lane.route.refresh();
        const code = lane.route.takesCommands ? this.#commands?.issue() : undefined;
        const head = this.#parts.head();
        const message = {
          ...testMessage(this.#newId(), clock, source),
          ...(code === undefined ? {} : { code }),
          ...(head === undefined ? {} : { head }),
        };
        return testedBy(lane.route, clock, () => lane.sendAlone(message));
      }),
    );
  }

  /** What is on its way has a moment to arrive; the rest is sent by the next process. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    this.#stopping.abort();
    let timer: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((done) => (timer = setTimeout(done, LAST_MS)));
    await Promise.race([this.settled(), enough]);
    clearTimeout(timer);
    this.#saveMeta();
  }

  #kick(): void {
    if (this.#isKicked || !this.#timer) return;
    this.#isKicked = true;
    setImmediate(() => {
      this.#isKicked = false;
      if (!this.#stopping.signal.aborted) this.step();
    });
  }

  /** The daily self-test: a check of each channel that wakes nobody. */
  #check(): void {
    const { checkAt, zone, clock, source } = this.#parts;
    const nowMs = clock.nowMs();
    if (checkAt === undefined || !isDueToday(checkAt, zone, nowMs, this.#meta.checkedOn)) return;
    this.#meta = { ...this.#meta, checkedOn: localTime(zone, nowMs).day };
    this.#saveMeta();
    for (const lane of this.#lanes) {
      const message: Message = { ...testMessage(this.#newId(), clock, source), kind: 'check', about: 'check' };
      void lane.sendAlone({ ...message, what: 'this channel works' });
    }
  }

  #saveMeta(): void {
    this.#metaAtMs = this.#parts.clock.monotonicMs();
    this.#outbox.putMeta({ version: 1, ...this.#steady.moment(), ...this.#meta });
  }
}

/** The latest moment that any alarm names: time does not go back before it. */
function latestOf(cases: readonly Case[]): number {
  return cases.reduce(
    (latest, { lastTold, ended = 0, pending }) => Math.max(latest, lastTold, ended, ...pending.map(({ at }) => at)),
    0,
  );
}

function testMessage(id: string, clock: Clock, source: string): Message {
  return {
    id,
    kind: 'test',
    about: 'test',
    severity: 'info',
    atMs: clock.nowMs(),
    source,
    what: 'alarms of Keyward arrive here',
    next: 'keyward alert list',
  };
}

async function testedBy(route: Route, clock: Clock, send: () => Promise<Sent>): Promise<Tested> {
  const beganMs = clock.monotonicMs();
  const sent = await send();
  return {
    channel: route.name,
    kind: route.kind,
    result: sent.kind,
    durationMs: Math.round(clock.monotonicMs() - beganMs),
    ...(sent.kind === 'failed' ? { isRefused: sent.isRefused } : {}),
    ...(sent.says === undefined ? {} : { says: sent.says }),
  };
}

/** As `Dispatch.test`, while no Keyward runs here. */
export function testRoutes(
  routes: readonly Route[],
  parts: Pick<DispatchParts, 'clock' | 'random' | 'source'>,
): Promise<readonly Tested[]> {
  const newId = ulids(parts.clock, parts.random);
  const { clock, source } = parts;
  return Promise.all(
    routes.map((route) => testedBy(route, clock, () => route.channel.send(testMessage(newId(), clock, source)))),
  );
}
