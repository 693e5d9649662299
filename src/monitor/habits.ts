import { dropOldest } from '../core/index.ts';
import type { Entry, EntryOf } from '../journal/index.ts';
import { type Finding, finding } from './finding.ts';

const MINUTE_MS = 60_000;
/** A bot that is busier than this many times its busiest minute is told of, and never below so many requests a minute. */
const BUSIER = 5;
const QUIET_PER_MINUTE = 120;
const MOST_CALLS = 500;
const MOST_BEYOND = 5_000;
const MOST_REFUSED = 2_000;

export interface HabitLimits {
  /** So long, in days, everything that a bot asks for is taken as its habit. */
  readonly learnDays: number;
  /** Refusals of one bot within a minute that are told of. */
  readonly denials: number;
}

export interface SavedHabit {
  readonly sinceMs: number;
  readonly calls: readonly string[];
  readonly busiest: number;
}

interface Habit {
  sinceMs: number;
  readonly calls: Set<string>;
  busiest: number;
  minute: number;
  asked: number;
  denied: number;
  /** What was told of its refusals, and when there were last so many. */
  burst?: Told | undefined;
  /** The same of how often it asked. */
  rush?: Told | undefined;
}

interface Told {
  readonly about: string;
  atMs: number;
}

/** Refusals, and requests, count as few again when there were few for so long, in ms. */
const OVER_MS = 2 * MINUTE_MS;

/** What each bot asks for: calls that it never made before, far more of them, or many refusals, read from the journal. */
export class Habits {
  readonly #limits: HabitLimits;
  readonly #bots = new Map<string, Habit>();
  /** Calls beyond those that are kept, told of in this run. */
  readonly #beyond = new Set<string>();
  /** Whose decision it was that a later count may be of. */
  readonly #refused = new Map<string, { readonly bot: string; readonly key: string }>();

  constructor(limits: HabitLimits) {
    this.#limits = limits;
  }

  take(entry: Entry): readonly Finding[] {
    if (entry.kind === 'repeat') return this.#repeated(entry);
    if (entry.kind !== 'decision' || entry.bot === '') return [];
    const atMs = Date.parse(entry.time);
    const { bot, key } = entry;
    const habit = this.#habitOf(bot, atMs);
    const found = [...this.#asked(habit, bot, key, atMs)];
    if (entry.effect === 'allow') found.push(...this.#called(habit, entry, this.#isLearning(habit, atMs)));
    else {
      this.#refuse(entry);
      const codes = entry.reasons.map(({ code }) => code);
      found.push(...this.#denied(habit, bot, key, codes, atMs));
    }
    return found;
  }

  #isLearning({ sinceMs }: Habit, atMs: number): boolean {
    return atMs - sinceMs < this.#limits.learnDays * 86_400_000;
  }

  /** Counts requests, and tells where they are too many. */
  #asked(habit: Habit, bot: string, key: string, atMs: number, count = 1): readonly Finding[] {
    this.#turn(habit, Math.floor(atMs / MINUTE_MS));
    habit.asked += count;
    if (this.#isLearning(habit, atMs)) {
      habit.busiest = Math.max(habit.busiest, habit.asked);
      return [];
    }
    if (habit.asked <= Math.max(QUIET_PER_MINUTE, habit.busiest * BUSIER)) return [];
    if (habit.rush) {
      habit.rush.atMs = atMs;
      return [];
    }
    const says = `${bot} asks far more often than ever before`;
    const evidence = [`${habit.asked} requests in this minute; the most before were ${habit.busiest}`];
    const told = finding('habit', 'warning', key, `${bot} rate`, says, { evidence });
    habit.rush = { about: told.about, atMs };
    return [told];
  }

  /** A call that the bot never made before. */
  #called(habit: Habit, entry: EntryOf<'decision'>, isLearning: boolean): readonly Finding[] {
    const call = `${entry.method} ${entry.path.replace(/[0-9a-f-]{16,}|\d{5,}/gi, '{id}')}`;
    const isNew = !habit.calls.has(call) && !this.#beyond.has(`${entry.bot} ${call}`);
    if (isNew && habit.calls.size < MOST_CALLS) habit.calls.add(call);
    else if (isNew) this.#goBeyond(`${entry.bot} ${call}`);
    if (!isNew || isLearning) return [];
    const says = `${entry.bot} makes a call that it never made before: ${call}`;
    return [
      finding('habit', 'warning', entry.key, `${entry.bot} ${call}`, says, { evidence: [`decision ${entry.id}`] }),
    ];
  }

  /** Bursts of refusals and of requests that have come to their end, by what was told of them. */
  ended(nowMs: number): readonly string[] {
    const over: string[] = [];
    for (const habit of this.#bots.values())
      for (const what of ['burst', 'rush'] as const) {
        const told = habit[what];
        if (!told || Math.abs(nowMs - told.atMs) < OVER_MS) continue;
        over.push(told.about);
        habit[what] = undefined;
      }
    return over;
  }

  save(): Readonly<Record<string, SavedHabit>> {
    return Object.fromEntries(
      [...this.#bots].map(([bot, { sinceMs, calls, busiest }]) => [bot, { sinceMs, calls: [...calls], busiest }]),
    );
  }

  load(saved: Readonly<Record<string, SavedHabit>>): void {
    for (const [bot, { sinceMs, calls, busiest }] of Object.entries(saved))
      this.#bots.set(bot, { sinceMs, calls: new Set(calls), busiest, minute: 0, asked: 0, denied: 0 });
  }

  #goBeyond(call: string): void {
    if (this.#beyond.size >= MOST_BEYOND) this.#beyond.clear();
    this.#beyond.add(call);
  }

  #refuse({ id, bot, key }: EntryOf<'decision'>): void {
    this.#refused.set(id, { bot, key });
    dropOldest(this.#refused, MOST_REFUSED);
  }

  #habitOf(bot: string, atMs: number): Habit {
    let habit = this.#bots.get(bot);
    if (!habit)
      this.#bots.set(bot, (habit = { sinceMs: atMs, calls: new Set(), busiest: 0, minute: 0, asked: 0, denied: 0 }));
    return habit;
  }

  #turn(habit: Habit, minute: number): void {
    if (minute === habit.minute) return;
    [habit.minute, habit.asked, habit.denied] = [minute, 0, 0];
  }

  /** Refusals that were answered from memory are written down as a count. */
  #repeated({ of, count, code, time }: EntryOf<'repeat'>): readonly Finding[] {
    const first = this.#refused.get(of);
    if (!first) return [];
    const atMs = Date.parse(time);
    const habit = this.#habitOf(first.bot, atMs);
    const often = this.#asked(habit, first.bot, first.key, atMs, count);
    return [...often, ...this.#denied(habit, first.bot, first.key, [code], atMs, count)];
  }

  #denied(
    habit: Habit,
    bot: string,
    key: string,
    codes: readonly string[],
    atMs: number,
    count = 1,
  ): readonly Finding[] {
    const { denials } = this.#limits;
    const before = habit.denied;
    habit.denied += count;
    if (habit.denied < denials) return [];
    if (habit.burst) habit.burst.atMs = atMs;
    if (before >= denials) return [];
    const says = `${bot} was refused ${habit.denied} times within a minute`;
    const told = finding('deny-burst', 'critical', key, bot, says, { evidence: [`the last: ${codes.join(', ')}`] });
    habit.burst = { about: told.about, atMs };
    return [told];
  }
}
