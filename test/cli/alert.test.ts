import { chmodSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Service, startService } from '../alert-service.ts';
import { recordSecret } from '../canary.ts';
import { practiceSettings, Terminal } from './terminal.ts';

const path = '/services/T0CANARYX/B0CANARYX/CANARYOFTHECOMMANDLINE01';
const secret = 'whsec_d2hvbGx5LW1hZGUtdXAtZm9yLXRoZS1jb21tYW5kLWxpbmU=';

let terminal: Terminal;
let service: Service;
beforeEach(async () => {
  service = await startService();
  terminal = new Terminal();
  for (const text of [`${service.origin}${path}`, secret]) recordSecret(text);
  const env = terminal.write('.env', `SLACK_WEBHOOK_URL=${service.origin}${path}\nWEBHOOK_SECRET=${secret}\n`);
  chmodSync(env, 0o600);
  terminal.write('keyward.yaml', settings('team', 'slack: {}', 'hook', `webhook: { url: '${service.origin}/hook' }`));
});
afterEach(async () => {
  await terminal.close();
  await service.close();
});

/** With channels by name and service; their secrets stand in .env. */
function settings(...channels: readonly string[]): string {
  const lines = [];
  for (let at = 0; at < channels.length; at += 2)
    lines.push(`    ${channels[at]}: { ${channels[at + 1]}, from: { dotenv: { file: .env } } }`);
  const alerts = `alerts:\n  selfTest: false\n  channels:\n${lines.join('\n')}\n`;
  return `${practiceSettings}rotation: { tradeDays: 5 }\n${alerts}`;
}

interface Tested {
  readonly results: readonly { readonly channel: string; readonly result: string }[];
  readonly warnings: readonly string[];
}

describe('alert test', () => {
  it.each([false, true])(
    'sends over every channel and says what each answered; beside a running up: %s',
    async (isRunning) => {
      const up = isRunning ? await terminal.up() : undefined;
      const tested = await terminal.json<Tested>(['alert', 'test']);
      expect(tested).toMatchObject({
        exit: 0,
        results: [
          { channel: 'team', kind: 'slack', result: 'sent', says: 'HTTP 200' },
          { channel: 'hook', kind: 'webhook', result: 'sent' },
        ],
        warnings: [],
      });
      const told = service.received.map(({ body }) => body).join('\n');
      expect(told).toContain('test: alarms of Keyward arrive here');
      const shown = await terminal.run(['alert', 'test', 'team']);
      expect(shown).toMatchObject({ exit: 0, stderr: '' });
      expect(shown.stdout).toMatch(/^channel +service +result +said\nteam +slack +sent +HTTP 200, \d+ ms\n$/);
      await up?.end();
    },
  );

  it('exits with 1 where one is refused, with 3 where one is not reached, and tells no secret', async () => {
    service.answer = ({ path: asked }) =>
      asked === path ? { status: 404, body: 'no_service' } : { status: 200, body: '' };
    const refused = await terminal.run(['alert', 'test']);
    expect(refused.exit).toBe(1);
    expect(refused.stdout).toMatch(/team +slack +failed +HTTP 404: no_service/);
    service.answer = ({ path: asked }) => (asked === path ? { status: 200, body: 'ok' } : { status: 503, body: '' });
    expect(await terminal.json(['alert', 'test'])).toMatchObject({ exit: 3 });
    await service.close();
    expect(await terminal.json(['alert', 'test'])).toMatchObject({ exit: 3 });
  });

  it('names a channel that is meant, and says when there is none', async () => {
    const wrong = await terminal.run(['alert', 'test', 'taem']);
    expect([wrong.exit, wrong.stderr]).toEqual([2, expect.stringContaining('did you mean team')]);
    terminal.write('keyward.yaml', practiceSettings);
    const none = await terminal.run(['alert', 'test']);
    expect(none.exit).toBe(1);
    expect(none.stdout).toContain('No channel is configured');
    expect((await terminal.run(['alert', 'list'])).exit).toBe(0);
  });

  it('warns where critical alarms leave by one way alone, as doctor does', async () => {
    terminal.write('keyward.yaml', settings('team', 'slack: {}'));
    expect((await terminal.run(['alert', 'test'])).stdout).toContain('Warning: critical alarms leave by one way alone');
    const checks = await terminal.run(['doctor']);
    expect(checks.stdout).toMatch(/warning +alerts +critical alarms leave by one way alone/);
  });
});

describe('an alarm of keyward up', () => {
  const leaked = async () => {
    const first = await terminal.up();
    await first.waitFor(/"audit"/);
    await first.end();
    service.received.length = 0;
    return terminal.run(['key', 'event', 'leaked', '--key', 'main']);
  };
  const hooks = () =>
    service.received
      .filter(({ path: asked }) => asked === '/hook')
      .map(
        ({ headers, body }) =>
          ({ id: headers['webhook-id'], ...JSON.parse(body) }) as {
            id: string;
            type: string;
            data: { about: string; mayRepeat?: true };
          },
      );
  const about = (name: string) => hooks().filter(({ data }) => data.about === name);

  it('leaves over its channels, is listed, and is over when it is', async () => {
    expect((await leaked()).exit).toBe(0);
    const up = await terminal.up();
    await expect.poll(() => about('KEY-06 main').length, { timeout: 10_000 }).toBe(1);
    // What has left waits until its answer is there.
    const list = () => terminal.json<{ raised: object[] }>(['alert', 'list']);
    await expect.poll(list, { timeout: 10_000 }).toMatchObject({ exit: 0, running: true, waiting: [] });
    const listed = await list();
    expect(listed.raised).toContainEqual(
      expect.objectContaining({ about: 'KEY-06 main', severity: 'warning', next: 'keyward explain KEY-06' }),
    );
    const text = await terminal.run(['alert', 'list']);
    expect(text.stdout).toMatch(/warning: main: .*leaked/);
    const tail = async () => (await terminal.run(['journal', 'tail'])).stdout;
    await expect.poll(tail, { timeout: 10_000 }).toMatch(/alert +raised KEY-06 main over hook, sent/);
    await up.end();
  }, 40_000);

  it('that waits when the process is killed is sent once by the next, and one that was on its way says that it may be a repeat', async () => {
    await leaked();
    service.answer = ({ path: asked }) =>
      asked === '/hook' ? 'hang' : { status: 429, headers: { 'retry-after': '600' }, body: '' };
    const up = await terminal.up();
    await expect.poll(() => about('KEY-06 main').length, { timeout: 10_000 }).toBe(1);
    await expect.poll(() => service.received.some(({ path: asked }) => asked === path), { timeout: 10_000 }).toBe(true);
    await up.end('SIGKILL');
    expect(readdirSync(join(terminal.home, 'alerts')).length).toBeGreaterThan(0);
    const [before] = about('KEY-06 main');
    service.received.length = 0;
    service.answer = { status: 200, body: 'ok' };
    const again = await terminal.up();
    await expect.poll(() => about('KEY-06 main').length, { timeout: 10_000 }).toBe(1);
    expect(about('KEY-06 main')[0]).toMatchObject({ id: before!.id, type: 'alert.raised', data: { mayRepeat: true } });
    const slack = () =>
      service.received.filter(({ path: asked }) => asked === path).map(({ body }) => JSON.parse(body).text as string);
    await expect.poll(() => slack().join('\n'), { timeout: 10_000 }).toContain('leaked');
    await again.end();
    const third = await terminal.up();
    await third.waitFor(/"audit"/);
    await third.end();
    expect(slack().filter((text) => text.includes('leaked'))).toHaveLength(1);
    expect(about('KEY-06 main').filter(({ type }) => type === 'alert.raised')).toHaveLength(1);
  }, 60_000);
});
