import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Log } from '../core/index.ts';
import { diskFs, type JournalFs } from './disk.ts';
import { Journal } from './journal.ts';
import { readEntries } from './read.ts';
import { verify } from './verify.ts';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
const BLOCK = 64;
type Operation = 'open' | 'write' | 'fdatasync' | 'ftruncate' | 'unlink' | 'syncFolder';

interface OnDisk {
  /** What a power cut leaves. */
  durable: Buffer;
  /** Blocks that the system still means to write. */
  dirty: Set<number>;
  isNamed: boolean;
}

/** A disk that fails as it is told, and after `cutPower` has only what was synced, with any of the blocks that were on their way. */
class FaultyDisk implements JournalFs {
  freeBytes = Number.POSITIVE_INFINITY;
  readonly failing = new Set<Operation>();
  /** Fails once, after so many successes. */
  readonly failsAfter = new Map<Operation, number>();
  readonly #files = new Map<string, OnDisk>();
  readonly #paths = new Map<number, string>();

  async open(path: string, flags: 'r+' | 'wx+' | 'w+', mode: number): Promise<number> {
    this.#check('open', 'EIO');
    const fd = await diskFs.open(path, flags, mode);
    this.#paths.set(fd, path);
    const isOld = flags === 'r+';
    const durable = isOld ? readFileSync(path) : Buffer.alloc(0);
    if (!this.#files.has(path)) this.#files.set(path, { durable, dirty: new Set(), isNamed: isOld });
    return fd;
  }

  async write(fd: number, bytes: Uint8Array, offset: number, length: number, position: number): Promise<number> {
    this.#check('write', 'EIO');
    const size = await diskFs.size(fd);
    const room = Math.max(0, size - position) + this.freeBytes;
    const count = Math.min(length, room);
    if (count === 0) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
    const written = await diskFs.write(fd, bytes, offset, count, position);
    this.freeBytes -= Math.max(0, position + written - size);
    this.#touch(fd, position, position + written);
    return written;
  }

  read(fd: number, bytes: Uint8Array, offset: number, length: number, position: number): Promise<number> {
    return diskFs.read(fd, bytes, offset, length, position);
  }

  async fdatasync(fd: number): Promise<void> {
    const path = this.#paths.get(fd)!;
    const file = this.#files.get(path)!;
    try {
      this.#check('fdatasync', 'EIO');
    } catch (error) {
      file.dirty.clear();
      throw error;
    }
    const now = readFileSync(path);
    const durable = Buffer.alloc(now.length);
    file.durable.copy(durable);
    for (const block of file.dirty) copyBlock(now, durable, block);
    file.durable = durable;
    file.dirty.clear();
  }

  async ftruncate(fd: number, length: number): Promise<void> {
    this.#check('ftruncate', 'EIO');
    this.freeBytes += (await diskFs.size(fd)) - length;
    await diskFs.ftruncate(fd, length);
    this.#touch(fd, Math.max(0, length - 1), length);
  }

  size(fd: number): Promise<number> {
    return diskFs.size(fd);
  }

  async close(fd: number): Promise<void> {
    await diskFs.close(fd);
  }

  async unlink(path: string): Promise<void> {
    this.#check('unlink', 'EIO');
    this.freeBytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
    await diskFs.unlink(path);
    this.#files.delete(path);
  }

  syncFolder(path: string): void {
    this.#check('syncFolder', 'EIO');
    for (const [name, file] of this.#files) if (name.startsWith(`${path}/`)) file.isNamed = true;
  }

  heal(): void {
    this.failing.clear();
    this.failsAfter.clear();
    this.freeBytes = Number.POSITIVE_INFINITY;
  }

  /** `choose` says of each thing that was on its way whether it arrived. */
  cutPower(choose: () => boolean): void {
    for (const [path, file] of this.#files) {
      // Renamed since.
      if (!existsSync(path)) continue;
      if (!file.isNamed && choose()) {
        rmSync(path, { force: true });
        continue;
      }
      const now = readFileSync(path);
      const reached = [...file.dirty].filter(choose);
      const length = Math.max(
        file.durable.length,
        ...reached.map((block) => Math.min(now.length, (block + 1) * BLOCK)),
      );
      const left = Buffer.alloc(length);
      file.durable.copy(left);
      for (const block of reached) copyBlock(now, left, block);
      writeFileSync(path, left);
    }
    this.#files.clear();
    this.heal();
  }

  #touch(fd: number, from: number, to: number): void {
    const { dirty } = this.#files.get(this.#paths.get(fd)!)!;
    for (let block = Math.floor(from / BLOCK); block * BLOCK < to; block++) dirty.add(block);
  }

  #check(operation: Operation, code: string): void {
    const after = this.failsAfter.get(operation);
    if (after !== undefined) this.failsAfter.set(operation, after - 1);
    if (after === 0) this.failsAfter.delete(operation);
    if (after === 0 || this.failing.has(operation)) throw Object.assign(new Error('the disk failed'), { code });
  }
}

function copyBlock(from: Buffer, to: Buffer, block: number): void {
  from.subarray(block * BLOCK, (block + 1) * BLOCK).copy(to, block * BLOCK);
}

async function withFolder(use: (folder: string) => Promise<void>): Promise<void> {
  const home = mkdtempSync(join(tmpdir(), 'journal-faults-'));
  try {
    await use(join(home, 'journal'));
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

const clock = { nowMs: () => Date.parse('2026-03-01T12:00:00Z'), monotonicMs: () => 0 };
const options = (fs: JournalFs) => ({ clock, log: silent, fs });
const halt = (reason: string | number) => ({ from: 'run', to: 'halt', by: 'owner', reason: String(reason) });

type Step =
  | { readonly do: 'append' | 'note'; readonly count: number }
  | { readonly do: 'fail'; readonly operation: Operation; readonly after: number }
  | { readonly do: 'full'; readonly freeBytes: number }
  | { readonly do: 'heal' | 'day' | 'flush' | 'reopen' }
  | { readonly do: 'kill' }
  | { readonly do: 'power-cut'; readonly midway: boolean; readonly seed: number };

const operations: readonly Operation[] = ['open', 'write', 'fdatasync', 'ftruncate', 'unlink', 'syncFolder'];
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('append', 'note'), count: fc.integer({ min: 1, max: 6 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('fail'),
      operation: fc.constantFrom(...operations),
      after: fc.integer({ min: 0, max: 3 }),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('full'), freeBytes: fc.integer({ min: 0, max: 1500 }) }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constantFrom('heal', 'day', 'flush', 'reopen', 'kill') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('power-cut'), midway: fc.boolean(), seed: fc.nat() }) },
) as fc.Arbitrary<Step>;

/** What one process does with the disk; a call that is hung never answers. */
interface Process {
  running: number;
  hung: ReadonlySet<string>;
}

const names = ['open', 'write', 'read', 'fdatasync', 'ftruncate', 'size', 'close', 'unlink'] as const;

function through(disk: FaultyDisk, process: Process): JournalFs {
  const wrap =
    (name: (typeof names)[number]) =>
    async (...args: never[]) => {
      if (process.hung.has(name)) return new Promise(() => {});
      process.running++;
      try {
        return await (disk[name] as (...args: never[]) => Promise<unknown>)(...args);
      } finally {
        process.running--;
      }
    };
  const calls = Object.fromEntries(names.map((name) => [name, wrap(name)]));
  return { ...calls, syncFolder: (path: string) => disk.syncFolder(path) } as unknown as JournalFs;
}

/** Runs the steps and checks, at each end of the process, what the book must hold. */
class World {
  readonly #folder: string;
  readonly #disk = new FaultyDisk();
  #journal: Journal | undefined;
  #next = 0;
  #days = 0;
  readonly #acknowledged = new Map<string, number>();
  readonly #pending: Promise<unknown>[] = [];
  #process: Process = { running: 0, hung: new Set() };

  constructor(folder: string) {
    this.#folder = folder;
  }

  async run(steps: readonly Step[]): Promise<void> {
    await this.#open();
    for (const one of steps) await this.#step(one);
    await Promise.all(this.#pending);
    this.#disk.heal();
    await this.#journal!.close();
    await this.#check();
  }

  async #step(one: Step): Promise<void> {
    if (one.do === 'append' || one.do === 'note') this.#write(one.do, one.count);
    else if (one.do === 'fail') this.#disk.failsAfter.set(one.operation, one.after);
    else if (one.do === 'full') this.#disk.freeBytes = one.freeBytes;
    else if (one.do === 'heal') this.#disk.heal();
    else if (one.do === 'day') this.#days++;
    else if (one.do === 'flush') await this.#journal!.flush().catch(() => {});
    else if (one.do === 'reopen') {
      await this.#journal!.close().catch(() => {});
      this.#disk.heal();
      await this.#open();
    } else if (one.do === 'kill') await this.#kill(['open', 'ftruncate', 'unlink']);
    else if (one.do === 'power-cut') await this.#cutPower(one.midway, one.seed);
  }

  #write(kind: 'append' | 'note', count: number): void {
    for (let i = 0; i < count; i++) {
      const reason = String(this.#next++);
      if (kind === 'note') this.#journal!.note('halt', halt(reason));
      else {
        const done = this.#journal!.append('halt', halt(reason)).then(
          ({ seq }) => this.#acknowledged.set(reason, seq),
          (error) => expect(error).toMatchObject({ code: 'journal-down' }),
        );
        this.#pending.push(done);
      }
    }
  }

  /** The process dies in the middle of one of these, or at rest; what it wrote stays with the system. */
  async #end(midway: readonly string[]): Promise<void> {
    const process = this.#process;
    if (midway.length > 0) process.hung = new Set(midway);
    else await Promise.all(this.#pending);
    for (let quiet = 0; quiet < 3; quiet = process.running === 0 ? quiet + 1 : 0) await new Promise(setImmediate);
    process.hung = new Set(names);
    this.#pending.length = 0;
  }

  async #kill(midway: readonly string[]): Promise<void> {
    await this.#end(midway);
    this.#disk.heal();
    await this.#open();
  }

  /** The power goes, at rest or in the middle of a sync. */
  async #cutPower(midway: boolean, seed: number): Promise<void> {
    await this.#end(midway ? ['fdatasync', 'ftruncate', 'unlink'] : []);
    let state = seed | 1;
    this.#disk.cutPower(() => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return (state & 0x10000) !== 0;
    });
    await this.#open();
  }

  async #open(): Promise<void> {
    this.#process = { running: 0, hung: new Set() };
    const fs = through(this.#disk, this.#process);
    const nowMs = () => Date.parse('2026-03-01T12:00:00Z') + this.#days * 86_400_000;
    this.#journal = await Journal.open(this.#folder, {
      ...options(fs),
      clock: { ...clock, nowMs },
      segmentBytes: 3000,
    });
    await this.#check();
  }

  async #check(): Promise<void> {
    expect((await verify(this.#folder)).firstBreak).toBeUndefined();
    const found = new Map<string, number>();
    let last = -1;
    for await (const entry of readEntries(this.#folder, { kinds: ['halt'] })) {
      if (entry.kind !== 'halt') continue;
      expect(Number(entry.reason)).toBeGreaterThan(last);
      last = Number(entry.reason);
      found.set(entry.reason, entry.seq);
    }
    for (const [reason, seq] of this.#acknowledged) expect([reason, found.get(reason)]).toEqual([reason, seq]);
  }
}

/** After the failed sync the system takes the pages for written, so that a reader sees what the disk never got. */
const failedSyncThenDeath: Step[] = [
  { do: 'append', count: 1 },
  { do: 'flush' },
  { do: 'fail', operation: 'fdatasync', after: 0 },
  { do: 'append', count: 1 },
  { do: 'kill' },
  { do: 'append', count: 1 },
  { do: 'flush' },
  { do: 'power-cut', midway: false, seed: 0 },
];

/** The next process takes over a segment whose name the one before did not get to sync. */
const namelessThenPowerCut: Step[] = [
  { do: 'fail', operation: 'fdatasync', after: 0 },
  { do: 'append', count: 1 },
  { do: 'kill' },
  { do: 'append', count: 1 },
  { do: 'power-cut', midway: false, seed: 327044286 },
];

describe('any run of appends, notes, faults, power cuts and reopenings', () => {
  it('leaves a book that verifies, in order, with all that was acknowledged', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) =>
        withFolder(async (folder) => {
          await new World(folder).run(steps);
        }),
      ),
      { numRuns: 150, examples: [[failedSyncThenDeath], [namelessThenPowerCut]] },
    );
  });
});
