import type { Entry } from '../journal/index.ts';
import { type Finding, finding } from './finding.ts';

/** What was on its way when a bot ended, or when the bots were halted, may still come for so long, in ms. */
const ECHO_MS = 60_000;
const HALTED = /^halt-(?:halt|seal)$/;

/** Requests with the key of a bot that does not run, and of bots that go on placing orders while they are halted; read from the journal. */
export class StoppedBots {
  readonly #endedMs = new Map<string, number>();
  readonly #running = new Map<string, number>();
  /** Since when a bot is refused because of the halt. */
  readonly #refusedMs = new Map<string, number>();
  /** What was told, and what it is about. */
  readonly #told = new Map<string, string>();

  take(entry: Entry): { readonly found?: Finding; readonly over?: readonly string[] } {
    if (entry.kind === 'run') return this.#ran(entry.bot, entry.state === 'started', Date.parse(entry.time));
    if (entry.kind === 'halt') return this.#haltChanged();
    if (entry.kind !== 'decision' || entry.bot === '') return {};
    const { bot, key, id } = entry;
    const atMs = Date.parse(entry.time);
    const endedMs = this.#endedMs.get(bot);
    if (endedMs !== undefined && atMs - endedMs > ECHO_MS) {
      const minutes = Math.round((atMs - endedMs) / 60_000);
      const says = `requests come with the bot key of ${bot}, which has ended ${minutes} min ago`;
      return this.#once(
        `stopped ${bot}`,
        finding('bot-stopped', 'critical', key, bot, says, { evidence: [`decision ${id}`], isSecurity: true }),
      );
    }
    if (entry.effect !== 'deny' || !entry.reasons.some(({ code }) => HALTED.test(code))) return {};
    const sinceMs = this.#refusedMs.get(bot) ?? atMs;
    this.#refusedMs.set(bot, sinceMs);
    if (atMs - sinceMs <= ECHO_MS) return {};
    const says = `${bot} goes on placing orders, which are refused, while the bots are halted: it does not know, or does not care`;
    return this.#once(
      `halted ${bot}`,
      finding('bot-stopped', 'warning', key, `${bot} halted`, says, { evidence: [`decision ${id}`] }),
    );
  }

  #ran(bot: string, isStart: boolean, atMs: number): { over?: readonly string[] } {
    const running = Math.max(0, (this.#running.get(bot) ?? 0) + (isStart ? 1 : -1));
    this.#running.set(bot, running);
    if (running === 0) {
      this.#endedMs.set(bot, atMs);
      return {};
    }
    this.#endedMs.delete(bot);
    return this.#over(`stopped ${bot}`);
  }

  #haltChanged(): { over?: readonly string[] } {
    this.#refusedMs.clear();
    return this.#over(...[...this.#told.keys()].filter((name) => name.startsWith('halted ')));
  }

  #once(name: string, found: Finding): { found?: Finding } {
    if (this.#told.has(name)) return {};
    this.#told.set(name, found.about);
    return { found };
  }

  #over(...names: readonly string[]): { over?: readonly string[] } {
    const over = names.flatMap((name) => {
      const about = this.#told.get(name);
      this.#told.delete(name);
      return about === undefined ? [] : [about];
    });
    return over.length === 0 ? {} : { over };
  }
}
