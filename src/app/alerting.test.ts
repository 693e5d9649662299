import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Received, type Service, startService } from '../../test/alert-service.ts';
import { recordOutput, recordSecret } from '../../test/canary.ts';
import { parseSettings } from '../config/index.ts';
import { systemClock } from '../core/index.ts';
import type { Entry } from '../journal/index.ts';
import { Alarms } from './alarms.ts';
import { Alerting, idleAlerts } from './alerting.ts';
import { unlockFor } from './places.ts';
import { openScene, quiet, type Scene } from './scene.contract.ts';

const token = '987654321:AAHwholly-made-up-for-this-test-only-1';
const hook = '/services/T0MADEUP/B0MADEUP/WHOLLYMADEUPFORTHISTEST1';

let scene: Scene;
let service: Service;
let alerting: Alerting | undefined;
let alarms: Alarms;
let updates: object[];
let variables: Record<string, string>;

beforeEach(async () => {
  scene = await openScene();
  service = await startService();
  updates = [];
  alarms = new Alarms(scene.state.journal, quiet);
  variables = { TELEGRAM_BOT_TOKEN: token, SLACK_WEBHOOK_URL: `${service.origin}${hook}` };
  for (const secret of Object.values(variables)) recordSecret(secret);
  service.answer = ({ path }) =>
    path.endsWith('/getUpdates')
      ? { status: 200, body: JSON.stringify({ ok: true, result: updates.splice(0) }), delayMs: 50 }
      : { status: 200, body: path === hook ? 'ok' : '{"ok":true,"result":{}}' };
});
afterEach(async () => {
  await alerting?.stop(0);
  alerting = undefined;
  await service.close();
  await scene.close();
});

function open(alerts: string): Alerting {
  const text = `version: 1\nkeys: {main: {exchange: binance, environment: practice}}\nalerts:\n${alerts}`;
  const parts = {
    settings: parseSettings(text, 'keyward.yaml'),
    settingsPath: undefined,
    environment: { ...environment, variables },
    clock: systemClock,
  };
  const places = { ...parts, unlock: unlockFor(parts, undefined) };
  alerting = new Alerting({ state: scene.state, clock: systemClock, alarms, places });
  return alerting;
}

const environment = { home: '', configFolder: '', user: 'ann', variables: {} } as unknown as Parameters<
  typeof unlockFor
>[0]['environment'];

const next = 'keyward doctor';
const both = () => `  selfTest: false
  channels:
    phone: { telegram: { chat: 42, server: '${service.origin}', commands: { users: [42] } } }
    team: { slack: {}, atLeast: warning }
`;

const sent = (path: RegExp) =>
  service.received.filter((each) => path.test(each.path)).map(({ body }) => JSON.parse(body).text as string);
const telegram = /sendMessage$/;
const slack = /^\/services\//;

async function entries(kind: Entry['kind']): Promise<Entry[]> {
  await scene.state.journal.flush();
  const found = [];
  for await (const entry of scene.state.journal.replay({ kinds: [kind] })) found.push(entry);
  return found;
}

describe('alarms', () => {
  it('leave over every channel that takes them, with what to run next, and so do reminders of keys and their end', async () => {
    open(both()).start();
    const overdue = {
      about: 'KEY-06 main',
      severity: 'warning',
      says: 'main: overdue since 2026-11-01',
      key: 'main',
      next: 'keyward key rotate main',
    } as const;
    alarms.raise(overdue);
    alarms.raise({
      about: 'due expires main',
      severity: 'info',
      says: 'main expires, on 2026-12-01',
      key: 'main',
      next,
    });
    await expect.poll(() => sent(telegram).length, { timeout: 5_000 }).toBe(2);
    expect(sent(telegram)[0]).toMatch(
      /^WARNING main: overdue since 2026-11-01\nNext: keyward key rotate main\nTo stop the bots/,
    );
    expect(sent(slack)).toHaveLength(1);
    alarms.end('KEY-06 main');
    await expect
      .poll(() => sent(slack), { timeout: 5_000 })
      .toContainEqual(expect.stringMatching(/^over: main: overdue/));
    const written = (await entries('alert')) as Extract<Entry, { kind: 'alert' }>[];
    expect(written.map(({ channel, message, about, result }) => [channel, message, about, result])).toContainEqual([
      'team',
      'raised',
      'KEY-06 main',
      'sent',
    ]);
    recordOutput('entries', JSON.stringify(written));
  });

  it('of a finding carry the command of an owner who knows of it, and no evidence that the sentence has said', async () => {
    open(both()).start();
    const about = "foreign-order main x'; rm -rf ~";
    const says = 'somebody else placed an order in BTC/USDT: buy 1, 2026-11-22T10:00:00.123Z';
    const evidence = 'buy 1, 2026-11-22T10:00:00.123Z\nmost often the bot has the key';
    alarms.raise({
      about,
      severity: 'critical',
      says,
      key: 'main',
      evidence,
      done: 'halted all bots',
      next: 'keyward kill',
    });
    await expect.poll(() => sent(slack).length).toBe(1);
    const acknowledge = `keyward watch ack 'foreign-order main x'\\''; rm -rf ~' --why TEXT`;
    expect(sent(slack)[0]).toContain(
      `buy 1, 2026-11-22T10:00:00Z\nEvidence: most often the bot has the key\nIf you know of it: ${acknowledge}\nDone: halted`,
    );
    expect((await alerting!.list()).raised).toMatchObject([
      { about, evidence: 'most often the bot has the key', done: 'halted all bots', next: 'keyward kill', acknowledge },
    ]);
    alarms.raise({ about: 'vault main', severity: 'warning', says: 'the vault does not answer', next });
    const [, other] = (await alerting!.list()).raised;
    expect(other).not.toHaveProperty('acknowledge');
  });

  it('that were raised before the channels were open are sent too', async () => {
    alarms.raise({ about: 'vault main', severity: 'critical', says: 'the vault does not answer', next });
    open(both()).start();
    await expect.poll(() => sent(slack).length).toBe(1);
  });

  it('of a channel that fails leave over the others, and end when it works again', async () => {
    const answer = service.answer as (request: Received) => object;
    let isDown = true;
    service.answer = (request) =>
      isDown && slack.test(request.path) ? { status: 404, body: 'no_service' } : (answer(request) as never);
    open(both()).start();
    alarms.raise({ about: 'KEY-01 main', severity: 'critical', says: 'main can withdraw', next });
    await expect
      .poll(() => sent(telegram).join('\n'), { timeout: 5_000 })
      .toContain('the channel team (slack) does not work: HTTP 404: no_service');
    expect(alarms.current.find(({ about }) => about === 'alert-channel team')).toMatchObject({ severity: 'critical' });
    expect((await alerting!.list()).channels).toMatchObject([
      { channel: 'phone' },
      { channel: 'team', fault: 'HTTP 404: no_service' },
    ]);
    isDown = false;
    await expect
      .poll(() => alarms.current.map(({ about }) => about), { timeout: 10_000 })
      .not.toContain('alert-channel team');
  });

  it('warn where critical ones leave by one way alone, or a secret is not there', async () => {
    delete variables['TELEGRAM_BOT_TOKEN'];
    open(`  selfTest: false\n  channels: { phone: { telegram: { chat: 1, server: '${service.origin}' } } }\n`).start();
    await expect.poll(() => alarms.current.map(({ about }) => about)).toEqual(['alert-ways', 'alert-channel phone']);
    expect(alarms.current[1]!.says).toContain('TELEGRAM_BOT_TOKEN');
  });
});

describe('a reply in Telegram', () => {
  const reply = (text: string, id = 42) => {
    updates.push({
      update_id: updates.length + service.received.length,
      message: { message_id: 1, date: 1, chat: { id }, from: { id, is_bot: false }, text },
    });
  };
  const codeIn = (text: string | undefined) => /reply: halt ([A-Z0-9]{8})/.exec(text ?? '')?.[1] ?? '';

  it('lowers the halt level by a code of an alarm, stands in the journal, and raises nothing', async () => {
    open(both()).start();
    alarms.raise({ about: 'KEY-01 main', severity: 'critical', says: 'main can withdraw', next });
    await expect.poll(() => sent(telegram).length).toBe(1);
    const code = codeIn(sent(telegram)[0]);
    expect(sent(slack).join('')).not.toContain(code);
    reply(`halt ${code}`, 43);
    reply(`halt ${code}`);
    await expect.poll(() => scene.state.halt.read().level, { timeout: 5_000 }).toBe('halt');
    await expect.poll(() => sent(telegram).at(-1)).toContain('The halt level is halt now.');
    reply(`run ${code}`);
    await expect.poll(() => sent(telegram).at(-1)).toContain('wrong, used or older');
    expect(scene.state.halt.read()).toMatchObject({ level: 'halt', by: 'telegram user 42' });
    expect(await entries('alert-reply')).toMatchObject([
      { result: 'stranger' },
      { result: 'lowered' },
      { result: 'wrong-code' },
    ]);
    expect(await entries('halt')).toMatchObject([{ from: 'run', to: 'halt', by: 'telegram user 42' }]);
  });

  it('is off after five wrong codes, also after a restart, until alert test is run', async () => {
    open(both()).start();
    for (let at = 0; at < 5; at++) reply(`halt AAAAAAA${at}`);
    await expect.poll(() => alarms.current.map(({ about }) => about), { timeout: 5_000 }).toContain('alert-replies');
    await alerting!.stop(0);
    alarms = new Alarms(scene.state.journal, quiet);
    open(both()).start();
    expect((await alerting!.list()).replies).toBe('off');
    expect((await alerting!.test('phone')).results).toMatchObject([{ channel: 'phone', result: 'sent' }]);
    expect((await alerting!.list()).replies).toBe('on');
    expect(alarms.current.map(({ about }) => about)).not.toContain('alert-replies');
  });
});

describe('the heartbeat', () => {
  const url = () => `${service.origin}/ping/11111111-2222-3333-4444-555555555555`;
  const heart = '  selfTest: false\n  heartbeat: { everyMinutes: 5 }\n';
  const pinged = () => service.received.filter(({ path }) => path.startsWith('/ping/')).map(({ path }) => path);

  it('stands in the list with its fault, and is pinged by a test', async () => {
    variables['HEARTBEAT_URL'] = url();
    recordSecret(url());
    open(heart);
    expect((await alerting!.list()).heartbeat).toEqual({ everyMinutes: 5 });
    expect((await alerting!.test(undefined)).results).toMatchObject([{ channel: 'heartbeat', result: 'sent' }]);
    expect((await alerting!.test('heartbeat')).results).toMatchObject([{ channel: 'heartbeat', result: 'sent' }]);
    expect(pinged()).toHaveLength(2);
    service.answer = () => ({ status: 404, body: 'no' });
    alerting!.start();
    await expect.poll(async () => (await alerting!.list()).heartbeat?.fault).toBe('HTTP 404');
    expect((await alerting!.test('heartbeat')).results).toMatchObject([{ result: 'failed', isRefused: true }]);
    await expect(alerting!.test('hart')).rejects.toThrowError('no channel hart');
  });
});

describe('while no Keyward runs', () => {
  it('channels are tested and listed all the same, files are read and a secret is asked for where it lives', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'keyward-alert-'));
    const env = join(folder, '.env');
    writeFileSync(env, `TEAM_URL=${service.origin}${hook}\n`, { mode: 0o600 });
    const text = `version: 1\nkeys: {}\nalerts: { channels: { team: { slack: {}, from: { dotenv: { file: .env, secret: TEAM_URL } } } } }`;
    const parts = {
      settings: parseSettings(text, 'keyward.yaml'),
      settingsPath: join(folder, 'keyward.yaml'),
      environment,
      clock: systemClock,
    };
    const alerts = idleAlerts({ ...parts, unlock: unlockFor(parts, undefined) }, scene.home);
    expect(await alerts.test(undefined)).toMatchObject({
      results: [{ channel: 'team', kind: 'slack', result: 'sent' }],
      warnings: [expect.stringContaining('by one way alone')],
    });
    expect(await alerts.list()).toMatchObject({ running: false, replies: 'none', raised: [], waiting: [] });
    await expect(alerts.test('tema')).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringContaining('team'),
    });
    rmSync(folder, { recursive: true });
  });
});
