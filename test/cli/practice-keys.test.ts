import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordSecret } from '../canary.ts';
import { type Running, Terminal } from './terminal.ts';

const SETTINGS = 'version: 1\nkeys: {}\nbots: {}\ngateway: { port: 0 }\npractice: { port: 0 }\n';
let place: Terminal;
let running: Running | undefined;
beforeEach(() => {
  place = new Terminal(SETTINGS);
});
afterEach(async () => {
  await running?.end();
  running = undefined;
  await place.close();
});

/** `keyward practice mint`; gives the fingerprint of the key that the file holds then. */
async function mint(file: string, ...args: string[]): Promise<string> {
  const minted = await place.json<{ fingerprint: string }>(['practice', 'mint', '--to', file, ...args]);
  expect({ file, ...minted }).toMatchObject({ file, exit: 0, fingerprint: expect.stringMatching(/^[0-9a-f]{12}$/) });
  const path = join(place.folder, file);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  recordSecret((JSON.parse(readFileSync(path, 'utf8')) as { secret: string }).secret);
  return minted.fingerprint;
}

/** The practice exchange of this state folder, alone; the settings name its port. */
async function practice(): Promise<void> {
  running = await place.start(['practice', '--port', '0']);
  place.write('keyward.yaml', SETTINGS.replace('practice: { port: 0 }', `practice: { port: ${running.ready.port} }`));
}

/** Ends it: it has shown its keys on purpose. */
async function endPractice(): Promise<void> {
  const shown = (running?.ready['exchanges'] ?? []) as { secret: string; passphrase?: string }[];
  const secrets = shown.flatMap(({ secret, passphrase = secret }) => [
    secret,
    JSON.stringify(secret).slice(1, -1),
    passphrase,
  ]);
  await running?.end('SIGTERM', secrets);
}

const add = (name: string, file: string, ...args: string[]) =>
  place.run(['key', 'add', name, '--exchange', 'binance', '--environment', 'practice', '--file', file, ...args]);
const rotate = (...args: string[]) => place.run(['key', 'rotate', 'main', ...args]);

describe('keyward practice mint', () => {
  it('makes a key into a private file, and never over one that is there', async () => {
    await mint('first.json', '--exchange', 'binance');
    const again = await place.run(['practice', 'mint', '--exchange', 'binance', '--to', 'first.json']);
    expect([again.exit, again.stderr]).toEqual([2, expect.stringContaining('is there already')]);
    for (const args of [[], ['--exchange', 'binanse'], ['--beside', 'nobody']]) {
      expect([args, (await place.run(['practice', 'mint', '--to', 'x.json', ...args])).exit]).toEqual([args, 2]);
      expect(existsSync(join(place.folder, 'x.json'))).toBe(false);
    }
  }, 60_000);

  it('makes keys with which taking in, refusing and replacing can be tried, while the practice exchange runs and while it does not', async () => {
    const first = await mint('first.json', '--exchange', 'binance');
    // Only now: what was minted before is there.
    await practice();
    expect(await add('main', 'first.json')).toMatchObject({ exit: 0, stdout: expect.stringContaining(first) });
    await mint('dangerous.json', '--exchange', 'binance', '--withdraw');
    expect((await add('bad', 'dangerous.json')).stderr).toContain('can withdraw');
    await mint('open.json', '--exchange', 'binance', '--any-ip');
    expect((await add('bad', 'open.json')).stderr).toContain('works from any address');
    await endPractice();
    running = await place.up();
    const second = await mint('second.json', '--beside', 'main');
    const third = await mint('third.json', '--beside', 'main');
    const asked = await rotate('--file', 'second.json');
    expect(asked.exit).toBe(3);
    expect(asked.stdout).toContain(`delete the old key (${first}) at the practice exchange`);
    expect(asked.stdout).toContain('The key stands in second.json too');
    // What is given is never left aside.
    const other = await rotate('--file', 'third.json');
    expect([other.exit, other.stdout]).toEqual([2, '']);
    expect(other.stderr).toContain(
      `the plan of main has its new key already: ${second}. third.json holds another, ${third}`,
    );
    expect(await rotate('--file', 'second.json')).toMatchObject({ exit: 3 });
    expect(await place.run(['practice', 'revoke', first])).toMatchObject({
      exit: 0,
      stdout: `Deleted ${first} of binance.\n`,
    });
    const done = await rotate('--revoked');
    expect(done).toMatchObject({ exit: 0, stderr: '' });
    expect(done.stdout).toContain('its owner says that the old key is deleted');
    expect(done.stdout).toContain('main is replaced.');
  }, 120_000);
});

describe('key rotate', () => {
  it('says where to begin for a key that the practice exchange keeps itself', async () => {
    place.write(
      'keyward.yaml',
      SETTINGS.replace('keys: {}', 'keys: { main: { exchange: okx, environment: practice } }'),
    );
    const { exit, stdout, stderr } = await rotate('--yes');
    expect([exit, stdout]).toEqual([2, '']);
    expect(stderr).toContain('keyward practice mint --exchange okx --to first.json');
    expect(stderr).not.toContain('okx.com');
  });

  it('waits aloud while the old key still lives, and can be stopped; with --json each step is told once', async () => {
    await mint('first.json', '--exchange', 'binance');
    await practice();
    await add('main', 'first.json');
    await endPractice();
    running = await place.up();
    await mint('second.json', '--beside', 'main');
    const told = await place.run(['--json', 'key', 'rotate', 'main', '--file', 'second.json']);
    const steps = told.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { step: string; state: string });
    expect(steps.map(({ step, state }) => `${step} ${state}`)).toEqual([
      'create waits',
      'create done',
      'audit done',
      'store done',
      'switch done',
      'prove done',
      'revoke waits',
    ]);
    const stopped = await place.run(['key', 'rotate', 'main', '--revoked'], {
      stopAfterLine: /the old key still works/,
    });
    expect(stopped.exit).toBe(3);
    expect(stopped.stdout).toContain('wait  prove-dead  the old key still works');
    expect(stopped.stderr.replaceAll(/\s+/g, ' ')).toContain(
      'Delete it now if it is still there. It is asked again every 3 s, for up to 7 minutes. Ctrl-C is safe: `keyward key rotate main` goes on.',
    );
  }, 120_000);
});
