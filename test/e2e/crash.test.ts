import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { formatDecimal, type Log, Secret, systemClock } from '../../src/core/index.ts';
import { type Credential, exchanges } from '../../src/exchanges/index.ts';
import { ledgerOf } from '../../src/gateway/index.ts';
import { Journal } from '../../src/journal/index.ts';
import { type Practice, startPractice } from '../../src/practice/index.ts';
import { recordFolder, recordOutput, recordSecret } from '../canary.ts';
import { needProgram } from '../programs.ts';

const main = fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));
const silent: Log = { info: () => {}, warn: () => {}, error: () => {} };

/** Every call by which a byte goes to or comes from a file or a socket, and the parts of it, so that each thread dies at each of its own. */
const CALLS: readonly (readonly [calls: string, steps: number])[] = [
  ['write,writev,pwrite64,pwritev,fdatasync,fsync,rename,sendto,sendmsg,read,pread64,recvfrom,recvmsg,readv', 8],
  ['write,writev,pwrite64,pwritev,sendto,sendmsg', 7],
  ['read,pread64,recvfrom,recvmsg,readv', 5],
  ['pwrite64,pwritev', 2],
  ['fdatasync,fsync', 2],
];

interface Ready {
  readonly port: number;
}

describe('a gateway that is killed', () => {
  const binance = exchanges['binance']!;
  let practice: Practice;
  let folder: string;
  let home: string;
  let bot: Credential;
  let limitPrice: string;

  beforeAll(async () => {
    practice = await startPractice({ port: 0, seed: 'crash', clock: systemClock });
    const ticker = await fetch(`${practice.url}/api.binance.com/api/v3/ticker/price?symbol=BTCUSDT`);
    limitPrice = (Number(((await ticker.json()) as { price: string }).price) * 0.97).toFixed(0);
    folder = mkdtempSync(join(tmpdir(), 'keyward-crash-'));
    home = join(folder, 'home');
    mkdirSync(join(home, 'practice'), { recursive: true, mode: 0o700 });
    const minted = practice.mintKey({ exchange: 'binance', permissions: { read: true, trade: true } });
    recordSecret(minted.secret);
    writeFileSync(join(home, 'practice', 'key-main.json'), JSON.stringify({ id: minted.id, secret: minted.secret }), {
      mode: 0o600,
    });
    writeFileSync(
      join(folder, 'keyward.yaml'),
      `version: 1
keys:
  main: { exchange: binance, environment: practice }
bots:
  grid:
    key: main
    may: [read, trade]
    markets: [BTC/USDT]
    limits: { order_notional: 500 USDT, daily_notional: 100000 USDT, open_notional: 100000 USDT, open_orders: 1000 }
gateway: { port: 0 }
practice: { serve: false, port: ${practice.port} }
`,
    );
    const added = spawn(process.execPath, [main, '--json', 'bot', 'add', 'grid'], { cwd: folder, env: environment() });
    const shown = JSON.parse(await textOf(added)) as { apiKey: string; secret: string };
    recordSecret(shown.secret);
    const credential = binance.key.credential({ id: shown.apiKey, secret: Secret.take(Buffer.from(shown.secret)) });
    if ('refused' in credential) throw new Error(credential.message);
    bot = credential;
  });

  afterAll(async () => {
    recordFolder(join(home, 'journal'));
    await practice.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  function environment(): NodeJS.ProcessEnv {
    return { PATH: process.env['PATH'], KEYWARD_HOME: home, HOME: folder };
  }

  async function up(): Promise<{ child: ChildProcess; port: number }> {
    const child = spawn(process.execPath, [main, '--json', 'up'], { cwd: folder, env: environment() });
    child.stderr!.on('data', (chunk: Buffer) => recordOutput('up stderr', chunk));
    const line = await new Promise<string>((resolve, reject) => {
      let text = '';
      child.stdout!.on('data', (chunk: Buffer) => {
        text += chunk.toString();
        if (text.includes('\n')) resolve(text);
      });
      child.once('exit', (code) => reject(new Error(`up ended with ${code}`)));
    });
    recordOutput('up stdout', line);
    return { child, port: (JSON.parse(line) as Ready).port };
  }

  async function order(port: number, clientOrderId: string): Promise<number> {
    const endpoint = binance.facts.endpoints.find(({ method, path }) => method === 'POST' && path === '/api/v3/order')!;
    const params = Object.entries({
      symbol: 'BTCUSDT',
      side: 'BUY',
      type: 'LIMIT',
      timeInForce: 'GTC',
      quantity: '0.001',
      price: limitPrice,
      newClientOrderId: clientOrderId,
    });
    const built = binance.wire.build(
      {
        endpoint,
        host: 'api.binance.com',
        environment: 'live',
        path: endpoint.path,
        query: [],
        body: { kind: 'form', params },
        headers: [],
        intents: [],
      },
      bot,
      { timeMs: Date.now() },
    );
    const reply = await fetch(`http://127.0.0.1:${port}/api.binance.com${built.target}`, {
      method: 'POST',
      headers: built.headers,
      body: built.body,
      signal: AbortSignal.timeout(5_000),
    });
    const text = await reply.text();
    recordOutput('answer', text);
    return reply.status;
  }

  function entries(): { kind: string; effect?: string; intents?: { clientOrderId?: string }[] }[] {
    const journal = join(home, 'journal');
    return readdirSync(journal)
      .filter((name) => name.endsWith('.jsonl'))
      .sort()
      .flatMap((name) => readFileSync(join(journal, name), 'utf8').split('\n'))
      .flatMap((line) => {
        try {
          return [JSON.parse(line)];
        } catch {
          return [];
        }
      });
  }

  function sentOrders(): string[] {
    return practice
      .received()
      .filter(({ method, path }) => method === 'POST' && path === '/api/v3/order')
      .map(({ params }) => String(new Map(params).get('newClientOrderId')));
  }

  it('leaves no order without an entry and no budget under-counted, whichever system call it dies in', async (context) => {
    needProgram(context, 'strace');
    let killed = 0;
    let beforeSending = 0;
    let afterSending = 0;
    const deaths = CALLS.flatMap(([calls, steps]) =>
      Array.from({ length: steps }, (_, step) => ({ calls, step: step + 1 })),
    );
    for (const [round, { calls, step }] of deaths.entries()) {
      const { child, port } = await up();
      const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
      const tracer = spawn('strace', [
        '-f',
        '-qq',
        '-e',
        `trace=${calls}`,
        '-e',
        `inject=${calls}:signal=KILL:when=${step}`,
        '-o',
        '/dev/null',
        '-p',
        String(child.pid),
      ]);
      await attached(child.pid!);
      const id = `crash-${round}`;
      await order(port, id).catch(() => undefined);
      // The exit is told a moment after the connection breaks.
      await Promise.race([gone, sleep(300)]);
      if (child.signalCode === 'SIGKILL') killed++;
      else child.kill('SIGKILL');
      await gone;
      tracer.kill('SIGKILL');
      if (sentOrders().includes(id)) afterSending++;
      else beforeSending++;
    }
    const written = new Set(
      entries().flatMap((entry) =>
        entry.kind === 'decision' && entry.effect === 'allow'
          ? (entry.intents ?? []).map(({ clientOrderId }) => clientOrderId)
          : [],
      ),
    );
    const sent = sentOrders();
    expect(sent.filter((id) => !written.has(id))).toEqual([]);
    expect(killed).toBeGreaterThan(5);
    expect(beforeSending).toBeGreaterThan(0);
    expect(afterSending).toBeGreaterThan(0);

    const journal = await Journal.open(join(home, 'journal'), { clock: systemClock, log: silent });
    const ledger = await ledgerOf(journal, systemClock);
    const used = ledger.usage('grid', 'main', Date.now()).bot;
    await journal.close();
    const least = (sent.length * Number(limitPrice)) / 1000;
    expect(Number(formatDecimal(used.dailyNotional.get('USDT')!))).toBeGreaterThanOrEqual(least);
    expect(used.openOrders).toBeGreaterThanOrEqual(sent.length);
  }, 240_000);
});

/** Resolves when every thread of a process is traced, or when it has died already: of a call that a thread of its own made meanwhile. */
async function attached(pid: number): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (threadsOf(pid).every((status) => !/TracerPid:\t0\n/.test(status))) return;
    await sleep(20);
  }
  throw new Error('the tracer did not attach');
}

/** What the kernel tells of each thread of a process; nothing of those that are gone. */
function threadsOf(pid: number): string[] {
  const readUnlessGone = <T>(read: () => T): T[] => {
    try {
      return [read()];
    } catch (error) {
      if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
      throw error;
    }
  };
  const threads = readUnlessGone(() => readdirSync(`/proc/${pid}/task`)).flat();
  return threads.flatMap((thread) => readUnlessGone(() => readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8')));
}

async function textOf(child: ChildProcess): Promise<string> {
  let text = '';
  for await (const chunk of child.stdout!) text += String(chunk);
  return text;
}
