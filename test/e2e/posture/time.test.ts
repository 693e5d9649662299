import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { lookTime } from '../../../src/app/check-time.ts';
import { systemClock } from '../../../src/core/index.ts';
import { systemTimeHost, type TimeHost } from '../../../src/network/index.ts';
import { time } from '../../../src/posture/time/family.ts';
import { startPractice } from '../../../src/practice/index.ts';
import { needProgram } from '../../programs.ts';
import { bad, SeenKeys, told } from './keys-seen.ts';

const DAY_MS = 86_400_000;
let scene: SeenKeys;
const ends: (() => unknown)[] = [];
beforeEach(async () => {
  scene = await SeenKeys.open();
});
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
  await scene.close();
});

/** A host where chrony says so. */
const kept: TimeHost = {
  nowMs: () => systemClock.nowMs(),
  isThere: () => false,
  read: () => undefined,
  changedMs: () => undefined,
  run: async (program) => (program === 'chronyc' ? 'C0000201,192.0.2.1,3,0,0,0,0,1.5,0,0,0,0,0,Normal\n' : undefined),
};
const live = 'version: 1\nkeys:\n  main: { exchange: bybit }\n  other: { exchange: binance }\n';

/** As Bybit and Binance tell their time, by a clock that is so far ahead of ours. */
const exchangeAt =
  (aheadMs: number, waitMs = 0) =>
  async (to: { readonly exchange: string }) => {
    await new Promise((done) => setTimeout(done, waitMs));
    const ms = Date.now() + aheadMs;
    const result = { timeSecond: String(Math.floor(ms / 1_000)), timeNano: `${ms}000000` };
    const body =
      to.exchange === 'binance' ? { serverTime: ms } : { retCode: 0, retMsg: 'OK', result, retExtInfo: {}, time: ms };
    return { status: 200, body: JSON.stringify(body) };
  };

describe('the checks of the clock', () => {
  it('measure it against each real exchange at once, and write nothing', async () => {
    scene.writeSettings(live);
    const startedMs = performance.now();
    const facts = await lookTime(scene.parts(), { host: kept, send: exchangeAt(0, 200) });
    expect(performance.now() - startedMs).toBeLessThan(1_500);
    const said = told(time, facts);
    expect(said['exchange bybit']).toEqual({ 'TIME-01': 'pass', 'TIME-02': 'pass' });
    expect(said['exchange binance']).toEqual({ 'TIME-01': 'pass', 'TIME-02': 'pass' });
    expect(said['this host']).toEqual({ 'TIME-03': 'pass', 'TIME-04': 'unknown' });
    expect(existsSync(scene.home)).toBe(false);
  }, 30_000);

  it.each([
    [1_500, ['TIME-02']],
    [-1_500, ['TIME-02']],
    [4_000, ['TIME-01', 'TIME-02']],
    [-40_000, ['TIME-01', 'TIME-02']],
    [900, []],
  ])(
    'tell an exchange that is %d ms ahead of this clock',
    async (aheadMs, wanted) => {
      scene.writeSettings(live);
      const said = told(time, await lookTime(scene.parts(), { host: kept, send: exchangeAt(aheadMs) }));
      expect(bad(said['exchange bybit'])).toEqual(wanted);
    },
    30_000,
  );

  it('leave open what an exchange does not tell in time, and still say the rest', async () => {
    scene.writeSettings(live);
    const answer = exchangeAt(0);
    const startedMs = performance.now();
    const facts = await lookTime(scene.parts(), {
      host: kept,
      send: (to) => (to.exchange === 'bybit' ? new Promise(() => undefined) : answer(to)),
    });
    expect(performance.now() - startedMs).toBeLessThan(2_300);
    const said = told(time, facts);
    expect(said['exchange bybit']).toEqual({ 'TIME-01': 'unknown', 'TIME-02': 'unknown' });
    expect(bad(said['exchange binance'], 'pass')).toEqual(['TIME-01', 'TIME-02']);
  }, 30_000);

  it.each([
    ['a page of a proxy', { status: 200, body: '<html>' }],
    ['an error', { status: 503, body: '{}' }],
    ['a time that is none', { status: 200, body: '{"serverTime":"soon","time":{}}' }],
  ])(
    'know nothing from %s',
    async (_title, answer) => {
      scene.writeSettings(live);
      const said = told(time, await lookTime(scene.parts(), { host: kept, send: async () => answer }));
      expect(bad(said['exchange bybit'], 'unknown')).toEqual(['TIME-01', 'TIME-02']);
    },
    30_000,
  );

  it('tell a clock that wanders by the readings that are kept, and leave those as they are', async () => {
    scene.writeSettings(live);
    mkdirSync(scene.home, { mode: 0o700 });
    const file = join(scene.home, 'clock.json');
    const reading = (daysAgo: number, aheadMs: number, by = 'ntp') => ({
      at: new Date(Date.now() - daysAgo * DAY_MS).toISOString(),
      by,
      aheadMs,
      errorMs: 10,
    });
    const look = async (...readings: unknown[]) => {
      const text = JSON.stringify({ version: 1, readings });
      writeFileSync(file, text);
      const said = told(time, await lookTime(scene.parts(), { host: kept, send: exchangeAt(0) }));
      expect(readFileSync(file, 'utf8')).toBe(text);
      return said['this host']?.['TIME-04'];
    };
    expect(await look(reading(3, -700), reading(1, 0))).toBe('warn');
    expect(await look(reading(3, -20), reading(1, 0))).toBe('pass');
    // Against the reading of now.
    expect(await look(reading(3, -900, 'bybit'))).toBe('warn');
    expect(await look(reading(30, -900), reading(29, 0))).toBe('unknown');
    expect(await look(reading(0.001, -900), reading(0, 0))).toBe('unknown');
    expect(await look('torn')).toBe('unknown');
  }, 30_000);
});

describe('the checks of the clock with practice keys', () => {
  it('measure the practice exchange where one runs, and say lightly what is wrong', async () => {
    const clock = { nowMs: () => Date.now() + 7_000, monotonicMs: () => systemClock.monotonicMs() };
    const ahead = await startPractice({ port: 0, seed: 'late', clock });
    ends.push(() => ahead.stop());
    const settings = (port: number) =>
      `version: 1\nkeys: { main: { exchange: bybit, environment: practice } }\npractice: { port: ${port}, serve: false }\n`;
    scene.writeSettings(settings(scene.practice.port));
    expect(told(time, await lookTime(scene.parts()))['exchange bybit practice']).toEqual({
      'TIME-01': 'pass',
      'TIME-02': 'pass',
    });
    scene.writeSettings(settings(ahead.port));
    const facts = await lookTime(scene.parts());
    expect(time.checks[0]!.judge(facts)).toMatchObject([{ result: 'fail', severity: 'low' }]);
  }, 30_000);

  it('do not apply where the practice exchange would share this clock, or where no key stands', async () => {
    scene.writeSettings('version: 1\nkeys: { main: { exchange: bybit, environment: practice } }\n');
    expect(told(time, await lookTime(scene.parts()))['exchange clocks']).toEqual({
      'TIME-01': 'not-applicable',
      'TIME-02': 'not-applicable',
    });
    scene.writeSettings('version: 1\nkeys: {}\n');
    expect(told(time, await lookTime(scene.parts()))['exchange clocks']).toMatchObject({ 'TIME-01': 'not-applicable' });
  }, 30_000);

  it('reach it through the Keyward that runs', async () => {
    scene.add('main', { exchange: 'bybit', permissions: { trade: true }, ips: ['127.0.0.1'] });
    scene.writeSettings();
    await scene.up();
    const said = told(time, await lookTime(scene.parts()));
    expect(said['exchange bybit practice']).toEqual({ 'TIME-01': 'pass', 'TIME-02': 'pass' });
  }, 30_000);
});

describe('what keeps the clock', () => {
  /** A real chronyd that leaves the clock of this host alone, and the real chronyc that asks it. */
  async function chrony(context: TestContext, ...more: string[]): Promise<TimeHost> {
    const [daemon, client] = [needProgram(context, 'chronyd'), needProgram(context, 'chronyc')];
    const socket = createSocket('udp4').bind(0, '127.0.0.1');
    await once(socket, 'listening');
    const { port } = socket.address();
    socket.close();
    const config = join(scene.folder, `${port}.conf`);
    const own = [
      'port 0',
      'bindcmdaddress 127.0.0.1',
      'bindcmdaddress /',
      `cmdport ${port}`,
      `user ${userInfo().username}`,
    ];
    writeFileSync(config, `${[...own, `pidfile ${join(scene.folder, `${port}.pid`)}`, ...more].join('\n')}\n`);
    const child = spawn(daemon, ['-x', '-U', '-d', '-f', config], { stdio: 'ignore' });
    ends.push(() => child.kill('SIGKILL'));
    const host = systemTimeHost(systemClock);
    const run: TimeHost['run'] = (program, args) =>
      program === 'chronyc'
        ? host.run(client, ['-h', '127.0.0.1', '-p', String(port), ...args])
        : Promise.resolve(undefined);
    await expect.poll(() => run('chronyc', ['-n', '-c', 'tracking']), { timeout: 10_000 }).toBeDefined();
    return { ...kept, run };
  }

  it('is told by a real chronyd that follows a clock, and by one that follows none', async (context) => {
    scene.writeSettings(live);
    const look = async (host: TimeHost) =>
      time.checks[2]!.judge(await lookTime(scene.parts(), { host, send: exchangeAt(0) }));
    expect(await look(await chrony(context, 'local stratum 8'))).toMatchObject([
      { result: 'pass', says: expect.stringContaining('chrony keeps this clock; chronyc tracking: follows') },
    ]);
    const lost = await chrony(context);
    expect(await look(lost)).toMatchObject([{ result: 'fail', says: expect.stringContaining('not synchronised') }]);
    const inside = { ...lost, isThere: (path: string) => path === '/.dockerenv' };
    expect(await look(inside)).toMatchObject([{ result: 'pass', confidence: 'likely' }]);
    const away = await lookTime(scene.parts(), { host: inside, send: async () => 'not reached' });
    expect(time.checks[2]!.judge(away)).toMatchObject([{ result: 'unknown', fix: expect.stringContaining('host') }]);
  }, 60_000);
});

describe('a silent practice exchange', () => {
  it('is unknown within two seconds', async () => {
    const silent: Server = createServer(() => undefined).listen(0, '127.0.0.1');
    ends.push(() => {
      silent.closeAllConnections();
      silent.close();
    });
    await new Promise((done) => silent.once('listening', done));
    const { port } = silent.address() as AddressInfo;
    scene.writeSettings(
      `version: 1\nkeys: { main: { exchange: bybit, environment: practice } }\npractice: { port: ${port}, serve: false }\n`,
    );
    const startedMs = performance.now();
    const said = told(time, await lookTime(scene.parts()));
    expect(performance.now() - startedMs).toBeLessThan(2_600);
    expect(said['exchange bybit practice']).toEqual({ 'TIME-01': 'unknown', 'TIME-02': 'unknown' });
  }, 30_000);
});
