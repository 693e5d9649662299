import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eyesOf } from '../../../src/app/eyes.ts';
import { findBots } from '../../../src/app/find-bots.ts';
import { botFamily, type FoundBot, lookAtBotSecrets, lookAtBots } from '../../../src/posture/index.ts';
import { needProgram } from '../../programs.ts';
import { freqtradeConfig } from './bots-scene.ts';

/** A user of the system that owns nothing here. */
const NOBODY = 65_534;
/** The one of the system: another user may not enter an owner's own. */
const PYTHON = '/usr/bin/python3';

let folder: string;
const running: ChildProcess[] = [];
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'keyward-bot-')));
  chmodSync(folder, 0o755);
});
afterEach(async () => {
  for (const child of running.splice(0)) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
  rmSync(folder, { recursive: true, force: true });
});

function write(name: string, text: string, mode = 0o644): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

const eyes = eyesOf({ nowMs: 0 });
const { signal } = new AbortController();
const search = () => findBots({ eyes, folder, signal });
const here = async (): Promise<readonly FoundBot[]> =>
  (await search()).bots.filter((bot) => bot.folder?.startsWith(folder) === true);

/** Starts a program that says `ready`, as another user; waits until it does. */
async function start(
  context: { skip(note: string): never },
  argv: readonly string[],
  env: Record<string, string> = {},
): Promise<number> {
  if (process.getuid?.() !== 0) context.skip('needs root: it starts a bot as another user');
  const [program = '', ...args] = argv;
  const child = spawn('setpriv', [`--reuid=${NOBODY}`, `--regid=${NOBODY}`, '--clear-groups', program, ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`${argv.join(' ')} ended with ${code}`);
  });
  await Promise.race([once(child.stdout as NodeJS.ReadableStream, 'data'), ended]);
  ended.catch(() => undefined);
  return child.pid as number;
}

/** A program of Python that listens where it is told and stays. */
const listening = (address: string): string =>
  [
    'import socket, time',
    'try:\n    import ccxt\nexcept ImportError:\n    pass',
    `s = socket.socket(socket.${address.includes(':') ? 'AF_INET6' : 'AF_INET'})`,
    `s.bind(("${address}", 0))`,
    's.listen()',
    'print("ready", flush=True)',
    'time.sleep(60)',
    '',
  ].join('\n');

describe('a bot that runs as another user', () => {
  it('is found with its user, its folder and its script alone', async (context) => {
    needProgram(context, 'setpriv');
    write('grid.py', listening('127.0.0.1'));
    const pid = await start(context, [PYTHON, '-u', 'grid.py', '--key', 'kept-from-you']);
    const found = await here();
    expect(found).toMatchObject([
      {
        kind: 'ccxt',
        folder,
        processes: [{ pid, uid: NOBODY, program: `python3 ${join(folder, 'grid.py')}`, folder }],
      },
    ]);
    expect(JSON.stringify(found)).not.toContain('kept-from-you');
  });

  it('is found where it is the freqtrade of an environment of Python', async (context) => {
    needProgram(context, 'setpriv');
    write('venv/bin/freqtrade', listening('127.0.0.1'), 0o755);
    write('user_data/config.json', freqtradeConfig());
    const pid = await start(context, [
      PYTHON,
      join(folder, 'venv/bin/freqtrade'),
      'trade',
      '-c',
      'user_data/config.json',
    ]);
    expect(await here()).toMatchObject([
      { kind: 'freqtrade', folder, processes: [{ pid }], settingsFiles: [join(folder, 'user_data/config.json')] },
    ]);
  });

  it.for([
    ['127.0.0.1', 'pass'],
    ['0.0.0.0', 'fail'],
    ['::', 'fail'],
  ] as const)('and listens on %s, whatever its settings say: %s', async ([address, result], context) => {
    needProgram(context, 'setpriv');
    write('venv/bin/freqtrade', listening(address), 0o755);
    write('user_data/config.json', freqtradeConfig({ dry_run: true }));
    const pid = await start(context, [PYTHON, join(folder, 'venv/bin/freqtrade'), 'trade']);
    const bots = await here();
    expect(bots[0]?.processes).toMatchObject([{ pid }]);
    const facts = await lookAtBots({ eyes, signal }, { bots, gaps: [] });
    const [finding] = botFamily.checks[0]?.judge(facts) ?? [];
    expect([finding?.result, finding?.by]).toEqual([result, '/proc/net/tcp and /proc/net/tcp6']);
  });

  it('is given a secret that freqtrade takes for a number, as its own environment says', async (context) => {
    needProgram(context, 'setpriv');
    write('venv/bin/freqtrade', listening('127.0.0.1'), 0o755);
    write('user_data/config.json', freqtradeConfig());
    await start(context, [PYTHON, join(folder, 'venv/bin/freqtrade'), 'trade'], {
      FREQTRADE__EXCHANGE__KEY: '1234567890',
    });
    const facts = await lookAtBotSecrets(eyes, { bots: await here(), gaps: [] }, signal);
    expect(facts.castValues).toMatchObject({
      seen: {
        found: [
          { name: 'FREQTRADE__EXCHANGE__KEY', becomes: 'a number', place: { file: 'the environment of its process' } },
        ],
      },
    });
  });

  it('hides its sockets and its folder from a third user, which is told', async (context) => {
    needProgram(context, 'setpriv');
    write('venv/bin/freqtrade', listening('0.0.0.0'), 0o755);
    write('user_data/config.json', freqtradeConfig({ dry_run: true }), 0o600);
    write('user_data/strategies/a.py', 'class A: pass\n');
    const pid = await start(context, [PYTHON, join(folder, 'venv/bin/freqtrade'), 'trade']);
    process.seteuid?.(65_533);
    try {
      const { bots, gaps } = await findBots({ eyes: { ...eyes, uid: 65_533 }, folder, signal });
      expect(gaps.join('\n')).toMatch(/the folders of \d+ processes of other users cannot be read/);
      const own = bots.filter((bot) => bot.folder === folder || bot.processes.some((one) => one.pid === pid));
      expect(own.map(({ kind }) => kind)).toEqual(['freqtrade', 'freqtrade']);
      const facts = await lookAtBots({ eyes, signal }, { bots: own, gaps });
      for (const check of botFamily.checks)
        expect(check.judge(facts).map(({ result }) => result)).not.toContain('pass');
    } finally {
      process.seteuid?.(0);
    }
  });

  it('is not an editor, a search or a backup of its files', async (context) => {
    needProgram(context, 'setpriv');
    write('bot.py', 'import ccxt\n');
    write('.hidden/bot.py', 'import ccxt\n');
    write('backup.py', 'import time\nprint("ready", flush=True)\ntime.sleep(60)\n');
    const pids = [
      await start(context, [PYTHON, 'backup.py', 'bot.py']),
      await start(context, ['sh', '-c', 'echo ready; exec tail -f bot.py freqtrade trade 2>/dev/null']),
    ];
    const { bots } = await search();
    expect(
      bots.flatMap(({ processes }) => processes.map(({ pid }) => pid)).filter((pid) => pids.includes(pid)),
    ).toEqual([]);
    expect(bots.filter((bot) => bot.folder === folder)).toMatchObject([{ kind: 'ccxt', processes: [] }]);
  });

  it('has root of a user namespace of its own, and the number of its user outside of it', async (context) => {
    needProgram(context, 'unshare');
    if (process.getuid?.() !== 0) context.skip('needs root: it starts a bot as another user');
    write('grid.py', listening('127.0.0.1'));
    const pid = await start(context, ['unshare', '--user', '--map-root-user', PYTHON, 'grid.py']);
    expect((await here())[0]?.processes).toMatchObject([{ pid, uid: NOBODY }]);
  });
});

it('the search on this host ends within its time', async () => {
  const started = performance.now();
  await search();
  expect(performance.now() - started).toBeLessThan(2_000);
});

it('a folder of the user alone is found by root', async (context) => {
  if (process.getuid?.() !== 0) context.skip('needs root: it looks into a folder of another user');
  const path = write('user_data/config.json', freqtradeConfig(), 0o600);
  chownSync(path, NOBODY, NOBODY);
  expect(await here()).toMatchObject([{ kind: 'freqtrade', settingsFiles: [path] }]);
});
