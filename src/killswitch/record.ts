import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeFileDurably } from '../core/index.ts';
import type { KillWishes, TargetReport } from './target.ts';

/** One use of the kill switch, as it stands on disk: written before anything is done, and again with each account that ends. */
export interface KillRecord {
  readonly version: 1;
  readonly id: string;
  readonly startedAt: string;
  readonly by: string;
  readonly why: string;
  readonly keys: readonly string[];
  readonly wishes: KillWishes;
  readonly reports: readonly TargetReport[];
  /** Set once every account has ended. */
  readonly endedAt?: string;
  /** Set once the owner has resumed. */
  readonly resumedAt?: string;
}

/** The records in the state folder; they need no lock and no journal, so that the switch works when nothing else does. */
export class KillRecords {
  readonly #folder: string;

  constructor(home: string) {
    this.#folder = join(home, 'kill');
  }

  /** Durable before it returns; throws when the disk does not take it. */
  write(record: KillRecord): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    writeFileDurably(join(this.#folder, `${record.id}.json`), `${JSON.stringify(record, undefined, 1)}\n`);
  }

  /** Newest first; what cannot be read is left out. */
  list(): readonly KillRecord[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .filter((name) => /^[0-9A-Z]{26}\.json$/.test(name))
      .sort()
      .reverse()
      .flatMap((name) => {
        try {
          const record = JSON.parse(readFileSync(join(this.#folder, name), 'utf8')) as KillRecord;
          return record.version === 1 && Array.isArray(record.keys) && Array.isArray(record.reports) ? [record] : [];
        } catch {
          return [];
        }
      });
  }

  /** The newest that did not come to its end: the process died, or was stopped. */
  unfinished(): KillRecord | undefined {
    const [newest] = this.list();
    return newest && newest.endedAt === undefined && newest.resumedAt === undefined ? newest : undefined;
  }
}
