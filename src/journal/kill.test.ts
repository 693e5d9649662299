import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Log } from '../core/index.ts';
import { Journal } from './journal.ts';
import { verify } from './verify.ts';

const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };
const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const WRITER = `
import { writeSync } from 'node:fs';
import { Journal } from './journal/index.js';
const log = { info() {}, warn() {}, error() {} };
const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const journal = await Journal.open(process.argv[2], { clock, log, segmentBytes: 200_000 });
let next = 0;
const write = async () => {
  for (;;) {
    const reason = process.pid + ' ' + next++;
    const { seq } = await journal.append('stop', { reason });
    writeSync(1, seq + ' ' + reason + '\\n');
  }
};
for (let i = 0; i < 16; i++) void write();
`;

let home = '';

/** Compiles the two rooms to plain JavaScript, so that a process of its own can run them. */
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'journal-kill-'));
  const compilerOptions: ts.CompilerOptions = {
    module: ts.ModuleKind.ESNext,
    target: ts.ScriptTarget.ES2023,
    rewriteRelativeImportExtensions: true,
    verbatimModuleSyntax: true,
  };
  for (const room of ['core', 'journal']) {
    const source = join(import.meta.dirname, '..', room);
    mkdirSync(join(home, room));
    for (const name of readdirSync(source).filter((one) => one.endsWith('.ts') && !one.endsWith('.test.ts'))) {
      const { outputText } = ts.transpileModule(readFileSync(join(source, name), 'utf8'), { compilerOptions });
      writeFileSync(join(home, room, name.replace(/\.ts$/, '.js')), outputText);
    }
  }
  symlinkSync(join(import.meta.dirname, '..', '..', 'node_modules'), join(home, 'node_modules'));
  writeFileSync(join(home, 'package.json'), '{"type":"module"}');
  writeFileSync(join(home, 'writer.js'), WRITER);
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Lets a process write until it is killed; gives the seq of each entry that it was told is durable. */
async function writeUntilKilled(folder: string, aliveMs: number): Promise<Map<string, number>> {
  const child: ChildProcess = spawn(process.execPath, [join(home, 'writer.js'), folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let out = '';
  const started = new Promise((resolve) => child.stdout!.once('data', resolve));
  child.stdout!.setEncoding('utf8').on('data', (text) => (out += text));
  const closed = new Promise((resolve) => child.once('close', resolve));
  await Promise.race([started, closed]);
  await new Promise((resolve) => setTimeout(resolve, aliveMs));
  child.kill('SIGKILL');
  await closed;
  const lines = out.split('\n').slice(0, -1);
  return new Map(lines.map((line) => [line.slice(line.indexOf(' ') + 1), Number(line.split(' ')[0])]));
}

describe('a process that is killed with SIGKILL while it writes', () => {
  it('leaves a book that opens, verifies and holds every entry that it was told is durable', async () => {
    const folder = join(home, 'book');
    const told = new Map<string, number>();
    for (const aliveMs of [20, 45, 70, 110, 160]) {
      for (const [reason, seq] of await writeUntilKilled(folder, aliveMs)) told.set(reason, seq);
      const journal = await Journal.open(folder, { clock, log: silent });
      const found = new Map<string, number>();
      for await (const entry of journal.replay({ kinds: ['stop'] }))
        if (entry.kind === 'stop') found.set(entry.reason, entry.seq);
      await journal.close();
      expect((await verify(folder)).firstBreak).toBeUndefined();
      const lost = [...told].filter(([reason, seq]) => found.get(reason) !== seq);
      expect(lost).toEqual([]);
    }
    expect(told.size).toBeGreaterThan(100);
  });
});
