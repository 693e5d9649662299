import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { linkSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { hasPty, runOnPty } from './pty.ts';
import { drawnKey, ScanScene } from './scan-scene.ts';
import { main } from './terminal.ts';

const [first, second] = ['hostile first', 'hostile second'].map(drawnKey) as [
  ReturnType<typeof drawnKey>,
  ReturnType<typeof drawnKey>,
];
const STEERING = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;
const isRoot = process.getuid?.() === 0;

let scene: ScanScene;
beforeEach(() => {
  scene = new ScanScene();
});
afterEach(() => scene.close());

describe('what a repository says of itself', () => {
  it('reaches no terminal as what would steer it, in any form', async () => {
    scene.write('a\u001b[31m\u009b31m\u202e.env', first.env);
    scene.git('config', 'user.name', 'Eve\u001b]0;x\u0007\u009b31m');
    scene.commit('one');
    for (const args of [
      ['--history'],
      ['--history', '--format', 'json'],
      ['--format', 'sarif'],
      ['--format', 'junit'],
      ['--range', 'no\u009b31m\u001b[31m'],
      ['no\u009b31m\u001b[31m'],
    ]) {
      const { stdout, stderr, exit } = await scene.scan(...args);
      expect([args, stdout.match(STEERING), stderr.match(STEERING)]).toEqual([args, null, null]);
      expect([1, 2]).toContain(exit);
    }
    const { stdout } = await scene.terminal.run(['--json', 'scan', '--history']);
    expect(stdout.match(STEERING)).toBeNull();
    expect(JSON.parse(stdout).findings[0].places[0].path).toContain('\u009b31m\u202e');
  });

  it('shows no secret by which a file, a name or a reason is called', async () => {
    scene.write(`${first.secret}.env`, first.env);
    scene.write(
      'b.json',
      JSON.stringify({ binance: { [second.secret]: { apiKey: second.key, secret: second.secret } } }),
    );
    scene.commit('one');
    await scene.json();
    await scene.json('--history');
    for (const format of ['table', 'json', 'sarif', 'junit']) {
      const { stdout } = await scene.scan('--format', format);
      for (const { key, secret } of [first, second])
        for (const value of [key, secret]) expect(stdout).not.toContain(value);
    }
  });

  it.runIf(isRoot)('is told to be of another user, and read where that user is trusted', async () => {
    scene.write('a.env', first.env);
    scene.commit('one');
    const strange = join(scene.folder, "it's $(strange)");
    execFileSync('git', ['clone', '-q', scene.folder, strange]);
    execFileSync('chown', ['-R', '65534:65534', strange]);
    const refused = await scene.scan('--history', strange);
    expect(refused).toMatchObject({ exit: 2, stderr: expect.stringContaining('belongs to another user') });
    const [, directory = ''] = /safe\.directory ('.*?')`/.exec(refused.stderr) ?? [];
    // As the file stands it can be read without git.
    expect(await scene.paths(strange)).toContain('a.env');
    const env = { HOME: dirname(scene.folder), PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1' };
    execFileSync('sh', ['-c', `git config --global --add safe.directory ${directory}`], { env });
    expect(await scene.paths('--history', strange)).toEqual(['a.env']);
  });
});

describe('an address with a login', () => {
  it.each([
    'https://ann:opensesame@example.com/bot.git',
    'https://ann:open@sesame@example.com/bot.git',
    `https://${'t0ken'.repeat(8)}@example.com/bot.git`,
  ])('is refused, for every user sees the arguments of programs: %s', async (url) => {
    const { exit, stdout, stderr } = await scene.scan('--repo', url);
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toContain('is seen by every user of this machine');
    expect(stderr).not.toMatch(/sesame|t0ken/);
  });
});

describe('one file', () => {
  it('is told by the path by which it was named', async () => {
    scene.write('bot/a.env', first.env);
    expect(await scene.paths('bot/a.env')).toEqual(['bot/a.env']);
  });
});

describe('a scan', () => {
  it('of many files ends as soon as it is stopped', async () => {
    const many = join(scene.folder, 'many');
    mkdirSync(many);
    scene.write('many/0.txt', `${'x = total(rows)[1] + "abc"\n'.repeat(20_000)}`);
    for (let at = 1; at < 8_000; at++) linkSync(join(many, '0.txt'), join(many, `${at}.txt`));
    const child = spawn(process.execPath, [main, 'scan', many], {
      env: { PATH: process.env['PATH'], KEYWARD_HOME: scene.terminal.home, HOME: scene.folder },
      stdio: 'ignore',
    });
    const closed = once(child, 'close');
    setTimeout(() => child.kill('SIGINT'), 1_500);
    const started = Date.now();
    expect((await closed)[0]).toBe(130);
    expect(Date.now() - started).toBeLessThan(10_000);
  });

  it.runIf(hasPty)('of a long history shows how far it is, on a terminal alone, and wipes that out', async () => {
    for (let at = 0; at < 1_200; at++) scene.write(`f/${at}.txt`, `number ${at}\n`);
    scene.commit('many');
    const env = { KEYWARD_HOME: scene.terminal.home, HOME: dirname(scene.folder) };
    const { exit, screen } = await runOnPty(['scan', '--history'], { env, cwd: scene.folder, columns: 80 });
    expect(exit).toBe(0);
    expect(screen).toMatch(/\r\u001b\[K█+░* 1000 of \d+ objects/);
    const last = screen.lastIndexOf('\r\u001b[K');
    expect(screen.slice(last)).not.toContain('objects');
    expect((await scene.scan('--history')).stderr).toBe('');
  });
});
