import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { KeywardError, writeFileDurably } from '../core/index.ts';
import {
  type BaselineEntry,
  counts,
  type FoundSecret,
  type Imported,
  isDay,
  readImport,
  secretParts,
  type Unscanned,
  writeBaseline,
} from '../scan/index.ts';
import type { ScanParts } from './scan-source.ts';
import { hasGaps } from './scan-weigh.ts';
import { baselineFrom, type ScanRequest, scanFor } from './scanning.ts';

const KEY_BYTES = 32;
const MOST_DAYS = 366;
const LEAST_REASON = 8;

/** Leaks to be written down as known. */
export interface BaselineRequest {
  readonly scan: Omit<ScanRequest, 'baseline' | 'isPublish'>;
  /** The baseline; made where there is none. */
  readonly file: string;
  readonly reason: string;
  readonly owner: string;
  /** The day on which they are told again. */
  readonly until: string;
  /** Files of other scanners: only what they know is written down. */
  readonly imports: readonly string[];
}

export interface BaselineWritten {
  readonly file: string;
  readonly unscanned: readonly Unscanned[];
  /** All that may be text was read. */
  readonly isWhole: boolean;
  readonly added: readonly BaselineEntry[];
  /** Entries that were there, and count. */
  readonly kept: number;
  /** Entries that are over and of which nothing was found any more. */
  readonly removed: number;
  readonly imported: readonly {
    readonly file: string;
    readonly from: string;
    readonly entries: number;
    readonly matched: number;
    /** Judged to be secrets there: not written down. */
    readonly real: number;
    /** Entries that fit nothing, and why. */
    readonly left: readonly { readonly path: string; readonly line?: number; readonly why: string }[];
  }[];
}

/**
 * Scans, and writes what is found and not known yet into the baseline, each with its reason, its owner and its end. Throws `usage` for a reason,
 * an owner or a day that is none.
 */
export async function baselineScan(request: BaselineRequest, parts: ScanParts): Promise<BaselineWritten> {
  const { file, reason, owner, until } = request;
  const nowMs = parts.clock.nowMs();
  const today = new Date(nowMs).toISOString().slice(0, 10);
  check(request, nowMs);
  const imports = request.imports.map((path) => ({ path, imported: importFrom(path), matched: new Set<string>() }));
  if (!existsSync(file)) writeFileDurably(file, writeBaseline({ key: randomBytes(KEY_BYTES), entries: [] }), 0o644);
  const before = baselineFrom(file);
  const { report, sha1sOf } = await scanFor({ ...request.scan, isPublish: false, baseline: file }, parts);
  const open = report.leaks.filter(({ excused }) => !excused);
  const added = open.flatMap((leak): BaselineEntry[] => {
    const why = imports.length === 0 ? reason : reasonOf(leak, imports, sha1sOf(leak.id));
    const id = report.fingerprints?.get(leak.id);
    if (why === undefined || id === undefined) return [];
    const said = imports.length === 0 || reason === '' ? why : `${reason} (${why})`;
    return [{ id, rule: leak.rule, path: leak.places[0]!.path, reason: said, owner, until }];
  });
  const addedIds = new Set(added.map(({ id }) => id));
  const foundIds = new Set(report.fingerprints?.values());
  const left = before.entries.filter((entry) => !addedIds.has(entry.id));
  const stay = left.filter((entry) => counts(entry, today) || foundIds.has(entry.id));
  writeFileDurably(file, writeBaseline({ key: before.key, entries: [...stay, ...added] }), 0o644);
  return {
    file,
    unscanned: report.unscanned,
    isWhole: !hasGaps(report.unscanned, false),
    added,
    kept: stay.length,
    removed: left.length - stay.length,
    imported: imports.map(({ path, imported, matched }) => ({
      file: path,
      from: imported.from,
      entries: imported.count,
      matched: matched.size,
      real: imported.real,
      left: leftOf(
        imported,
        open.filter(({ id }) => matched.has(id)),
        report.leaks,
      ),
    })),
  };
}

/** The entries of an import that fit nothing which is written down. */
function leftOf(
  { entries }: Imported,
  fitting: readonly FoundSecret[],
  leaks: readonly FoundSecret[],
): BaselineWritten['imported'][number]['left'] {
  return entries.flatMap((entry) => {
    if (linesIn(fitting, entry.path).some((line) => entry.line === undefined || entry.line === line)) return [];
    const there = [...new Set(linesIn(leaks, entry.path))].sort((a, b) => a - b);
    const why =
      there.length === 0
        ? 'nothing is found there that Keyward looks for'
        : `what is found there is not known whole: its lines are ${there.join(', ')}, and other places of it count too`;
    return [{ ...entry, why }];
  });
}

/** The lines of the secret values of leaks in a file. */
const linesIn = (leaks: readonly FoundSecret[], path: string): number[] =>
  leaks.flatMap(({ parts, places }) =>
    places
      .filter((place) => place.path === path)
      .flatMap((place) => secretParts(parts).map(({ line }) => place.line + line - places[0]!.line)),
  );

function check({ reason, owner, until, imports }: BaselineRequest, nowMs: number): void {
  const missing = [
    ...(imports.length === 0 && reason.trim() === '' ? ['--reason (why it may stand, 8 characters or more)'] : []),
    ...(until === '' ? ['--until (the day on which it is told again, at most a year from now)'] : []),
  ];
  if (missing.length > 0) throw new KeywardError('usage', `it wants ${missing.join(' and ')}`);
  if (imports.length === 0 && reason.trim().length < LEAST_REASON)
    throw new KeywardError(
      'usage',
      `the reason is too short: say with --reason in at least ${LEAST_REASON} characters why it may stand`,
    );
  if (owner.trim() === '') throw new KeywardError('usage', 'the owner is empty');
  const ms = isDay(until) ? Date.parse(`${until}T00:00:00Z`) : Number.NaN;
  if (Number.isNaN(ms)) throw new KeywardError('usage', `${until} is no day, as 2027-05-01 is`);
  if (ms <= nowMs) throw new KeywardError('usage', `${until} is past`);
  if (ms > nowMs + MOST_DAYS * 86_400_000) throw new KeywardError('usage', `${until} is more than a year from now`);
}

function importFrom(path: string): Imported {
  try {
    return readImport(readFileSync(path, 'utf8'), basename(path));
  } catch (error) {
    if (error instanceof KeywardError) throw error;
    throw new KeywardError('usage', `${path} cannot be read`, { cause: error });
  }
}

interface Import {
  readonly imported: Imported;
  readonly matched: Set<string>;
}

/** Only a leak of which each place is known is, by its secret alone: another copy elsewhere is another matter, and a key id is no secret. */
function reasonOf(leak: FoundSecret, imports: readonly Import[], sha1s: readonly string[]): string | undefined {
  const shift = secretParts(leak.parts).map(({ line }) => line - leak.places[0]!.line);
  for (const { imported, matched } of imports) {
    const reasons = leak.places.map((place) =>
      imported.find(
        sha1s,
        place,
        shift.map((by) => place.line + by),
      ),
    );
    if (reasons.some((reason) => reason === undefined)) continue;
    matched.add(leak.id);
    return reasons[0];
  }
  return undefined;
}
