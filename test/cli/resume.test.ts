import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountsScene } from './accounts-scene.ts';

let scene: AccountsScene;
beforeEach(async () => {
  scene = await AccountsScene.open('kill: { withinSeconds: 20 }');
});
afterEach(() => scene.close());

const level = () => JSON.parse(readFileSync(join(scene.terminal.home, 'halt.json'), 'utf8')).level as string;
const records = () => {
  const folder = join(scene.terminal.home, 'kill');
  return readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as { keys: string[]; resumedAt?: string },
  );
};

describe('resume', () => {
  it('says so, and ends with 1, when nothing was killed', async () => {
    const nothing = await scene.terminal.run(['resume', '--scope', 'all', '--yes']);
    expect(nothing).toMatchObject({ exit: 1 });
    expect(nothing.stdout).toContain('There is nothing to resume');
  });

  it('shows the kill and its effect, and raises to reduce, never to run', { timeout: 60_000 }, async () => {
    await scene.fill(2);
    await scene.terminal.run(['kill', '--yes', '--reason', 'a test']);
    const planned = await scene.terminal.run(['resume', '--dry-run']);
    expect(planned.exit).toBe(0);
    expect(planned.stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /by cli \S+: a test, accounts of main\. - main: flat; 2 orders cancelled, .* The level goes from halt to reduce, for all bots/,
    );
    expect(level()).toBe('halt');
    expect(await scene.terminal.run(['resume', '--yes'])).toMatchObject({ exit: 2 });
    // The first time it says what is taken the next.
    const asked = async (...args: string[]) => {
      const { exit, stderr } = await scene.terminal.run(['resume', ...args]);
      return [
        exit,
        /there is nobody to ask: pass (.*), or type (\S+) on/.exec(stderr.replaceAll(/\s+/g, ' '))?.slice(1),
      ];
    };
    expect(await asked()).toEqual([2, ['--yes --scope all', 'all']]);
    expect(await asked('--scope', 'main')).toEqual([2, ['--yes --scope main', 'main']]);
    const wrong = await scene.terminal.run(['resume', '--scope', 'second', '--yes']);
    expect(wrong.stderr).toContain('the kill switch was not used on second');
    const resumed = await scene.terminal.json(['resume', '--scope', 'main', '--yes']);
    expect(resumed).toMatchObject({ exit: 0, from: 'halt', to: 'reduce', level: 'reduce', stays: [] });
    expect(level()).toBe('reduce');
    expect(records()).toMatchObject([{ keys: ['main'], resumedAt: expect.any(String) }]);
    expect(await scene.terminal.run(['resume', '--scope', 'all', '--yes'])).toMatchObject({ exit: 1 });
    expect(level()).toBe('reduce');
  });

  it('leaves the level while another key stays killed', { timeout: 60_000 }, async () => {
    scene.settings('kill: { withinSeconds: 20 }', '  second: { exchange: okx, environment: practice }\n');
    await scene.terminal.run(['kill', '--yes', '--scope', 'main']);
    await scene.terminal.run(['kill', '--yes', '--scope', 'second']);
    const one = await scene.terminal.json(['resume', '--scope', 'second', '--yes']);
    expect(one).toMatchObject({ exit: 0, level: 'halt', stays: ['main'] });
    const other = await scene.terminal.json(['resume', '--scope', 'main', '--yes']);
    expect(other).toMatchObject({ exit: 0, level: 'reduce', stays: [] });
  });

  it('leaves the level where the owner has raised it already', { timeout: 60_000 }, async () => {
    await scene.terminal.run(['kill', '--yes']);
    await scene.terminal.run(['halt', 'reduce', '--yes']);
    const resumed = await scene.terminal.json(['resume', '--scope', 'all', '--yes']);
    expect(resumed).toMatchObject({ exit: 0, from: 'reduce', level: 'reduce' });
  });

  it('comes before the level run, which is refused until then', { timeout: 60_000 }, async () => {
    await scene.terminal.run(['kill', '--yes']);
    for (const more of [['--yes'], ['--dry-run']]) {
      const refused = await scene.terminal.run(['halt', 'run', ...more]);
      expect([refused.exit, refused.stderr]).toEqual([2, expect.stringMatching(/the kill switch was used \(main\)/)]);
      expect(refused.stderr).toContain('First keyward resume');
    }
    expect(level()).toBe('halt');
    await scene.terminal.run(['halt', 'reduce', '--yes']);
    expect(await scene.terminal.run(['halt', 'run', '--yes'])).toMatchObject({ exit: 2 });
    const up = await scene.up();
    const { checks } = await scene.terminal.json<{ checks: { what: string; fix?: string }[] }>(['doctor']);
    expect(checks).toContainEqual(expect.objectContaining({ what: 'keyward up', fix: 'keyward resume' }));
    await up.end();
    await scene.terminal.run(['resume', '--scope', 'all', '--yes']);
    expect(await scene.terminal.run(['halt', 'run', '--yes'])).toMatchObject({ exit: 0 });
    expect(level()).toBe('run');
  });

  it('goes through a running up, whose journal has it', { timeout: 60_000 }, async () => {
    const up = await scene.up();
    await scene.terminal.run(['kill', '--yes']);
    await scene.terminal.run(['resume', '--scope', 'all', '--yes']);
    const { entries } = await scene.terminal.json<{ entries: { kind: string; to?: string }[] }>(['journal', 'tail']);
    expect(entries.flatMap(({ kind, to }) => (kind === 'halt' ? [to] : []))).toEqual(['halt', 'reduce']);
    await up.end();
  });
});
