import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jsonLog, systemClock } from '../core/index.ts';
import { Journal, verify } from '../journal/index.ts';
import { statePieces } from './backup-files.ts';

const log = jsonLog(() => {}, systemClock);

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'keyward-pieces-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

async function contentOf(path: string): Promise<Buffer> {
  const piece = (await statePieces(home, true)).find((each) => each.path === path)!;
  const chunks: Uint8Array[] = [];
  for await (const chunk of piece.read()) chunks.push(chunk);
  const whole = Buffer.concat(chunks);
  expect(whole).toHaveLength(piece.size);
  return whole;
}

describe('the pieces of a backup', () => {
  it('hold the journal up to its last whole line, while it is written and where it is torn', async () => {
    const folder = join(home, 'journal');
    const journal = await Journal.open(folder, { clock: systemClock, log, segmentBytes: 2_000 });
    let isStopped = false;
    const writing = (async () => {
      while (!isStopped) await journal.append('stop', { reason: 'a reason of some length' });
    })();
    for (let round = 0; round < 10; round++) {
      await new Promise((done) => setTimeout(done, 10));
      const copy = mkdtempSync(join(tmpdir(), 'keyward-copy-'));
      for (const piece of await statePieces(home, false)) {
        const chunks: Uint8Array[] = [];
        for await (const chunk of piece.read()) chunks.push(chunk);
        writeFileSync(join(copy, piece.path.replace('state/journal/', '')), Buffer.concat(chunks));
      }
      const checked = await verify(copy);
      expect(checked.firstBreak).toBeUndefined();
      expect(checked.segments).toBeGreaterThan(round);
      rmSync(copy, { recursive: true });
    }
    isStopped = true;
    await writing;
    await journal.close();
  });

  it('leave a torn last line out', async () => {
    mkdirSync(join(home, 'journal'));
    const name = '00000000000000000001.jsonl';
    writeFileSync(join(home, 'journal', name), 'one\ntwo\n');
    appendFileSync(join(home, 'journal', name), 'thr');
    expect((await contentOf(`state/journal/${name}`)).toString()).toBe('one\ntwo\n');
  });

  it('are the known files alone, and no links in folders', async () => {
    for (const folder of ['nonces', 'practice', 'rotations']) mkdirSync(join(home, folder));
    for (const name of [
      'halt.json',
      'bots.json',
      'clock.json',
      'nonces/main',
      'practice/state.json',
      'halt.json.7.tmp',
    ])
      writeFileSync(join(home, name), name);
    symlinkSync('/etc/passwd', join(home, 'nonces', 'other'));
    const paths = async (withPractice: boolean) => (await statePieces(home, withPractice)).map(({ path }) => path);
    expect(await paths(false)).toEqual(['state/nonces/main', 'state/bots.json', 'state/halt.json']);
    expect(await paths(true)).toContain('state/practice/state.json');
  });
});
