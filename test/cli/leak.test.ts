import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { LeakScene } from './leak-scene.ts';

let scene: LeakScene | undefined;
afterEach(async () => {
  await scene?.close();
  scene = undefined;
});

const STEPS = ['halt', 'revoke', 'prove-dead', 'replace', 'close', 'account', 'find', 'clean'] as const;

describe('keyward leak', () => {
  it.each(STEPS)(
    'killed after %s goes on where it was, and one key is left that works',
    { timeout: 60_000 },
    async (step) => {
      scene = await LeakScene.open('bybit', 'api');
      const { terminal, old } = scene;
      const first = await terminal.run(['--json', 'leak', 'main', '--yes'], {
        stopAfterLine: new RegExp(`"step":"${step}"`),
        signal: 'SIGKILL',
      });
      expect(first.exit).toBe(null);
      const second = await terminal.run(['--json', 'leak', 'resume']);
      expect(second.stderr).not.toContain('Error');
      expect(second.exit).toBe(0);
      const again = scene.stepsOf(second.stdout).map((one) => one.step);
      for (const done of STEPS.slice(0, STEPS.indexOf(step))) expect(again).not.toContain(done);
      expect(scene.isRevoked).toBe(true);
      expect(scene.living()).toHaveLength(1);
      expect(scene.living()).not.toContain(old.id);
      const { entries } = await terminal.json<{ entries: { kind: string; step: string; state: string }[] }>([
        'journal',
        'tail',
        '--lines',
        '200',
      ]);
      const noted = entries.filter(({ kind }) => kind === 'leak').map(({ step: at, state }) => `${at} ${state}`);
      for (const at of STEPS) expect(noted).toContain(`${at} ${at === 'clean' ? 'skipped' : 'done'}`);
      expect(await terminal.run(['leak', 'resume'])).toMatchObject({ exit: 2 });
    },
  );

  it('halts before anything else, also where the journal cannot be written and no exchange answers', {
    timeout: 60_000,
  }, async () => {
    scene = await LeakScene.open('binance', 'guided');
    const { terminal } = scene;
    // A file stands where the journal is to be.
    mkdirSync(terminal.home, { mode: 0o700 });
    writeFileSync(join(terminal.home, 'journal'), '');
    await scene.practice.stop();
    const startMs = performance.now();
    const ended = await terminal.run(['--json', 'leak', 'main', '--yes'], {
      stopAfterLine: /revoked-by-hand/,
      signal: 'SIGINT',
    });
    const [halt, revoke] = scene.stepsOf(ended.stdout);
    expect(halt).toMatchObject({ step: 'halt', state: 'done' });
    expect(halt!.tookMs).toBeLessThan(1_000);
    expect(revoke).toMatchObject({ step: 'revoke', state: 'waits', needs: 'revoked-by-hand' });
    expect(performance.now() - startMs).toBeLessThan(15_000);
    expect(JSON.parse(readFileSync(join(terminal.home, 'halt.json'), 'utf8'))).toMatchObject({ level: 'halt' });
    expect(ended.exit).toBe(130);
  });

  it('says loudly that the key still works, though its owner says that it is deleted', {
    timeout: 60_000,
  }, async () => {
    scene = await LeakScene.open('binance', 'guided');
    const { terminal } = scene;
    const ended = await terminal.run(['leak', 'main', '--yes', '--revoked'], {
      stopAfterLine: /STILL WORKS/,
      signal: 'SIGINT',
    });
    expect(ended.exit).toBe(130);
    expect(ended.stdout).toContain('THE OLD KEY STILL WORKS');
    const status = await terminal.run(['leak', 'status']);
    expect(status).toMatchObject({ exit: 3 });
    expect(status.stdout).toContain('STILL ALIVE');
  });

  it('begins with what a scan has found, and works beside a Keyward that runs', { timeout: 90_000 }, async () => {
    scene = await LeakScene.open('bybit', 'api');
    const { terminal, old } = scene;
    scene.git('init', '-q');
    scene.git('add', 'main.env');
    scene.git('commit', '-qm', 'a bot');
    const { findings: leaks } = await terminal.json<{ findings: { id: string; rule: string }[] }>([
      'scan',
      '--history',
    ]);
    expect(leaks).not.toEqual([]);
    const up = await terminal.up();
    const ids = leaks.map(({ id }) => id);
    expect(await terminal.run(['leak', 'other', '--finding', ids[0]!, '--yes'])).toMatchObject({ exit: 2 });
    expect(await terminal.run(['leak', '--finding', '0123456789abcdef', '--yes'])).toMatchObject({ exit: 2 });
    const ended = await terminal.run(['leak', '--finding', ids[0]!, '--yes']);
    expect(ended.stderr + ended.stdout).toContain('the gateway signs with');
    expect(ended.exit).toBe(0);
    expect(scene.living()).not.toContain(old.id);
    const { finding, places } = scene.plan();
    expect(finding).toBe(ids[0]);
    expect(
      places?.places
        .filter((one) => one.in === 'history')
        .map(({ part }) => part)
        .sort(),
    ).toEqual(['key', 'secret']);
    await up.end();
  });

  it('changes nothing for a name that is no key, nor with --dry-run', async () => {
    scene = await LeakScene.open('bybit', 'api');
    const { terminal } = scene;
    expect(await terminal.run(['leak', 'mian', '--yes'])).toMatchObject({ exit: 2 });
    expect(await terminal.run(['leak', 'main', '--since', 'tomorrow', '--yes'])).toMatchObject({ exit: 2 });
    expect(await terminal.run(['leak', 'main', '--dry-run'])).toMatchObject({ exit: 0 });
    expect(await terminal.json(['halt'])).toMatchObject({ level: 'run' });
    expect(scene.isRevoked).toBe(false);
    expect(await terminal.run(['leak', 'status'])).toMatchObject({ exit: 0, stdout: 'No leak is known here.\n' });
  });
});
