import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { type FoundCredential, joined } from './credential.ts';
import type { IgnoredFile } from './exposed.ts';
import { type Finding, findingOf, Lines } from './finding.ts';
import { Judge } from './judge.ts';
import { isGenerated } from './page.ts';
import { withShared } from './passphrases.ts';
import { type PastParts, readPast, readStill, type Settled } from './past.ts';
import { rules } from './rules/index.ts';
import { type PassedSamples, Samples } from './samples/samples.ts';
import { shownName } from './sources/file-names.ts';
import type { GitPlace } from './sources/git.ts';
import { ungzipped } from './sources/gzip.ts';
import { readObjects } from './sources/objects.ts';
import type { Lacking } from './sources/reached.ts';
import type { Scanned } from './sources/scanned.ts';
import { stagedBlobs } from './sources/staged.ts';
import { textOfBytes, type Unreadable } from './sources/text.ts';
import { type Leave, type NotRead, readBytes, treeFiles, Ways } from './sources/tree.ts';

/** A file or object over so many bytes is told and not read. */
export const MOST_BYTES = 64 * 1024 * 1024;
/** After so many files, or so many bytes, a signal is looked for. */
const HEARD_EVERY = 32;
const HEARD_BYTES = 1024 * 1024;

/** What was not read, and why: never left out silently. */
export interface Unscanned {
  readonly path: string;
  readonly why: Unreadable | NotRead | Lacking['why'] | Parameters<Leave>[1] | 'no-file' | 'too-many' | 'generated';
  /** Somebody named it, and nothing of it was read. */
  readonly isAsked?: true;
}

export interface ScanResult {
  readonly findings: readonly Finding[];
  readonly unscanned: readonly Unscanned[];
  /** Files or objects that were read. */
  readonly read: number;
  readonly bytes: number;
  /** Objects of a history that were read by an earlier scan, and hold nothing. */
  readonly readBefore: number;
  /** Files that were read for their names, though git leaves them out. */
  readonly ignored: readonly IgnoredFile[];
  /** Published values that were met in what was read, and are no findings. */
  readonly samples: readonly PassedSamples[];
}

/** Looks at each finding with its text while both are in memory: what it gives back is the finding. */
export type See = (finding: Finding, found: FoundCredential, text: Buffer) => Finding;

/** Reads texts, and gathers what is found. `key`: of the ids of findings, asked for at the first of them where it is a function. */
export class Scan {
  readonly #samples = new Samples();
  readonly #judge = new Judge(rules, (text) => this.#samples.has(text));
  readonly #key: () => Buffer;
  readonly #see: See;
  readonly #unscanned: Unscanned[] = [];
  #read = 0;
  #bytes = 0;
  #readBefore = 0;
  /** When a signal was looked for last: files, and bytes. */
  #heard = { files: 0, bytes: 0 };
  #files = 0;
  readonly #ignored: IgnoredFile[] = [];

  constructor(key: Buffer | (() => Buffer), see: See = (finding) => finding) {
    this.#key = typeof key === 'function' ? key : () => key;
    this.#see = see;
  }

  /** The findings of one text. */
  text(bytes: Buffer, path: string): Finding[] {
    if (isGenerated(path)) return this.#leave(path, 'generated');
    const text = textOfBytes(bytes);
    if (typeof text === 'string') return this.#leave(path, text);
    this.#read++;
    this.#bytes += text.length;
    const lines = new Lines(text);
    const { finds, isWhole } = this.#judge.read(text, path);
    if (!isWhole) this.unread({ path, why: 'too-many' });
    return withShared(text, joined(finds)).map((found) =>
      this.#see(findingOf(found, lines, path, this.#key()), found, text),
    );
  }

  /** A folder, as it stands. `name`: under which its files are told. */
  async tree(folder: string, name = ''): Promise<ScanResult> {
    const findings: Finding[] = [];
    const ways = new Ways(folder);
    const files = await treeFiles(folder, (path, why) => this.unread({ path: shownName(join(name, path)), why }));
    for (const { path, isIgnored } of files) {
      await this.hear();
      const [whole, told] = [join(folder, path), shownName(join(name, path))];
      if (isIgnored) this.#ignored.push({ path: whole, name: told });
      findings.push(...(ways.isStraight(path) ? this.file(whole, told) : this.#leave(told, 'link')));
    }
    findings.push(...this.names(files.map(({ path }) => shownName(join(name, path)))));
    return this.result(findings);
  }

  /** What stands in names alone. None of them counts as read, and beside each other they say nothing of each other. */
  names(paths: Iterable<string>): Finding[] {
    const all = [...new Set(paths)];
    const text = Buffer.from(all.map((path) => path.replace(/[\r\n]/g, ' ')).join('\n'));
    const lines = new Lines(text);
    const met = joined(this.#judge.judge(text, '')).flatMap(({ parts }) =>
      parts.map(({ start }) => lines.at(start).line),
    );
    return [...new Set(met)].flatMap((line) => this.#name(all[line - 1] ?? ''));
  }

  /** Each word between slashes for itself. */
  #name(path: string): Finding[] {
    return path.split('/').flatMap((word) => {
      const text = Buffer.from(word);
      const found = joined(this.#judge.judge(text, ''));
      return found.map((one) => this.#see(findingOf(one, new Lines(text), path, this.#key()), one, text));
    });
  }

  /** Between two files: whoever wants it stopped is heard. */
  async hear(): Promise<void> {
    const { files, bytes } = this.#heard;
    if (this.#files - files < HEARD_EVERY && this.#bytes - bytes < HEARD_BYTES) return;
    this.#heard = { files: this.#files, bytes: this.#bytes };
    await setImmediate();
  }

  /** The findings of a file. `name`: as it is told. */
  file(path: string, name: string): Finding[] {
    this.#files++;
    const read = readBytes(path, MOST_BYTES);
    const bytes = typeof read === 'string' ? read : ungzipped(read, MOST_BYTES);
    return typeof bytes === 'string' ? this.#leave(name, bytes) : this.text(bytes, name);
  }

  #leave(path: string, why: Unscanned['why']): [] {
    this.unread({ path, why });
    return [];
  }

  /** What the next commit would take along, as the index has it, or the file that git takes for it. */
  async staged(repository: GitPlace): Promise<ScanResult> {
    const paths = await stagedBlobs(repository, (path) => this.unread({ path, why: 'submodule' }));
    const findings: Finding[] = [];
    await readObjects(repository, paths.keys(), {
      mostBytes: MOST_BYTES,
      visit: ({ id }, bytes) => {
        for (const path of paths.get(id) ?? []) findings.push(...this.text(bytes, path));
      },
      missing: (id) => this.unread({ path: paths.get(id)?.[0] ?? id, why: 'missing' }),
      damaged: (id) => this.unread({ path: paths.get(id)?.[0] ?? id, why: 'damaged' }),
      tooBig: ({ id }) => this.#unscanned.push({ path: paths.get(id)?.[0] ?? id, why: 'too-big' }),
    });
    findings.push(...this.names([...paths.values()].flat()));
    return this.result(findings);
  }

  /**
   * All that a repository has, each object once, whether a branch reaches it or not. `scanned`: what was read before is not read again unless it holds
   * something. `tell`: how many objects were read, of how many. `still`: it stands as it did when it came to this. `settled`: what it comes to.
   */
  async history(
    repository: string,
    scanned?: Scanned,
    tell: (read: number, of: number) => void = () => undefined,
    still?: Settled,
  ): Promise<ScanResult & { readonly settled: Settled | undefined }> {
    const findings: Finding[] = [];
    const parts = this.#pastParts(findings, scanned, tell);
    const settled = still
      ? await readStill(repository, still, parts).then(() => still)
      : await readPast(repository, parts);
    return { ...this.result(findings), settled };
  }

  #pastParts(findings: Finding[], scanned: Scanned | undefined, tell: PastParts['tell']): PastParts {
    return {
      judge: this.#judge,
      mostBytes: MOST_BYTES,
      scanned,
      tell,
      readNothing: (bytes) => {
        this.#read++;
        this.#bytes += bytes;
      },
      readBefore: (count) => {
        this.#readBefore += count;
      },
      unread: (path, why) => this.unread({ path, why }),
      visit: (bytes, path, origin) => {
        const found = this.text(bytes, path);
        findings.push(...found.map((one) => ({ ...one, place: { ...one.place, ...origin } })));
        if (found.length === 0) return 'nothing';
        const isCalled = this.#judge.judge(Buffer.from(origin?.author ?? ''), '').length > 0;
        return isCalled || found.some(({ place }) => place.path !== path) ? 'in its name' : 'something';
      },
    };
  }

  /** Notes what was not read; `at`: in the place of what was noted there. */
  unread(one: Unscanned, at = this.#unscanned.length): void {
    this.#unscanned[at] = one;
  }

  /** All that was read so far, with what was found in it. */
  result(findings: readonly Finding[]): ScanResult {
    return {
      findings,
      unscanned: this.#unscanned,
      read: this.#read,
      bytes: this.#bytes,
      readBefore: this.#readBefore,
      ignored: this.#ignored,
      samples: this.#samples.passed,
    };
  }
}
