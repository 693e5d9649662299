import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Nonces } from './nonces.ts';

describe('nonces', () => {
  let folder: string;
  let path: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keyward-nonces-'));
    path = join(folder, 'main');
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const water = (): bigint => BigInt(readFileSync(path, 'utf8').trim());
  const one = (nonces: Nonces, timeMs: number): Promise<bigint> => nonces.with(timeMs, async (nonce) => nonce);

  it('rise with fifty at once, one in flight at a time', async () => {
    const nonces = new Nonces(path);
    let inFlight = 0;
    let most = 0;
    const used = await Promise.all(
      Array.from({ length: 50 }, (_, index) =>
        nonces.with(1_000 + (index % 3), async (nonce) => {
          most = Math.max(most, ++inFlight);
          await sleep(index % 4 === 0 ? 1 : 0);
          inFlight--;
          return nonce;
        }),
      ),
    );
    expect(most).toBe(1);
    expect(used).toEqual([...new Set(used)].sort((a, b) => (a < b ? -1 : 1)));
  });

  it('are below the durable high water before they are used', async () => {
    const nonces = new Nonces(path);
    for (const timeMs of [1_000, 1_000, 4_000, 9_000, 9_001, 20_000]) {
      await nonces.with(timeMs, async (nonce, isDurable) => {
        expect(isDurable).toBe(true);
        expect(water()).toBeGreaterThan(nonce);
      });
    }
  });

  it('are not used twice after a restart, also when the clock was set back', async () => {
    const before = new Nonces(path);
    const used = [await one(before, 50_000), await one(before, 50_001)];
    const after = new Nonces(path);
    const next = await one(after, 1_000);
    expect(next).toBeGreaterThan(used[1]!);
    expect(await one(new Nonces(path), 1_000)).toBeGreaterThan(next);
  });

  it('are at least the time, so that they pass what another program has used', async () => {
    const nonces = new Nonces(path);
    expect(await one(nonces, 1_000.7)).toBe(1_000n);
    expect(await one(nonces, 900)).toBe(1_001n);
    expect(await one(nonces, 5_000)).toBe(5_000n);
  });

  it('are above what the exchange has seen', async () => {
    const nonces = new Nonces(path);
    nonces.raise(7_000_000n);
    nonces.raise(5n);
    expect(await one(nonces, 1_000)).toBe(7_000_001n);
    expect(await one(new Nonces(path), 1_000)).toBeGreaterThan(7_000_001n);
  });

  it('go on after one that failed', async () => {
    const nonces = new Nonces(path);
    await expect(nonces.with(1_000, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await one(nonces, 1_000)).toBe(1_001n);
  });

  it('say that they are not durable while the disk does not take them, and go on', async () => {
    mkdirSync(join(folder, 'gone'));
    const nonces = new Nonces(join(folder, 'gone', 'main'));
    rmSync(join(folder, 'gone'), { recursive: true });
    const seen = await Promise.all(
      [1, 2].map(() => nonces.with(1_000, async (nonce, isDurable) => `${nonce} ${isDurable}`)),
    );
    expect(seen).toEqual(['1000 false', '1001 false']);
    mkdirSync(join(folder, 'gone'));
    expect(await nonces.with(1_000, async (nonce, isDurable) => `${nonce} ${isDurable}`)).toBe('1002 true');
  });

  it('of a file that is no number stop the start', () => {
    writeFileSync(path, 'x');
    chmodSync(path, 0o600);
    expect(() => new Nonces(path)).toThrow(/is not a nonce/);
  });
});
