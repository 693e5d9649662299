import { chmodSync, chownSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../core/index.ts';
import { exchanges } from '../exchanges/index.ts';
import { quiet } from './scene.contract.ts';
import { openState } from './state.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-state-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const open = (name = 'home') => openState(join(folder, name), systemClock, quiet);

describe('the state folder', () => {
  it('is held by one at a time, and free again once it is let go of', async () => {
    const first = await open();
    await expect(open()).rejects.toMatchObject({ code: 'home-locked' });
    await first.close();
    await (await open()).close();
  });

  it('is held whichever path leads to it, and under a new name too', async () => {
    const first = await open();
    symlinkSync(join(folder, 'home'), join(folder, 'link'));
    await expect(open('link')).rejects.toMatchObject({ code: 'home-locked' });
    renameSync(join(folder, 'home'), join(folder, 'moved'));
    await expect(open('moved')).rejects.toMatchObject({ code: 'home-locked' });
    await first.close();
  });

  it('is let go of when it cannot be opened after all', async () => {
    await (await open()).close();
    chmodSync(join(folder, 'home', 'seal.key'), 0o644);
    await expect(open()).rejects.toMatchObject({ code: 'file-readable' });
    chmodSync(join(folder, 'home', 'seal.key'), 0o600);
    await (await open()).close();
  });

  it('is opened without its seal also where bot keys are kept, and then finds none of them', async () => {
    const sealed = await open();
    const { id } = sealed.botKeys.issue('grid', 'main', exchanges['binance']!);
    expect(sealed.botKeys.find('binance', id)).toBeDefined();
    await sealed.close();
    const closed = await openState(join(folder, 'home'), systemClock, quiet, 'no-seal');
    expect(closed.botKeys.find('binance', id)).toBeUndefined();
    expect(closed.botKeys.list()).toHaveLength(1);
    await closed.close();
  });

  it('is refused when others can enter it', async () => {
    await (await open()).close();
    chmodSync(join(folder, 'home'), 0o750);
    await expect(open()).rejects.toMatchObject({ code: 'home-unsafe' });
  });

  it('is refused when it is a file, or below one', async () => {
    writeFileSync(join(folder, 'home'), '');
    await expect(open()).rejects.toMatchObject({ code: 'file-failed', message: expect.stringContaining('is a file') });
    await expect(open('home/below')).rejects.toMatchObject({ code: 'ENOTDIR' });
  });

  it('says which process has it', async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(new RegExp(`another Keyward, .+ \\(pid ${process.pid}\\), uses `));
    await first.close();
  });

  it.runIf(process.getuid?.() === 0)('is refused when it belongs to another user, for root too', async () => {
    await (await open()).close();
    chownSync(join(folder, 'home'), 65_534, 65_534);
    await expect(open()).rejects.toMatchObject({ code: 'home-foreign' });
  });

  it.each(['darwin', 'win32', 'freebsd'] as const)(
    'is refused on %s, which has no abstract sockets, with a reason and a hint',
    async (platform) => {
      const refused = openState(join(folder, 'home'), systemClock, quiet, undefined, platform);
      await expect(refused).rejects.toMatchObject({ code: 'lock-unsupported', hint: expect.stringContaining('Linux') });
    },
  );
});
