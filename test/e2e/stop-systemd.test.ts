import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it, type TestContext } from 'vitest';
import { practiceSettings, Terminal } from '../cli/terminal.ts';

const MANAGER = '/lib/systemd/systemd';
let terminal: Terminal | undefined;
let manager: Manager | undefined;

afterEach(async () => {
  await manager?.close();
  manager = undefined;
  await terminal?.close();
});

/** A user manager of systemd in namespaces of its own, so that the host needs none; what it runs ends with it. */
class Manager {
  readonly #process: ChildProcess;
  readonly folder: string;

  private constructor(process: ChildProcess, folder: string) {
    this.#process = process;
    this.folder = folder;
  }

  /** Skips the test, saying why, where there can be none. */
  static async start(context: TestContext, units: Readonly<Record<string, string>>): Promise<Manager> {
    if (!existsSync(MANAGER)) context.skip('there is no systemd');
    const folder = mkdtempSync(join(tmpdir(), 'keyward-systemd-'));
    const written = Object.entries(units).map(
      ([name, text]) => `cat > /run/user/own/config/systemd/user/${name} <<'END'\n${text}\nEND`,
    );
    const script = `
mount -t tmpfs tmpfs /run || exit 1
mkdir -p /run/systemd/system /run/user/own/config/systemd/user
chmod 700 /run/user/own
export XDG_RUNTIME_DIR=/run/user/own XDG_CONFIG_HOME=/run/user/own/config
${written.join('\n')}
# As the first process of all it would take itself for the system's.
${MANAGER} --user --unit=basic.target &
wait`;
    const own = [
      '--mount',
      '--pid',
      '--fork',
      '--kill-child',
      '--mount-proc',
      ...(process.getuid?.() === 0 ? [] : ['--map-root-user']),
    ];
    const child = spawn('unshare', [...own, 'sh', '-c', script], { stdio: ['ignore', 'ignore', 'pipe'] });
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    const made = new Manager(child, folder);
    await once(child, 'spawn').catch(() => context.skip('there is no unshare'));
    // The real systemctl, with the very words that it is given, where that manager listens.
    writeFileSync(
      join(folder, 'systemctl'),
      `#!/bin/sh
printf '%s\\n' "$*" >> ${join(folder, 'asked')}
XDG_RUNTIME_DIR=/run/user/own exec nsenter -t $(cat ${join(folder, 'pid')}) -U --preserve-credentials -m -p /usr/bin/systemctl "$@"
`.replace(' -U --preserve-credentials', process.getuid?.() === 0 ? '' : ' -U --preserve-credentials'),
    );
    chmodSync(join(folder, 'systemctl'), 0o700);
    try {
      await expect
        .poll(
          async () =>
            child.exitCode !== null || (made.#notePid() && (await made.ask('is-active', 'basic.target')) === 'active'),
          {
            timeout: 20_000,
          },
        )
        .toBe(true);
    } catch {
      // Said below.
    }
    if (child.exitCode !== null) {
      await made.close();
      context.skip(`no systemd manager can be started here: ${said.trim().slice(0, 200)}`);
    }
    return made;
  }

  /** What the real systemctl says to it. */
  async ask(...words: readonly string[]): Promise<string> {
    const child = spawn(join(this.folder, 'systemctl'), ['--user', ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString('utf8')));
    await once(child, 'close');
    return said.trim();
  }

  asked(): readonly string[] {
    return readFileSync(join(this.folder, 'asked'), 'utf8').trim().split('\n');
  }

  #notePid(): boolean {
    const path = `/proc/${this.#process.pid}/task/${this.#process.pid}/children`;
    const pid = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
    if (pid !== '') writeFileSync(join(this.folder, 'pid'), pid);
    return pid !== '';
  }

  async close(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      this.#process.kill('SIGKILL');
      await once(this.#process, 'close');
    }
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function killWith(unit: string): Promise<{ readonly exit: number | null; readonly bots: readonly object[] }> {
  terminal = new Terminal(
    practiceSettings.replace('    may:', `    stop: { systemd: { unit: ${unit}, user: true } }\n    may:`),
  );
  const { stdout, stderr, exit } = await terminal.run(['--json', 'kill', '--yes'], {
    env: { PATH: `${manager!.folder}:${process.env['PATH']}` },
  });
  expect(stdout, stderr).toContain('"bots"');
  return { exit, ...(JSON.parse(stdout) as { bots: object[] }) };
}

const sleeps = '[Service]\nExecStart=/bin/sleep 1000';
const ignores = `[Service]\nExecStart=/bin/sh -c 'trap "" TERM; while :; do sleep 1; done'\nTimeoutStopSec=60`;

describe('a bot that a systemd unit runs', { timeout: 60_000 }, () => {
  it('has stopped after keyward kill, as systemd itself says', async (context) => {
    manager = await Manager.start(context, { 'grid.service': sleeps });
    await manager.ask('start', 'grid.service');
    expect(await manager.ask('is-active', 'grid.service')).toBe('active');
    expect((await killWith('grid.service')).bots).toMatchObject([{ bot: 'grid', way: 'systemd', state: 'stopped' }]);
    expect(await manager.ask('is-active', 'grid.service')).toBe('inactive');
    expect(manager.asked()).toContain('--user --no-ask-password stop -- grid.service');
  });

  it('is told alone where it takes longer, and is stopping by systemd', async (context) => {
    manager = await Manager.start(context, { 'grid.service': ignores });
    await manager.ask('start', 'grid.service');
    expect((await killWith('grid.service')).bots).toMatchObject([
      { way: 'systemd', state: 'told', says: expect.stringContaining('has not stopped in') },
    ]);
    expect(await manager.ask('is-active', 'grid.service')).toBe('deactivating');
  });

  it('is said not to be there where systemd knows no such unit', async (context) => {
    manager = await Manager.start(context, {});
    expect((await killWith('nothing.service')).bots).toMatchObject([
      { way: 'systemd', state: 'failed', says: 'systemctl ended with 5' },
    ]);
  });
});
