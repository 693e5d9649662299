import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import type { HardenPlan } from '../../../src/posture/index.ts';
import { fileOf, gridBot, installing, need, OWN_FOLDERS, plan, run } from './harden-scene.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyward-harden-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs a script in which folders of the system are its own; what stands on lines `RESULT name = value`. */
function inOwnFolders(script: string): Readonly<Record<string, string>> {
  const path = join(folder, 'script');
  writeFileSync(path, `${OWN_FOLDERS}\nset +e\ntell() { echo "RESULT $1 = $2"; }\n${script}`);
  const { out } = run('unshare', ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc', 'bash', path]);
  const said = Object.fromEntries([...out.matchAll(/^RESULT (.*?) = (.*)$/gm)].map(([, what, is]) => [what, is]));
  if (Object.keys(said).length === 0) throw new Error(out);
  return said;
}

describe('the drop-in for SSH', { timeout: 30_000 }, () => {
  it('is taken by sshd, and its values count though cloud-init says otherwise', (context) => {
    need(context, 'sshd', 'ssh-keygen', 'unshare');
    const file = fileOf(plan, 'sshd');
    const said = inOwnFolders(`
mkdir -p /run/sshd /etc/ssh/sshd_config.d; ssh-keygen -A >/dev/null
printf 'PasswordAuthentication yes\\nPermitRootLogin yes\\n' > /etc/ssh/sshd_config.d/50-cloud-init.conf
tell before "$(sshd -T | grep -xE '(passwordauthentication|permitrootlogin) .*' | sort | paste -sd,)"
${installing([file])}
sshd -t; tell taken $?
sshd -T | while read -r line; do tell "$line" effective; done
# Behind the one of cloud-init it would not count.
mv /etc/ssh/sshd_config.d/00-keyward.conf /etc/ssh/sshd_config.d/99-keyward.conf
tell 'named 99' "$(sshd -T | grep -xE '(passwordauthentication|permitrootlogin) .*' | sort | paste -sd,)"
rm /etc/ssh/sshd_config.d/99-keyward.conf
tell undone "$(sshd -T | grep -xE '(passwordauthentication|permitrootlogin) .*' | sort | paste -sd,)"`);
    const open = 'passwordauthentication yes,permitrootlogin yes';
    expect(said).toMatchObject({ before: open, taken: '0', 'named 99': open, undone: open });
    const values = file.text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    expect(values.length).toBeGreaterThan(12);
    for (const line of values) {
      const [name = '', ...value] = line.split(' ');
      expect(said).toHaveProperty([`${name.toLowerCase()} ${value.join(' ')}`], 'effective');
    }
    expect(file.text).toContain('KEEP THIS SESSION OPEN');
  });
});

describe('the settings for updates', { timeout: 30_000 }, () => {
  it('count over those of the package, as apt itself says', (context) => {
    need(context, 'apt-config', 'unshare');
    const said = inOwnFolders(`
mkdir -p /etc/apt/apt.conf.d
printf 'APT::Periodic::Unattended-Upgrade "0";\\nAPT::Periodic::Enable "0";\\n' > /etc/apt/apt.conf.d/20auto-upgrades
printf 'Unattended-Upgrade::Automatic-Reboot "true";\\n' > /etc/apt/apt.conf.d/50unattended-upgrades
${installing([fileOf(plan, 'unattended-upgrades')])}
apt-config dump > /mnt/dump 2> /mnt/said; tell taken "$? $(cat /mnt/said)"
while read -r line; do tell "$line" said; done < /mnt/dump`);
    expect(said['taken']).toBe('0 ');
    for (const line of [
      'APT::Periodic::Enable "1";',
      'APT::Periodic::Update-Package-Lists "1";',
      'APT::Periodic::Unattended-Upgrade "1";',
      'Unattended-Upgrade::Automatic-Reboot "false";',
      'Unattended-Upgrade::Origins-Pattern:: "origin=Debian,codename=$' +
        '{distro_codename}-security,label=Debian-Security";',
      'Unattended-Upgrade::Allowed-Origins:: "Ubuntu:$' + '{distro_codename}-security";',
    ])
      expect(said).toHaveProperty([line], 'said');
  });
});

describe('the rotation of logs, and the users', { timeout: 30_000 }, () => {
  it('are taken, and do with real files what they say', (context) => {
    need(context, 'logrotate', 'systemd-sysusers', 'unshare', 'getent');
    const said = inOwnFolders(`
${installing([fileOf(plan, 'sysusers'), fileOf(plan, 'logrotate')])}
systemd-sysusers /etc/sysusers.d/keyward-users.conf 2>/dev/null; tell users $?
tell passwd "$(getent passwd bot-grid | cut -d: -f5-)"
home='/srv/my bot 100%'; mkdir -p "$home/logs"
echo first > "$home/bot.log"; echo second > "$home/logs/more.log"; echo theirs > /etc/theirs; chmod 644 /etc/theirs; ln -s /etc/theirs "$home/planted.log"
chown -R bot-grid: "$home"; chmod 700 "$home"; chmod 600 "$home"/*.log "$home"/logs/*.log 2>/dev/null; chown root /etc/theirs; chmod 644 /etc/theirs
logrotate -d /etc/logrotate.d/keyward-bots > /mnt/said 2>&1; tell taken "$? $(grep -ciE 'error' /mnt/said)"
exec 4>>"$home/bot.log"
logrotate -f -s /mnt/state /etc/logrotate.d/keyward-bots > /mnt/said 2>&1
echo later >&4
tell 'still written' "$(cat "$home/bot.log")"
tell 'old' "$(stat -c '%U %a' "$home"/bot.log-*.gz) $(zcat "$home"/bot.log-*.gz)"
tell 'below logs' "$(zcat "$home"/logs/more.log-*.gz)"
tell 'behind the link' "$(cat /etc/theirs)"`);
    expect(said).toEqual({
      users: '0',
      passwd: 'Trading bot grid:/srv/my bot 100%:/usr/sbin/nologin',
      taken: '0 0',
      'still written': 'later',
      old: 'bot-grid 600 first',
      'below logs': 'second',
      'behind the link': 'theirs',
    });
  });
});

interface Service {
  readonly user: string;
  readonly command?: readonly string[];
  readonly networks?: readonly string[];
  readonly network_mode?: string;
  readonly secrets?: readonly { readonly source: string; readonly target: string }[];
  readonly volumes: readonly { readonly type: string; readonly source: string; readonly target: string }[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly healthcheck?: { readonly test: readonly string[] };
}

const withSecrets: HardenPlan = {
  ...plan,
  keyward: {
    ...plan.keyward,
    credentials: ['keyward-identity'],
    secretFiles: [{ name: 'secret-1', path: '/etc/keyward/.env', why: 'The exchange key main' }],
  },
  bots: [gridBot, { ...gridBot, name: 'trend', user: 'bot-trend', unit: 'bot-trend', folder: '/srv/trend' }],
};

describe('the compose file', { timeout: 60_000 }, () => {
  const read = () =>
    parse(fileOf(withSecrets, 'compose').text) as {
      readonly services: Readonly<Record<string, Service>>;
      readonly networks: Readonly<Record<string, { readonly internal?: boolean }>>;
      readonly volumes: object;
      readonly secrets: object;
    };

  it('is taken by docker compose', (context) => {
    const path = join(folder, 'compose.yaml');
    writeFileSync(path, fileOf(withSecrets, 'compose').text);
    writeFileSync(join(folder, 'keyward.yaml'), '');
    const asked = [['docker', 'compose'], ['docker-compose']].find(([program = '', ...words]) => {
      try {
        return run(program, [...words, 'version']).status === 0;
      } catch {
        return false;
      }
    });
    if (!asked) context.skip('MISSED: there is no docker compose here; its parts are looked at below');
    const [program = '', ...words] = asked!;
    const { status, out } = run(program, [...words, '-f', path, 'config']);
    expect(status, out).toBe(0);
    expect(out).not.toMatch(/\b(?:ports|privileged|network_mode: host|docker\.sock)\b/);
  });

  it('walls every service in, publishes nothing, and gives Keyward and the bots no network in common', () => {
    const { services, networks, volumes, secrets } = read();
    expect(Object.keys(services)).toHaveLength(7);
    for (const [name, service] of Object.entries(services)) {
      expect([name, service]).toMatchObject([
        name,
        { read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'], ulimits: { core: 0 } },
      ]);
      expect(service).not.toHaveProperty('ports');
      expect(service).not.toHaveProperty('privileged');
      expect(service.user).toMatch(/^1\d{4}:1\d{4}$/);
      for (const { type, source } of service.volumes) if (type === 'volume') expect(volumes).toHaveProperty([source]);
      for (const { source } of service.secrets ?? []) expect(secrets).toHaveProperty([source]);
      for (const network of service.networks ?? []) expect(networks).toHaveProperty([network]);
    }
    expect(new Set(Object.values(services).map(({ user }) => user)).size).toBe(4);
    expect(services['keyward']!.networks).toEqual(['exchanges']);
    for (const bot of ['bot-grid', 'bot-trend']) {
      expect(services[bot]!.networks).toEqual([bot]);
      expect(networks[bot]).toEqual({ internal: true });
      expect(services[bot]!.secrets).toEqual([{ source: `${bot}-key`, target: 'bot-key' }]);
      expect(services[bot]!.command).toEqual(gridBot.command!.map((word) => word.replaceAll('$', '$$$$')));
    }
    expect(services['keyward']!.secrets).toEqual([
      { source: 'secret-1', target: '/etc/keyward/.env' },
      { source: 'credential-1', target: '/run/secrets/keyward-identity' },
    ]);
    expect(services['keyward']!.environment).toMatchObject({ CREDENTIALS_DIRECTORY: '/run/secrets' });
    expect(services['keyward']!.healthcheck).toBeDefined();
  });

  it('has nothing fetched from a registry by name, and every file of a secret owned by who reads it', () => {
    const { services } = read();
    for (const [name, service] of Object.entries(services))
      expect([name, service]).toMatchObject([name, { pull_policy: 'never' }]);
    const { text, install } = fileOf(withSecrets, 'compose');
    expect(text).not.toMatch(/npm install (?:-g|--global) keyward/);
    for (const [file, id] of [
      ['secrets/secret-1', '10001'],
      ['secrets/credential-1', '10001'],
      ['secrets/grid.json', '10010'],
      ['secrets/trend.json', '10011'],
    ])
      expect(install).toContain(`sudo chown ${id}:${id} ${file} && sudo chmod 0400 ${file}`);
  });

  it("has doors that carry a bot's request between two networks, and a look at the health that tells", (context) => {
    need(context, 'unshare', 'ip');
    const { services } = read();
    const script = (name: string) => services[name]!.command![2]!.replaceAll('/door/', `${folder}/`);
    const health = services['keyward']!.healthcheck!.test[3]!;
    for (const [name, text] of Object.entries({
      out: script('bot-grid-door-out'),
      in: script('bot-grid-door-in'),
      health,
    }))
      writeFileSync(join(folder, `${name}.cjs`), text);
    writeFileSync(
      join(folder, 'server.cjs'),
      "require('node:http').createServer((asked, answer) => answer.end('from ' + asked.headers.host)).listen(8787, '127.0.0.1')",
    );
    writeFileSync(
      join(folder, 'bot.cjs'),
      "fetch('http://127.0.0.1:8787/').then((answer) => answer.text()).then((text) => console.log(text), () => console.log('nothing'))",
    );
    const said = inOwnFolders(`
cd '${folder}'; node=${process.execPath}; mkdir -p /run/netns; for one in keyward bot; do ip netns add $one; ip -n $one link set lo up; done
ip netns exec keyward $node health.cjs; tell 'health before' $?
ip netns exec keyward $node server.cjs & ip netns exec keyward $node out.cjs &
for try in $(seq 50); do [ -S keyward.sock ] && break; sleep 0.1; done
tell 'without its door' "$(ip netns exec bot $node bot.cjs)"
ip netns exec bot $node in.cjs & sleep 1
tell 'through both' "$(ip netns exec bot $node bot.cjs)"
ip netns exec keyward $node health.cjs; tell 'health' $?
kill %1; wait %1 2> /dev/null; tell 'a request without Keyward' "$(ip netns exec bot $node bot.cjs)"
wait %2; tell 'the door to a Keyward that is gone ends with' $?
kill $(jobs -p)`);
    expect(said).toEqual({
      'health before': '1',
      'without its door': 'nothing',
      'through both': 'from 127.0.0.1:8787',
      health: '0',
      'a request without Keyward': 'nothing',
      'the door to a Keyward that is gone ends with': '1',
    });
  });
});
