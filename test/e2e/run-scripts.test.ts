import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { recordSecret } from '../canary.ts';
import { main, practiceSettings, type Running, Terminal } from '../cli/terminal.ts';
import {
  ENVIRONMENT_TIMEOUT_MS,
  needPython,
  type PythonEnvironment,
  pythonEnvironment,
} from '../python/environment.ts';
import { root } from '../source-tree.ts';

let environment: PythonEnvironment;
let terminal: Terminal;
let up: Running;

beforeAll(async () => {
  environment = await pythonEnvironment();
}, ENVIRONMENT_TIMEOUT_MS);
beforeEach(async () => {
  terminal = new Terminal(practiceSettings);
  up = await terminal.up();
});
afterEach(() => terminal.close());

const entries = (kind: string) => {
  const folder = join(terminal.home, 'journal');
  const lines = readdirSync(folder).flatMap((name) =>
    name.endsWith('.jsonl') ? readFileSync(join(folder, name), 'utf8').trim().split('\n') : [],
  );
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((entry) => entry['kind'] === kind);
};
const isRecorded = () => existsSync(join(terminal.home, 'run', 'grid.json'));
const node = (text: string) => ['--', process.execPath, '-e', text];
const shell = (text: string) => ['--', 'sh', '-c', text];

/** The exchange's own secret in a file, which a bot finds that it was never given. */
function spilt(): string {
  const { secret } = terminal.practiceKey('main');
  recordSecret(secret);
  writeFileSync(join(terminal.folder, 'spilt.txt'), secret, { mode: 0o600 });
  return secret;
}

describe('a script with ccxt under keyward run', { timeout: 60_000 }, () => {
  it('trades in JavaScript with the names of its environment', async () => {
    const file = terminal.write(
      'bot.mjs',
      `import ccxt from ${JSON.stringify(join(root, 'node_modules', 'ccxt', 'js', 'ccxt.js'))};
const { KEYWARD_EXCHANGE, KEYWARD_PROXY_URL, EXCHANGE_API_KEY, EXCHANGE_API_SECRET } = process.env;
const exchange = new ccxt[KEYWARD_EXCHANGE]({ apiKey: EXCHANGE_API_KEY, secret: EXCHANGE_API_SECRET });
exchange.proxyUrl = KEYWARD_PROXY_URL;
exchange.options.fetchCurrencies = false;
const { last } = await exchange.fetchTicker('BTC/USDT');
const order = await exchange.createOrder('BTC/USDT', 'limit', 'buy', 0.001, Math.round(last * 0.95));
console.log(order.status, (await exchange.fetchOpenOrders('BTC/USDT')).length);
`,
    );
    const ended = await terminal.run(['run', '--', process.execPath, file]);
    expect([ended.exit, ended.stdout], ended.stderr).toEqual([0, 'open 1\n']);
  });

  it('trades in Python with the names of its environment', async (context) => {
    const python = needPython(context, environment);
    const file = terminal.write(
      'bot.py',
      `import os
import ccxt
here = lambda urls: {name: here(url) if isinstance(url, dict) else url.replace("https://", os.environ["KEYWARD_PROXY_URL"]) for name, url in urls.items()}
exchange = getattr(ccxt, os.environ["KEYWARD_EXCHANGE"])({"apiKey": os.environ["BINANCE_API_KEY"], "secret": os.environ["BINANCE_API_SECRET"], "options": {"fetchCurrencies": False}})
exchange.urls["api"] = here(exchange.urls["api"])
last = exchange.fetch_ticker("BTC/USDT")["last"]
order = exchange.create_order("BTC/USDT", "limit", "buy", 0.001, round(last * 0.95))
print(order["status"], len(exchange.fetch_open_orders("BTC/USDT")))
`,
    );
    const ended = await terminal.run(['run', '--', python, file]);
    expect([ended.exit, ended.stdout], ended.stderr).toEqual([0, 'open 1\n']);
  });
});

describe('what a bot prints under keyward run', { timeout: 60_000 }, () => {
  it('is masked in what common programs make of a secret', async (context) => {
    const python = needPython(context, environment);
    const secret = spilt();
    const bare = execFileSync('base64', { input: secret, encoding: 'utf8' });
    expect(bare.trim().split('\n').length).toBeGreaterThan(1);
    const { exit, stdout } = await terminal.run([
      'run',
      ...shell(`
        echo 1; base64 < spilt.txt
        echo 2; (cat spilt.txt; echo) | base64 -w 0; echo
        echo 3; (printf 'name:'; cat spilt.txt) | base64 -w 0; echo
        echo 4; ${python} -c "
import base64, json, urllib.parse
secret = open('spilt.txt').read()
print(secret.encode().hex(), repr(secret), json.dumps({'a': secret}), urllib.parse.quote(secret), urllib.parse.quote_plus(secret))
print(base64.encodebytes(secret.encode()).decode(), base64.urlsafe_b64encode(b'x' + secret.encode()).decode())"
        echo 5; printf '\\377\\376'; cat spilt.txt; printf '\\200\\n'
        echo 6; head -c 300000 /dev/zero | tr '\\0' x; cat spilt.txt; head -c 300000 /dev/zero | tr '\\0' y
        echo; echo 7; cat spilt.txt`),
    ]);
    expect(exit).toBe(0);
    const inBase64 = [bare.replaceAll('\n', ''), secret];
    // No run of it that is long enough to be of use, in any of its forms.
    const hex = Buffer.from(secret).toString('hex');
    for (const form of [
      ...inBase64,
      hex,
      Buffer.from(`x${secret}`).toString('base64'),
      Buffer.from(`name:${secret}`).toString('base64'),
    ])
      for (let at = 12; at + 20 <= form.length - 4; at++)
        if (stdout.includes(form.slice(at, at + 20))) expect.fail(`${stdout.replace(/[xy]{99,}/g, '...')} shows it`);
    expect(stdout).toMatch(/6\nx{300000}\[secret\]y{300000}\n7\n\[secret\]$/);
  });

  it('is passed on whole and in order when it comes faster than it is read, in little memory', async () => {
    const child = spawn(
      process.execPath,
      [
        main,
        'run',
        ...node(`
        const line = Buffer.from('z'.repeat(1023) + '\\n');
        const block = Buffer.concat(Array(1024).fill(line));
        let left = 60;
        const go = () => { while (left-- > 0) if (!process.stdout.write(block)) return process.stdout.once('drain', go); };
        go();`),
      ],
      {
        cwd: terminal.folder,
        env: { PATH: process.env['PATH'], HOME: terminal.folder, KEYWARD_HOME: terminal.home },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    child.stderr.resume();
    await once(child.stdout, 'readable');
    await sleep(3_000);
    const most = Number(/VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]);
    let bytes = 0;
    child.stdout.on('data', (chunk: Buffer) => (bytes += chunk.length));
    const [exit] = await once(child, 'close');
    expect([exit, bytes]).toEqual([0, 60 * 1024 * 1024]);
    expect(most).toBeLessThan(400_000);
  });

  it('is read by nobody any more: it ends as without Keyward, and its key is taken away', async () => {
    const child = spawn(process.execPath, [main, 'run', ...shell('while sleep 0.05; do echo line; done')], {
      cwd: terminal.folder,
      env: { PATH: process.env['PATH'], HOME: terminal.folder, KEYWARD_HOME: terminal.home },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    await once(child.stdout!, 'data');
    child.stdout!.destroy();
    await once(child, 'close');
    expect(entries('run').at(-1)).toMatchObject({ state: 'ended' });
    const [bot] = (await terminal.json(['bot', 'list'])) as unknown as { fingerprint?: string }[];
    expect(bot?.fingerprint).toBeUndefined();
    expect(isRecorded()).toBe(false);
  });
});

describe('a bot under keyward run that does not want to end', { timeout: 60_000 }, () => {
  it('is ended by the kill switch, and the journal says why', async () => {
    const running = terminal.run(['run', ...node("setInterval(() => {}, 9); console.log('ready')")]);
    await expect.poll(isRecorded, { timeout: 20_000 }).toBe(true);
    const killed = await terminal.json<{ bots: object[] }>(['kill', '--yes', '--reason', 'a test']);
    expect(killed.bots).toMatchObject([{ bot: 'grid', way: 'run', state: 'stopped' }]);
    expect((await running).exit).toBe(143);
    expect(entries('run').at(-1)).toMatchObject({
      state: 'ended',
      signal: 'SIGTERM',
      why: expect.stringMatching(/the halt level is halt.*a test/),
    });
  });

  it('is killed with --on-halt stop when it does not hear SIGTERM, with all that it has started', async () => {
    const pid = join(terminal.folder, 'pid');
    const running = terminal.run([
      'run',
      '--on-halt',
      'stop',
      ...shell(`trap '' TERM; sleep 50 & echo $! > ${pid}; for at in $(seq 500); do sleep 0.1; done`),
    ]);
    await expect.poll(isRecorded, { timeout: 20_000 }).toBe(true);
    await terminal.run(['halt', 'halt']);
    expect((await running).exit).toBe(137);
    expect(existsSync(`/proc/${readFileSync(pid, 'utf8').trim()}/exe`)).toBe(false);
  });

  it('hears a signal also while Keyward hangs, which is to write down its start', async () => {
    const ended = await terminal.run(
      [
        'run',
        ...shell(`trap 'kill -CONT ${up.pid}; echo heard; exit 3' TERM; kill -STOP ${up.pid}; echo ready
          for at in $(seq 100); do sleep 0.1; done`),
      ],
      { stopAfterLine: /ready/ },
    );
    expect([ended.exit, ended.stdout], ended.stderr).toEqual([3, 'ready\nheard\n']);
    expect(entries('run')).toMatchObject([
      { state: 'started' },
      { state: 'ended', code: 3, why: 'it was sent SIGTERM' },
    ]);
  });

  it('leaves nothing that works to what it has left behind in a session of its own', async () => {
    const pid = join(terminal.folder, 'pid');
    const startedMs = performance.now();
    const ended = await terminal.run([
      'run',
      ...shell(
        `setsid sh -c 'echo $$ > ${pid}; printf "%s %s" "$BINANCE_API_KEY" "$BINANCE_BASE_URL" > left; sleep 30' & sleep 1; exit 4`,
      ),
    ]);
    const left = Number(readFileSync(pid, 'utf8'));
    try {
      expect(ended.exit).toBe(4);
      expect(performance.now() - startedMs).toBeLessThan(20_000);
      const [key = '', base = ''] = readFileSync(join(terminal.folder, 'left'), 'utf8').split(' ');
      const answer = await fetch(`${base}/api/v3/account?timestamp=${Date.now()}&signature=00`, {
        headers: { 'X-MBX-APIKEY': key },
      });
      expect(answer.status).toBe(401);
    } finally {
      process.kill(-left, 'SIGKILL');
    }
  });
});

describe('keyward run inside of keyward run', { timeout: 60_000 }, () => {
  it('refuses the same bot, and gives another one no key of the first', async () => {
    await terminal.close();
    terminal = new Terminal(
      practiceSettings.replace('scopes:', '  scout:\n    key: main\n    may: [read]\n    markets: [BTC/USDT]\nscopes:'),
    );
    await terminal.up();
    const inner = (bot: string, command: string) => `"${process.execPath}" "${main}" run --bot ${bot} -- ${command}`;
    const same = await terminal.run(['run', '--bot', 'grid', ...shell(inner('grid', 'true'))]);
    expect([same.exit, same.stderr]).toEqual([1, expect.stringContaining('bot-running')]);
    const print = `sh -c 'echo "$KEYWARD_BOT $BINANCE_API_KEY $COPY."'`;
    const other = await terminal.run([
      'run',
      '--bot',
      'grid',
      ...shell(`echo "$KEYWARD_BOT $BINANCE_API_KEY"; export COPY="$BINANCE_API_KEY"; ${inner('scout', print)}`),
    ]);
    const [first = [], second = []] = other.stdout
      .trim()
      .split('\n')
      .map((line) => line.split(' '));
    expect([first[0], second[0], second[2]], other.stderr).toEqual(['grid', 'scout', '.']);
    expect(first[1]).not.toBe(second[1]);
  });
});
