import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { KeywardError } from '../core/index.ts';
import {
  type Baseline,
  type Exposed,
  exposedFiles,
  type FoundSecret,
  foundSecrets,
  junitOf,
  type PassedSamples,
  readBaseline,
  Scan,
  type ScanResult,
  sarifOf,
  type Unscanned,
} from '../scan/index.ts';
import { type KeptLeak, KeptLeaks } from './scan-kept.ts';
import { withMaskedPaths } from './scan-masks.ts';
import { originOf, type ScanOrigin } from './scan-origin.ts';
import { readSource, type ScanParts, type ScanSource } from './scan-source.ts';
import { ScanValues } from './scan-values.ts';
import type { RawParts } from './scan-verify.ts';
import { weighed } from './scan-weigh.ts';

export interface ScanRequest {
  readonly source: ScanSource;
  /** The repository is to become public: whatever is found is critical, and no comment excuses it. */
  readonly isPublish: boolean;
  /** A file of leaks that are known. */
  readonly baseline?: string;
}

export interface ScanReport {
  /** The worst first; those that are excused among them. */
  readonly leaks: readonly FoundSecret[];
  readonly unscanned: readonly Unscanned[];
  readonly read: number;
  /** Objects of a history that an earlier scan has read, and that hold nothing. */
  readonly readBefore: number;
  readonly bytes: number;
  /** Values that are published as samples, and were not counted. */
  readonly samples: readonly PassedSamples[];
  /** Ignored files that every user of this machine can read. */
  readonly exposed: readonly Exposed[];
  /** What was found here before and was not shown dead yet. */
  readonly toRevoke: readonly KeptLeak[];
  /** Ids under the key of the baseline, by those of this scan. */
  readonly fingerprints?: ReadonlyMap<string, string>;
  /** Why it could not be written down that these are to be revoked. */
  readonly notKept?: string;
  /** Where exchanges were asked: why some were not asked of, by id. */
  readonly notAsked?: ReadonlyMap<string, string> | undefined;
  /** Where only those are told that live: how many are dead. */
  readonly dead?: number;
}

/** A report, and what only its maker may hold: the values. */
export interface ScanDone {
  readonly report: ScanReport;
  readonly raw: RawParts;
  /** SHA-1 of the secret values of a leak, as other scanners write them down. */
  sha1sOf(id: string): readonly string[];
  origin(): Promise<ScanOrigin>;
  /** Writes down what is to be revoked, with what was learned since. */
  keep(leaks: readonly FoundSecret[]): Promise<Pick<ScanReport, 'toRevoke' | 'notKept'>>;
}

/** Looks for secrets. Throws `usage` for what is not there, and `stopped`. */
export async function scanFor({ source, isPublish, baseline }: ScanRequest, parts: ScanParts): Promise<ScanDone> {
  const known = baseline === undefined ? undefined : baselineFrom(baseline);
  const memory = new Memory(new KeptLeaks(parts.home), source, dayOf(parts));
  const values = new ScanValues(known);
  const scan = new Scan(
    () => memory.key,
    (finding, found, text) => values.see(finding, found, text),
  );
  const result = await readSource(scan, source, parts);
  const { fingerprints } = values;
  const { dead, today } = memory;
  return {
    report: {
      ...withMaskedPaths(
        {
          leaks: weighed(foundSecrets(result.findings), { isPublish, known, fingerprints, dead, today }),
          unscanned: result.unscanned,
          exposed: exposedIn(result),
        },
        values.raw.values(),
      ),
      read: result.read,
      readBefore: result.readBefore,
      bytes: result.bytes,
      samples: result.samples,
      toRevoke: [],
      ...(known ? { fingerprints } : {}),
    },
    raw: values.raw,
    sha1sOf: (id) => values.sha1sOf(id),
    origin: () => originOf(source),
    keep: (leaks) => memory.keep(leaks),
  };
}

const dayOf = ({ clock }: ScanParts): string => new Date(clock.nowMs()).toISOString().slice(0, 10);

function exposedIn({ findings, ignored }: ScanResult): readonly Exposed[] {
  return exposedFiles(ignored, new Set(findings.map(({ place }) => place.path)));
}

/** As SARIF 2.1.0; with the origin paths are from the root of the repository. */
export function scanSarif(report: ScanReport, version: string, origin?: ScanOrigin): object {
  const leaks = report.leaks.map((leak) => ({
    ...leak,
    places: leak.places.map((place) => ({ ...place, path: origin?.fromRoot(place.path) ?? place.path })),
  }));
  return sarifOf({ ...report, leaks, version });
}

/** As JUnit XML. */
export const scanJunit = (report: ScanReport, version: string): string => junitOf({ ...report, version });

export function baselineFrom(path: string): Baseline {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    throw new KeywardError('usage', `the baseline ${path} cannot be read`, { cause: error });
  }
  return readBaseline(text, path);
}

/** What scans have found before. Damage to it keeps no scan from its work: it is told where it is used. */
class Memory {
  readonly dead: ReadonlyMap<string, KeptLeak>;
  readonly today: string;
  readonly #kept: KeptLeaks;
  readonly #source: ScanSource;
  #key: Buffer | undefined;

  constructor(kept: KeptLeaks, source: ScanSource, today: string) {
    this.#kept = kept;
    this.#source = source;
    this.today = today;
    const list = orElse<readonly KeptLeak[]>([], () => kept.list());
    this.dead = new Map(list.flatMap((one) => (one.dead === undefined ? [] : [[one.id, one] as const])));
  }

  /** Of the ids of this scan: that of the list, from the first find on; of this run alone where there can be none. */
  get key(): Buffer {
    this.#key ??= orElse(randomBytes(32), () => this.#kept.key());
    return this.#key;
  }

  async keep(leaks: readonly FoundSecret[]): Promise<Pick<ScanReport, 'toRevoke' | 'notKept'>> {
    const found = leaks.filter(({ excused }) => !excused);
    try {
      if (found.length === 0 && this.#kept.list().length === 0) return { toRevoke: [] };
      const { name, fromRoot } = await originOf(this.#source);
      const whereOf = ({ places }: FoundSecret): string => `${name}: ${fromRoot(places[0]!.path)}`;
      await this.#kept.note(found, { key: this.key, whereOf, today: this.today });
      const open = this.#kept.list().filter(({ dead }) => dead === undefined);
      return { toRevoke: open.filter(({ where }) => where.startsWith(`${name}: `)) };
    } catch (error) {
      return { toRevoke: [], notKept: error instanceof Error ? error.message : 'it cannot be written' };
    }
  }
}

function orElse<T>(other: T, read: () => T): T {
  try {
    return read();
  } catch {
    return other;
  }
}
