import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Log } from '../core/index.ts';
import { diskFs, type JournalFs } from './disk.ts';
import type { Given } from './entries.ts';
import { Journal } from './journal.ts';
import { readEntries } from './read.ts';
import { verify } from './verify.ts';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
type Operation = 'write' | 'fdatasync' | 'ftruncate';

/** A disk of limited size whose operations fail as they are told, always or once. Syncs are left out, which only cost time here. */
class WeakDisk {
  freeBytes = Number.POSITIVE_INFINITY;
  readonly failing = new Set<Operation>();
  readonly failingOnce = new Set<Operation>();

  readonly fs: JournalFs = {
    ...diskFs,
    syncFolder: () => {},
    write: async (fd, bytes, offset, length, position) => {
      this.#check('write');
      const size = await diskFs.size(fd);
      const count = Math.min(length, Math.max(0, size - position) + this.freeBytes);
      if (count === 0) throw Object.assign(new Error('no space left'), { code: 'ENOSPC' });
      this.freeBytes -= Math.max(0, position + count - size);
      return diskFs.write(fd, bytes, offset, count, position);
    },
    fdatasync: async () => this.#check('fdatasync'),
    ftruncate: async (fd, length) => {
      this.#check('ftruncate');
      this.freeBytes += (await diskFs.size(fd)) - length;
      await diskFs.ftruncate(fd, length);
    },
    unlink: async (path) => {
      this.freeBytes += statSync(path, { throwIfNoEntry: false })?.size ?? 0;
      await diskFs.unlink(path);
    },
  };

  heal(): void {
    this.failing.clear();
    this.freeBytes = Number.POSITIVE_INFINITY;
  }

  #check(operation: Operation): void {
    if (this.failingOnce.delete(operation) || this.failing.has(operation)) {
      throw Object.assign(new Error('the disk failed'), { code: 'EIO' });
    }
  }
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
const reasons = async (folder: string) => {
  const found: string[] = [];
  for await (const entry of readEntries(folder, {})) found.push('reason' in entry ? String(entry.reason) : entry.kind);
  return found;
};
const sizeOf = (folder: string, first = 1) =>
  statSync(join(folder, `${String(first).padStart(20, '0')}.jsonl`), { throwIfNoEntry: false })?.size ?? 0;

describe('a journal on a failing disk', () => {
  it.each(['write', 'fdatasync'] as const)(
    'rejects when %s fails, cuts the file back, and goes on',
    async (operation) => {
      await withFolder(async (folder) => {
        const disk = new WeakDisk();
        const journal = await Journal.open(folder, options(disk.fs));
        await journal.append('halt', halt('a'));
        const { size, head } = { size: sizeOf(folder), head: journal.head };
        disk.failingOnce.add(operation);
        await expect(journal.append('halt', halt('b'))).rejects.toMatchObject({ code: 'journal-down', message: /EIO/ });
        expect(journal.healthy).toBe(false);
        expect(journal.head).toEqual(head);
        expect(sizeOf(folder)).toBe(size);
        expect((await journal.append('halt', halt('c'))).seq).toBe(2);
        expect(journal.healthy).toBe(true);
        await journal.close();
        expect(await reasons(folder)).toEqual(['a', 'c']);
        expect((await verify(folder)).firstBreak).toBeUndefined();
      });
    },
  );

  it('tells at once what is handed over, and then what the disk has not taken', async () => {
    await withFolder(async (folder) => {
      const disk = new WeakDisk();
      const journal = await Journal.open(folder, options(disk.fs));
      const told: string[] = [];
      const tell = (what: string) => (entry: Given) =>
        void told.push(`${what} ${entry.kind === 'halt' && entry.reason}`);
      journal.listenEarly({ given: tell('given'), lost: tell('lost') });
      journal.listen((entry) => tell('durable')(entry));
      disk.freeBytes = 0;
      const waiting = journal.append('halt', halt('a'));
      expect(told).toEqual(['given a']);
      await expect(waiting).rejects.toMatchObject({ code: 'journal-down' });
      expect(told).toEqual(['given a', 'lost a']);
      journal.note('halt', halt('b'));
      expect(told).toEqual(['given a', 'lost a', 'given b']);
      disk.heal();
      await journal.append('halt', halt('c'));
      expect(told.slice(3)).toEqual(['given c', 'durable b', 'durable c']);
      await journal.close();
    });
  });

  it('loses nothing durable when the disk is full at any byte', async () => {
    await withFolder(async (folder) => {
      const whole = 900;
      for (let free = 0; free < whole; free++) {
        rmSync(folder, { recursive: true, force: true });
        const disk = new WeakDisk();
        const journal = await Journal.open(folder, options(disk.fs));
        disk.freeBytes = free;
        const results = [];
        for (const name of ['a', 'b', 'c']) {
          results.push(
            await journal.append('halt', halt(name)).then(
              () => name,
              () => undefined,
            ),
          );
        }
        const kept = results.filter((name) => name !== undefined);
        expect(await reasons(folder)).toEqual(kept);
        disk.freeBytes = Number.POSITIVE_INFINITY;
        await journal.append('halt', halt('d'));
        await journal.close();
        expect(await reasons(folder)).toEqual([...kept, 'd']);
        expect((await verify(folder)).firstBreak).toBeUndefined();
      }
    });
  });

  it('keeps notes over an outage, in order, and counts those beyond 10,000', async () => {
    await withFolder(async (folder) => {
      const disk = new WeakDisk();
      const journal = await Journal.open(folder, options(disk.fs));
      await journal.append('halt', halt('before'));
      disk.failing.add('write');
      await expect(journal.append('halt', halt('refused'))).rejects.toMatchObject({ code: 'journal-down' });
      for (let i = 0; i < 10_007; i++) journal.note('halt', halt(i));
      await expect(journal.append('halt', halt('refused'))).rejects.toMatchObject({ code: 'journal-down' });
      expect(journal.note('halt', halt('late'))).toBe(0);
      disk.heal();
      await journal.append('halt', halt('after'));
      await journal.close();
      const found = await reasons(folder);
      expect(found.slice(0, 3)).toEqual(['before', '0', '1']);
      expect(found.slice(-3)).toEqual(['9999', 'lost-notes', 'after']);
      expect(found).toHaveLength(10_003);
      for await (const entry of readEntries(folder, { kinds: ['lost-notes'] }))
        expect(entry).toMatchObject({ count: 8 });
      expect((await verify(folder)).firstBreak).toBeUndefined();
    });
  });

  it('finds out by itself that the disk takes writes again', async () => {
    await withFolder(async (folder) => {
      const disk = new WeakDisk();
      const journal = await Journal.open(folder, options(disk.fs));
      disk.freeBytes = 100;
      await expect(journal.append('halt', halt('a'))).rejects.toMatchObject({
        code: 'journal-down',
        message: /ENOSPC/,
      });
      await new Promise((resolve) => setTimeout(resolve, 1300));
      expect(journal.healthy).toBe(false);
      disk.heal();
      await new Promise((resolve) => setTimeout(resolve, 1300));
      expect(journal.healthy).toBe(true);
      expect((await journal.append('halt', halt('b'))).seq).toBe(1);
      await journal.close();
    });
  });

  it('stays down while the file cannot be cut back, and writes nothing behind what failed', async () => {
    await withFolder(async (folder) => {
      const disk = new WeakDisk();
      const journal = await Journal.open(folder, options(disk.fs));
      await journal.append('halt', halt('a'));
      disk.failing.add('fdatasync').add('ftruncate');
      for (const name of ['b', 'c'])
        await expect(journal.append('halt', halt(name))).rejects.toMatchObject({ code: 'journal-down' });
      disk.heal();
      await journal.append('halt', halt('d'));
      await journal.close();
      expect(await reasons(folder)).toEqual(['a', 'd']);
    });
  });

  it('never writes behind an end that is not its own', async () => {
    await withFolder(async (folder) => {
      const disk = new WeakDisk();
      const journal = await Journal.open(folder, options(disk.fs));
      await journal.append('halt', halt('a'));
      const path = join(folder, '00000000000000000001.jsonl');
      writeFileSync(path, readFileSync(path, 'utf8').replace('owner', 'thief'));
      disk.failingOnce.add('fdatasync');
      await expect(journal.append('halt', halt('b'))).rejects.toMatchObject({ code: 'journal-down' });
      await expect(journal.append('halt', halt('c'))).rejects.toMatchObject({
        code: 'journal-down',
        message: /not what was written/,
      });
      await journal.close();
    });
  });

  it('does not open on a disk that fails', async () => {
    await withFolder(async (folder) => {
      const disk = new WeakDisk();
      const journal = await Journal.open(folder, options(disk.fs));
      await journal.append('halt', halt('a'));
      await journal.close();
      disk.failing.add('fdatasync');
      await expect(Journal.open(folder, options(disk.fs))).rejects.toMatchObject({ code: 'journal-down' });
    });
  });
});
