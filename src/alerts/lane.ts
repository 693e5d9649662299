import type { Clock } from '../core/index.ts';
import type { Cases } from './cases.ts';
import type { Channel, Limits, Sent } from './channel.ts';
import { headline, isAtLeast, type Message, type MessageKind, type Severity } from './message.ts';
import type { Case, Pending } from './outbox.ts';
import { Rate } from './rate.ts';
import { plainOf, Refusals } from './refusals.ts';

/** A channel of the settings, opened. */
export interface Route {
  readonly name: string;
  /** `telegram`, `smtp`… */
  readonly kind: string;
  readonly atLeast: Severity;
  readonly isForMachines: boolean;
  readonly limits: Limits;
  /** Those with the same one fail together. */
  readonly failsWith: string;
  readonly channel: Channel;
  /** Has its secret read anew. */
  refresh(): void;
  /** Messages carry a code with which the halt level can be lowered. */
  readonly takesCommands: boolean;
}

/** What became of one message. */
export interface Delivery {
  readonly channel: string;
  readonly kind: MessageKind;
  readonly about: string;
  readonly id: string;
  readonly result: 'sent' | 'later' | 'failed' | 'dropped';
  readonly says?: string;
  /** How many alarms it told of. */
  readonly count?: number;
}

export interface LaneParts {
  readonly clock: Clock;
  readonly source: string;
  head(): string | undefined;
  /** Steady time. */
  now(): number;
  newId(): string;
  code(): string | undefined;
  onDelivery(delivery: Delivery): void;
  /** `says` is why it fails; absent: it works. */
  onHealth(route: Route, says: string | undefined): void;
}

const BACKOFF_MS = [5_000, 15_000, 60_000, 300_000, 900_000];
/** So many failures in a row are an alarm over the others; one that its service refuses is one at once. */
const FAILURES_TO_TELL = 2;
/** What waits for the first time is tried at latest then, however long the channel has failed. */
const FIRST_TRY_MS = 15_000;
/** A service that lets nothing through for so long is one that fails. */
const LONGEST_LATER_MS = 10 * 60_000;
const LONGEST_LINE = 300;
const MOST_IN_DIGEST = 40;
const DIGEST_CHARACTERS = 3_000;

/** The way over one channel: one message at a time, within the limits of its service, what comes in a burst together. */
export class Lane {
  readonly route: Route;
  readonly #parts: LaneParts;
  readonly #rate: Rate;
  #busy: Promise<void> | undefined;
  /** Of the service, for all that is sent. */
  #notBeforeMs = Number.NEGATIVE_INFINITY;
  /** Of what was tried already. */
  #againNotBeforeMs = Number.NEGATIVE_INFINITY;
  #triedAtMs = Number.NEGATIVE_INFINITY;
  #laterSinceMs: number | undefined;
  #failures = 0;
  #tried = new Set<string>();
  readonly #refusals = new Refusals();
  #fault: string | undefined;

  constructor(route: Route, parts: LaneParts) {
    this.route = route;
    this.#parts = parts;
    this.#rate = new Rate(route.limits);
  }

  /** Why it fails; absent while it works, or was not tried. */
  get fault(): string | undefined {
    return this.#fault;
  }

  /** Resolves when nothing is on its way. */
  get settled(): Promise<void> {
    return this.#busy ?? Promise.resolve();
  }

  /** Sends what may be sent now, if anything, without waiting for it. */
  step(cases: Cases, isQuiet: boolean): void {
    const nowMs = this.#parts.clock.monotonicMs();
    if (this.#busy || nowMs < this.#notBeforeMs) return;
    const batch = this.#batch(cases, isQuiet, nowMs);
    if (batch.length === 0 || !this.#rate.admits(nowMs)) return;
    for (const { one, pending } of batch) {
      pending.isSending = true;
      cases.save(one);
    }
    this.#triedAtMs = nowMs;
    for (const { pending } of batch) this.#tried.add(pending.id);
    this.#run(async () => {
      const message = this.#messageOf(batch);
      const sent = await this.route.channel.send(message);
      this.#take(cases, batch, message, sent);
    });
  }

  /** Sends one message by itself: the owner's test, or the daily check. */
  async sendAlone(message: Message): Promise<Sent> {
    while (this.#busy) await this.#busy;
    let result: Sent = { kind: 'failed', isRefused: false, says: 'Keyward has failed' };
    this.#run(async () => {
      result = await (message.kind === 'check' ? this.route.channel.check(message) : this.route.channel.send(message));
      this.#note(message, result);
      this.#tell(result, true);
    });
    await this.settled;
    return result;
  }

  #run(work: () => Promise<void>): void {
    this.#rate.note(this.#parts.clock.monotonicMs());
    this.#busy = work()
      // A channel throws nothing; if one does, the others go on.
      .catch(() => this.#tell({ kind: 'failed', isRefused: false, says: 'Keyward has failed' }, true))
      .finally(() => {
        this.#busy = undefined;
      });
  }

  #batch(cases: Cases, isQuiet: boolean, nowMs: number): Waiting[] {
    const all = cases.waitingFor(this.route.name);
    const known = new Set(all.map(({ pending }) => pending.id));
    this.#tried = new Set([...this.#tried].filter((id) => known.has(id)));
    this.#refusals.keep(known);
    const mayAgain = nowMs >= this.#againNotBeforeMs;
    const mayFirst = mayAgain || nowMs - this.#triedAtMs >= FIRST_TRY_MS;
    // The end of an alarm does not overtake it.
    const begun = new Set(all.flatMap(({ one, pending }) => (pending.kind === 'ended' ? [] : [one])));
    const now = this.#refusals
      .sorted(isQuiet ? all.filter(({ one }) => one.severity === 'critical') : all)
      .filter(({ one, pending }) => pending.kind !== 'ended' || !begun.has(one))
      .filter(({ pending }) => (this.#tried.has(pending.id) ? mayAgain : mayFirst));
    for (const { one, pending } of isQuiet ? all : [])
      if (one.severity !== 'critical' && !pending.isHeld) {
        pending.isHeld = true;
        cases.save(one);
      }
    const [first] = now;
    if (!first) return [];
    const isBurst = now.some(({ pending }) => pending.isHeld) || this.#rate.isBusy(nowMs);
    return this.route.isForMachines || !isBurst || this.#refusals.isApart
      ? [first]
      : this.#fitting(this.#refusals.alike(now));
  }

  /** As many as one message can tell of whole; the rest goes with the next. */
  #fitting(waiting: readonly Waiting[]): Waiting[] {
    let room = this.route.limits.digestCharacters ?? DIGEST_CHARACTERS;
    const count = waiting.slice(0, MOST_IN_DIGEST).findIndex(({ one, pending }) => {
      room -= lineOf(messageOf(one, pending)).length + 1;
      return room < 0;
    });
    return waiting.slice(0, count < 0 ? MOST_IN_DIGEST : Math.max(1, count));
  }

  #messageOf(batch: readonly Waiting[]): Message {
    const [{ one, pending }] = batch as readonly [Waiting];
    const { clock, source } = this.#parts;
    const head = this.#parts.head();
    const atMs = clock.nowMs();
    const code = this.route.takesCommands ? this.#parts.code() : undefined;
    const shared = { atMs, source, ...(head === undefined ? {} : { head }), ...(code === undefined ? {} : { code }) };
    if (batch.length === 1) {
      const message = { ...messageOf(one, pending), ...shared };
      return this.#refusals.isOdd(pending.id) ? plainOf(message) : message;
    }
    const grave = batch.map((each) => each.one.severity);
    const severity = (['critical', 'warning'] as const).find((each) => grave.includes(each)) ?? 'info';
    const lines = batch.map((each) => lineOf(messageOf(each.one, each.pending)));
    return {
      ...shared,
      id: pending.id,
      kind: 'digest',
      about: 'digest',
      severity,
      what: `${batch.length} messages at once`,
      evidence: `\n${lines.join('\n')}`,
      next: 'keyward alert list',
      ...(batch.some((each) => each.pending.mayRepeat) ? { mayRepeat: true as const } : {}),
    };
  }

  #take(cases: Cases, batch: readonly Waiting[], message: Message, sent: Sent): void {
    for (const { one, pending } of batch) {
      if (sent.kind === 'sent') cases.sent(one, pending);
      else {
        delete pending.isSending;
        if (sent.kind === 'failed' && sent.mayHaveArrived) pending.mayRepeat = true;
        cases.save(one);
      }
    }
    this.#refusals.note(
      batch.map(({ pending }) => pending.id),
      sent,
    );
    this.#note(message, sent, batch.length);
    this.#tell(sent, false);
  }

  #note({ kind, about, id }: Message, sent: Sent, count = 1): void {
    // A channel that goes on failing, or that has to wait again and again, is told of once.
    const isKnown =
      (sent.kind === 'failed' && this.#fault !== undefined) ||
      (sent.kind === 'later' && this.#laterSinceMs !== undefined);
    if (isKnown && kind !== 'test') return;
    const says = sent.says === undefined ? {} : { says: sent.says };
    const more = count === 1 ? {} : { count };
    this.#parts.onDelivery({ channel: this.route.name, kind, about, id, result: sent.kind, ...says, ...more });
  }

  #tell(sent: Sent, isAlone: boolean): void {
    const nowMs = this.#parts.clock.monotonicMs();
    if (sent.kind === 'sent') {
      this.#failures = 0;
      this.#laterSinceMs = undefined;
      this.#notBeforeMs = this.#againNotBeforeMs = Number.NEGATIVE_INFINITY;
      if (this.#fault !== undefined) this.#parts.onHealth(this.route, (this.#fault = undefined));
      return;
    }
    if (sent.kind === 'later') {
      this.#notBeforeMs = nowMs + sent.afterMs;
      this.#laterSinceMs ??= nowMs;
      if (this.#fault === undefined && this.#notBeforeMs - this.#laterSinceMs >= LONGEST_LATER_MS)
        this.#parts.onHealth(this.route, (this.#fault = `it lets nothing through: ${sent.says}`));
      return;
    }
    this.#laterSinceMs = undefined;
    this.#againNotBeforeMs = nowMs + BACKOFF_MS[Math.min(this.#failures, BACKOFF_MS.length - 1)]!;
    this.#failures++;
    if (sent.isRefused) this.route.refresh();
    if (this.#fault !== undefined || !(sent.isRefused || isAlone || this.#failures >= FAILURES_TO_TELL)) return;
    this.#fault = sent.says;
    this.#parts.onHealth(this.route, sent.says);
  }
}

interface Waiting {
  readonly one: Case;
  readonly pending: Pending;
}

function messageOf(one: Case, pending: Pending): Omit<Message, 'atMs' | 'source'> {
  const { about, severity, what, evidence, done, next, count, firstAtMs } = one;
  const isEnd = pending.kind === 'ended';
  return {
    id: pending.id,
    kind: pending.kind,
    about,
    severity,
    what,
    count,
    firstAtMs,
    ...(evidence === undefined || isEnd ? {} : { evidence }),
    ...(done === undefined ? {} : { done }),
    ...(next === undefined || isEnd ? {} : { next }),
    ...(pending.mayRepeat ? { mayRepeat: true as const } : {}),
    ...(pending.isOver ? { isOver: true as const } : {}),
  };
}

function lineOf(message: Omit<Message, 'atMs' | 'source'>): string {
  const next = message.next === undefined ? '' : `; next: ${message.next}`;
  const line = `${headline(message)}${next}`;
  return `- ${line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line}`;
}

/** Whether critical alarms reach a human in two ways that do not fail together; else what is missing. */
export function criticalGap(routes: readonly Pick<Route, 'name' | 'atLeast' | 'failsWith'>[]): string | undefined {
  const ways = new Set(
    routes.filter(({ atLeast }) => isAtLeast('critical', atLeast)).map(({ failsWith }) => failsWith),
  );
  if (ways.size >= 2) return undefined;
  return ways.size === 0
    ? 'no channel takes critical alarms'
    : 'critical alarms leave by one way alone: configure a second channel of another service';
}
