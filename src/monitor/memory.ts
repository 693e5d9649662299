import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileDurably } from '../core/index.ts';
import type { SavedAccountWatch } from './account-watch.ts';
import type { SavedHabit } from './habits.ts';

/** What is remembered between runs: how far each list was read, the last closing of the books, what was there. */
export interface Saved {
  readonly version: 1;
  readonly accounts: Readonly<Record<string, SavedAccountWatch>>;
  readonly habits: Readonly<Record<string, SavedHabit>>;
  /** From where requests left. */
  readonly addresses?: readonly string[];
}

/** The file of the monitor in the state folder. A file that cannot be read counts as none: the watch begins anew, and says so. */
export class Memory {
  readonly #path: string;
  #written = '';

  constructor(home: string) {
    const folder = join(home, 'monitor');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.#path = join(folder, 'memory.json');
  }

  /** `broken` when there is one that cannot be read. */
  read(): Saved | 'broken' | undefined {
    if (!existsSync(this.#path)) return undefined;
    try {
      const saved = JSON.parse(readFileSync(this.#path, 'utf8')) as Saved;
      return isSaved(saved) ? saved : 'broken';
    } catch {
      return 'broken';
    }
  }

  /** Durable before it returns; nothing is written when nothing has changed. */
  write(saved: Saved): void {
    const text = `${JSON.stringify(saved)}\n`;
    if (text === this.#written) return;
    writeFileDurably(this.#path, text);
    this.#written = text;
  }
}

function isSaved(saved: Saved): boolean {
  const isMap = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
  return (
    isMap(saved) &&
    saved.version === 1 &&
    isMap(saved.habits) &&
    isMap(saved.accounts) &&
    Object.values(saved.accounts).every(
      (one) =>
        isMap(one) &&
        typeof one.beganMs === 'number' &&
        isMap(one.observer) &&
        isMap(one.observer.completeMs) &&
        isMap(one.observer.books) &&
        isMap(one.observer.inventory),
    )
  );
}
