import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { practiceSettings, Terminal } from './terminal.ts';

let terminal: Terminal;
beforeEach(() => {
  terminal = new Terminal(practiceSettings);
});
afterEach(() => terminal.close());

const levelInFile = () => JSON.parse(readFileSync(join(terminal.home, 'halt.json'), 'utf8')).level;

interface HaltJson {
  readonly level: string;
  readonly from: string;
  readonly running: string;
  readonly journaled: boolean;
  readonly changed: boolean;
}

describe('halt, while no Keyward runs', () => {
  it('shows run before anything was set, and makes nothing', async () => {
    const shown = await terminal.json(['halt']);
    expect(shown).toMatchObject({ exit: 0, level: 'run', running: 'no' });
    expect(() => statSync(terminal.home)).toThrow();
  });

  it('lowers at once and writes it down, with who and why', async () => {
    const lowered = await terminal.run(['halt', 'halt', '--reason', 'a test']);
    expect(lowered).toMatchObject({ exit: 0, stderr: '' });
    expect(lowered.stdout).toMatch(/^run -> halt\n\n {2}level +halt\n {2}lets pass +reads and cancels\n/);
    expect(lowered.stdout).toMatch(/reason +a test/);
    const tail = await terminal.json<{ entries: object[] }>(['journal', 'tail']);
    expect(tail.entries).toMatchObject([
      { kind: 'halt', from: 'run', to: 'halt', reason: 'a test', by: expect.stringMatching(/^cli ./) },
    ]);
  });

  it('shows what a level would do, and sets none, with --dry-run', async () => {
    const planned = await terminal.run(['halt', 'halt', '--dry-run']);
    expect(planned).toMatchObject({ exit: 0, stderr: '' });
    expect(planned.stdout).toContain('At halt it lets pass: reads and cancels.');
    expect(await terminal.json(['halt', 'halt', '--dry-run'])).toMatchObject({ exit: 0, applied: false });
    expect(await terminal.json(['halt'])).toMatchObject({ level: 'run' });
  });

  it('raises only when the level is typed or --yes is given', async () => {
    await terminal.run(['halt', 'seal']);
    const refused = await terminal.run(['halt', 'run']);
    expect(refused.exit).toBe(2);
    expect(refused.stderr).toContain('pass --yes, or type run on a terminal');
    expect(levelInFile()).toBe('seal');
    expect(await terminal.json<HaltJson>(['halt', 'run', '--yes'])).toMatchObject({
      exit: 0,
      from: 'seal',
      level: 'run',
      journaled: true,
    });
  });

  it('says when there is nothing to change', async () => {
    await terminal.run(['halt', 'reduce']);
    const again = await terminal.run(['halt', 'reduce']);
    expect(again).toMatchObject({ exit: 0 });
    expect(again.stdout).toContain('It was reduce already.');
  });

  it('refuses a level that is none', async () => {
    const refused = await terminal.run(['halt', 'stop']);
    expect(refused.exit).toBe(2);
    expect(refused.stderr).toContain('there is no halt level stop; there is run, reduce, halt, seal');
  });

  it('works with settings that are broken', async () => {
    terminal.write('keyward.yaml', 'version: [');
    expect(await terminal.json<HaltJson>(['halt', 'halt'])).toMatchObject({ exit: 0, level: 'halt', journaled: true });
  });

  it('works with a journal that cannot be written, and says so', async () => {
    await terminal.run(['halt', 'reduce']);
    rmSync(join(terminal.home, 'journal'), { recursive: true });
    writeFileSync(join(terminal.home, 'journal'), 'no folder');
    const lowered = await terminal.json<HaltJson & { unjournaled: string }>(['halt', 'halt']);
    expect(lowered).toMatchObject({
      exit: 0,
      level: 'halt',
      journaled: false,
      unjournaled: expect.stringContaining('journal'),
    });
    expect(levelInFile()).toBe('halt');
  });
});

describe('halt, beside a running up', () => {
  it('goes through it and stands in its journal', async () => {
    const up = await terminal.up();
    expect(await terminal.json<HaltJson>(['halt', 'reduce'])).toMatchObject({
      level: 'reduce',
      running: 'yes',
      journaled: true,
    });
    expect(await terminal.json<HaltJson>(['halt', 'run', '--yes'])).toMatchObject({
      level: 'run',
      from: 'reduce',
      running: 'yes',
    });
    expect(await terminal.json<HaltJson>(['halt'])).toMatchObject({ level: 'run', running: 'yes' });
    await up.end();
    const { entries } = await terminal.json<{ entries: { kind: string; to?: string }[] }>(['journal', 'tail']);
    expect(entries.flatMap(({ kind, to }) => (kind === 'halt' ? [to] : []))).toEqual(['reduce', 'run']);
  });

  it('lowers also while up is stopped; up writes it down when it goes on, and takes no raise that nobody waits for', async () => {
    const up = await terminal.up();
    up.signal('SIGSTOP');
    const startMs = performance.now();
    const lowering = terminal.json<HaltJson>(['halt', 'halt', '--reason', 'it hangs']);
    await expect
      .poll(
        () => statSync(join(terminal.home, 'halt.json'), { throwIfNoEntry: false }) !== undefined && levelInFile(),
        { timeout: 5_000 },
      )
      .toBe('halt');
    const inFileMs = performance.now() - startMs;
    const lowered = await lowering;
    expect(lowered).toMatchObject({ exit: 0, level: 'halt', from: 'run', running: 'not-answering', journaled: false });
    expect(inFileMs).toBeLessThan(2_000);

    const raised = await terminal.run(['halt', 'run', '--yes']);
    expect(raised.exit).toBe(3);
    expect(raised.stderr).toContain('not-answering');

    up.signal('SIGCONT');
    const tail = () => terminal.json<{ entries: { kind: string; from?: string; to?: string }[] }>(['journal', 'tail']);
    await expect
      .poll(async () => (await tail()).entries.filter(({ kind }) => kind === 'halt'), { timeout: 10_000 })
      .toMatchObject([{ from: 'run', to: 'halt' }]);
    expect(levelInFile()).toBe('halt');
    await up.end();
  }, 60_000);

  it('lowers when the socket is gone but the folder is held', async () => {
    const up = await terminal.up();
    rmSync(join(terminal.home, 'admin.sock'));
    expect(await terminal.json<HaltJson>(['halt', 'seal'])).toMatchObject({
      exit: 0,
      level: 'seal',
      running: 'not-answering',
      journaled: false,
    });
    const raised = await terminal.run(['halt', 'run', '--yes']);
    expect(raised).toMatchObject({ exit: 3 });
    expect(raised.stderr).toContain('home-locked');
    expect(levelInFile()).toBe('seal');
    await up.end();
  });
});
