import { describe, expect, it } from 'vitest';
import type { HardenPlan } from '../posture/index.ts';
import { checkHost, type HardenHost } from './harden-host.ts';

const plan: HardenPlan = {
  keyward: {
    user: 'keyward',
    home: '/var/lib/keyward',
    settings: '/etc/keyward/keyward.yaml',
    command: ['/usr/bin/node', '/opt/keyward/main.js'],
    port: 8_787,
    reaches: [],
    credentials: [],
    secretFiles: [],
    readsVariables: false,
    stopsUnits: [],
    runsPrograms: [],
  },
  bots: [
    {
      name: 'grid',
      user: 'bot-grid',
      unit: 'bot-grid',
      folder: '/srv/grid',
      reaches: [],
      mayAskDns: false,
      localPorts: [],
    },
  ],
  sshPort: 22,
};

const HOST: HardenHost = {
  passwd: `root:x:0:0:root:/root:/bin/bash
queue:x:105:110::/nonexistent:/usr/sbin/nologin
keyward:x:990:990:Keyward:/var/lib/keyward:/usr/sbin/nologin
bot-grid:x:991:991:Trading bot grid:/srv/grid:/usr/sbin/nologin
old:x:992:992:Trading bot grid:/srv/old:/usr/sbin/nologin
twin:x:1005:1005::/srv/twin:/bin/sh
other-twin:x:1005:1005::/srv/twin:/bin/sh
alice:x:1000:1000:Alice,,,:/home/alice:/bin/bash
plain:x:1001:1001:,,,:/home/plain:/bin/bash
`,
  group: 'sudo:x:27:alice\nqueue:x:110:\nalice:x:1000:\nplain:x:1001:\n',
  realPath: (path) => path,
};

const refusal = (of: HardenPlan, host: Partial<HardenHost> = {}): string => {
  try {
    checkHost(of, { ...HOST, ...host });
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};
const withBot = (bot: Partial<HardenPlan['bots'][number]>): HardenPlan => ({
  ...plan,
  bots: [{ ...plan.bots[0]!, ...bot }],
});

describe('what this host knows of a plan for hardening', () => {
  it.each<[string, string]>([
    ['one that is not there yet', 'new'],
    ['the one that systemd-sysusers has made', 'bot-grid'],
    ['another that it has made for this bot', 'old'],
    ['a person without rights over others', 'plain'],
  ])('takes as the user of a bot %s', (_what, user) => {
    expect(refusal(withBot({ user }))).toBe('');
  });

  it.each<[string, string, RegExp]>([
    ['a user of a package', 'queue', /uid 105/],
    ["Keyward's own", 'keyward', /uid 990/],
    ['a person who may become root', 'alice', /group sudo/],
    ['one number under two names', 'twin', /other-twin/],
  ])('refuses as the user of a bot %s', (_what, user, says) => {
    expect(refusal(withBot({ user }))).toMatch(says);
  });

  it('refuses a folder that holds the home of somebody else', () => {
    expect(refusal(withBot({ folder: '/home/alice' }))).toContain('the home folder of alice');
    expect(refusal(withBot({ folder: '/home/plain', user: 'plain' }))).toBe('');
  });

  it.each<[string, string, string]>([
    ['the settings', '/etc/keyward/keyward.yaml', '/srv/grid/keyward.yaml'],
    ['the state', '/var/lib/keyward', '/srv/grid/state'],
    ['the program', '/opt/keyward/main.js', '/srv/grid/main.js'],
    ["the bot's folder", '/srv/grid', '/var/lib/keyward/journal'],
    ["the bot's folder, to the system,", '/srv/grid', '/usr/local/bin'],
  ])('refuses a link that leads %s within what must stay apart', (_what, from, to) => {
    expect(refusal(plan, { realPath: (path) => (path === from ? to : path) })).not.toBe('');
    expect(refusal(plan)).toBe('');
  });
});
