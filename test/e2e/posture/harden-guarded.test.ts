import { afterAll, describe, expect, it, type TestContext } from 'vitest';
import { type HardenPlan, hardenFiles } from '../../../src/posture/index.ts';
import { gridBot, Host, need, plan } from './harden-scene.ts';

const WAITS = ['/bin/sh', '-c', 'exec sleep 1000'];
const guarded: HardenPlan = {
  ...plan,
  keyward: { ...plan.keyward, command: WAITS },
  bots: [{ ...gridBot, folder: '/srv/grid', command: WAITS }],
};

/** As Debian's package has them. */
const OF_DEBIAN = [
  {
    path: '/etc/systemd/system/nftables.service',
    mode: '0644',
    text: `[Unit]
Description=nftables
Wants=network-pre.target
Before=network-pre.target shutdown.target
Conflicts=shutdown.target
DefaultDependencies=no

[Service]
Type=oneshot
RemainAfterExit=yes
StandardInput=null
ProtectSystem=full
ProtectHome=true
ExecStart=/usr/sbin/nft -f /etc/nftables.conf
ExecReload=/usr/sbin/nft -f /etc/nftables.conf
ExecStop=/usr/sbin/nft flush ruleset

[Install]
WantedBy=sysinit.target
`,
  },
  {
    path: '/etc/nftables.conf',
    mode: '0755',
    text: `#!/usr/sbin/nft -f
flush ruleset
table inet filter {
	chain input {
		type filter hook input priority filter;
	}
}
`,
  },
];

const NEEDED = ['nft', 'systemd', 'systemctl', 'systemd-sysusers', 'getent', 'unshare', 'nsenter', 'ip'];
const UNITS = ['keyward-firewall', 'keyward', 'bot-grid'].map((name) => `${name}.service`);

/** One host on which things happen one after the other; the timer of keyward-names does not run, so that nothing else mends. */
describe('the units, where the firewall is not there', { timeout: 60_000 }, () => {
  let host: Host;
  afterAll(() => host?.close());
  /** Skips where the first test could not start it. */
  const needHost = (context: TestContext) => {
    if (!(host as Host | undefined)) context.skip('MISSED: the host of the first test is not there');
  };

  const states = () => host.systemctl('is-active', ...UNITS).out.trim();
  const isHeld = () => host.shell('nft list chain inet keyward output').out.includes('goto from_bot-grid');
  const pidOf = (unit: string) => host.systemctl('show', '-P', 'MainPID', unit).out.trim();
  const ALL_UP = 'active\nactive\nactive';

  it('do not start where a user that it names is missing', async (context) => {
    need(context, ...NEEDED);
    host = await Host.start(context, [
      ...hardenFiles(guarded).filter(({ name }) => /^(?:sysusers|systemd|nftables)/.test(name)),
      ...OF_DEBIAN,
      { path: '/etc/systemd/system/bot-grid.service.d/once.conf', mode: '0644', text: '[Service]\nRestart=no\n' },
      { path: '/srv/grid/own', mode: '0644', text: '' },
      { path: guarded.keyward.settings, mode: '0644', text: '' },
    ]);
    // The bot could start, but for the user of Keyward.
    expect(host.shell('useradd --system --user-group bot-grid && chown -R bot-grid: /srv/grid').status).toBe(0);
    expect(host.systemctl('start', 'bot-grid.service').status).not.toBe(0);
    expect(host.systemctl('start', 'keyward.service').status).not.toBe(0);
    expect(states()).toBe('failed\ninactive\ninactive');
  });

  it('start with it, and after it', (context) => {
    needHost(context);
    expect(host.shell('systemd-sysusers && chown -R bot-grid: /srv/grid').status).toBe(0);
    expect(host.systemctl('enable', 'nftables.service', 'keyward-names.service').status).toBe(0);
    const started = host.systemctl('start', 'bot-grid.service');
    expect(started.status, started.out + host.said.slice(-2_000)).toBe(0);
    expect([states(), isHeld()]).toEqual([ALL_UP, true]);
    expect(host.shell('cat /run/keyward-names/hosts').status).toBe(0);
  });

  it('have it again after a start of nftables.service, which flushes all tables', async (context) => {
    needHost(context);
    expect(host.systemctl('start', 'nftables.service').status).toBe(0);
    await expect.poll(isHeld, { timeout: 10_000 }).toBe(true);
    expect(host.shell('nft list tables').out.trim().split('\n').sort()).toEqual([
      'table inet filter',
      'table inet keyward',
    ]);
  });

  it('have it again after its reload, and go on', async (context) => {
    needHost(context);
    const pid = pidOf('bot-grid.service');
    expect(host.systemctl('reload', 'nftables.service').status).toBe(0);
    await expect.poll(isHeld, { timeout: 10_000 }).toBe(true);
    expect([states(), pidOf('bot-grid.service')]).toEqual([ALL_UP, pid]);
  });

  it('are restarted behind it with a restart', async (context) => {
    needHost(context);
    const pid = pidOf('bot-grid.service');
    expect(host.systemctl('restart', 'nftables.service').status).toBe(0);
    await expect.poll(states, { timeout: 20_000 }).toBe(ALL_UP);
    expect([isHeld(), pidOf('bot-grid.service') !== pid]).toEqual([true, true]);
  });

  it('are stopped, if bots, and stay shut where it cannot be loaded again', async (context) => {
    needHost(context);
    host.shell('mv /etc/keyward/firewall.nft /etc/keyward/away');
    host.systemctl('reload', 'nftables.service');
    await expect.poll(states, { timeout: 20_000 }).toBe('active\nactive\ninactive');
    expect(host.systemctl('start', 'bot-grid.service').status).not.toBe(0);
    expect(pidOf('bot-grid.service')).toBe('0');
    host.shell('mv /etc/keyward/away /etc/keyward/firewall.nft');
    host.systemctl('reset-failed', 'bot-grid.service');
    expect(host.systemctl('start', 'bot-grid.service').status).toBe(0);
    expect([states(), isHeld()]).toEqual([ALL_UP, true]);
  });

  it('are stopped with it, and its timer too, also by the stop of nftables.service', async (context) => {
    needHost(context);
    expect(host.systemctl('start', 'keyward-names.timer').status).toBe(0);
    expect(host.systemctl('stop', 'nftables.service').status).toBe(0);
    await expect.poll(states, { timeout: 20_000 }).toBe('inactive\ninactive\ninactive');
    expect(host.systemctl('is-active', 'keyward-names.timer').out.trim()).toBe('inactive');
    expect(host.shell('nft list tables').out).toBe('');
  });
});
