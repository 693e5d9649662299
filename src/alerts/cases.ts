import { scrub } from '../core/index.ts';
import { fitted, inert, isAtLeast, type Severity } from './message.ts';
import { type Case, MOST_CASES, type Outbox, type Pending } from './outbox.ts';
import { nextReminder, reminderAgeMs, SAME_AGAIN_MS, SMALLEST_GAP_MS } from './schedule.ts';

/** Something to be told. */
export interface Told {
  readonly about: string;
  readonly severity: Severity;
  readonly what: string;
  readonly evidence?: string | undefined;
  readonly done?: string | undefined;
  readonly next?: string | undefined;
}

/** A channel, as far as it matters who is told. */
export interface Recipient {
  readonly name: string;
  readonly atLeast: Severity;
  /** Each message goes by itself, so that what was opened there is closed there. */
  readonly isForMachines: boolean;
}

export interface CasesParts {
  readonly outbox: Outbox;
  readonly recipients: readonly Recipient[];
  /** Steady time. */
  now(): number;
  wallMs(): number;
  newId(): string;
  /** Something was given up that nobody was told of. */
  onDropped(about: string, channel: string, says: string): void;
}

/** What is said of a channel that fails does not go to that channel. */
export const CHANNEL_ALARM = 'alert-channel ';
export const OVERFLOW = 'alert-overflow';
const KEPT_FOR_MS = 7 * 86_400_000;
/** How long an alarm of before a restart may take to be seen again. */
const SEEN_WITHIN_MS = 10 * 60_000;
const WRITE_AGAIN_MS = 1_000;
const LONGEST_SECRET = 16_384;

/** The alarms and what is to be sent of them: who is told what, and when again. Everything that matters is on disk before it is told. */
export class Cases {
  readonly #parts: CasesParts;
  readonly #cases = new Map<string, Case>();
  readonly #seen = new Set<string>();
  /** Changed since they were written, and when that was. */
  readonly #unwritten = new Set<string>();
  #writtenAt = Number.NEGATIVE_INFINITY;
  readonly #startedAt: number;

  constructor(parts: CasesParts, kept: readonly Case[]) {
    this.#parts = parts;
    this.#startedAt = parts.now();
    const channels = new Set(parts.recipients.map(({ name }) => name));
    for (const one of kept) {
      // What was on its way may have arrived. Channels that are in the settings no more are not waited for.
      const pending = one.pending
        .filter(({ channel }) => channels.has(channel))
        .map(({ isSending, ...rest }) => (isSending ? { ...rest, mayRepeat: true } : rest));
      this.#cases.set(one.about, { ...one, pending });
    }
  }

  get all(): readonly Case[] {
    return [...this.#cases.values()];
  }

  raise(told: Told): void {
    const clean = cleaned(told);
    const now = this.#parts.now();
    this.#seen.add(clean.about);
    const known = this.#cases.get(clean.about);
    if (known) {
      this.#raiseKnown(known, clean, now);
      return;
    }
    if (this.#cases.size >= MOST_CASES && clean.about !== OVERFLOW && !this.#makeRoom(clean.severity)) {
      this.#overflow(clean);
      return;
    }
    const begun: Case = {
      ...clean,
      version: 1,
      peak: clean.severity,
      count: 1,
      firstAtMs: this.#parts.wallMs(),
      first: now,
      lastTold: now,
      due: now + reminderAgeMs(0),
      reminders: 0,
      told: [],
      pending: [],
    };
    this.#cases.set(clean.about, begun);
    this.#queue(begun, 'raised', now);
    this.save(begun);
  }

  #raiseKnown(one: Case, clean: Clean, now: number): void {
    const cameBack = one.ended !== undefined;
    const isNew = one.ended !== undefined && now - one.ended >= SAME_AGAIN_MS;
    const isGraver = !isAtLeast(one.peak, clean.severity);
    for (const part of ['evidence', 'done', 'next'] as const) delete one[part];
    Object.assign(one, clean);
    one.count = isNew ? 1 : one.count + 1;
    if (!cameBack && !isGraver) {
      this.#unwritten.add(one.about);
      return;
    }
    delete one.ended;
    one.pending = one.pending.filter(({ kind, isSending }) => kind !== 'ended' || isSending);
    for (const pending of one.pending) delete pending.isOver;
    if (isNew || isGraver) {
      one.peak = clean.severity;
      one.first = now;
      one.reminders = 0;
      if (isNew) one.firstAtMs = this.#parts.wallMs();
      one.due = now + reminderAgeMs(0);
      this.#queue(one, 'raised', now);
    } else {
      // It comes and goes: told of as if it had lasted, but not only in a day.
      one.due = Math.max(one.lastTold + SMALLEST_GAP_MS, Math.min(one.due, one.lastTold + SAME_AGAIN_MS));
    }
    this.save(one);
  }

  /** It is over; those who were told of it are told. */
  end(about: string): void {
    const one = this.#cases.get(about);
    if (!one || one.ended !== undefined) return;
    const now = this.#parts.now();
    one.ended = now;
    const later: Pending[] = [];
    for (const { name, isForMachines } of this.#parts.recipients) {
      const waiting = one.pending.find(({ channel, kind }) => channel === name && kind !== 'ended');
      const isFirst = waiting !== undefined && !one.told.includes(name);
      if (isFirst && !waiting.isSending && !isForMachines) waiting.isOver = true;
      else if (waiting !== undefined || one.told.includes(name)) {
        if (waiting && !waiting.isSending && !isFirst) one.pending.splice(one.pending.indexOf(waiting), 1);
        later.push({ id: this.#parts.newId(), channel: name, kind: 'ended', at: now });
      }
    }
    one.told = [];
    one.pending.push(...later);
    this.save(one);
  }

  /** Reminders that are due, what was not seen again after a restart, and what is long over. */
  tick(): void {
    const now = this.#parts.now();
    for (const one of this.#cases.values()) {
      this.#dropOld(one, now);
      if (one.ended !== undefined) {
        if (one.pending.length === 0 && now - one.ended >= SAME_AGAIN_MS) this.#forget(one);
        continue;
      }
      if (one.due > now) continue;
      if (!this.#seen.has(one.about)) {
        if (now - this.#startedAt < SEEN_WITHIN_MS) continue;
        one.done = 'Keyward was started again and has not seen it since.';
        this.end(one.about);
        continue;
      }
      one.reminders = nextReminder(one.reminders, now - one.first);
      one.due = Math.max(one.first + reminderAgeMs(one.reminders), now + SMALLEST_GAP_MS);
      this.#queue(one, 'again', now);
      this.save(one);
    }
    this.#writeRest(now);
  }

  /** What waits for one channel, the gravest and oldest first, what is over last. */
  waitingFor(channel: string): { readonly one: Case; readonly pending: Pending }[] {
    const found = [];
    for (const one of this.#cases.values())
      for (const pending of one.pending) if (pending.channel === channel) found.push({ one, pending });
    return found.sort((a, b) => {
      const isGraver = Number(b.one.severity === 'critical') - Number(a.one.severity === 'critical');
      const isEnd = Number(a.pending.kind === 'ended') - Number(b.pending.kind === 'ended');
      return isGraver || isEnd || a.pending.at - b.pending.at;
    });
  }

  /** It has arrived. */
  sent(one: Case, pending: Pending): void {
    const at = one.pending.indexOf(pending);
    if (at >= 0) one.pending.splice(at, 1);
    if (pending.kind !== 'ended') {
      // What was held up is not followed by its reminder at once.
      one.lastTold = Math.max(one.lastTold, this.#parts.now());
      one.due = Math.max(one.due, one.lastTold + SMALLEST_GAP_MS);
    }
    if (pending.kind === 'ended') one.told = one.told.filter((name) => name !== pending.channel);
    else if (!pending.isOver && !one.told.includes(pending.channel) && one.ended === undefined)
      one.told.push(pending.channel);
    this.save(one);
  }

  save(one: Case): void {
    this.#unwritten.delete(one.about);
    // In memory it is kept, and sent, all the same.
    if (!this.#parts.outbox.put(one)) this.#unwritten.add(one.about);
  }

  #queue(one: Case, kind: 'raised' | 'again', now: number): void {
    one.lastTold = now;
    for (const { name, atLeast } of this.#parts.recipients) {
      if (!isAtLeast(one.severity, atLeast) || one.about === `${CHANNEL_ALARM}${name}`) continue;
      // One that still waits will say it as it is then.
      if (one.pending.some(({ channel, kind: is, isSending }) => channel === name && is !== 'ended' && !isSending))
        continue;
      one.pending.push({ id: this.#parts.newId(), channel: name, kind, at: now });
    }
  }

  #dropOld(one: Case, now: number): void {
    const old = one.pending.filter(({ at, isSending }) => now - at >= KEPT_FOR_MS && !isSending);
    if (old.length === 0) return;
    one.pending = one.pending.filter((pending) => !old.includes(pending));
    for (const { channel } of old) this.#parts.onDropped(one.about, channel, 'it could not be sent for a week');
    this.save(one);
  }

  #forget(one: Case): void {
    this.#cases.delete(one.about);
    this.#unwritten.delete(one.about);
    this.#seen.delete(one.about);
    this.#parts.outbox.remove(one.about);
  }

  /** Takes away what matters least for one that is as grave or graver; false where nothing is less grave. */
  #makeRoom(severity: Severity): boolean {
    const isOver = ({ ended, pending }: Case): boolean => ended !== undefined && pending.length === 0;
    const least =
      [...this.#cases.values()].filter(({ about }) => about !== OVERFLOW).find(isOver) ?? this.#lightest(severity);
    if (!least) return false;
    this.#forget(least);
    if (!isOver(least)) this.#overflow(least);
    return true;
  }

  #lightest(severity: Severity): Case | undefined {
    const lighter = [...this.#cases.values()].filter(
      (one) => one.about !== OVERFLOW && !isAtLeast(one.severity, severity),
    );
    return lighter.find((one) => one.severity === 'info') ?? lighter[0];
  }

  #overflow({ about, severity, what }: Pick<Told, 'about' | 'severity' | 'what'>): void {
    const known = this.#cases.get(OVERFLOW);
    const count = known && known.ended === undefined ? known.count : 0;
    const worst = known && isAtLeast(known.severity, severity) ? known.severity : severity;
    this.raise({
      about: OVERFLOW,
      severity: worst,
      what: `more alarms at once than can be kept one by one (${count + 1} so far)`,
      evidence: `the last: ${about}: ${what}`,
      next: 'keyward journal tail',
    });
  }

  /** What was only counted up, and what the disk did not take, once in a while. */
  #writeRest(now: number): void {
    if (this.#unwritten.size === 0 || now - this.#writtenAt < WRITE_AGAIN_MS) return;
    this.#writtenAt = now;
    for (const about of [...this.#unwritten]) {
      const one = this.#cases.get(about);
      if (one) this.save(one);
      // The disk is full: the others would fail as well.
      if (this.#unwritten.has(about)) return;
    }
  }
}

/** Of a text that is far too long only so much is looked through; a secret that stood where it was cut is not among what is kept. */
function scrubbed(text: string, most: number): string {
  const room = most + 2 * LONGEST_SECRET;
  if (text.length <= room) return scrub(text);
  return `${scrub(text.slice(0, room)).slice(0, -LONGEST_SECRET)} [cut]`;
}

type Clean = Pick<Case, 'about' | 'severity' | 'what'> & Partial<Pick<Case, 'evidence' | 'done' | 'next'>>;

/** Scrubbed, without control characters, and bounded. */
function cleaned({ about, severity, what, evidence, done, next }: Told): Clean {
  const clean = (text: string, most: number, lines = false): string =>
    fitted(inert(scrubbed(text, most), lines), most, undefined, undefined, ' [cut]');
  return {
    about: clean(about, 200),
    severity,
    what: clean(what, 1_000),
    ...(evidence === undefined ? {} : { evidence: clean(evidence, 3_000, true) }),
    ...(done === undefined ? {} : { done: clean(done, 500) }),
    ...(next === undefined ? {} : { next: clean(next, 300) }),
  };
}
