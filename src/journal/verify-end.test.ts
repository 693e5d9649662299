import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { jsonLog, systemClock } from '../core/index.ts';
import { Journal } from './journal.ts';
import { verify, verifyEnd } from './verify.ts';

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-end-'));
  const log = jsonLog(() => undefined, systemClock);
  const journal = await Journal.open(folder, { clock: systemClock, log, segmentBytes: 4_000 });
  for (let at = 1; at <= 100; at++) await journal.append('stop', { reason: `entry ${at}` });
  await journal.close();
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const segments = () =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort();
const bytes = () => segments().reduce((all, name) => all + statSync(join(folder, name)).size, 0);

/** Changes a byte of the line that holds this text. */
function change(text: string): string {
  const name = segments().find((one) => readFileSync(join(folder, one), 'utf8').includes(`"${text}"`))!;
  const path = join(folder, name);
  writeFileSync(path, readFileSync(path, 'utf8').replace(`"${text}"`, `"${text.replace('entry', 'ENTRY')}"`));
  return name;
}

describe('the end of a book', () => {
  it('is the whole of one that is short enough', async () => {
    expect(segments().length).toBeGreaterThan(3);
    expect(await verifyEnd(folder, bytes())).toEqual({ ...(await verify(folder)), bytes: bytes(), isWhole: true });
  });

  it('fits wherever it begins, and has the head of the whole', async () => {
    const { head } = await verify(folder);
    for (let most = 300; most < bytes(); most += 317) {
      const { firstBreak, ...found } = await verifyEnd(folder, most);
      expect([most, firstBreak, found.entries, found.head, found.isWhole]).toEqual([most, undefined, 100, head, false]);
    }
  });

  it('tells file and line of a change in it, and nothing of one before it', async () => {
    const name = change('entry 98');
    const whole = await verify(folder);
    expect(whole.firstBreak).toMatchObject({ segment: name });
    expect((await verifyEnd(folder, 2_000)).firstBreak).toEqual(whole.firstBreak);
    expect((await verifyEnd(folder, 200)).firstBreak).toBeUndefined();
  });

  it('tells of a file that is missing in it', async () => {
    const all = segments();
    rmSync(join(folder, all.at(-2)!));
    expect((await verifyEnd(folder, bytes() - 1)).firstBreak).toMatchObject({ segment: all.at(-1) });
  });

  it('is empty where there is none', async () => {
    expect(await verifyEnd(join(folder, 'none'), 10)).toMatchObject({
      entries: 0,
      segments: 0,
      bytes: 0,
      isWhole: true,
    });
  });
});
