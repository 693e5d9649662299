import { constants, createGunzip } from 'node:zlib';
import {
  type Baseline,
  BaselineIds,
  counts,
  type Finding,
  type FoundCredential,
  foundSecrets,
  ignoreOf,
  reachedIn,
  Scan,
  type Scanned,
  ShownTexts,
  type Unscanned,
  withoutValues,
} from '../../scan/index.ts';
import type { Eyes, FileRead } from '../eyes.ts';
import { type CodeFault, codeFaultsOf } from '../repository/code-faults.ts';
import type { HeldSecret } from './held.ts';
import { linesForTries } from './tries.ts';

/** What a file gave, or why nothing. */
export type FileSecrets = ReadFile | { readonly fault: Unread };
export type Unread = Extract<FileRead, { fault: string }>['fault'] | 'no-text' | 'late';

export interface ReadFile {
  readonly secrets: readonly HeldSecret[];
  readonly code: readonly CodeFault[];
  /** Only its beginning was read. */
  readonly isCut: boolean;
  /** Its path as it may be shown: a file may be called as what it holds. */
  readonly shown: string;
}

/** A secret in a history, with where it came in. */
export interface PastSecret extends HeldSecret {
  readonly path: string;
  readonly commit?: string;
}

export interface FinderParts {
  readonly eyes: Eyes;
  /** Of the ids of what is found; that of earlier scans where it can be read. */
  readonly key: Buffer;
  /** The key of the settings that has this id. */
  own(keyId: string): HeldSecret['own'];
  /** What earlier scans know as dead, by id, with the day. */
  readonly dead: ReadonlyMap<string, string>;
  /** Baselines by the folder for which they count. */
  readonly baselines: readonly { readonly folder: string; readonly baseline: Baseline }[];
  /** ISO day. */
  readonly today: string;
  /** Whether there is no time left to read more. */
  isLate(): boolean;
}

/** How a file is read: as it is; unpacked; or the text in it, where it is none as a whole. */
export type Reading = 'text' | 'gzip' | 'strings';

const MOST_BYTES = 4 * 1024 * 1024;
const MOST_AT_ONCE = 8;
const MOST_FIRST = 2 * 1024 * 1024;
const MOST_UNPACKED = 8 * 1024 * 1024;
const TRIES = /testnet|test_net|sandbox|(?:^|[^a-z])(?:demo|paper|practice|dummy|fake)(?:[^a-z]|$)/i;

type Beside = Pick<HeldSecret, 'own' | 'excused'>;

/** Finds secrets in files, each file once; what was read is kept as digests alone. */
export class Finder {
  readonly #parts: FinderParts;
  readonly #files = new Map<string, Promise<FileSecrets>>();
  readonly #ids: readonly { readonly folder: string; readonly baseline: Baseline; readonly ids: BaselineIds }[];
  /** What is known of a finding beside it, by its id. */
  readonly #beside = new Map<string, Beside>();
  readonly #scan: Scan;
  readonly #shown = new ShownTexts();
  /** Learns what is found in the text that is read now. */
  #learn: ((found: FoundCredential) => void) | undefined;
  readonly #waiting: (() => void)[] = [];
  #reading = 0;
  #firstBytes = 0;

  constructor(parts: FinderParts) {
    this.#parts = parts;
    this.#ids = parts.baselines.map((one) => ({ ...one, ids: new BaselineIds(one.baseline.key) }));
    this.#scan = this.#newScan((path) => path);
  }

  /** The secrets of a text. `path`: as it is called, which tells too. */
  text(bytes: Buffer, path: string): readonly HeldSecret[] {
    return this.#held(this.#scan.text(bytes, path));
  }

  /** The secrets of a file; each file is read once. */
  read(path: string, reading: Reading = 'text'): Promise<FileSecrets> {
    const known = this.#files.get(path);
    if (known) return known;
    const now = this.#inTurn(() => this.#read(path, reading));
    this.#files.set(path, now);
    return now;
  }

  /** Reads a file though it be late, as long as such files are small together. */
  async readFirst(path: string, reading: Reading = 'text'): Promise<void> {
    const known = await this.#files.get(path);
    if (known && !('fault' in known && known.fault === 'late')) return;
    this.#files.set(path, this.#read(path, reading, true));
    await this.#files.get(path);
  }

  /** A path without secrets: a file may be called as one. */
  shownPath(path: string): string {
    return this.#shown.of(path);
  }

  /** The secrets of all that a repository has. Throws what git or `seen` does. */
  async history(
    repository: string,
    seen: Scanned,
  ): Promise<{ readonly secrets: readonly PastSecret[]; readonly unread: readonly Unscanned[] }> {
    const scan = this.#newScan((path) => `${repository}/${path}`);
    // What is not there is not among all that is: only what is named tells that it is lost.
    const [{ findings, unscanned }, { lacking }] = await Promise.all([
      scan.history(repository, seen),
      // `seen` throws when no time is left.
      reachedIn(repository, () => void seen.has('')),
    ]);
    const known = new Set(unscanned.map(({ path }) => path));
    const lost = lacking.filter(({ path }) => !known.has(path));
    const origins = new Map(findings.map(({ id, place }) => [id, place]));
    const secrets = this.#held(findings).map((one): PastSecret => {
      const { path = '', commit } = origins.get(one.id) ?? {};
      return { ...one, path, ...(commit !== undefined && { commit }) };
    });
    return { secrets, unread: [...unscanned, ...lost] };
  }

  /** A few files at a time: what is read waits in memory. */
  async #inTurn<T>(read: () => Promise<T>): Promise<T> {
    while (this.#reading >= MOST_AT_ONCE) await new Promise<void>((go) => this.#waiting.push(go));
    this.#reading++;
    try {
      return await read();
    } finally {
      this.#reading--;
      this.#waiting.shift()?.();
    }
  }

  #newScan(wholeOf: (path: string) => string): Scan {
    return new Scan(this.#parts.key, (finding, found, text) => {
      this.#learn?.(found);
      this.#beside.set(finding.id, this.#besideOf(found, wholeOf(finding.place.path)));
      const ignore = ignoreOf(finding, text);
      return ignore === undefined ? finding : { ...finding, ignore };
    });
  }

  async #read(path: string, reading: Reading, isFirst = false): Promise<FileSecrets> {
    const isLate = (): boolean => !(isFirst && this.#firstBytes < MOST_FIRST) && this.#parts.isLate();
    const { eyes } = this.#parts;
    const about = await eyes.look(path);
    if ('fault' in about) return about;
    if (isLate()) return { fault: 'late' };
    // What it leads to has a size of its own.
    const size = about.kind === 'link' ? MOST_BYTES : Math.min(MOST_BYTES, about.size + 1);
    const read = await eyes.read(path, size);
    if ('fault' in read) return read;
    const bytes = await textIn(read.bytes, reading);
    if (bytes === undefined) return { fault: 'no-text' };
    if (isLate()) return { fault: 'late' };
    if (isFirst) this.#firstBytes += bytes.length;
    const before = this.#scan.result([]).unscanned.length;
    let shown = path;
    this.#learn = (found) => {
      shown = withoutValues(shown, found);
    };
    const findings = this.#scan.text(bytes, path);
    this.#learn = undefined;
    if (this.#scan.result([]).unscanned.length > before) return { fault: 'no-text' };
    const text = bytes.toString('utf8');
    return {
      secrets: withTries(this.#held(findings), linesForTries(path, text)),
      code: codeFaultsOf(path, text),
      isCut: read.isCut || bytes.length >= MOST_UNPACKED,
      shown: this.shownPath(shown),
    };
  }

  /** As they are judged here, without what is worth nothing alone, as the id of a key or a key of Keyward's own, which nobody else takes. */
  #held(findings: readonly Finding[]): readonly HeldSecret[] {
    return foundSecrets(findings).flatMap((found): HeldSecret[] => {
      const { id, rule, title, severity, parts } = found;
      if (severity === 'low' || severity === 'info') return [];
      const { own, excused } = this.#beside.get(id) ?? {};
      const names = [...new Set(parts.map(({ name }) => name).filter((name) => name !== '' && name !== '…'))];
      const deadSince = this.#parts.dead.get(id);
      // A comment in a file of a bot excuses no key that the settings know as live.
      const why = own?.isReal === true ? excused : (found.excused?.reason ?? excused);
      return [
        {
          id,
          title,
          names,
          lines: [...new Set(parts.map(({ line }) => line))],
          // A private key of TLS or SSH opens no account.
          weight: severity === 'medium' || rule === 'pem' ? 'token' : 'key',
          isForTries: names.length > 0 && names.every((name) => TRIES.test(name)),
          ...(own && { own }),
          ...(deadSince !== undefined && { deadSince }),
          ...(why !== undefined && { excused: why }),
        },
      ];
    });
  }

  #besideOf(found: FoundCredential, path: string): Beside {
    const key = found.parts.find(({ part }) => part === 'key')?.text;
    const own = key === undefined ? undefined : this.#parts.own(key);
    const excused = this.#excused(found, path);
    return { ...(own && { own }), ...(excused !== undefined && { excused }) };
  }

  #excused(found: FoundCredential, path: string): string | undefined {
    for (const { folder, baseline, ids } of this.#ids) {
      if (!path.startsWith(`${folder}/`)) continue;
      const id = ids.of(found);
      const entry = baseline.entries.find((one) => one.id === id && counts(one, this.#parts.today));
      if (entry) return `${entry.reason} (${entry.owner}, until ${entry.until})`;
    }
    return undefined;
  }
}

function withTries(secrets: readonly HeldSecret[], lines: ReadonlySet<number>): readonly HeldSecret[] {
  return secrets.map((one) =>
    one.lines.length > 0 && one.lines.every((line) => lines.has(line)) ? { ...one, isForTries: true } : one,
  );
}

async function textIn(bytes: Buffer, reading: Reading): Promise<Buffer | undefined> {
  if (reading === 'gzip') return unpacked(bytes);
  return reading === 'strings' ? stringsOf(bytes) : bytes;
}

/** Of what is packed as much as there is, and may be. */
function unpacked(bytes: Buffer): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let length = 0;
    const stream = createGunzip({ finishFlush: constants.Z_SYNC_FLUSH });
    const end = (): void => resolve(length === 0 ? undefined : Buffer.concat(pieces));
    stream.on('data', (piece: Buffer) => {
      pieces.push(piece);
      length += piece.length;
      if (length >= MOST_UNPACKED) stream.destroy();
    });
    stream.on('error', end).on('close', end);
    stream.end(bytes);
  });
}

/** What is text in a file that is none: each run of it a line. */
function stringsOf(bytes: Buffer): Buffer {
  const text = Buffer.from(bytes);
  for (let at = 0; at < text.length; at++) {
    const byte = text[at]!;
    if (byte !== 9 && byte !== 10 && (byte < 32 || byte === 127)) text[at] = 10;
  }
  return text;
}
