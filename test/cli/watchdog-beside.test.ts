import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { AccountsScene } from './accounts-scene.ts';

let scene: AccountsScene;
let between: Server;
/** Requests for hosts of this name are not answered any more. */
let silent: string | undefined;

beforeEach(async () => {
  silent = undefined;
  scene = await AccountsScene.open();
  between = createServer((asked, answer) => {
    const { method, url, headers } = asked;
    if (silent !== undefined && headers.host?.includes(silent)) return;
    const onward = request(
      { host: '127.0.0.1', port: scene.practice.ready.port as number, method, path: url, headers, agent: false },
      (from) => {
        answer.writeHead(from.statusCode ?? 500, from.headers);
        from.pipe(answer);
      },
    );
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((done) => between.listen(0, '127.0.0.1', done));
});
afterEach(async () => {
  await scene.close();
  between.closeAllConnections();
  between.close();
});

describe('keyward watchdog with several accounts', { timeout: 120_000 }, () => {
  it('keeps none waiting for one whose exchange does not answer, nor whoever ends it', async () => {
    const { port } = between.address() as AddressInfo;
    scene.terminal.write(
      'keyward.yaml',
      `version: 1
keys:
  hung: { exchange: bybit, environment: practice }
  main: { exchange: binance, environment: practice }
kill: { deadMan: { hung: { seconds: 10 }, main: { seconds: 10 } } }
monitor: { enabled: false }
gateway: { port: 0 }
practice: { serve: false, port: ${port} }
`,
    );
    const up = await scene.up();
    const dog = await scene.start('watchdog');
    expect(await scene.fill(3)).toBe(3);
    await new Promise((done) => setTimeout(done, 2_000));
    silent = 'bybit';
    up.signal('SIGKILL');
    const diedMs = Date.now();
    await expect.poll(() => scene.open(), { timeout: 60_000, interval: 500 }).toBe(0);
    expect(Date.now() - diedMs).toBeLessThan(22_000);
    // It is at work on the one that hangs, and has done with asking for its time.
    await new Promise((done) => setTimeout(done, 7_000));
    const toldMs = Date.now();
    expect(await dog.end()).toBe(0);
    expect(Date.now() - toldMs).toBeLessThan(12_000);
    expect(dog.output().stderr).toMatch(/hung: not done, and the watchdog is told to end/);
    silent = undefined;
  });
});
