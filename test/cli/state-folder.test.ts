import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { practiceSettings, Terminal } from './terminal.ts';

let terminal: Terminal;
beforeEach(() => {
  terminal = new Terminal(practiceSettings);
});
afterEach(() => terminal.close());

describe('KEYWARD_HOME', () => {
  it.each([['up'], ['halt', 'halt'], ['bot', 'list']])(
    'that is not absolute is refused by %s: a halt in one folder would stop nothing in another',
    async (...args) => {
      const refused = await terminal.run(args, { env: { KEYWARD_HOME: 'state' } });
      expect(refused.exit).toBe(2);
      expect(refused.stderr).toContain('give it as an absolute path');
      expect(existsSync(join(terminal.folder, 'state'))).toBe(false);
    },
  );

  it('that is empty is as none: the state is below the home folder, also where XDG_STATE_HOME is not absolute', async () => {
    const shown = await terminal.run(['--json', 'halt'], { env: { KEYWARD_HOME: '', XDG_STATE_HOME: 'x' } });
    expect(JSON.parse(shown.stdout).home).toMatch(/\/\.local\/state\/keyward$/);
  });

  it('may have spaces, and be a link', async () => {
    const real = join(terminal.folder, 'a place with spaces');
    mkdirSync(real, { mode: 0o700 });
    const link = join(terminal.folder, 'link');
    symlinkSync(real, link);
    expect((await terminal.run(['bot', 'add', 'grid'], { env: { KEYWARD_HOME: link } })).exit).toBe(0);
    expect((await terminal.run(['bot', 'list'], { env: { KEYWARD_HOME: real } })).stdout).not.toContain('no key yet');
  });

  it.each([['up'], ['halt', 'halt'], ['halt'], ['bot', 'list']])(
    'that is a file is refused by %s, and stays as it is',
    async (...args) => {
      const file = join(terminal.folder, 'file');
      writeFileSync(file, 'mine');
      chmodSync(file, 0o600);
      const refused = await terminal.run(args, { env: { KEYWARD_HOME: file } });
      expect(refused.exit).toBe(2);
      expect(refused.stderr).toContain('file is a file, and the state folder is to be there');
      expect(readFileSync(file, 'utf8')).toBe('mine');
    },
  );

  it.each([['up'], ['halt', 'halt']])('that cannot be made is told by %s at once, as no defect', async (...args) => {
    const refused = await terminal.run(args, { env: { KEYWARD_HOME: '/proc/none/home' } });
    expect(refused.exit).toBe(2);
    expect(refused.stderr).toContain('(file-failed)');
  });
});

describe('a port that is taken', () => {
  it.each([
    ['gateway', 'gateway.port'],
    ['practice', 'practice.port'],
  ])('of the %s is an error that names the setting and the holder', async (part, setting) => {
    const server = createServer();
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const { port } = server.address() as { port: number };
    terminal.write('keyward.yaml', practiceSettings.replace(`${part}: { port: 0 }`, `${part}: { port: ${port} }`));
    const { exit, stderr } = await terminal.run(['up']);
    server.close();
    expect(exit).toBe(3);
    expect(stderr).toMatch(
      new RegExp(`port ${port} of 127\\.0\\.0\\.1 \\(${setting}\\) is in use by .+ \\(pid ${process.pid}\\)`),
    );
    expect(stderr).toContain('(port-busy)');
  });

  it('of a state folder too: the process that has it is named', async () => {
    const up = await terminal.up();
    const { exit, stderr } = await terminal.run(['up']);
    expect(exit).toBe(3);
    expect(stderr).toContain(`(pid ${up.pid}), uses ${terminal.home}`);
    await up.end();
  });
});

describe('a full disk', () => {
  it('does not keep the bots from being stopped', async (context) => {
    const disk = smallDisk(context);
    try {
      const env = { KEYWARD_HOME: disk };
      await terminal.run(['bot', 'add', 'grid'], { env });
      expect(fill(disk)).toBe(true);
      const examined = await terminal.run(['doctor'], { env });
      expect(examined).toMatchObject({ exit: 1, stdout: expect.stringContaining('KiB free') });
      const lowered = await terminal.run(['--json', 'halt', 'reduce', '--reason', 'x'.repeat(30)], { env });
      expect(JSON.parse(lowered.stdout)).toMatchObject({ from: 'run', changed: true });
      const after = JSON.parse((await terminal.run(['--json', 'halt'], { env })).stdout);
      expect(['reduce', 'halt']).toContain(after.level);
      const refused = await terminal.run(['bot', 'revoke', 'grid'], { env });
      expect(refused).toMatchObject({ exit: 3, stderr: expect.stringContaining('(disk-full)') });
      rmSync(join(disk, 'fill'));
      expect((await terminal.run(['journal', 'verify'], { env })).exit).toBe(0);
    } finally {
      execFileSync('umount', [disk]);
    }
  });

  function smallDisk(context: TestContext): string {
    const disk = join(terminal.folder, 'disk');
    mkdirSync(disk);
    try {
      execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=256k,mode=700', 'tmpfs', disk], { stdio: 'ignore' });
    } catch {
      return context.skip('a small disk needs mount, as root');
    }
    return disk;
  }

  /** Takes all the room that is left; true when not a byte more goes in. */
  function fill(disk: string): boolean {
    try {
      writeFileSync(join(disk, 'fill'), Buffer.alloc(1 << 20));
      return false;
    } catch (error) {
      return (error as NodeJS.ErrnoException).code === 'ENOSPC';
    }
  }
});
