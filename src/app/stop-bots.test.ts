import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { settingsSchema } from '../config/index.ts';
import { markOf, Secret } from '../core/index.ts';
import { bootId, isRunning, RunRecords, signalRun } from './run-records.ts';
import { botsOf, stopBots } from './stop-bots.ts';

const password = 'a-password-of-an-api';
let home: string;
const children: ChildProcess[] = [];
const servers: Server[] = [];

beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'keyward-stop-'));
});
afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const server of servers.splice(0)) {
    server.close();
    server.closeAllConnections();
  }
  rmSync(home, { recursive: true, force: true });
});

const settingsOf = (stop: object) =>
  settingsSchema.parse({ version: 1, keys: { main: { exchange: 'binance' } }, bots: { grid: { key: 'main', stop } } });

const stop = (ways: object, variables: Record<string, string> = { PATH: process.env['PATH']! }) =>
  stopBots(
    {
      settings: settingsOf(ways),
      home,
      variables,
      placeOfPassword: () => ({
        where: 'a test',
        read: async () => ({ id: '', secret: Secret.take(Buffer.from(password)) }),
      }),
    },
    ['grid'],
  );

async function bot(code: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', `${code}; setInterval(() => {}, 9); console.log('ready')`], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  children.push(child);
  await once(child.stdout!, 'data');
  return child;
}

function recordOf(child: ChildProcess, change: object = {}): void {
  const record = {
    version: 1,
    bot: 'grid',
    program: 'node',
    process: markOf(child.pid!),
    boot: bootId(),
    startedAt: '',
  } as const;
  new RunRecords(home).write({ ...record, ...change });
}

/** An API that answers as listed by path; everything else is not found. */
async function api(answers: Readonly<Record<string, unknown>>) {
  const asked: string[] = [];
  const server = createServer((message, response) => {
    const path = `${message.method} ${message.url}`;
    const login = Buffer.from(message.headers.authorization?.split(' ')[1] ?? '', 'base64').toString();
    asked.push(path);
    if (login !== `me:${password}`) return void response.writeHead(401).end('{"detail":"Unauthorized"}');
    const answer = answers[path];
    if (answer === 'hang') return;
    if (answer === 'elsewhere') return void response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end();
    response.writeHead(answer === undefined ? 404 : 200).end(JSON.stringify(answer ?? {}));
  });
  servers.push(server);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked };
}

describe('a bot that keyward run has started', () => {
  it('is ended with all that it has started', async () => {
    const child = await bot("require('node:child_process').spawn('sleep', ['60'])");
    recordOf(child);
    expect(await stop({})).toEqual([{ bot: 'grid', way: 'run', state: 'stopped', says: 'it has ended' }]);
    expect(child.signalCode).toBe('SIGTERM');
  });

  it('is told, and waited for no longer than three seconds, when it does not end', async () => {
    const child = await bot("process.on('SIGTERM', () => {})");
    recordOf(child);
    const startedMs = performance.now();
    expect(await stop({})).toMatchObject([{ state: 'told' }]);
    expect(performance.now() - startedMs).toBeLessThan(3_500);
    expect(child.signalCode).toBeNull();
  });

  it('is never taken for another process that was given its number since', async () => {
    const child = await bot('');
    const [pid, start] = markOf(child.pid!).split(' ');
    for (const change of [{ process: `${pid} ${Number(start) - 1}` }, { boot: 'another boot' }]) {
      recordOf(child, change);
      expect(await stop({})).toMatchObject([{ state: 'stopped', says: 'it did not run any more' }]);
    }
    expect(child.signalCode).toBeNull();
    expect(isRunning({ process: markOf(child.pid!), boot: bootId() })).toBe(true);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const record = {
      version: 1,
      bot: 'grid',
      program: 'node',
      process: `${pid} ${start}`,
      boot: bootId(),
      startedAt: '',
    } as const;
    expect(signalRun(record, 'SIGTERM')).toBe(false);
  });

  it('is nobody where the record cannot be read', async () => {
    recordOf(await bot(''));
    for (const text of ['', '{', '[]', '{"version":2}', '{"version":1,"bot":"other","process":"1 1"}']) {
      writeFileSync(join(home, 'run', 'grid.json'), text);
      expect(await stop({})).toEqual([]);
    }
  });
});

describe('a bot with ways of its own to be stopped', () => {
  it('is found by the keys of its account', () => {
    expect(botsOf(settingsOf({}), ['main'])).toEqual(['grid']);
    expect(botsOf(settingsOf({}), ['other'])).toEqual([]);
  });

  it('is told by the API of freqtrade, which has stopped when it says so itself', async () => {
    for (const [state, wanted] of [
      ['stopped', 'stopped'],
      ['running', 'told'],
      [undefined, 'told'],
    ] as const) {
      const { url, asked } = await api({
        'POST /api/v1/stop': { status: 'stopping trader ...' },
        'POST /api/v1/stopentry': { status: 'starting bot with trader in paused state' },
        ...(state === undefined ? {} : { 'GET /api/v1/show_config': { state } }),
      });
      expect(await stop({ freqtrade: { url, user: 'me' } })).toMatchObject([
        { way: 'freqtrade', state: wanted, says: 'stop: stopping trader ...' },
      ]);
      expect(asked).toEqual(['POST /api/v1/stop', 'GET /api/v1/show_config']);
    }
  });

  it('is told by the API of freqtrade to enter nothing where it does not stop, also by the older name of that call', async () => {
    const old = await api({ 'POST /api/v1/stopbuy': { status: 'ok' } });
    expect(await stop({ freqtrade: { url: old.url, user: 'me' } })).toMatchObject([{ state: 'told' }]);
    expect(old.asked).toEqual(['POST /api/v1/stop', 'POST /api/v1/stopentry', 'POST /api/v1/stopbuy']);
  });

  it('is told by the Hummingbot API, which says whether the word was sent and never that the instance has stopped', async () => {
    const answer = (success: boolean) =>
      api({ 'POST /bot-orchestration/stop-bot': { status: 'success', response: { success } } });
    for (const [success, state] of [
      [true, 'told'],
      [false, 'failed'],
    ] as const) {
      const { url } = await answer(success);
      expect(await stop({ hummingbot: { url, user: 'me', bot: 'maker' } })).toMatchObject([
        { way: 'hummingbot', state },
      ]);
    }
  });

  it('is left after three seconds by an API that hangs, refuses the login, is elsewhere or is not there, without a word of its password', async () => {
    const ways: object[] = [];
    for (const answer of ['hang', 'elsewhere'])
      ways.push({
        url: (await api({ 'POST /api/v1/stopentry': answer, 'POST /api/v1/stop': answer })).url,
        user: 'me',
      });
    ways.push({ url: (await api({})).url, user: 'somebody' }, { url: 'http://127.0.0.1:1', user: 'me' });
    const startedMs = performance.now();
    const reports = (await Promise.all(ways.map((freqtrade) => stop({ freqtrade })))).flat();
    expect(performance.now() - startedMs).toBeLessThan(4_000);
    expect(reports.map(({ state }) => state)).toEqual(['failed', 'failed', 'failed', 'failed']);
    expect(JSON.stringify(reports)).not.toContain(password);
    expect(reports[2]?.says).toContain('refused');
  });

  it('is stopped by systemd, named so that it cannot be taken for an option', async () => {
    const seen = join(home, 'seen');
    writeFileSync(join(home, 'systemctl'), `#!/bin/sh\necho "$@" > ${seen}\n`);
    chmodSync(join(home, 'systemctl'), 0o700);
    const PATH = `${home}:${process.env['PATH']}`;
    expect(await stop({ systemd: { unit: 'grid.service', user: true } }, { PATH })).toMatchObject([
      { way: 'systemd', state: 'stopped' },
    ]);
    expect(readFileSync(seen, 'utf8')).toBe('--user --no-ask-password stop -- grid.service\n');
    expect(() => settingsOf({ systemd: { unit: '--all' } })).toThrow(/not the name of a unit/);
  });

  it('is stopped by a program, which is ended with all that it started when it takes too long', async () => {
    expect(await stop({ command: ['sh', '-c', 'test "$KEYWARD_BOT" = grid'] })).toMatchObject([{ state: 'stopped' }]);
    expect(await stop({ command: ['sh', '-c', 'exit 3'] })).toMatchObject([
      { state: 'failed', says: 'sh ended with 3' },
    ]);
    expect(await stop({ command: ['./not-there'] })).toMatchObject([
      { state: 'failed', says: expect.stringContaining('ENOENT') },
    ]);
    expect(await stop({ command: ['sh', '-c', 'sleep 60 & wait'] })).toMatchObject([{ state: 'failed' }]);
  });

  it('is not sent a password in the open', () => {
    for (const url of [
      'http://freqtrade:8080',
      'http://10.0.0.2:8080',
      'ftp://127.0.0.1',
      'http://a:b@127.0.0.1',
      'http://127.0.0.1.example.com',
    ])
      expect(() => settingsOf({ freqtrade: { url, user: 'me' } }), url).toThrow(/not an address/);
    for (const url of ['http://127.0.0.1:8080', 'http://[::1]:8080', 'https://bots.example.com/a'])
      expect(() => settingsOf({ freqtrade: { url, user: 'me' } })).not.toThrow();
  });
});
