import { setTimeout as sleep } from 'node:timers/promises';
import type { LeakProgress } from '../../app/index.ts';
import type { Context } from '../command.ts';
import { shownSays } from '../leak-lines.ts';
import { paragraph } from '../paragraph.ts';

const ASK_MS = 3_000;
const TELL_MS = 15_000;
/** The slowest exchange takes five minutes to forget a key. */
const LONGEST_MS = 420_000;

/** Asks the exchange again and again, and says so: what is alive is told loudly until it is dead. */
export class Pause {
  readonly #context: Context;
  #sinceMs: number;
  #toldMs: number;

  constructor(context: Context) {
    this.#context = context;
    this.#sinceMs = context.clock.monotonicMs();
    this.#toldMs = this.#sinceMs;
  }

  /** False when it has been long enough, or is to end. */
  async wait({ says }: LeakProgress, isNews: boolean): Promise<boolean> {
    const { clock, stopping, columns, style } = this.#context;
    const nowMs = clock.monotonicMs();
    if (isNews) {
      [this.#sinceMs, this.#toldMs] = [nowMs, nowMs];
      const text = `The exchange is asked every ${ASK_MS / 1_000} s, for up to ${LONGEST_MS / 60_000} minutes, until the key is dead. Ctrl-C is safe.`;
      for (const line of paragraph(text, columns, 6)) this.#context.say(line);
    }
    if (stopping.aborted || nowMs - this.#sinceMs > LONGEST_MS) return false;
    if (nowMs - this.#toldMs >= TELL_MS) {
      this.#toldMs = nowMs;
      const text = `after ${Math.round((nowMs - this.#sinceMs) / 1_000)} s: ${shownSays(says)}`;
      for (const line of paragraph(text, columns, 6)) this.#context.say(style.red(line));
    }
    await sleep(ASK_MS, undefined, { signal: stopping }).catch(() => undefined);
    return !stopping.aborted;
  }
}
