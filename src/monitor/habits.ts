import type { Entry } from '../journal/index.ts';
import { type Finding, finding } from './finding.ts';

const MINUTE_MS = 60_000;
/** A bot that is busier than this many times its busiest minute is told of, and never below so many requests a minute. */
const BUSIER = 5;
const QUIET_PER_MINUTE = 120;
const MOST_CALLS = 500;

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
}

/** What each bot asks for: calls that it never made before, far more of them, or many refusals, read from the journal. */
export class Habits {
  readonly #limits: HabitLimits;
  readonly #bots = new Map<string, Habit>();

  constructor(limits: HabitLimits) {
    this.#limits = limits;
  }

  take(entry: Entry): readonly Finding[] {
    if (entry.kind === 'repeat') return [];
    if (entry.kind !== 'decision' || entry.bot === '') return [];
    const atMs = Date.parse(entry.time);
    const habit = this.#habitOf(entry.bot, atMs);
    this.#turn(habit, Math.floor(atMs / MINUTE_MS));
    habit.asked++;
    const isLearning = atMs - habit.sinceMs < this.#limits.learnDays * 86_400_000;
    if (entry.effect === 'deny')
      return this.#denied(
        habit,
        entry.bot,
        entry.key,
        entry.reasons.map(({ code }) => code),
      );
    const call = `${entry.method} ${entry.path.replace(/[0-9a-f-]{16,}|\d{5,}/gi, '{id}')}`;
    const isNew = !habit.calls.has(call);
    if (isNew && habit.calls.size < MOST_CALLS) habit.calls.add(call);
    const found: Finding[] = [];
    if (isNew && !isLearning)
      found.push(
        finding(
          'habit',
          'warning',
          entry.key,
          `${entry.bot} ${call}`,
          `${entry.bot} makes a call that it never made before: ${call}`,
          {
            evidence: [`decision ${entry.id}`],
          },
        ),
      );
    if (!isLearning && habit.asked === Math.max(QUIET_PER_MINUTE, habit.busiest * BUSIER) + 1)
      found.push(
        finding(
          'habit',
          'warning',
          entry.key,
          `${entry.bot} rate`,
          `${entry.bot} asks far more often than ever before`,
          {
            evidence: [`${habit.asked} requests in this minute; the most before were ${habit.busiest}`],
          },
        ),
      );
    if (isLearning) habit.busiest = Math.max(habit.busiest, habit.asked);
    return found;
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

  #denied(habit: Habit, bot: string, key: string, codes: readonly string[]): readonly Finding[] {
    habit.denied++;
    if (habit.denied !== this.#limits.denials) return [];
    return [
      finding('deny-burst', 'critical', key, bot, `${bot} was refused ${habit.denied} times within a minute`, {
        evidence: [`the last: ${codes.join(', ')}`],
      }),
    ];
  }
}
