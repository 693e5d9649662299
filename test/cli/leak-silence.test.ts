import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { modules } from './terminal.ts';

let folder = '';
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'keyward-silence-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const built = pathToFileURL(join(modules, 'cli', 'commands', 'leak-silence.js')).href;

/** What a process says of its own silence; `body` works with a `silence` of 200 ms, and with `stand` the main thread stands still for so many ms. */
function said(body: string): string {
  const program = `import { Silence } from ${JSON.stringify(built)};
const stand = (ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
const silence = new Silence(['halt', 'revoke'], 'main', 200);
${body}
silence.end();`;
  const path = join(folder, 'silent.mjs');
  writeFileSync(path, program);
  const { stderr, status } = spawnSync(process.execPath, [path], { encoding: 'utf8' });
  expect(status).toBe(0);
  return stderr;
}

describe('a step that says nothing', () => {
  it('is told of while the main thread is stuck, with how long it is and what may be done', () => {
    const text = said(`silence.begin('revoke'); stand(1_500);`);
    expect(text).toMatch(/^revoke: silent for 0\.2 s: a disk or an exchange does not answer\.\n/);
    expect(text).toContain('revoke: silent for 0.4 s');
    expect(text).toMatch(/kill -9 \d+\): keyward leak resume main goes on/);
  });

  it('is not told of while nothing is at work, nor while something is said', () => {
    expect(said(`stand(900); silence.begin('halt'); silence.begin(); stand(900);`)).toBe('');
    expect(said(`silence.begin('halt'); for (let at = 0; at < 30; at++) { stand(30); silence.heard(); }`)).toBe('');
  });
});
