import { statSync } from 'node:fs';
import { request, type Server } from 'node:http';
import { createServer as createSocket } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../core/index.ts';
import { askAdmin, connectAdmin, serveAdmin } from './admin.ts';
import { openScene, remember, type Scene } from './scene.contract.ts';

let scene: Scene;
let server: Server | undefined;
beforeEach(async () => {
  scene = await openScene();
});
afterEach(async () => {
  await new Promise((done) => (server ? server.close(done) : done(undefined)));
  server = undefined;
  await scene.close();
});

async function serve(): Promise<void> {
  server = await serveAdmin(scene.home, scene.operations, systemClock);
}

/** What the socket answers to any path and body. */
function post(path: string, body: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const message = request({ socketPath: join(scene.home, 'admin.sock'), path, method: 'POST' }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(JSON.parse(text)));
    });
    message.on('error', reject);
    message.end(body);
  });
}

describe('admin.sock', () => {
  it('is for its owner alone, in a folder for its owner alone', async () => {
    await serve();
    expect(statSync(join(scene.home, 'admin.sock')).mode & 0o777).toBe(0o600);
    expect(statSync(scene.home).mode & 0o777).toBe(0o700);
  });

  it('hands every operation through, with its argument and result', async () => {
    await serve();
    const there = await connectAdmin(scene.home, systemClock);
    remember((await there?.addBot({ bot: 'kraken-bot' }))!);
    expect(await there?.listBots()).toEqual(await scene.operations.listBots());
    expect(await there?.halt({ level: 'reduce', by: 'a test', reason: '' })).toMatchObject({
      from: 'run',
      level: 'reduce',
    });
    expect(await there?.haltState()).toEqual(await scene.operations.haltState());
    expect(await there?.budgets()).toEqual(await scene.operations.budgets());
  });

  it('keeps the code and message of an error', async () => {
    await serve();
    const there = await connectAdmin(scene.home, systemClock);
    const here = await scene.operations.revokeBot({ bot: 'none' }).catch((error: unknown) => error);
    await expect(there?.revokeBot({ bot: 'none' })).rejects.toEqual(here);
    await expect(there?.revokeBot({ bot: 'none' })).rejects.toMatchObject({ code: 'bot-missing', exit: 2 });
  });

  it.each([
    ['/nothing', '', 'usage'],
    ['/constructor', '', 'usage'],
    ['/halt', '{', 'usage'],
    ['/halt', '', 'usage'],
    ['/haltState', '{"key":"main"}', 'usage'],
    ['/halt', '{"level":"zzz","by":"x","reason":"y"}', 'usage'],
    ['/halt', '{"level":null,"by":"x","reason":"y"}', 'usage'],
    ['/halt', '{"level":"halt","by":"x"}', 'usage'],
    ['/halt', '{"level":"halt","reason":"y"}', 'usage'],
    ['/halt', '{"level":"halt","by":"x","reason":"y","more":1}', 'usage'],
    ['/halt', `{"level":"halt","by":"x","reason":"${'r'.repeat(10_001)}"}`, 'usage'],
    ['/addBot', '{"bot":["kraken-bot"]}', 'usage'],
    ['/release', '{"id":"x"}', 'usage'],
    ['/overrideWithdraw', '{"key":"kraken","by":"x","reason":" "}', 'usage'],
    ['/attestKey', '{"key":"kraken","rights":["read"],"until":"2027-01-01","note":5,"by":"y"}', 'usage'],
    ['/attestKey', '{"key":"kraken","rights":"read","until":"2027-01-01","note":"x","by":"y"}', 'usage'],
    ['/attestAdded', '{"key":"kraken"}', 'usage'],
    ['/keyEvent', '{"event":"leaked","keys":[{}],"by":"x"}', 'usage'],
    ['/keyEvent', `{"event":"leaked","by":"x","note":"${'n'.repeat(10_001)}"}`, 'usage'],
    ['/recordKey', '{}', 'usage'],
    ['/recordKey', '{"key":"kraken","change":"zzz","by":"x"}', 'usage'],
    ['/recordKey', '{"key":{"a":1},"change":"revoked","by":"x"}', 'usage'],
    ['/recordKey', '{"key":"__proto__","change":"revoked","by":"x"}', 'usage'],
    ['/recordKey', '{"key":"kraken\\u0000","change":"added","by":"x"}', 'usage'],
    ['/recordKey', '{"key":"kraken","change":"revoked","by":"x","overrides":[{"what":"withdraw"}]}', 'usage'],
    ['/rotateKey', '{"key":"kraken","by":"x","credential":5}', 'usage'],
    ['/undoRotation', '{"key":"kraken"}', 'usage'],
    ['/beginBackup', '{"by":"x"}', 'usage'],
  ])('answers %s %s with an error and goes on', async (path, body, code) => {
    await serve();
    const { seq } = scene.state.journal.head;
    expect(await post(path, body)).toMatchObject({ error: { code } });
    expect(await post('/haltState', '')).toMatchObject({ ok: { level: 'run' } });
    expect(scene.state.journal.head.seq).toBe(seq);
  });

  it('hangs up on a body that is too large', async () => {
    await serve();
    await expect(post('/halt', 'x'.repeat(2 << 20))).rejects.toMatchObject({
      code: expect.stringMatching(/ECONNRESET|EPIPE/),
    });
    expect(await post('/haltState', '')).toMatchObject({ ok: {} });
  });

  it('does nothing for a caller that has stopped waiting', async () => {
    await serve();
    const change = { level: 'halt', by: 'a test', reason: '' };
    const late = askAdmin(scene.home, 'halt', change, { timeoutMs: 1_000, untilMs: systemClock.nowMs() - 1 });
    await expect(late).rejects.toMatchObject({ code: 'not-answering' });
    expect((await scene.operations.haltState()).level).toBe('run');
  });

  it('is told apart: none there, and one that stays silent', async () => {
    expect(await connectAdmin(scene.home, systemClock)).toBeUndefined();
    const silent = createSocket(() => {});
    await new Promise<void>((done) => silent.listen(join(scene.home, 'admin.sock'), done));
    await expect(askAdmin(scene.home, 'haltState', undefined, { timeoutMs: 100 })).rejects.toMatchObject({
      code: 'not-answering',
    });
    silent.close();
  });

  it('is not in the way when an earlier process left it behind', async () => {
    await serve();
    const left = server!;
    await serve();
    expect(await post('/haltState', '')).toMatchObject({ ok: {} });
    left.close();
  });
});
