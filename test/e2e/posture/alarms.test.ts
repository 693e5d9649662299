import { chmodSync, symlinkSync, unlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lookAlarms } from '../../../src/app/check-alarms.ts';
import { alarmsFamily } from '../../../src/posture/index.ts';
import { type Service, startService } from '../../alert-service.ts';
import { recordSecret } from '../../canary.ts';
import { practiceSettings, Terminal } from '../../cli/terminal.ts';
import { findingsOf, partsAt, saidOf, until } from './look-scene.ts';

const { checks } = alarmsFamily;
const path = '/services/T0CANARYX/B0CANARYX/CANARYOFTHECHECKS00001';

let terminal: Terminal;
let service: Service;
beforeEach(async () => {
  service = await startService();
  terminal = new Terminal();
  recordSecret(`${service.origin}${path}`);
  chmodSync(
    terminal.write('.env', `SLACK_WEBHOOK_URL=${service.origin}${path}\nHEARTBEAT_URL=${service.origin}/ping\n`),
    0o600,
  );
});
afterEach(async () => {
  await terminal.close();
  await service.close();
});

/** `channels`: lines of them. */
function settings(channels: readonly string[], more: readonly string[] = []): void {
  const lines = channels.map((line) => `    ${line}`).join('\n');
  const rest = more.map((line) => `  ${line}`).join('\n');
  terminal.write('keyward.yaml', `${practiceSettings}alerts:\n  selfTest: false\n  channels:\n${lines}\n${rest}\n`);
}

const TEAM = 'team: { slack: {}, from: { dotenv: { file: .env } } }';
const MAIL = "bell: { command: { argv: ['/bin/cat'] } }";
const BROKEN = "bell: { command: { argv: ['/bin/false'] } }";
const look = () => lookAlarms(partsAt(terminal.folder, terminal.home));
const said = async () => saidOf(checks, await look());

describe('the checks of the alarms', { timeout: 60_000 }, () => {
  it('see channels that were tested and a heartbeat that arrives, once they were and does', async () => {
    settings([TEAM, MAIL], ['heartbeat: { from: { dotenv: { file: .env } }, everyMinutes: 1 }']);
    expect(await said()).toEqual({
      'ALRT-01': ['alarms: pass'],
      'ALRT-02': ['channel team: unknown', 'channel bell: unknown'],
      'ALRT-03': ['heartbeat: unknown'],
      'ALRT-04': ['channel team: pass', 'heartbeat: pass'],
    });
    const up = await terminal.up();
    expect((await said())['ALRT-02']).toEqual(['channel team: warn', 'channel bell: warn']);
    await terminal.json(['alert', 'test']);
    const tested = await until(said, (one) => one['ALRT-02']!.every((line) => line.endsWith(': pass')));
    expect(tested).toMatchObject({ 'ALRT-01': ['alarms: pass'], 'ALRT-03': ['heartbeat: pass'] });
    await up.end();
    // A test that is on record counts also while nothing runs; a heartbeat does not.
    expect(await said()).toMatchObject({
      'ALRT-02': ['channel team: pass', 'channel bell: pass'],
      'ALRT-03': ['heartbeat: unknown'],
    });
  });

  it('see a channel that fails, one that is alone, and no heartbeat', async () => {
    settings([BROKEN]);
    const up = await terminal.up();
    await terminal.run(['alert', 'test']);
    const [found] = findingsOf(checks, await look(), 'ALRT-02');
    expect(found).toMatchObject({ result: 'fail', severity: 'low', says: 'it does not work now: exit code 1' });
    expect(await said()).toMatchObject({
      'ALRT-01': ['alarms: warn'],
      'ALRT-03': ['heartbeat: warn'],
      'ALRT-04': ['alarms: not-applicable'],
    });
    await up.end();
    expect(findingsOf(checks, await look(), 'ALRT-02')[0]).toMatchObject({
      says: expect.stringMatching(/^its last test, .*, failed: exit code 1$/),
    });
  });

  it('see a file of secrets that others can read, also behind a link, and a secret in the environment', async () => {
    settings([TEAM, 'other: { discord: {} }']);
    const env = join(terminal.folder, '.env');
    chmodSync(env, 0o640);
    const open = findingsOf(checks, await look(), 'ALRT-04');
    expect(open).toMatchObject([
      {
        about: 'channel team',
        result: 'fail',
        says: `${env} can be read or written by others (mode 640)`,
        fix: `chmod 600 ${env}`,
      },
      { about: 'channel other', result: 'warn', severity: 'low' },
    ]);
    const kept = terminal.write('kept.env', 'SLACK_WEBHOOK_URL=x\n');
    chmodSync(kept, 0o600);
    unlinkSync(env);
    symlinkSync(kept, env);
    expect((await said())['ALRT-04']![0]).toBe('channel team: pass');
    chmodSync(kept, 0o604);
    expect((await said())['ALRT-04']![0]).toBe('channel team: fail');
    unlinkSync(kept);
    expect((await said())['ALRT-04']![0]).toBe('channel team: unknown');
  });

  it('see the watchdog of this host, which is not outside of it', async () => {
    settings([TEAM], []);
    const text = `${practiceSettings}kill: { deadMan: { main: { seconds: 30 } } }\n`;
    terminal.write('keyward.yaml', text);
    await terminal.start(['watchdog'], { asText: true });
    const [found] = findingsOf(checks, await look(), 'ALRT-03');
    expect(found).toMatchObject({ result: 'warn', severity: 'low', says: expect.stringContaining('keyward watchdog') });
  });
});
