import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, type TestContext } from 'vitest';
import { hardenFiles } from '../../../src/posture/index.ts';
import { newIdentity } from '../../../src/vault/index.ts';
import { recordSecret } from '../../canary.ts';
import { fileOf, gridBot, Host, need, PROGRAM, plan, run } from './harden-scene.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyward-harden-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let host: Host | undefined;
afterEach(async () => {
  await host?.close();
  host = undefined;
});

function write(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

/** What systemd-analyze says of a unit, from 0 (safe) to 10; `isBelow`: its own answer to a threshold. */
function exposureOf(context: TestContext, unit: string, threshold: number) {
  need(context, 'systemd-analyze');
  const { status, out } = run('systemd-analyze', [
    'security',
    '--offline=true',
    '--no-pager',
    `--threshold=${threshold}`,
    unit,
  ]);
  const [, exposure] = /Overall exposure level for \S+: (\d+\.\d)/.exec(out) ?? [];
  expect(exposure, out).toBeDefined();
  return { exposure: Number(exposure), isBelow: status === 0 };
}

/** The settings of the host of the tests: the practice exchange, and one bot. */
const SETTINGS = `version: 1
keys: { main: { exchange: binance, environment: practice } }
bots:
  grid:
    key: main
    may: [read, trade]
    markets: [BTC/USDT]
    limits: { order_notional: 500 USDT, daily_notional: 5000 USDT }
clock: { ntp: [] }
`;

/** There is no journal on the host of the tests. */
const SAID = {
  path: '/etc/systemd/system/keyward.service.d/said.conf',
  mode: '0644',
  text: '[Service]\nStandardOutput=append:/var/log/said\nStandardError=append:/var/log/said\n',
};

/** A bot that says what it can do, in its own folder. */
const BOT = `
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
const reached = (port) => new Promise((done) => connect(port, '127.0.0.1').on('connect', () => done('yes')).on('error', ({ code }) => done(code)));
const tried = (act) => { try { return act() ?? 'done'; } catch (error) { return error.code ?? String(error); } };
const url = process.env.KEYWARD_URL + '/api.binance.com/api/v3/time';
writeFileSync('said.json', JSON.stringify({
  uid: process.getuid(), folder: process.cwd(), words: process.argv.slice(2), key: process.env.BOT_KEY,
  answered: await fetch(url).then((answer) => answer.status, (error) => error.cause?.code ?? String(error)),
  other: await reached(6379),
  state: tried(() => readdirSync('/var/lib/keyward').join()),
  settings: tried(() => readFileSync('/etc/keyward/keyward.yaml', 'utf8')),
  keys: tried(() => readFileSync('/etc/keyward-bots/grid.env', 'utf8')),
  etc: tried(() => writeFileSync('/etc/planted', '')),
  others: tried(() => readdirSync('/proc').filter((name) => /^\\d+$/.test(name)).length),
  core: tried(() => /Max core file size +0 +0 /.test(readFileSync('/proc/self/limits', 'utf8'))),
  rights: tried(() => /CapBnd:\\t0+\\n[^]*NoNewPrivs:\\t1/.test(readFileSync('/proc/self/status', 'utf8'))),
  namespace: tried(() => execFileSync('unshare', ['--user', 'true'], { stdio: 'pipe' }).toString()) !== '',
}));
setInterval(() => {}, 1000);
`;

describe('the unit of Keyward', { timeout: 90_000 }, () => {
  it('leaves 1.5 of 10 exposed where a bare one leaves over 9, as systemd itself counts', (context) => {
    const bare = write('bare.service', '[Service]\nExecStart=/bin/sleep 1\nUser=keyward\n');
    const before = exposureOf(context, bare, 50);
    expect(before.exposure).toBeGreaterThan(9);
    expect(before.isBelow).toBe(false);
    for (const name of ['systemd-keyward', 'systemd-bot']) {
      const { path, text } = fileOf(plan, name);
      const after = exposureOf(context, write(basename(path), text), 15);
      expect([name, after.exposure <= 1.5, after.isBelow]).toEqual([name, true, true]);
    }
  });

  it('and the others are taken by systemd without a word', (context) => {
    need(context, 'systemd-analyze');
    const units = hardenFiles(plan).filter(({ path }) => /\.(?:service|timer)$/.test(path));
    expect(units).toHaveLength(5);
    const paths = units.map(({ path, text }) =>
      write(
        basename(path),
        text.replaceAll(PROGRAM[0], process.execPath).replaceAll('/usr/local/sbin/keyward-names', '/bin/true'),
      ),
    );
    expect(run('systemd-analyze', ['verify', ...paths])).toEqual({ status: 0, out: '' });
  });

  it('runs it on a host of its own: it answers, its lock holds for commands outside, and its bot sees none of it', async (context) => {
    const files = [
      ...hardenFiles(plan).filter(
        ({ name }) => !['sshd', 'compose', 'logrotate', 'unattended-upgrades'].includes(name),
      ),
      { path: plan.keyward.settings, mode: '0644', text: SETTINGS },
      { path: '/srv/my bot 100%/bot of grid.mjs', mode: '0644', text: BOT },
      SAID,
      { path: '/etc/keyward-bots/grid.env', mode: '0600', text: 'BOT_KEY=from-root\n' },
    ];
    host = await Host.start(context, files);
    const { systemctl, shell } = { systemctl: host.systemctl.bind(host), shell: host.shell.bind(host) };
    expect(
      shell('systemd-sysusers && chown -R bot-grid: "/srv/my bot 100%" && chgrp keyward /etc/keyward && id bot-grid')
        .out,
    ).toContain('bot-grid');
    // The firewall comes with Keyward. The bot is nobody but itself in its walls, and the firewall knows it all the same.
    shell(`setsid ${PROGRAM[0]} -e "require('node:net').createServer().listen(6379, '127.0.0.1')" > /dev/null 2>&1 &`);
    const isOpen = `setpriv --reuid bot-grid --regid bot-grid --clear-groups bash --norc -c 'exec 3<>/dev/tcp/127.0.0.1/6379'`;
    await expect.poll(() => shell(isOpen).status).toBe(0);
    const started = systemctl('start', 'keyward.service');
    expect(
      started.status,
      started.out +
        shell('systemctl --no-pager status keyward; grep -iE "namespace|mount|fail" /dev/console | tail -30').out +
        host.said.slice(-1000),
    ).toBe(0);
    const says = () => shell('cat /var/log/said').out;
    await expect.poll(says, { timeout: 20_000 }).toContain('127.0.0.1:8787');
    expect(systemctl('show', '-p', 'ActiveState,NRestarts', 'keyward.service').out).toBe(
      'NRestarts=0\nActiveState=active\n',
    );
    expect(shell('stat -c "%U %a" /var/lib/keyward /var/lib/keyward/admin.sock').out).toBe(
      'keyward 700\nkeyward 600\n',
    );

    // From a shell, outside of the unit's walls: over the socket, and kept out by the lock.
    const keyward = (words: string) =>
      shell(
        `setpriv --reuid keyward --regid keyward --clear-groups env KEYWARD_HOME=/var/lib/keyward ${PROGRAM.join(' ')} --config ${plan.keyward.settings} --json ${words}`,
      );
    expect(JSON.parse(keyward('bot list').out)).toBeTypeOf('object');
    expect(keyward('up').out).toContain('home-locked');

    expect(shell('nft list tables; stat -c "%a" /run/keyward-names/hosts').out).toBe('table inet keyward\n644\n');

    expect(systemctl('start', 'bot-grid.service').status).toBe(0);
    await expect.poll(() => shell('cat "/srv/my bot 100%/said.json"').out, { timeout: 10_000 }).toContain('rights');
    const said = JSON.parse(shell('cat "/srv/my bot 100%/said.json"').out);
    expect(said).toMatchObject({
      folder: gridBot.folder,
      words: gridBot.command!.slice(2),
      key: 'from-root',
      answered: 200,
      other: 'ECONNREFUSED',
      state: 'EACCES',
      settings: 'EACCES',
      keys: 'EACCES',
      etc: 'EROFS',
      core: true,
      rights: true,
    });
    expect(said.uid).toBeGreaterThan(0);

    expect(systemctl('stop', 'keyward-firewall.service').status).toBe(0);
    expect(shell(`nft list tables; ${isOpen}`)).toEqual({ status: 0, out: '' });

    // An end in order, as after `systemctl stop`.
    expect(systemctl('stop', 'keyward.service').status).toBe(0);
    expect(systemctl('show', '-p', 'Result,ExecMainStatus', 'keyward.service').out).toBe(
      'Result=success\nExecMainStatus=0\n',
    );
  });

  it('hands over what systemd has encrypted, reads names from the hosts file of the firewall, and dies with the one wall that it leaves out', async (context) => {
    const sealed = { ...plan, keyward: { ...plan.keyward, credentials: ['keyward-identity'] } };
    host = await Host.start(context, [
      ...hardenFiles(sealed).filter(({ name }) =>
        ['sysusers', 'systemd-keyward', 'nftables', 'nftables-load', 'nftables-names'].includes(name),
      ),
      {
        path: plan.keyward.settings,
        mode: '0644',
        text: `${SETTINGS}vault: { unlock: { systemd: { name: keyward-identity } } }\n`,
      },
      SAID,
      { path: '/run/keyward-names/hosts', mode: '0644', text: '203.0.113.9 only.here.example\n' },
    ]);
    const { systemctl, shell } = { systemctl: host.systemctl.bind(host), shell: host.shell.bind(host) };
    const identity = newIdentity().openBytes((bytes) => bytes.toString());
    recordSecret(identity);
    const sealing = shell(
      `systemd-sysusers; mkdir -p /etc/credstore.encrypted && echo ${identity} | systemd-creds encrypt --with-key=host --name=keyward-identity - /etc/credstore.encrypted/keyward-identity`,
    );
    expect(sealing.status, sealing.out).toBe(0);
    const started = systemctl('start', 'keyward.service');
    expect(started.status, started.out + shell('systemctl --no-pager status keyward.service').out).toBe(0);
    await expect.poll(() => shell('cat /var/log/said').out, { timeout: 20_000 }).toContain('127.0.0.1:8787');
    const inUnit = shell(
      'nsenter -m -t $(systemctl show -P MainPID keyward.service) sh -c "cat /etc/hosts; ls /tmp /root /home 2>&1; touch /etc/planted 2>&1"',
    ).out;
    expect(inUnit).toContain('203.0.113.9 only.here.example');
    expect(inUnit).toContain("touch: cannot touch '/etc/planted': Read-only file system");
    expect(shell('ls /var/lib/keyward').out).not.toContain('vault.key');
    systemctl('stop', 'keyward.service');

    // With it, V8 has no memory in which it may write what it runs.
    const wall = '/etc/systemd/system/keyward.service.d/wall.conf';
    shell(
      `printf '[Service]\\nMemoryDenyWriteExecute=yes\\nRestart=no\\n' > ${wall}; systemctl daemon-reload; systemctl start keyward.service; sleep 2`,
    );
    expect(systemctl('show', '-P', 'Result', 'keyward.service').out).toMatch(/signal|exit-code|core-dump/);
  });
});
