import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordOutput } from '../canary.ts';
import { AccountsScene } from './accounts-scene.ts';
import { startKill } from './started-kill.ts';

let scene: AccountsScene;
beforeEach(async () => {
  scene = await AccountsScene.open('kill: { withinSeconds: 20 }');
});
afterEach(() => scene.close());

interface Killed {
  readonly id: string;
  readonly level: string;
  readonly depth: string;
  readonly journaled: boolean;
  readonly unrecorded?: string;
  readonly accounts: readonly {
    readonly key: string;
    readonly state: string;
    readonly cancelled: number;
    readonly sold: readonly string[];
    readonly residue: readonly { readonly what: string; readonly why: string }[];
  }[];
}

const level = () => JSON.parse(readFileSync(join(scene.terminal.home, 'halt.json'), 'utf8')).level as string;
const kills = () => join(scene.terminal.home, 'kill');
const entries = async (kind: string) =>
  (await scene.terminal.json<{ entries: readonly { kind: string }[] }>(['journal', 'tail'])).entries.filter(
    (entry) => entry.kind === kind,
  );

const recorded = () => existsSync(kills()) && readdirSync(kills()).some((name) => name.endsWith('.json'));

/** A kill at whose standard error somebody looks again and again; gives how it ended. */
async function lookedAt(look: (stderr: string, child: ChildProcess) => void) {
  const { child, text } = startKill(scene.terminal, ['--reason', 'looked at']);
  child.stderr.on('data', () => look(text.stderr, child));
  const timer = setInterval(() => look(text.stderr, child), 5);
  await once(child, 'close');
  clearInterval(timer);
  recordOutput('a kill that was looked at', text.stdout + text.stderr);
  return { exit: child.exitCode, signal: child.signalCode, stdout: text.stdout };
}

async function cutOff(isTime: (stderr: string) => boolean): Promise<void> {
  const { signal } = await lookedAt((stderr, child) => {
    if (child.exitCode === null && isTime(stderr)) child.kill('SIGKILL');
  });
  expect(signal).toBe('SIGKILL');
}

describe('kill --dry-run', () => {
  it('shows what it would do to each account, and changes nothing', async () => {
    const open = await scene.fill(3);
    const planned = await scene.terminal.json<{ plan: object[]; applied: boolean }>(['kill', '--dry-run']);
    expect(planned).toMatchObject({
      exit: 0,
      applied: false,
      plan: [{ key: 'main', exchange: 'binance', state: 'read', cancels: open, closes: [], cannot: [] }],
    });
    expect(planned.plan[0]).toMatchObject({ sells: expect.arrayContaining([expect.stringMatching(/ BTC$/)]) });
    expect(await scene.open()).toBe(open);
    expect([existsSync(kills()), existsSync(join(scene.terminal.home, 'halt.json'))]).toEqual([false, false]);
    const text = await scene.terminal.run(['kill', '--dry-run', '--cancel-only']);
    expect(text.stdout).toContain('3 open orders');
    expect(text.stdout).not.toContain('sells');
    expect(text.stdout).toContain('Nothing was changed (--dry-run).');
  });
});

describe('kill, while no Keyward runs', () => {
  it('makes the account flat, halts the bots and writes it down', async () => {
    await scene.fill(5);
    const killed = await scene.terminal.json<Killed>(['kill', '--yes', '--reason', 'a test']);
    expect(killed).toMatchObject({
      exit: 0,
      level: 'halt',
      depth: 'flat',
      journaled: true,
      reason: 'a test',
      accounts: [{ key: 'main', exchange: 'binance', state: 'flat', cancelled: 5, residue: [] }],
    });
    expect(await scene.open()).toBe(0);
    expect(await scene.held('BTC')).toBe(0);
    expect(level()).toBe('halt');
    expect(await entries('halt')).toMatchObject([{ from: 'run', to: 'halt' }]);
    expect(await entries('kill')).toMatchObject([{ id: killed.id, key: 'main', state: 'flat', cancelled: 5 }]);
    const again = await scene.terminal.run(['kill', '--yes']);
    expect(again).toMatchObject({ exit: 0 });
    expect(again.stdout).toContain('Everything is flat.');
    expect(again.stderr).toContain('main: flat');
  });

  it('cancels alone with --cancel-only, and keeps a tighter level', async () => {
    await scene.fill(2);
    await scene.terminal.run(['halt', 'seal']);
    const killed = await scene.terminal.json<Killed>(['kill', '--yes', '--cancel-only', '--scope', 'main']);
    expect(killed).toMatchObject({ exit: 0, level: 'seal', depth: 'cancel', accounts: [{ cancelled: 2, sold: [] }] });
    expect(await scene.held('BTC')).toBeGreaterThan(0);
    expect(level()).toBe('seal');
  });

  it('needs --yes where nobody can be asked, and changes nothing when called wrongly', async () => {
    const refused = await scene.terminal.run(['kill']);
    expect(refused).toMatchObject({ exit: 2 });
    expect(refused.stderr).toContain('pass --yes, or type kill on a terminal');
    const unknown = await scene.terminal.run(['kill', '--yes', '--scope', 'mian']);
    expect(unknown).toMatchObject({ exit: 2 });
    expect(unknown.stderr).toContain('did you mean main?');
    expect(existsSync(join(scene.terminal.home, 'halt.json'))).toBe(false);
  });

  it('halts the bots also where the settings are broken, and says that it did no more', async () => {
    scene.terminal.write('keyward.yaml', 'version: [');
    const killed = await scene.terminal.run(['kill', '--yes']);
    expect(killed).toMatchObject({ exit: 2 });
    expect(killed.stderr).toContain('The halt level is halt; nothing was cancelled, closed or sold.');
    expect(level()).toBe('halt');
  });

  it('ends with 3 where one key cannot be read; the others are flat', async () => {
    await scene.fill(2);
    const second = '  second: { exchange: okx, environment: live, from: { dotenv: { file: gone.env } } }\n';
    scene.settings('kill: { withinSeconds: 20 }', second);
    const killed = await scene.terminal.json<Killed>(['kill', '--yes']);
    expect(killed.exit).toBe(3);
    expect(killed.accounts.find(({ key }) => key === 'main')).toMatchObject({ state: 'flat', cancelled: 2 });
    expect(killed.accounts.find(({ key }) => key === 'second')).toMatchObject({
      exchange: 'okx',
      state: 'unreached',
      residue: [{ why: expect.stringContaining('gone.env') }],
    });
  });

  it('goes on while neither its record nor the journal can be written', async () => {
    await scene.fill(2);
    mkdirSync(scene.terminal.home, { recursive: true });
    for (const name of ['kill', 'journal']) writeFileSync(join(scene.terminal.home, name), 'no folder');
    const killed = await scene.terminal.json<Killed>(['kill', '--yes']);
    expect(killed).toMatchObject({ exit: 0, level: 'halt', journaled: false, accounts: [{ state: 'flat' }] });
    expect(killed.unrecorded).toEqual(expect.any(String));
    expect(await scene.open()).toBe(0);
    for (const name of ['kill', 'journal']) rmSync(join(scene.terminal.home, name));
  });
});

describe('kill, when the exchange goes away', () => {
  it('ends with 4 and names what is left', { timeout: 60_000 }, async () => {
    await scene.fill(20);
    scene.settings('kill: { withinSeconds: 5 }');
    let isGone = false;
    const { exit, stdout } = await lookedAt((stderr) => {
      if (isGone || !stderr.includes('cancels')) return;
      isGone = true;
      scene.practice.signal('SIGSTOP');
    });
    scene.practice.signal('SIGCONT');
    const killed = JSON.parse(stdout) as Killed;
    expect({ exit, state: killed.accounts[0]!.state }).toEqual({ exit: 4, state: 'residue' });
    expect(killed.accounts[0]!.residue).not.toEqual([]);
  });

  it('ends with 3 when it was not reached at all', { timeout: 60_000 }, async () => {
    scene.settings('kill: { withinSeconds: 5 }');
    scene.practice.signal('SIGSTOP');
    const killed = await scene.terminal.json<Killed>(['kill', '--yes']);
    scene.practice.signal('SIGCONT');
    expect(killed).toMatchObject({ exit: 3, level: 'halt', accounts: [{ key: 'main', state: 'unreached' }] });
  });
});

describe('kill, beside a running up', () => {
  it('goes through it for the journal alone', { timeout: 60_000 }, async () => {
    await scene.fill(2);
    const up = await scene.up();
    const killed = await scene.terminal.json<Killed>(['kill', '--yes']);
    expect(killed).toMatchObject({ exit: 0, journaled: true, accounts: [{ state: 'flat', cancelled: 2 }] });
    expect(await entries('kill')).toHaveLength(1);
    await up.end();
  });

  it('works while up is stopped, which writes it down once it goes on, and once only', {
    timeout: 60_000,
  }, async () => {
    await scene.fill(4);
    const up = await scene.up();
    up.signal('SIGSTOP');
    const killed = await scene.terminal.json<Killed>(['kill', '--yes']);
    expect(killed).toMatchObject({ exit: 0, level: 'halt', journaled: false, accounts: [{ state: 'flat' }] });
    expect(await scene.open()).toBe(0);
    up.signal('SIGCONT');
    await expect.poll(() => entries('kill'), { timeout: 10_000 }).toHaveLength(1);
    await up.end();
    await (await scene.up()).end();
    expect(await entries('kill')).toHaveLength(1);
  });
});

describe('a kill that is killed', () => {
  it.each<[string, (stderr: string) => boolean]>([
    ['once its record stands', recorded],
    ['while it cancels', (stderr) => stderr.includes('cancels')],
    ['while it sells', (stderr) => stderr.includes('sells')],
  ])('%s is told of, and the next one takes it up', { timeout: 60_000 }, async (_when, isTime) => {
    await scene.fill(10);
    await cutOff(isTime);
    const [record = ''] = readdirSync(kills()).filter((name) => name.endsWith('.json'));
    expect(level()).toBe('halt');
    const shown = await scene.terminal.run(['halt']);
    expect(shown.stdout).toMatch(
      /Not finished: the kill of main, begun [^,]+ by cli \S+,\s+did\s+not\s+come\s+to\s+its\s+end/,
    );
    const { checks } = await scene.terminal.json<{ checks: object[] }>(['doctor']);
    expect(checks).toContainEqual(expect.objectContaining({ what: 'kill switch', outcome: 'fault' }));
    const killed = await scene.terminal.json<Killed>(['kill', '--yes']);
    expect(killed).toMatchObject({ exit: 0, journaled: true, reason: 'looked at', accounts: [{ state: 'flat' }] });
    expect(`${killed.id}.json`).toBe(record);
    expect([await scene.open(), await scene.held('BTC')]).toEqual([0, 0]);
    expect((await scene.terminal.run(['halt'])).stdout).not.toContain('Not finished');
  });

  it('is told of by up, which raises an alarm until it is taken up', { timeout: 60_000 }, async () => {
    await scene.fill(2);
    await cutOff(recorded);
    const up = await scene.up();
    await up.waitFor(/"audit"/);
    await expect.poll(() => up.output().stderr).toContain('not finished: the kill of main');
    const raised = async () =>
      (await entries('alarm')).filter((entry) => (entry as unknown as { about: string }).about === 'kill-unfinished');
    await expect.poll(raised, { timeout: 10_000 }).toMatchObject([{ state: 'raised', severity: 'critical' }]);
    await scene.terminal.run(['kill', '--yes']);
    await expect.poll(raised, { timeout: 10_000 }).toMatchObject([{ state: 'raised' }, { state: 'ended' }]);
    await up.end();
  });
});
