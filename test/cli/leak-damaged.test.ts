import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LeakScene } from './leak-scene.ts';

let scene: LeakScene;
afterEach(() => scene.close());

/** A plan that a disk has lost, cut off, or filled with something else. */
async function withDamaged(text: string): Promise<LeakScene> {
  scene = await LeakScene.open('binance', 'guided');
  mkdirSync(join(scene.terminal.home, 'leaks'), { recursive: true, mode: 0o700 });
  writeFileSync(join(scene.terminal.home, 'leaks', 'main.json'), text, { mode: 0o600 });
  return scene;
}

const level = (home: string): unknown => JSON.parse(readFileSync(join(home, 'halt.json'), 'utf8'));

describe('a leak whose plan on the disk is damaged', () => {
  it.each([[''], ['{"id"'], ['{}'], ['null']])(
    'halts first and begins anew, with the file kept, with %j',
    { timeout: 60_000 },
    async (text) => {
      const { terminal } = await withDamaged(text);
      const args = ['--json', 'leak', 'main', '--yes'];
      const { stderr } = await terminal.run(args, { stopAfterLine: /revoked-by-hand/, signal: 'SIGINT' });
      expect(level(terminal.home)).toMatchObject({ level: 'halt' });
      const kept = readdirSync(join(terminal.home, 'leaks')).filter((name) => name.includes('.damaged-'));
      expect(kept).toHaveLength(1);
      expect(readFileSync(join(terminal.home, 'leaks', kept[0]!), 'utf8')).toBe(text);
      expect(stderr.replace(/\s+/g, ' ')).toContain('the file of an earlier leak of main cannot be read');
      expect(scene.plan().notes[0]).toMatchObject({ step: 'halt', state: 'done' });
    },
  );

  it.each([['null'], ['{'], ['{"key":"main","notes":[null]}']])(
    'is told of wherever leaks are, and keeps nothing from its work, with %j',
    { timeout: 60_000 },
    async (text) => {
      const { terminal } = await withDamaged(text);
      const exits: Record<string, number | null> = {};
      for (const words of [
        'leak status',
        'leak status main',
        'leak resume',
        'halt halt',
        'halt',
        'key list',
        'doctor',
      ]) {
        const { exit, stdout, stderr } = await terminal.run(words.split(' '));
        exits[words] = exit;
        const said = `${stdout}${stderr}`;
        expect(`${words}: ${said}`).not.toMatch(/TypeError|This is a defect/);
        expect(`${words}: ${said.replace(/\s+/g, ' ')}`).toContain('cannot be read');
      }
      expect(exits).toMatchObject({ 'leak status': 3, 'leak status main': 3, 'halt halt': 0, halt: 0, 'key list': 0 });
      expect(exits['leak resume']).not.toBe(0);
      expect(level(terminal.home)).toMatchObject({ level: 'halt' });
      const run = await terminal.run(['halt', 'run', '--yes']);
      expect([run.exit, run.stderr]).toEqual([2, expect.stringContaining('main may have leaked')]);
    },
  );
});
