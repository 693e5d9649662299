import { describe, expect, it } from 'vitest';
import { recordSecret } from '../../test/canary.ts';
import { Secret, systemClock } from '../core/index.ts';
import { httpAsk } from './ask.ts';
import { startService } from './channels/fixture.contract.ts';
import { pingOf } from './channels/ping.ts';
import { Heartbeat } from './heartbeat.ts';

const path = '/ping/5f8a1b2c-3d4e-4f60-8123-456789abcdef';

/** healthchecks.io/docs/http_api, "Pinging API", seen in excerpts 2026-11-22: POST to UUID, UUID/start, UUID/fail, UUID/<exit status>. */
async function scene() {
  const service = await startService();
  service.answer = { status: 200, body: 'OK' };
  const http = httpAsk();
  const url = `${service.origin}${path}`;
  recordSecret(url);
  const health: (string | undefined)[] = [];
  const heartbeat = new Heartbeat({
    clock: systemClock,
    ping: pingOf(http.ask, async () => Secret.take(Buffer.from(url))),
    everyMinutes: 1,
    onHealth: (says) => health.push(says),
  });
  const close = async () => {
    await http.close();
    await service.close();
  };
  return {
    service,
    heartbeat,
    health,
    close,
    paths: () => service.received.map(({ method, path: at }) => `${method} ${at}`),
  };
}

describe('the heartbeat', () => {
  it('tells the start, that Keyward lives, why it fails, and the exit code', async () => {
    const { service, heartbeat, paths, close } = await scene();
    heartbeat.start();
    await expect.poll(() => service.received.length).toBe(2);
    heartbeat.fail('no channel works');
    heartbeat.fail('no channel works');
    await expect.poll(() => service.received.length).toBe(3);
    await heartbeat.end(130);
    expect(paths()).toEqual([`POST ${path}/start`, `POST ${path}`, `POST ${path}/fail`, `POST ${path}/130`]);
    expect(service.received[2]!.body).toBe('no channel works');
    await close();
  });

  it('pings at most five times a minute, the last of which is kept for the end', async () => {
    const { service, heartbeat, paths, close } = await scene();
    heartbeat.start();
    await expect.poll(() => service.received.length).toBe(2);
    for (let at = 0; at < 20; at++) heartbeat.fail(`reason ${at}`);
    await heartbeat.end(0);
    await expect.poll(() => service.received.length).toBe(5);
    expect(paths().at(-1)).toBe(`POST ${path}/0`);
    await close();
  });

  it('takes the 200 of a check that is not there for what it is', async () => {
    const { service, heartbeat, health, close } = await scene();
    service.answer = { status: 200, body: 'OK (not found)' };
    heartbeat.start();
    await expect.poll(() => health.length).toBe(1);
    expect(health).toEqual(['HTTP 200: not found']);
    await heartbeat.end(0);
    await close();
  });

  it('says once that it does not arrive, and nothing of its address', async () => {
    const { service, heartbeat, health, close } = await scene();
    service.answer = { status: 404, body: `not found ${path}` };
    heartbeat.start();
    await expect.poll(() => service.received.length).toBe(2);
    await heartbeat.end(0);
    expect(health).toEqual(['HTTP 404']);
    await close();
  });
});
