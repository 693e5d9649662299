import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasPty, runOnPty } from './pty.ts';
import { practiceSettings, Terminal } from './terminal.ts';

let terminal: Terminal;
beforeEach(() => {
  terminal = new Terminal();
});
afterEach(() => terminal.close());

const level = () => JSON.parse(readFileSync(join(terminal.home, 'halt.json'), 'utf8')).level as string;

describe('without a settings file', () => {
  it('kill --dry-run, kill --card and resume make no accounts up: they are refused, naming where it was looked', async () => {
    for (const args of [
      ['kill', '--dry-run'],
      ['kill', '--card'],
      ['resume', '--scope', 'all', '--yes'],
    ]) {
      const { exit, stdout, stderr } = await terminal.run(args);
      expect([args, exit, stdout]).toEqual([args, 2, '']);
      expect(stderr).toContain('no settings file was found');
      expect(stderr).toContain(`in ${terminal.folder} and in `);
      expect(stderr).toContain('--config FILE');
    }
    expect(existsSync(join(terminal.home, 'halt.json'))).toBe(false);
  });

  it('kill --yes halts the bots, and says that nothing else was done', async () => {
    const { exit, stderr } = await terminal.run(['kill', '--yes']);
    expect([exit, level()]).toEqual([2, 'halt']);
    expect(stderr).toContain('no settings file was found');
    expect(stderr).toContain('The halt level is halt; nothing was cancelled, closed or sold.');
    expect(existsSync(join(terminal.home, 'kill'))).toBe(false);
  });

  it('kill names the file of the keyward up that runs here', async () => {
    const path = terminal.write('elsewhere.yaml', practiceSettings);
    const up = await terminal.start(['--config', path, 'up']);
    expect((await terminal.run(['kill', '--dry-run'])).stderr).toContain(`--config ${path}`);
    const killed = await terminal.run(['--config', path, 'kill', '--yes']);
    expect([killed.exit, level()]).toEqual([0, 'halt']);
    await up.end();
  });
});

describe.skipIf(!hasPty)('keyward up on a terminal', () => {
  it('tells of a halt from another terminal in words, and that no channel calls', { timeout: 40_000 }, async () => {
    terminal.write('keyward.yaml', practiceSettings);
    const answers = [[/run -> halt, by cli/, '\u0003']] as const;
    const env = { KEYWARD_HOME: terminal.home, NO_COLOR: '1' };
    const shown = runOnPty(['up'], { env, cwd: terminal.folder, columns: 80, answers });
    await expect
      .poll(async () => (await terminal.json<{ running: string }>(['halt'])).running, { timeout: 15_000 })
      .toBe('yes');
    await terminal.run(['halt', 'halt', '--reason', 'a test']);
    const { exit, screen } = await shown;
    expect([exit, screen]).toEqual([
      130,
      expect.stringMatching(/^\d\d:\d\d:\d\dZ {2}warning {3}the halt level: run -> halt, by cli /m),
    ]);
    expect(screen).toMatch(/^ {2}alarms +no channel: told here and in the journal alone/m);
    expect(screen.split(/\r?\n/).filter((line) => line.startsWith('{') || line.length > 80)).toEqual([]);
  });

  it('logs JSON with --json', { timeout: 40_000 }, async () => {
    terminal.write('keyward.yaml', practiceSettings);
    const up = await terminal.up();
    expect(up.ready).toMatchObject({ channels: [] });
    await terminal.run(['halt', 'halt']);
    await expect.poll(() => up.output().stderr).toMatch(/^\{"time":.*"message":"the halt level".*run -> halt/m);
    await up.end();
  });
});

describe('kill --help', () => {
  it('fits a terminal of 80 columns, and tells exit codes and JSON once', async () => {
    const { stdout } = await terminal.run(['kill', '--help']);
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
    expect([stdout.match(/Exit codes/g), stdout.match(/With --json/g)].map((found) => found?.length)).toEqual([1, 1]);
  });
});
