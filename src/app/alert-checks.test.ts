import { describe, expect, it } from 'vitest';
import { parseSettings } from '../config/index.ts';
import { examineAlerts } from './alert-checks.ts';
import type { AlertList } from './alert-report.ts';

const settings = parseSettings(
  `version: 1
keys: {}
alerts:
  heartbeat: { everyMinutes: 5 }
  channels: { team: { slack: {} }, phone: { telegram: { chat: 1 } } }
`,
  'keyward.yaml',
);

const fixOf = async (fault: string, name = 'team') => {
  const channels = [{ channel: name, kind: 'slack', atLeast: 'info', fault }];
  const running = { listAlerts: async () => ({ channels }) as unknown as AlertList };
  const [first] = await examineAlerts(settings, running);
  return first;
};

describe('the check of a channel that fails', () => {
  it.each([
    ['HTTP 403: invalid_token', 'the service does not take SLACK_WEBHOOK_URL (alerts.channels.team.from)'],
    ['HTTP 404: no_service', 'correct alerts.channels.team or SLACK_WEBHOOK_URL'],
    ['HTTP 503', 'nothing here: slack has trouble'],
    ['HTTP 429', 'the service wants fewer messages'],
    ['.env has no value under the name in the settings', 'look at SLACK_WEBHOOK_URL (alerts.channels.team.from)'],
    ['ECONNREFUSED', 'see that this host reaches the service of alerts.channels.team'],
    ['the host does not answer', 'see that this host reaches the service of alerts.channels.team'],
  ])('says of "%s" what is to be mended', async (fault, fix) => {
    const found = await fixOf(fault);
    expect(found).toMatchObject({ outcome: 'fault', says: `team does not work: ${fault}` });
    expect(found?.fix).toMatch(new RegExp(`^${fix.replaceAll(/[().]/g, '\\$&')}`));
  });

  it('also speaks of a channel that only the running Keyward has, and of the heartbeat', async () => {
    expect(await fixOf('HTTP 404', 'other')).toMatchObject({ outcome: 'fault' });
    const list = { channels: [], heartbeat: { everyMinutes: 5, fault: 'HTTP 404' } } as unknown as AlertList;
    expect(await examineAlerts(settings, { listAlerts: async () => list })).toMatchObject([
      { says: 'the heartbeat does not arrive: HTTP 404', fix: expect.stringMatching(/HEARTBEAT_URL/) },
    ]);
  });
});
