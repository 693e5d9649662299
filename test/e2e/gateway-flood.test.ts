import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { codeOf, open, raw, Scene, type SceneOptions } from './gateway-scene.ts';

describe('somebody who floods', () => {
  const scenes: Scene[] = [];
  afterEach(async () => {
    for (const scene of scenes.splice(0)) await scene.stop();
  });

  async function start(options: SceneOptions = {}): Promise<Scene> {
    const scene = await Scene.start(options);
    scenes.push(scene);
    return scene;
  }

  const get = (port: number, path: string, headers: readonly string[] = []): string =>
    [`GET /api.binance.com${path} HTTP/1.1`, `Host: 127.0.0.1:${port}`, ...headers, '', ''].join('\r\n');

  it('with headers is refused, whatever their number', async () => {
    const { port } = await start();
    for (const count of [65, 97, 128, 129, 200, 1_000]) {
      const many = Array.from({ length: count - 2 }, (_, index) => `x${index}:`);
      const answer = await raw(port, get(port, '/api/v3/ping', [...many, 'X-Simulated-Trading: 1']));
      // From Node 22 on the parser itself stops at 128.
      expect(['http-header', ...(count > 128 ? ['http-header-size'] : [])]).toContain(
        codeOf({ body: answer.slice(answer.indexOf('\r\n\r\n')) }),
      );
    }
  });

  it('with answers that he does not read has the oldest of them dropped, and others are served', async () => {
    const size = 12 << 20;
    let answered = 0;
    const { port } = await start({
      between: (request, response, pass) => {
        if (!request.url!.startsWith('/api/v3/depth')) return pass();
        response.once('close', () => answered++);
        response.writeHead(200, { 'content-type': 'application/json' }).end(Buffer.alloc(size, ' '));
      },
    });
    const unread: Socket[] = [];
    for (let at = 0; at < 20; at++) {
      const socket = open(port).pause();
      socket.write(get(port, `/api/v3/depth?n=${at}`));
      unread.push(socket);
      await sleep(100);
    }
    // All of them are with the gateway before the first is read.
    await expect.poll(() => answered, { timeout: 20_000 }).toBe(unread.length);
    const read = await Promise.all(
      unread.map(
        (socket) =>
          new Promise<number>((resolve) => {
            let bytes = 0;
            const done = () => {
              socket.destroy();
              resolve(bytes);
            };
            socket.on('data', (chunk) => {
              bytes += chunk.length;
              if (bytes > size) done();
            });
            socket.once('close', done).resume();
          }),
      ),
    );
    expect(read.slice(0, 5).every((bytes) => bytes < size)).toBe(true);
    expect(read.slice(-5).every((bytes) => bytes > size)).toBe(true);
    expect(await raw(port, get(port, '/api/v3/ping', ['Connection: close']))).toMatch(/^HTTP\/1\.1 200/);
  }, 60_000);

  it('with paths that there are not fills no journal with them', async () => {
    const scene = await start();
    const bot = scene.bot('grid');
    const before = (await scene.entries()).length;
    const startMs = Date.now();
    for (let at = 0; at < 60; at++) {
      const change = (built: Parameters<typeof scene.post>[0]) => ({
        ...built,
        target: built.target.replace('/api/v3/account', `/api/v3/nothing${at}`),
      });
      expect(codeOf(await scene.send(bot, 'GET', '/api/v3/account', { change }))).toBe('endpoint-unknown');
    }
    const seconds = Math.ceil((Date.now() - startMs) / 1_000) + 1;
    const more = (await scene.entries()).length - before;
    expect(more).toBeLessThanOrEqual(8 * seconds);
  });

  it('without a bot key is told of a few times a second, and counted', async () => {
    const scene = await start();
    const wrong = get(scene.port, '/api/v3/account?signature=a', ['X-MBX-APIKEY: nobody', 'Connection: close']);
    for (let at = 0; at < 100; at++) expect(await raw(scene.port, wrong)).toContain('bot-unknown');
    const told = (message: string) =>
      scene.logs.map((line) => JSON.parse(line)).filter((line) => line.message === message);
    const whole = told('request refused').length;
    expect(whole).toBeLessThanOrEqual(50);
    scenes.splice(scenes.indexOf(scene), 1);
    await scene.stop();
    const counted = told('requests refused').reduce((sum, { count }) => sum + count, 0);
    expect(whole + counted).toBe(100);
  });
});
