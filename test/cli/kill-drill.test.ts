import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountsScene } from './accounts-scene.ts';
import { Terminal } from './terminal.ts';

interface Checks {
  readonly checks: readonly { readonly what: string; readonly outcome: string; readonly says: string }[];
}

const today = () => new Date().toISOString().slice(0, 10);
const tooWide = (text: string) => text.split('\n').filter((line) => line.length > 80);
const switchOf = async (terminal: Terminal) =>
  (await terminal.json<Checks>(['doctor'])).checks.filter(({ what }) => what === 'kill switch');

describe('kill --drill', { timeout: 90_000 }, () => {
  let terminal: Terminal;
  beforeEach(() => {
    terminal = new Terminal(`version: 1
keys:
  main: { exchange: binance, environment: live, from: { dotenv: { file: main.env } } }
  trial: { exchange: bybit, environment: testnet, from: { dotenv: { file: main.env } } }
  second: { exchange: okx, environment: practice }
bots:
  grid: { key: main, may: [read, trade], markets: [BTC/USDT, 'BTC/USDT:USDT'], limits: { order_notional: 500 USDT, daily_notional: 5000 USDT } }
kill: { keep: [BNB, SOL] }
`);
    terminal.write('main.env', 'BINANCE_API_KEY=abcdefgh12345678\nBINANCE_API_SECRET=canary-of-the-card-98765\n');
  });
  afterEach(() => terminal.close());

  it('uses the switch on each exchange of the settings, without a running Keyward, and keeps its date', async () => {
    expect(await switchOf(terminal)).toMatchObject([{ outcome: 'warning', says: 'never drilled' }]);
    const { exit, stdout, stderr } = await terminal.run(['kill', '--drill']);
    expect([exit, stderr]).toEqual([0, expect.stringMatching(/binance: closes 2 positions/)]);
    expect(stdout).toMatch(/binance +passed +12 orders, 2 positions +\d+ coins sold/);
    expect(stdout).toMatch(/okx +passed +12 orders/);
    expect(tooWide(stdout)).toEqual([]);
    expect(await switchOf(terminal)).toMatchObject([{ outcome: 'fine', says: `drilled ${today()}` }]);
    const drilled = await terminal.json<{ drill: { isPassed: boolean; drills: readonly object[] } }>([
      'kill',
      '--drill',
    ]);
    expect(drilled).toMatchObject({
      exit: 0,
      drill: {
        isPassed: true,
        drills: [
          { exchange: 'binance', isPassed: true, orders: 12, positions: 2, wrong: [], report: { state: 'flat' } },
          { exchange: 'bybit', isPassed: true, wrong: [] },
          { exchange: 'okx', isPassed: true, wrong: [] },
        ],
      },
    });
    // It is no use of the switch.
    expect(existsSync(join(terminal.home, 'halt.json'))).toBe(false);
    expect((await terminal.run(['kill', '--card'])).stdout).toContain(`The switch was last drilled: ${today()}.`);
  });

  it('says that its date could not be kept where the disk does not take it', async () => {
    await terminal.run(['halt', 'reduce']);
    rmSync(join(terminal.home, 'kill'), { recursive: true, force: true });
    writeFileSync(join(terminal.home, 'kill'), 'no folder');
    const { exit, stdout } = await terminal.run(['kill', '--drill']);
    expect([exit, stdout]).toEqual([0, expect.stringContaining('The date could not be kept')]);
  });

  it('is called wrongly with what does not go with it', async () => {
    for (const args of [
      ['kill', '--live'],
      ['kill', '--drill', '--card'],
      ['kill', '--drill', '--dry-run'],
    ])
      expect([args, (await terminal.run(args)).exit]).toEqual([args, 2]);
  });

  it('--card is a page that says what to do at each exchange and from a second host, and holds no secret', async () => {
    const { exit, stdout } = await terminal.run(['kill', '--card']);
    expect([exit, tooWide(stdout.replaceAll(terminal.home, '').replaceAll(terminal.folder, ''))]).toEqual([0, []]);
    const text = stdout.replaceAll(/\s+/g, ' ');
    for (const needed of [
      'Binance (main) keys: https://www.binance.com/',
      'Bybit (trial, testnet: no real money) keys: https://www.bybit.com/',
      'Not here: second, on the practice exchange of Keyward.',
      `export KEYWARD_HOME=${terminal.home} keyward --config ${terminal.folder}/keyward.yaml kill --yes`,
      'Cancel all open orders: the regular ones and, in their own tab, the conditional ones',
      'Close all positions in futures',
      'the settings keep BNB, SOL',
      'FROM A SECOND HOST',
      'keyward vault restore FILE',
      'must be on the IP list of the key',
      'never (keyward kill --drill)',
    ])
      expect(text).toContain(needed);
    expect(text).not.toContain('canary-of-the-card');
    expect(text).not.toContain('abcdefgh12345678');
    const { card } = await terminal.json<{ card: object }>(['kill', '--card']);
    expect(card).toMatchObject({ home: terminal.home, exchanges: [{ keys: ['main'] }, {}], practiceKeys: ['second'] });
    expect(JSON.stringify(card)).not.toContain('canary-of-the-card');
  });

  it('--card gives commands that a shell takes, wherever the settings are', async () => {
    mkdirSync(join(terminal.folder, "ann's bots"));
    const settings = terminal.write("ann's bots/keyward.yaml", 'version: 1\nkeys: {}\n');
    const { card } = await terminal.json<{ card: { byShell: string[] } }>(['--config', settings, 'kill', '--card']);
    const [ssh, home, kill] = card.byShell;
    expect([ssh, home]).toEqual([expect.stringMatching(/^ssh \S+@\S+$/), `export KEYWARD_HOME=${terminal.home}`]);
    const words = execFileSync('sh', ['-c', `${kill!.replace(/^keyward/, "printf '%s\\n'")}`], { encoding: 'utf8' });
    expect(words.split('\n')).toEqual(['--config', settings, 'kill', '--yes', '']);
  });
});

describe('kill --drill --live', { timeout: 120_000 }, () => {
  let scene: AccountsScene;
  beforeEach(async () => {
    scene = await AccountsScene.open();
  });
  afterEach(() => scene.close());

  const live = (...more: string[]) => scene.terminal.json(['kill', '--drill', '--live', '--yes', ...more]);
  const entries = async (kind: string) =>
    (await scene.terminal.json<{ entries: readonly Record<string, unknown>[] }>(['journal', 'tail'])).entries.filter(
      (entry) => entry['kind'] === kind,
    );

  it('places and cancels one order on each account, beside a monitor that knows it for what it is', async () => {
    const up = await scene.up();
    await up.waitFor(/"watched"/);
    const planned = await scene.terminal.run(['kill', '--drill', '--live', '--dry-run']);
    expect(planned.stdout).toMatch(/main \(binance\): one smallest order to buy BTC\/USDT, far below the market/);
    for (let time = 0; time < 2; time++)
      expect(await live()).toMatchObject({
        exit: 0,
        drills: [
          {
            key: 'main',
            market: 'BTC/USDT',
            state: 'passed',
            steps: ['place', 'read back', 'cancel', 'verify gone'].map((what) => ({ what, isDone: true })),
          },
        ],
      });
    expect(await scene.open()).toBe(0);
    await new Promise((done) => setTimeout(done, 8_000));
    expect((await entries('finding')).filter(({ severity }) => severity !== 'info')).toEqual([]);
    expect(JSON.parse(readFileSync(join(scene.terminal.home, 'kill', 'drills.json'), 'utf8')).live).toMatchObject(
      Array.from({ length: 2 }, () => ({ key: 'main', isPassed: true })),
    );
    expect((await scene.terminal.run(['halt'])).stdout).toMatch(/level +run/);
    expect(await switchOf(scene.terminal)).toMatchObject([
      { outcome: 'fine', says: `never drilled; live drill of main ${today()} passed` },
    ]);
    await up.end();
  });

  it('hides nobody else: who buys meanwhile in the same market is told of', async () => {
    const up = await scene.up();
    await up.waitFor(/"watched"/);
    const [drilled] = await Promise.all([live(), scene.account().createOrder('BTC/USDT', 'market', 'buy', 0.01)]);
    expect(drilled).toMatchObject({ exit: 0 });
    await scene.account().createOrder('BTC/USDT', 'market', 'buy', 0.01);
    const critical = async () => (await entries('finding')).filter(({ severity }) => severity === 'critical');
    await expect.poll(critical, { timeout: 20_000 }).not.toEqual([]);
    await up.end();
  });

  it('does nothing while nothing may be sent, and ends with 3 where nobody answers', async () => {
    await scene.terminal.run(['halt', 'seal']);
    const sealed = await scene.terminal.run(['kill', '--drill', '--live', '--yes']);
    expect([sealed.exit, sealed.stderr]).toEqual([1, expect.stringContaining('halt-seal')]);
    rmSync(join(scene.terminal.home, 'halt.json'));
    scene.practice.signal('SIGSTOP');
    const silent = await live();
    scene.practice.signal('SIGCONT');
    expect(silent).toMatchObject({ exit: 3, drills: [{ state: 'unreached' }] });
    expect((await scene.terminal.run(['kill', '--drill', '--live', '--scope', 'mian', '--yes'])).exit).toBe(2);
    expect((await scene.terminal.run(['kill', '--drill', '--live'])).exit).toBe(2);
    expect(await scene.open()).toBe(0);
  });
});
