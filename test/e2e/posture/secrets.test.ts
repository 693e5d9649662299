import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, chownSync, copyFileSync, existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { lookSecrets } from '../../../src/app/check-secrets.ts';
import { baselineScan, KeptLeaks, scanFor } from '../../../src/app/index.scan.ts';
import { parseSettings } from '../../../src/config/index.ts';
import { systemClock } from '../../../src/core/index.ts';
import { type FoundBot, secretsFamily } from '../../../src/posture/index.ts';
import { drawnKey } from '../../cli/scan-scene.ts';
import { asNobody, botOf, NOBODY, SecretsScene, type Told } from './secrets-scene.ts';

let scene: SecretsScene;
const children: ChildProcess[] = [];

beforeEach(() => {
  scene = new SecretsScene();
});

afterEach(async () => {
  for (const child of children.splice(0)) {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
  scene.close();
});

const binance = drawnKey('posture secrets binance');
const other = drawnKey('posture secrets other');

async function told(bots: readonly FoundBot[], given: Parameters<SecretsScene['parts']>[1] = {}): Promise<Told> {
  const told = scene.judge(secretsFamily, await lookSecrets(scene.parts(bots, given)));
  const text = JSON.stringify(told.all);
  for (const { key, secret } of [binance, other]) {
    expect(text).not.toContain(key);
    expect(text).not.toContain(secret);
  }
  return told;
}

const bot = (name = 'grid', given: Partial<FoundBot> = {}): FoundBot => botOf(join(scene.base, name), given);

function needRoot(context: TestContext): void {
  if (process.getuid?.() !== 0) context.skip('this needs root: what other users can read was not tried');
}

describe('who can read a file with a secret', () => {
  it.each([
    ['is everybody with mode 644', 0o644, 'fail'],
    ['is nobody else with mode 600', 0o600, undefined],
    ['is nobody else by a group in which its owner is alone', 0o640, undefined],
  ] as const)('%s', async (_title, mode, result) => {
    scene.write('grid/.env', binance.env, mode);
    const { results } = await told([bot()]);
    expect(results('SEC-01')).toEqual(
      result === undefined
        ? expect.not.arrayContaining([expect.stringMatching(/^fail|^warn/)])
        : [expect.stringMatching(`^${result} file /grid/.env`)],
    );
  });

  it('is nobody behind a folder that is closed, whatever the mode of the file', async () => {
    scene.write('grid/.env', binance.env, 0o666);
    chmodSync(join(scene.base, 'grid'), 0o700);
    const { of } = await told([bot()]);
    expect(of('SEC-01').map(({ result }) => result)).toEqual(['pass']);
  });

  it('is whoever can read the file that a link leads to, not what the link shows', async () => {
    scene.write('elsewhere/closed.env', binance.env, 0o600);
    scene.write('elsewhere/open.env', other.env, 0o644);
    mkdirSync(join(scene.base, 'grid'));
    symlinkSync(join(scene.base, 'elsewhere/closed.env'), join(scene.base, 'grid/.env'));
    symlinkSync(join(scene.base, 'elsewhere/open.env'), join(scene.base, 'grid/.env.live'));
    const { results } = await told([bot()]);
    expect(results('SEC-01')).toEqual(['fail file /grid/.env.live']);
  });

  it('is a user whom an access list names, of a file and of the folder above it', async (context) => {
    if (!existsSync('/usr/bin/setfacl')) context.skip('the package acl is not installed: access lists were not tried');
    scene.write('grid/.env', binance.env, 0o600);
    scene.write(
      'grid/config.json',
      JSON.stringify({ exchange: { name: 'binance', key: other.key, secret: other.secret } }),
    );
    execFileSync('setfacl', ['-m', 'u:daemon:r', join(scene.base, 'grid/.env')]);
    const { of } = await told([bot()]);
    const [acl] = of('SEC-01').filter(({ result }) => result === 'warn');
    expect(acl?.says).toMatch(/^the user daemon can read it \(its access list\)/);
    expect(acl?.severity).toBe('high');
    execFileSync('setfacl', ['-m', 'm::-', join(scene.base, 'grid/.env')]);
    const masked = await told([bot()]);
    expect(masked.of('SEC-01').map(({ result }) => result)).toEqual(['pass', 'pass']);
  });

  it('is not known where an access list cannot be read', async (context) => {
    if (!existsSync('/usr/bin/setfacl')) context.skip('the package acl is not installed: access lists were not tried');
    scene.write('grid/.env', binance.env, 0o600);
    execFileSync('setfacl', ['-m', 'u:daemon:r', join(scene.base, 'grid/.env')]);
    const parts = scene.parts([bot()]);
    const eyes = {
      ...parts.eyes,
      run: (command: readonly string[], options?: object) =>
        command[0] === 'getfacl' ? Promise.resolve({ fault: 'missing' as const }) : parts.eyes.run(command, options),
    };
    const { of } = scene.judge(secretsFamily, await lookSecrets({ ...parts, eyes }));
    expect(of('SEC-01').map(({ result, says }) => [result, says])).toEqual([
      ['unknown', expect.stringContaining('access list')],
    ]);
  });

  it('is not known to a user who may not look, and is no pass', async (context) => {
    needRoot(context);
    scene.write('grid/.env', binance.env, 0o600);
    const parts = scene.parts([bot()], { eyes: { uid: NOBODY } });
    const facts = await asNobody(() => lookSecrets(parts));
    const { of } = scene.judge(secretsFamily, facts);
    for (const id of ['SEC-01', 'SEC-02', 'SEC-08'])
      expect([id, of(id).map(({ result }) => result)]).toEqual([id, ['unknown']]);
  });
});

describe('a secret at rest', () => {
  it('is told of a file of any kind, with its line and name and without its value', async () => {
    scene.write(
      'grid/bot.py',
      `import ccxt\nAPI_KEY = "${binance.key}"\nAPI_SECRET = "${binance.secret}"  # binance\n`,
    );
    const { of } = await told([bot()]);
    const [finding] = of('SEC-02');
    expect(finding).toMatchObject({ result: 'fail', confidence: 'likely', severity: 'high' });
    expect(finding?.says).toContain('API_SECRET, line 2');
  });

  it('is told of the unit that starts the bot, which everybody can read', async () => {
    const unit = scene.write(
      'units/grid.service',
      `[Service]\nEnvironment=BINANCE_API_KEY=${binance.key}\nEnvironment=BINANCE_API_SECRET=${binance.secret}\n`,
      0o644,
    );
    scene.write('grid/bot.py', 'import ccxt\n');
    const { results } = await told([bot('grid', { startedBy: [unit] })]);
    expect(results('SEC-01')).toEqual(['fail file /units/grid.service']);
  });

  it.each([
    ['placeholders', '.env.example', 'BINANCE_API_KEY=your_api_key\nBINANCE_API_SECRET=your_api_secret\n'],
    [
      'references',
      'compose.yml',
      `services:\n  bot:\n    environment:\n      - BINANCE_API_SECRET=\${BINANCE_API_SECRET}\n`,
    ],
    ['a key id alone', 'key-id.txt', `binance api key: ${binance.key}\n`],
  ])('is not told of %s', async (_title, path, text) => {
    scene.write(`grid/${path}`, text);
    const { of } = await told([bot()]);
    expect(of('SEC-02').map(({ result }) => result)).toEqual(['pass']);
  });

  it("is none in Keyward's own folder, and none where a bot key of Keyward stands", async () => {
    scene.write('keyward-home/vault.key', binance.env);
    const { of } = await told([botOf(scene.base)]);
    expect(of('SEC-02').map(({ result }) => result)).toEqual(['not-applicable']);
  });

  it('is known twice where it was copied, and once where it is a link', async () => {
    scene.write('grid/.env', binance.env);
    scene.write('dca/.env', binance.env);
    scene.write(
      'dca/config.json',
      JSON.stringify({ exchange: { name: 'binance', key: other.key, secret: other.secret } }),
    );
    symlinkSync(join(scene.base, 'dca/config.json'), join(scene.base, 'grid/config.json'));
    const { of } = await told([bot(), bot('dca')]);
    expect(of('SEC-08')).toHaveLength(1);
    expect(of('SEC-08')[0]).toMatchObject({ result: 'fail', about: `copies of ${join(scene.base, 'dca/.env')}` });
    expect(of('SEC-08')[0]?.says).toMatch(/^2 files hold the same secret/);
  });
});

describe('what is known of a secret beside', () => {
  const config = (key: { readonly key: string; readonly secret: string }): string =>
    JSON.stringify({ exchange: { name: 'binance', key: key.key, secret: key.secret } });

  it('makes a key of the settings certain, and names it', async () => {
    const text = 'version: 1\nkeys: { main: { exchange: binance, from: { dotenv: { file: ../keys/.env } } } }\n';
    const path = scene.write('here/keyward.yaml', text);
    scene.write('keys/.env', binance.env);
    scene.write('grid/config.json', config(binance));
    const { of } = await told([bot()], { path, settings: parseSettings(text, path) });
    const found = of('SEC-02').find(({ about }) => about.endsWith('config.json'));
    expect(found?.says).toContain('it is the key main of the settings');
    expect(found?.confidence).toBeUndefined();
    // The file that the settings name holds it as plain text as well.
    expect(of('SEC-02').map(({ about }) => about.replace(scene.base, ''))).toContain('file /keys/.env');
    expect(of('SEC-08')).toMatchObject([{ result: 'fail' }]);
  });

  it('passes one that an earlier scan has shown dead, and one that the baseline knows, to its day', async () => {
    scene.write('grid/config.json', config(binance));
    const parts = {
      home: scene.home,
      userHome: undefined,
      clock: systemClock,
      stopping: new AbortController().signal,
      tell: () => {},
    };
    const source = { kind: 'paths' as const, paths: [{ path: join(scene.base, 'grid'), name: '' }] };
    const { report, keep } = await scanFor({ source, isPublish: false }, parts);
    await keep(report.leaks);
    expect((await told([bot()])).of('SEC-02')).toMatchObject([{ result: 'fail' }]);
    await new KeptLeaks(scene.home).settle(report.leaks[0]!.id, 'revoked by hand', '2026-11-01');
    expect((await told([bot()])).of('SEC-02')).toMatchObject([
      { result: 'pass', says: 'what stands in it is dead since 2026-11-01' },
    ]);
    scene.write('dca/config.json', config(other));
    const file = join(scene.base, 'dca/keyward-baseline.jsonl');
    const until = new Date(Date.now() + 30 * 86_400_000).toISOString().slice(0, 10);
    const dca = { kind: 'paths' as const, paths: [{ path: join(scene.base, 'dca'), name: '' }] };
    await baselineScan(
      { scan: { source: dca }, file, reason: 'of the demo account', owner: 'ann', until, imports: [] },
      parts,
    );
    expect((await told([bot('dca')])).of('SEC-02')).toMatchObject([{ result: 'pass' }]);
  });

  it('leaves alone what the user of the bot reads by the group of his own', async (context) => {
    needRoot(context);
    scene.write('grid/.env', binance.env, 0o640);
    chownSync(join(scene.base, 'grid/.env'), 0, 33);
    expect((await told([bot()])).of('SEC-01').map(({ result }) => result)).toEqual(['pass']);
    chownSync(join(scene.base, 'grid/.env'), 1, 33);
    expect((await told([bot()])).of('SEC-01').map(({ result }) => result)).toEqual(['warn']);
    const process = { pid: 1, uid: 33, program: 'python3 bot.py' };
    expect((await told([bot('grid', { processes: [process] })])).of('SEC-01').map(({ result }) => result)).toEqual([
      'pass',
    ]);
  });

  it('shows no secret by which a file is called', async () => {
    scene.write(`grid/${binance.secret}.env`, binance.env, 0o644);
    scene.write(`grid/keys-${other.secret}/config.json`, config(other), 0o644);
    const { of } = await told([bot()]);
    expect(of('SEC-02')).toHaveLength(2);
  });
});

describe('what programs leave behind', () => {
  it('is found in histories, copies of editors, logs, packed logs and core files', async () => {
    scene.write(
      'ann/.bash_history',
      `cd grid\nexport BINANCE_API_KEY=${binance.key} BINANCE_API_SECRET=${binance.secret}\n`,
    );
    scene.write('grid/.env', 'LOG_LEVEL=info\n');
    scene.write('grid/.env~', binance.env);
    scene.write(
      'grid/.config.json.swp',
      Buffer.concat([
        Buffer.from('b0VIM 9.0\0\0\0'),
        Buffer.from(
          `\0\0{"exchange": {"name": "binance",\0 "key": "${binance.key}",\0 "secret": "${binance.secret}"}}\0`,
        ),
      ]),
    );
    const line = `2026-11-01 INFO binance apiKey=${binance.key} secret=${binance.secret}\n`;
    scene.write('grid/logs/bot.log', `${'2026-11-01 INFO tick\n'.repeat(100)}${line}`);
    scene.write('grid/logs/bot.log.2.gz', gzipSync(line));
    scene.write('grid/core.4711', coreHeader());
    copyFileSync('/bin/true', join(scene.base, 'grid/core'));
    scene.write('grid/src/core.py', 'x = 1\n');
    const { results } = await told([bot()]);
    const wanted = [
      'backup /grid/.config.json.swp',
      'backup /grid/.env~',
      'core /grid/core.4711',
      'history /ann/.bash_history',
      'log /grid/logs/bot.log',
      'log /grid/logs/bot.log.2.gz',
    ];
    expect(results('SEC-06').filter((one) => one.startsWith('fail'))).toEqual(wanted.map((one) => `fail ${one}`));
  });

  it('is unknown where a log is packed in another way, or the histories of others may not be read', async (context) => {
    needRoot(context);
    scene.write('grid/logs/bot.log.1.zst', Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0, 0]));
    const parts = scene.parts([bot()], { eyes: { uid: NOBODY } });
    const { results } = scene.judge(secretsFamily, await lookSecrets(parts));
    expect(results('SEC-06')).toEqual(['unknown /grid/logs/bot.log.1.zst', 'unknown histories of other users']);
  });
});

describe('the environment of a bot', () => {
  const running = async (env: Record<string, string>): Promise<FoundBot> => {
    const child = spawn('sleep', ['600'], { env: { PATH: '/usr/bin:/bin', ...env }, stdio: 'ignore' });
    children.push(child);
    await once(child, 'spawn');
    return bot('grid', { processes: [{ pid: child.pid!, uid: process.getuid!(), program: 'sleep 600' }] });
  };

  it('is told by its names where it holds a key', async () => {
    const { of } = await told([await running({ BINANCE_API_KEY: binance.key, BINANCE_API_SECRET: binance.secret })]);
    expect(of('SEC-05')).toHaveLength(1);
    expect(of('SEC-05')[0]).toMatchObject({ result: 'fail', severity: 'medium' });
    expect(of('SEC-05')[0]?.says).toMatch(/BINANCE_API_SECRET/);
    expect(of('SEC-05')[0]?.about).toBe(`process sleep 600 of ${join(scene.base, 'grid')}`);
  });

  it('is fine with names of files, and without any secret', async () => {
    const { of } = await told([
      await running({ BINANCE_API_KEY_FILE: '/run/secrets/key', EXCHANGE: 'binance', LOG: 'info' }),
    ]);
    expect(of('SEC-05').map(({ result }) => result)).toEqual(['pass']);
  });

  it('is unknown to another user, and where no container daemon answers', async (context) => {
    needRoot(context);
    const found = await running({ BINANCE_API_SECRET: binance.secret, BINANCE_API_KEY: binance.key });
    const parts = scene.parts(
      [{ ...found, processes: found.processes.map((one) => ({ ...one, container: 'c0ffee' })) }],
      { eyes: { uid: NOBODY } },
    );
    const { of } = scene.judge(secretsFamily, await asNobody(() => lookSecrets(parts)));
    expect(of('SEC-05').map(({ result }) => result)).toEqual(['unknown', 'unknown']);
  });

  it('is told of a container as docker inspect has it', async () => {
    const env = JSON.stringify([
      `OKX_NOTE=x`,
      `BINANCE_API_KEY=${binance.key}`,
      `BINANCE_API_SECRET=${binance.secret}`,
    ]);
    scene.write('bin/docker', `#!/bin/sh\n[ "$1 $2" = "inspect --format" ] && printf '%s\\n' '${env}'\n`, 0o755);
    const found = bot('grid', {
      processes: [{ pid: process.pid, uid: 0, program: 'python3 bot.py', container: 'c0ffee' }],
    });
    const { of } = await told([found], { programs: join(scene.base, 'bin') });
    expect(of('SEC-05').find(({ about }) => about.startsWith('container'))).toMatchObject({ result: 'fail' });
  });
});

it('ends in time on a folder with more than it can read, and says so', async () => {
  const noise = 'def f(x):\n    return x + 1\n'.repeat(4_000);
  for (let at = 0; at < 600; at++) scene.write(`grid/src/file${at}.py`, `${noise}# ${at}\n`);
  const beganMs = performance.now();
  const { of } = await told([bot()]);
  expect(performance.now() - beganMs).toBeLessThan(4_000);
  expect(of('SEC-02').every(({ result }) => result === 'unknown' || result === 'pass')).toBe(true);
});

/** The beginning of an ELF file of type core. */
function coreHeader(): Buffer {
  const header = Buffer.alloc(64);
  header.set([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]);
  header.writeUInt16LE(4, 16);
  return header;
}
