import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { isGone, writeFileDurably } from '../core/index.ts';
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
  /** By key, what was wished for where that was another: of accounts taken over from a use that was cut off. */
  readonly others?: Readonly<Record<string, KillWishes>>;
  readonly reports: readonly TargetReport[];
  /** The process that works on it, as `markOf` names it. */
  readonly worker?: string;
  /** Set once every account has ended. */
  readonly endedAt?: string;
  /** Set once the owner has resumed. */
  readonly resumedAt?: string;
  /** It stands in the journal. */
  readonly isJournaled?: true;
}

/** The records in the state folder; they need no lock and no journal, so that the switch works when nothing else does. */
export class KillRecords {
  readonly #folder: string;
  /** By name: as it was read, and the stamp of the file then. */
  readonly #read = new Map<string, { readonly stamp: string; readonly record: KillRecord | undefined }>();

  constructor(home: string) {
    this.#folder = join(home, 'kill');
  }

  /** Durable before it returns; throws when the disk does not take it. */
  write(record: KillRecord): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    writeFileDurably(join(this.#folder, `${record.id}.json`), `${JSON.stringify(record, undefined, 1)}\n`);
  }

  /** Newest first, and no more than `most`; what cannot be read is left out. */
  list(most = Number.POSITIVE_INFINITY): readonly KillRecord[] {
    return this.#names()
      .filter((name) => /^[0-9A-Z]{26}\.json$/.test(name))
      .sort()
      .reverse()
      .slice(0, most)
      .flatMap((name) => this.#recordOf(name) ?? []);
  }

  /** A file that has not changed is read once. */
  #recordOf(name: string): KillRecord | undefined {
    try {
      const path = join(this.#folder, name);
      const { ino, mtimeNs, size } = statSync(path, { bigint: true });
      const stamp = `${ino} ${mtimeNs} ${size}`;
      const known = this.#read.get(name);
      if (known?.stamp === stamp) return known.record;
      const read = JSON.parse(readFileSync(path, 'utf8')) as KillRecord;
      const isRecord = read.version === 1 && Array.isArray(read.keys) && Array.isArray(read.reports);
      const record = isRecord ? read : undefined;
      this.#read.set(name, { stamp, record });
      return record;
    } catch {
      return undefined;
    }
  }

  #names(): readonly string[] {
    try {
      return existsSync(this.#folder) ? readdirSync(this.#folder) : [];
    } catch {
      // The switch is used all the same.
      return [];
    }
  }

  /** Those that did not come to their end and on which nobody works any more: the process died, or was stopped. Newest first. */
  cutOff(): readonly KillRecord[] {
    return this.list().filter(
      ({ endedAt, resumedAt, worker }) =>
        endedAt === undefined && resumedAt === undefined && (worker === undefined || isGone(worker)),
    );
  }

  /** Those that the owner has not resumed, newest first: ended, cut off or under way. */
  standing(): readonly KillRecord[] {
    return this.list().filter(({ resumedAt }) => resumedAt === undefined);
  }
}
