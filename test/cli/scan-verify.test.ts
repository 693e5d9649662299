import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordSecret } from '../canary.ts';
import { hasPty, runOnPty } from './pty.ts';
import { drawnKey, ScanScene } from './scan-scene.ts';
import type { Running } from './terminal.ts';

const SETTINGS = 'version: 1\nkeys: {}\nbots: {}\ngateway: { port: 0 }\npractice: { port: 0 }\n';

let scene: ScanScene;
let practice: Running;
const minted = new Map<string, Readonly<Record<string, string>>>();

/** Mints a key, and leaves it in the file of a bot. */
async function leak(name: string, exchange: string, ...args: readonly string[]): Promise<void> {
  const file = `${name}.minted.json`;
  const made = await scene.terminal.json<{ fingerprint: string }>([
    'practice',
    'mint',
    '--exchange',
    exchange,
    '--to',
    file,
    ...args,
  ]);
  expect(made.exit).toBe(0);
  const key = JSON.parse(readFileSync(join(scene.folder, file), 'utf8')) as Record<string, string>;
  rmSync(join(scene.folder, file));
  recordSecret(key['secret']!);
  minted.set(name, { ...key, fingerprint: made.fingerprint });
  const { apiKey, secret, passphrase } = key;
  scene.write(
    `${name}.json`,
    JSON.stringify(
      { exchange: { name: exchange, key: apiKey, secret, ...(passphrase ? { password: passphrase } : {}) } },
      null,
      2,
    ),
  );
}

beforeAll(async () => {
  scene = new ScanScene(SETTINGS);
  await leak('can-withdraw', 'binance', '--withdraw', '--any-ip');
  await leak('trades', 'okx');
  await leak('numbered', 'kraken');
  await leak('gone', 'bybit');
  scene.write('half.env', `BINANCE_API_KEY=${drawnKey('half').key}\n`);
  practice = await scene.terminal.start(['practice', '--port', '0']);
  scene.write('keyward.yaml', SETTINGS.replace('practice: { port: 0 }', `practice: { port: ${practice.ready.port} }`));
  const revoked = await scene.terminal.run(['practice', 'revoke', minted.get('gone')!['fingerprint']!]);
  expect(revoked).toMatchObject({ exit: 0 });
});
afterAll(async () => {
  const shown = (practice.ready['exchanges'] ?? []) as { secret: string; passphrase?: string }[];
  await practice.end(
    'SIGTERM',
    shown.flatMap(({ secret, passphrase = secret }) => [secret, JSON.stringify(secret).slice(1, -1), passphrase]),
  );
  await scene.close();
});

describe('keyward scan --verify', () => {
  it('says of each key that was found whole whether it lives and what a thief could do, the worst first', async () => {
    const { findings, exit } = await scene.json('--verify', '--yes');
    expect(exit).toBe(1);
    const of = (name: string) => findings.find(({ places }) => places[0]!.path === `${name}.json`);
    expect(findings[0]?.places[0]?.path).toBe('can-withdraw.json');
    expect(of('can-withdraw')).toMatchObject({ severity: 'critical', verified: { is: 'alive', ipBound: 'no' } });
    expect(of('can-withdraw')?.verified?.can).toContain('withdraw');
    expect(of('trades')).toMatchObject({ verified: { is: 'alive' } });
    expect(of('trades')?.verified?.can).not.toContain('withdraw');
    expect(of('numbered')?.verified?.is).toBe('alive');
    expect(of('gone')).toMatchObject({ severity: 'info', verified: { is: 'dead' } });
    const half = findings.find(({ places }) => places[0]!.path === 'half.env');
    expect(half?.verified).toBeUndefined();
  });

  it('says why the others were not asked', async () => {
    const { notAsked } = (await scene.json('--verify', '--yes')) as unknown as { notAsked: Record<string, string> };
    expect(Object.values(notAsked)).toEqual(['its secret was not found with it']);
  });

  it('shows with --only-verified what lives alone', async () => {
    const { stdout, exit } = await scene.scan('--only-verified', '--yes');
    expect(exit).toBe(1);
    expect(stdout).toContain('WITHDRAW');
    expect(stdout).not.toContain('gone.json');
    expect(stdout).not.toContain('half.env');
  });

  it('says the hosts first, and asks nobody without a yes', async () => {
    const { exit, stderr } = await scene.scan('--verify');
    expect(exit).toBe(2);
    expect(stderr).toMatch(/Binance.*practice/);
    expect(stderr).toContain('there is nobody to ask: pass --yes');
  });

  it.runIf(hasPty)('goes on when `ask` is typed, and not otherwise', async () => {
    const env = { KEYWARD_HOME: scene.terminal.home, HOME: scene.folder };
    const on = (answer: string) =>
      runOnPty(['scan', '--verify'], {
        env,
        cwd: scene.folder,
        columns: 80,
        answers: [[/to go on: $/, `${answer}\r`]],
      });
    const yes = await on('ask');
    expect([yes.exit, yes.screen]).toEqual([1, expect.stringContaining('WITHDRAW')]);
    const no = await on('no');
    expect([no.exit, no.screen]).toEqual([1, expect.stringContaining('that is not ask')]);
    expect(no.screen).not.toContain('WITHDRAW');
  });

  it('calls no key dead that was found with the wrong passphrase: others may have the right one', async () => {
    const { apiKey, secret } = minted.get('trades')!;
    scene.write(
      'wrong.json',
      JSON.stringify({ exchange: { name: 'okx', key: apiKey, secret, password: 'Not-the-1-it-has' } }, null, 2),
    );
    const { findings } = await scene.json('--verify', '--yes', 'wrong.json');
    expect(findings.map(({ rule, severity, verified }) => [rule, severity, verified?.is])).toEqual([
      ['okx', 'high', 'unknown'],
    ]);
    scene.remove('wrong.json');
  });

  it('leaves a key out that Keyward itself signs with where its numbers must rise', async () => {
    const { apiKey, secret } = minted.get('numbered')!;
    scene.write('held.env', `KRAKEN_API_KEY=${apiKey}\nKRAKEN_API_SECRET=${secret}\n`);
    const port = practice.ready.port;
    scene.write(
      'held.yaml',
      `version: 1\nkeys:\n  main: { exchange: kraken, environment: practice, from: { dotenv: { file: held.env } } }\nbots: {}\ngateway: { port: 0 }\npractice: { port: ${port} }\n`,
    );
    const { findings } = await scene.terminal.json<{ findings: Awaited<ReturnType<ScanScene['json']>>['findings'] }>([
      '--config',
      'held.yaml',
      'scan',
      '--verify',
      '--yes',
    ]);
    const numbered = findings.find(({ rule }) => rule === 'kraken');
    expect(numbered?.verified).toMatchObject({
      is: 'unknown',
      says: expect.stringContaining('Keyward signs with this key'),
    });
    scene.remove('held.env');
  });
});
