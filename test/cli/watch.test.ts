import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountsScene } from './accounts-scene.ts';

let scene: AccountsScene;
beforeEach(async () => {
  scene = await AccountsScene.open();
});
afterEach(() => scene.close());

interface Looked {
  readonly findings: readonly { readonly about: string; readonly severity: string; readonly says: string }[];
  readonly unread: readonly string[];
}

interface Status {
  readonly watching: boolean;
  readonly accounts: readonly {
    readonly key: string;
    readonly lists: readonly { readonly list: string; readonly state: string; readonly ageMs?: number }[];
    readonly books: readonly { readonly wallet: string; readonly coins: number; readonly open: readonly string[] }[];
  }[];
}

/** Somebody with the exchange key buys where no bot trades. */
const steal = () => scene.account().createOrder('ETH/USDT', 'market', 'buy', 0.1);

const entries = async (kind: string) =>
  (await scene.terminal.json<{ entries: readonly Record<string, unknown>[] }>(['journal', 'tail'])).entries.filter(
    (entry) => entry['kind'] === kind,
  );

describe('watch --once', () => {
  it('finds nothing at first, then what was done since the look before', { timeout: 90_000 }, async () => {
    const first = await scene.terminal.json<Looked>(['watch', '--once']);
    expect(first).toMatchObject({ exit: 0, findings: [], unread: [] });
    await steal();
    const second = await scene.terminal.run(['watch', '--once']);
    expect(second.exit).toBe(1);
    expect(second.stdout).toMatch(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ {2}critical {2}main {2}somebody else placed an order in ETH\/USDT/m,
    );
    expect(second.stdout).toContain('Something was found.');
    expect(await scene.terminal.run(['watch', '--once'])).toMatchObject({ exit: 0 });
  });

  it('ends with 3 when a list could not be read', { timeout: 90_000 }, async () => {
    scene.practice.signal('SIGSTOP');
    const looked = await scene.terminal.json<Looked>(['watch', '--once']);
    scene.practice.signal('SIGCONT');
    expect(looked).toMatchObject({ exit: 3, findings: [] });
    expect(looked.unread.join()).toContain('main');
  });
});

describe('watch', () => {
  it('prints a line for what it finds, acts on nothing, and gives way to a running up', {
    timeout: 90_000,
  }, async () => {
    const told = join(scene.terminal.folder, 'told');
    const command = `command: { argv: [/bin/sh, -c, 'cat >> "$1"', sh, '${told}'] }`;
    scene.settings(`alerts:\n  selfTest: false\n  channels:\n    file: { ${command} }\n`);
    const watch = await scene.start('watch');
    expect(watch.ready).toMatchObject({ ready: true, keys: ['main'], notes: [] });
    const taken = await scene.terminal.run(['watch', '--once']);
    expect(taken).toMatchObject({ exit: 3 });
    expect(taken.stderr).toContain('(home-locked)');
    await new Promise((done) => setTimeout(done, 6_000));
    await steal();
    await watch.waitFor(/"kind":"foreign-order"/);
    const [, line = ''] = watch.output().stdout.split('\n');
    expect(JSON.parse(line)).toMatchObject({ key: 'main', severity: 'critical', isSecurity: true });
    await expect
      .poll(() => existsSync(told) && readFileSync(told, 'utf8'), { timeout: 20_000 })
      .toContain('keyward kill');
    const named = { newClientOrderId: 'kwkill0123456789ab' };
    await scene.account().createOrder('ETH/USDT', 'limit', 'buy', 0.1, 1_000, named);
    await watch.waitFor(/"kind":"declared-order","severity":"info"/);
    expect((await scene.terminal.run(['halt'])).stdout).toMatch(/level +run/);
    expect(await watch.end()).toBe(0);
    expect(watch.output().stdout).toMatch(/\{"stopped":true\}\n$/);
  });

  it('status says that nothing watches where no up runs', async () => {
    expect(await scene.terminal.json<Status>(['watch', 'status'])).toMatchObject({ exit: 1, watching: false });
  });

  it('status shows each list with its age, and the books', { timeout: 90_000 }, async () => {
    const up = await scene.up();
    await up.waitFor(/"watched"/);
    const watched = up
      .output()
      .stdout.split('\n')
      .find((line) => line.startsWith('{"watched"'))!;
    expect(JSON.parse(watched)).toMatchObject({ watched: { key: 'main', forbidden: [], failing: [] } });
    const { exit, accounts } = await scene.terminal.json<Status>(['watch', 'status']);
    expect([exit, accounts.map(({ key }) => key)]).toEqual([0, ['main']]);
    const [{ lists, books }] = accounts as [Status['accounts'][number]];
    expect(lists.length).toBeGreaterThan(5);
    expect(lists.filter(({ state }) => state !== 'read')).toEqual([]);
    expect(books.find(({ wallet }) => wallet === 'spot')).toMatchObject({ open: [] });
    const text = await scene.terminal.run(['watch', 'status', '--all']);
    expect(text.stdout).toMatch(/^main\n {2}list +read +state\n/);
    const short = await scene.terminal.run(['watch', 'status']);
    expect(short.stdout.split('\n').slice(0, -1)).toEqual([
      expect.stringMatching(/^account +lists read +oldest +books$/),
      expect.stringMatching(/^main +(\d+) of \1 +\d+ s ago +\d+ coins add up$/),
      'keyward watch status --all shows every list and every book.',
    ]);
    expect((text.stdout + short.stdout).split('\n').filter((line) => line.length > 80)).toEqual([]);
    await up.end();
  });
});

describe('watch without a settings file', () => {
  it('is refused, for accounts that nobody named are not made up', async () => {
    rmSync(join(scene.terminal.folder, 'keyward.yaml'));
    for (const args of [['watch'], ['watch', '--once']]) {
      const { exit, stdout, stderr } = await scene.terminal.run(args);
      expect([args, exit, stdout]).toEqual([args, 2, '']);
      expect(stderr).toContain('no settings file was found');
      expect(stderr).toContain('--config FILE');
    }
  });
});

describe('watch declare and ack', () => {
  it('makes orders by hand expected for a while', { timeout: 90_000 }, async () => {
    const up = await scene.up();
    await up.waitFor(/"watched"/);
    const declared = await scene.terminal.json([
      'watch',
      'declare',
      '--key',
      'main',
      '--for',
      '1h',
      '--why',
      'by hand',
    ]);
    expect(declared).toMatchObject({ exit: 0, key: 'main', until: expect.any(String) });
    await steal();
    await expect.poll(() => entries('finding'), { timeout: 30_000 }).not.toEqual([]);
    expect((await entries('finding')).filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(await entries('declared')).toMatchObject([{ key: 'main', why: 'by hand' }]);
    await up.end();
  });

  it('ends the alarm of a finding that is known, also after a restart', { timeout: 120_000 }, async () => {
    const up = await scene.up();
    await up.waitFor(/"watched"/);
    await steal();
    const raised = () => entries('finding');
    await expect.poll(raised, { timeout: 30_000 }).not.toEqual([]);
    const about = String((await raised())[0]!['about']);
    const acked = await scene.terminal.run(['watch', 'ack', about, '--why', 'that was me']);
    expect(acked).toMatchObject({ exit: 0, stdout: `Known from now on: ${about}\n` });
    const ended = (await entries('alarm')).filter((entry) => entry['about'] === about);
    expect(ended.at(-1)).toMatchObject({ state: 'ended' });
    await up.end();
    const tail = await scene.terminal.run(['journal', 'tail']);
    expect(tail.stdout).toMatch(/finding +main: somebody else placed an order in ETH\/USDT/);
    expect(tail.stdout).toMatch(/declared +\S+ main .* is known, by cli/);
    expect(tail.stdout).toMatch(/trip +halt: halted all bots/);
  });

  it('is called wrongly with an unknown key, time, market or finding', async () => {
    const short = await scene.terminal.run(['watch', 'declare', '--why', 'x', '--key', 'main', '--for', '1m']);
    expect(short.stdout).toMatch(/until 20\d\d-\d\d-\d\d \d\d:\d\d:\d\d UTC\./);
    const declare = (...more: string[]) => scene.terminal.run(['watch', 'declare', '--why', 'x', ...more]);
    expect((await declare('--key', 'mian', '--for', '1h')).stderr).toContain('did you mean main?');
    expect((await declare('--key', 'main', '--for', '8d')).stderr).toContain('at most 7 days');
    expect((await declare('--key', 'main', '--for', 'long')).stderr).toContain('not a time such as 30m');
    expect((await declare('--key', 'main', '--for', '1h', '--markets', 'btc')).stderr).toContain('not a market');
    expect(await scene.terminal.run(['watch', 'ack', 'nothing main', '--why', 'x'])).toMatchObject({ exit: 2 });
  });
});
