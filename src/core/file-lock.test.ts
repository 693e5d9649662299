import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { withFileLock } from './file-lock.ts';

const folders: string[] = [];
afterAll(() => {
  for (const one of folders) rmSync(one, { recursive: true, force: true });
});

let folder: string;
let path: string;
let lock: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-lock-'));
  folders.push(folder);
  path = join(folder, 'a.env');
  lock = join(folder, '.a.env.lock');
});

/** The number of a process that has ended. */
const gone = (): number => spawnSync(process.execPath, ['--eval', '']).pid;

describe('the lock of a file', () => {
  it('is held by one work at a time, for its owner alone, and is gone afterwards, also after a failure', async () => {
    let inside = 0;
    const work = async (): Promise<void> => {
      expect(++inside).toBe(1);
      expect(statSync(lock).mode & 0o777).toBe(0o600);
      await new Promise((done) => setTimeout(done, 2));
      inside--;
    };
    await Promise.all(Array.from({ length: 8 }, () => withFileLock(path, work)));
    await expect(withFileLock(path, () => Promise.reject(new Error('failed')))).rejects.toThrow('failed');
    expect(readdirSync(folder)).toEqual([]);
  });

  it('stands beside the file behind a link', async () => {
    writeFileSync(path, '');
    symlinkSync(path, join(folder, 'link'));
    await withFileLock(join(folder, 'link'), () => expect(existsSync(lock)).toBe(true));
  });

  it.each([
    ['has died', () => `${gone()} 0 aa\n`],
    ['has died, its number being that of another now', () => `${process.pid} 1 aa\n`],
  ])('is taken over by one alone from a process that %s', async (_, held) => {
    writeFileSync(lock, held());
    let inside = 0;
    const work = async (): Promise<void> => {
      expect(++inside).toBe(1);
      await new Promise((done) => setTimeout(done, 2));
      inside--;
    };
    await Promise.all(Array.from({ length: 8 }, () => withFileLock(path, work)));
    expect(readdirSync(folder)).toEqual([]);
  });

  it('is taken over where another died while taking it over, and where its process died before it wrote', async () => {
    writeFileSync(lock, `${gone()} 0 aa\n`);
    writeFileSync(`${lock}.aa`, `${gone()} 0 bb\n`);
    await withFileLock(path, () => undefined);
    writeFileSync(lock, '');
    await withFileLock(path, () => undefined);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of a process that lives, or that is no lock of ours, is named after a while', async () => {
    for (const held of [`${process.pid} 0 aa\n`, 'something else']) {
      writeFileSync(lock, held);
      await expect(withFileLock(path, () => undefined, 3)).rejects.toMatchObject({
        code: 'file-failed',
        message: `another process is writing the file of ${lock}, and does not end`,
      });
      expect(existsSync(lock)).toBe(true);
    }
    rmSync(lock);
    symlinkSync('/nowhere', lock);
    await expect(withFileLock(path, () => undefined, 3)).rejects.toMatchObject({ code: 'file-failed' });
  });
});
