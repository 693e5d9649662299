import { constants, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Log } from '../core/index.ts';
import { Journal } from './journal.ts';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
const clock = { nowMs: () => Date.parse('2026-03-01T12:00:00Z'), monotonicMs: () => 0 };

/** The flags with which this process has the files of a folder open, as the kernel tells them. */
function flagsIn(folder: string): number[] {
  const flags: number[] = [];
  for (const fd of readdirSync('/proc/self/fd')) {
    try {
      if (!readlinkSync(`/proc/self/fd/${fd}`).startsWith(folder)) continue;
      const told = /flags:\s+([0-7]+)/.exec(readFileSync(`/proc/self/fdinfo/${fd}`, 'utf8'));
      flags.push(Number.parseInt(told?.[1] ?? '0', 8));
    } catch {
      // It was closed in the meantime.
    }
  }
  return flags;
}

describe.runIf(process.platform === 'linux')('the segment that is written', () => {
  let home: string;
  beforeEach(() => {
    home = mkdtempSync(join(tmpdir(), 'journal-disk-'));
  });
  afterEach(() => rmSync(home, { recursive: true, force: true }));

  it('is open so that each write is durable when it returns, after a restart too', async () => {
    const folder = join(home, 'journal');
    for (const version of ['1', '2']) {
      const journal = await Journal.open(folder, { clock, log: silent });
      await journal.append('start', { version, node: '0' });
      const flags = flagsIn(folder);
      expect(flags).toHaveLength(1);
      expect(flags[0]! & constants.O_DSYNC).toBe(constants.O_DSYNC);
      await journal.close();
    }
  });
});
