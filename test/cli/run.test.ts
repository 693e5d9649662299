import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { recordSecret } from '../canary.ts';
import { practiceSettings, Terminal } from './terminal.ts';

let terminal: Terminal;
afterEach(() => terminal.close());

const node = process.execPath;
const script = (text: string) => ['--', node, '-e', text];
const runFile = () => join(terminal.home, 'run', 'grid.json');

async function started(): Promise<void> {
  terminal = new Terminal(practiceSettings);
  await terminal.up();
}

const bots = async () =>
  terminal.json<{ fingerprint?: string }[]>(['bot', 'list']) as unknown as Promise<{ fingerprint?: string }[]>;
const runs = () => {
  const folder = join(terminal.home, 'journal');
  const lines = readdirSync(folder).flatMap((name) =>
    name.endsWith('.jsonl') ? readFileSync(join(folder, name), 'utf8').trim().split('\n') : [],
  );
  const all = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return all.filter((entry) => entry['kind'] === 'run');
};

describe('keyward run', { timeout: 60_000 }, () => {
  it('gives the bot a key that works, and takes it away with its end', async () => {
    await started();
    const ask = `
      const { KEYWARD_URL, BINANCE_API_KEY, EXCHANGE_API_SECRET, BINANCE_BASE_URL } = process.env;
      const query = 'timestamp=' + Date.now();
      const sign = require('node:crypto').createHmac('sha256', EXCHANGE_API_SECRET).update(query).digest('hex');
      fetch(BINANCE_BASE_URL + '/api/v3/account?' + query + '&signature=' + sign, { headers: { 'X-MBX-APIKEY': BINANCE_API_KEY } })
        .then(async (answer) => console.log('account', answer.status, (await answer.text()).includes('balances')));`;
    const { exit, stdout, stderr } = await terminal.run(['run', ...script(ask)]);
    expect([exit, stdout], stderr).toEqual([0, 'account 200 true\n']);
    expect((await bots())[0]?.fingerprint).toBeUndefined();
    expect(existsSync(runFile())).toBe(false);
    expect(runs()).toMatchObject([
      { kind: 'run', bot: 'grid', program: 'node', state: 'started' },
      { kind: 'run', bot: 'grid', program: 'node', state: 'ended', code: 0 },
    ]);
  });

  it('masks the secrets of the bot and of the exchange, also in pieces, and gives no exchange key on', async () => {
    await started();
    const { id, secret } = terminal.practiceKey('main');
    recordSecret(secret);
    writeFileSync(join(terminal.folder, 'copy.txt'), secret, { mode: 0o600 });
    const print = `
      const secret = require('node:fs').readFileSync('copy.txt', 'utf8');
      const own = process.env.BINANCE_API_SECRET;
      process.stdout.write('own ' + own.slice(0, 20));
      setTimeout(() => process.stdout.write(own.slice(20) + ' end\\n'), 100);
      setTimeout(() => process.stderr.write('theirs ' + Buffer.from(secret).toString('base64').slice(0, 9)), 20);
      setTimeout(() => process.stderr.write(Buffer.from(secret).toString('base64').slice(9)), 150);
      setTimeout(() => console.log(['COPY', 'ID', 'BINANCE_SECRET'].map((name) => String(process.env[name]).slice(0, 9)).join()), 200);`;
    const { exit, stdout, stderr } = await terminal.run(['run', '--bot', 'grid', ...script(print)], {
      env: { COPY: `a ${secret}`, ID: id, BINANCE_SECRET: 'anything' },
    });
    expect(exit, stderr).toBe(0);
    expect(stdout).toBe('own [secret] end\nundefined,undefined,undefined\n');
    expect(stderr).toMatch(/theirs \[secret\]$/);
    expect(stderr).toContain('kept from the bot: BINANCE_SECRET, COPY, ID.');
  });

  it('passes its exit code and its signals on, to all that it has started', async () => {
    await started();
    expect((await terminal.run(['run', ...script('process.exit(7)')])).exit).toBe(7);
    expect((await terminal.run(['run', ...script("process.kill(process.pid, 'SIGKILL')")])).exit).toBe(137);
    const nested = `require('node:child_process').spawn(process.execPath, ['-e', "process.on('SIGINT', () => { console.log('inner'); process.exit() }); setInterval(() => {}, 9); console.log('ready')"], { stdio: 'inherit' }).on('close', () => process.exit(5)); process.on('SIGINT', () => {})`;
    const ended = await terminal.run(['run', ...script(nested)], { stopAfterLine: /ready/, signal: 'SIGINT' });
    expect([ended.exit, ended.stdout]).toEqual([5, 'ready\ninner\n']);
    expect(runs().at(-1)).toMatchObject({ state: 'ended', code: 5, why: 'it was sent SIGINT' });
    const gone = await terminal.run(['run', '--', './no-such-program']);
    expect([gone.exit, gone.stderr]).toEqual([2, expect.stringContaining('cannot be run (ENOENT)')]);
    expect((await bots())[0]?.fingerprint).toBeUndefined();
  });

  it('ends the bot when it is halted, and starts none then', async () => {
    await started();
    const running = terminal.run(['run', ...script("setInterval(() => {}, 9); console.log('ready')")]);
    await expect.poll(() => existsSync(runFile()), { timeout: 10_000 }).toBe(true);
    const second = await terminal.run(['run', ...script('1')]);
    expect([second.exit, second.stderr]).toEqual([1, expect.stringContaining('bot-running')]);
    await terminal.run(['halt', 'halt', '--reason', 'a test']);
    const { exit, stderr } = await running;
    expect([exit, stderr]).toEqual([143, expect.stringContaining('The bot is ended in 5 s.')]);
    expect(runs().at(-1)).toMatchObject({
      signal: 'SIGTERM',
      why: expect.stringContaining('halt level is halt'),
    });
    const refused = await terminal.run(['run', ...script('1')]);
    expect([refused.exit, refused.stderr]).toEqual([1, expect.stringContaining('halt-halt')]);
    expect((await terminal.run(['run', '--on-halt', 'none', ...script('process.exit(3)')])).exit).toBe(3);
  });

  it('takes a key that was given, and the key that a run left which was killed', async () => {
    await started();
    const killed = await terminal.run([
      'run',
      ...script("process.kill(process.ppid, 'SIGKILL'); setTimeout(() => {}, 300)"),
    ]);
    expect(killed.exit).toBeNull();
    expect((await bots())[0]?.fingerprint).toBeDefined();
    await expect
      .poll(() => terminal.run(['run', ...script('1')]).then(({ exit }) => exit), { timeout: 10_000 })
      .toBe(0);
    const { stdout } = await terminal.run(['--json', 'bot', 'add', 'grid']);
    writeFileSync(join(terminal.folder, 'bot.json'), stdout, { mode: 0o600 });
    const without = await terminal.run(['run', ...script('1')]);
    expect([without.exit, without.stderr]).toEqual([2, expect.stringContaining('--bot-key FILE')]);
    const wanted = JSON.parse(readFileSync(join(terminal.folder, 'bot.json'), 'utf8')).apiKey;
    const given = await terminal.run([
      'run',
      '--bot-key',
      'bot.json',
      ...script('console.log(process.env.BINANCE_API_KEY)'),
    ]);
    expect([given.exit, given.stdout]).toEqual([0, `${wanted}\n`]);
    expect((await bots())[0]?.fingerprint).toBeDefined();
  });

  it('says that nothing runs here, and which bots there are', async () => {
    terminal = new Terminal(practiceSettings);
    const idle = await terminal.run(['run', ...script('1')]);
    expect([idle.exit, idle.stderr]).toEqual([3, expect.stringContaining('not-running')]);
    const unknown = await terminal.run(['run', '--bot', 'gird', ...script('1')]);
    expect([unknown.exit, unknown.stderr]).toEqual([2, expect.stringContaining('grid')]);
  });
});
