import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** What was told of a prepared host. */
export interface Told {
  readonly id: string;
  readonly result: string;
  readonly about: string;
  readonly says: string;
}

export interface Looked {
  readonly told: readonly Told[];
  readonly tookMs: number;
  /** What the programs that were asked for besides have printed, by their name. */
  readonly printed: Readonly<Record<string, string>>;
}

/** A host to look at: `plant` is a shell script that runs on it as root and ends; what it starts in the background runs on. */
export interface PreparedHost {
  readonly plant: string;
  /** Who looks; root when absent. */
  readonly uid?: number;
  /** Programs to run on it afterwards, such as other checkers. */
  readonly others?: Readonly<Record<string, string>>;
  /** After which all of it is ended: 45 seconds when absent. */
  readonly timeoutMs?: number;
}

/** Programs of Debian without which no host can be prepared. */
const needed = [
  '/usr/sbin/sshd',
  '/usr/sbin/nft',
  '/usr/sbin/iptables-save',
  '/usr/bin/systemd-analyze',
  '/usr/sbin/chronyd',
  '/usr/bin/sudo',
  '/usr/sbin/nginx',
  '/usr/bin/ss',
  '/usr/bin/setpriv',
  '/usr/bin/unattended-upgrade',
];

/** Why no host can be prepared here. */
export function whyNone(): string | undefined {
  if (process.getuid?.() !== 0) return 'hosts are prepared by root only: no fault was planted, and no near-miss';
  const missing = needed.filter((path) => !existsSync(path));
  return missing.length === 0 ? undefined : `${missing.join(', ')} missing: no fault was planted, and no near-miss`;
}

/** Runs with what was planted, and prints what the checks of HOST say. */
const driver = `
import { readFileSync } from 'node:fs';
const [dist, home] = process.argv.slice(1);
const { lookHost } = await import(dist + '/app/check-host.js');
const { eyesOf } = await import(dist + '/app/eyes.js');
const { hostFamily } = await import(dist + '/posture/host/family.js');
const bots = readFileSync('/run/bots.json', 'utf8').trim().split('\\n').filter((line) => line !== '').map((line) => JSON.parse(line));
const startedMs = Date.now();
const facts = await lookHost({ eyes: eyesOf({ path: process.env.PATH, nowMs: startedMs }), bots: Promise.resolve({ bots, gaps: [] }), home, settings: { keys: {} }, path: '/etc/keyward/keyward.yaml' });
const tookMs = Date.now() - startedMs;
const told = hostFamily.checks.flatMap((check) => check.judge(facts).map(({ result, about, says }) => ({ id: check.id, result, about, says })));
process.stdout.write(JSON.stringify({ told, tookMs }));
`;

/** Shell functions for what is planted. */
const tools = `
set -e
# bot NAME UID UNIT KIND COMMAND...: starts a bot and says that it is one.
bot() {
  name=$1 uid=$2 unit=$3 kind=$4; shift 4
  "$@" </dev/null >/dev/null 2>&1 &
  pid=$!
  printf '{"kind":"%s","name":"%s","folder":"%s","processes":[{"pid":%s,"uid":%s,"program":"bot"%s}],"startedBy":[],"settingsFiles":[]}\\n' "$kind" "$name" "$name" "$pid" "$uid" "$([ -n "$unit" ] && printf ',"unit":"%s"' "$unit")" >> /run/bots.json
}
as() { user=$1; shift; exec setpriv --reuid "$user" --regid "$user" --clear-groups "$@"; }
# listen ADDRESS PORT NAME: something that listens, under a name of its own.
listen() {
  node -e "process.title='$3'; require('net').createServer().listen({ host: '$1', port: $2, ipv6Only: '$1'.includes(':') }, () => require('fs').writeFileSync('/run/up-$2', ''))" </dev/null >/dev/null 2>&1 &
  for _ in $(seq 100); do [ -e /run/up-$2 ] && return; sleep 0.05; done
  echo "nothing listens on $1 $2" >&2; exit 1
}
# named NAME UID: a program of that name that does nothing.
named() { cp /bin/sleep "/usr/local/bin/$1"; setpriv --reuid "$2" --regid "$2" --clear-groups "/usr/local/bin/$1" 1000 </dev/null >/dev/null 2>&1 & sleep 0.05; }
wait_port() { for _ in $(seq 100); do ss -Hltn "sport = :$1" | grep -q . && return; sleep 0.05; done; echo "port $1 stays closed" >&2; exit 1; }
: > /run/bots.json
`;

/** The parts of every prepared host: files of the kernel that are the same wherever the test runs, and a tidy base that the plant spoils. */
const base = `
mkdir -p /etc/keyward; echo 'version: 1' > /etc/keyward/keyward.yaml; chmod 755 /etc/keyward; chmod 644 /etc/keyward/keyward.yaml
mkdir -p /run/sshd /run/lock /run/systemd /tmp
rm -f /etc/ssh/sshd_config.d/* /etc/sudoers.d/* /etc/systemd/system/multi-user.target.wants/ssh.service /etc/systemd/system/display-manager.service /etc/systemd/system/keyward.service
printf 'Include /etc/ssh/sshd_config.d/*.conf\\nPasswordAuthentication no\\nKbdInteractiveAuthentication no\\nPermitRootLogin no\\nUsePAM yes\\n' > /etc/ssh/sshd_config
[ -e /etc/ssh/ssh_host_ed25519_key ] || ssh-keygen -q -t ed25519 -N '' -f /etc/ssh/ssh_host_ed25519_key
printf 'root:x:0:0::/var/root:/bin/bash\\ndaemon:x:1:1::/:/usr/sbin/nologin\\nwww-data:x:33:33::/:/usr/sbin/nologin\\nsshd:x:101:65534::/run/sshd:/usr/sbin/nologin\\n_chrony:x:102:102::/:/usr/sbin/nologin\\ngrid:x:991:991::/srv/grid:/usr/sbin/nologin\\ntrend:x:992:992::/srv/trend:/usr/sbin/nologin\\nkeeper:x:1000:1000::/srv/keeper:/bin/bash\\nnobody:x:65534:65534::/:/usr/sbin/nologin\\n' > /etc/passwd
printf 'root:*:19000::::::\\nkeeper:!:19000::::::\\n' > /etc/shadow
printf 'root:x:0:\\ndaemon:x:1:\\nadm:x:4:\\nshadow:x:42:\\nwww-data:x:33:\\nnogroup:x:65534:\\n_chrony:x:102:\\ngrid:x:991:\\ntrend:x:992:\\nkeeper:x:1000:\\n' > /etc/group
printf '%%sudo ALL=(ALL:ALL) ALL\\nroot ALL=(ALL:ALL) ALL\\n@includedir /etc/sudoers.d\\n' > /etc/sudoers; chmod 440 /etc/sudoers
printf '127.0.0.1 localhost\\n127.0.1.1 prepared\\n' > /etc/hosts
mkdir -p /var/root/.ssh /srv/grid/logs /srv/trend/logs /srv/keeper /var/lib/apt/periodic /var/lib/keyward
chown grid: /srv/grid /srv/grid/logs; chown trend: /srv/trend /srv/trend/logs
rm -f /var/root/.ssh/* /etc/apt/apt.conf.d/20auto-upgrades /var/log/auth.log /var/log/btmp /etc/systemd/system/apt-daily-upgrade.timer
rm -rf /var/log/journal; mkdir -p /var/log
printf 'APT::Periodic::Update-Package-Lists "1";\\nAPT::Periodic::Unattended-Upgrade "1";\\n' > /etc/apt/apt.conf.d/20auto-upgrades
touch /var/lib/apt/periodic/unattended-upgrades-stamp
ln -sf /lib/systemd/system/apt-daily-upgrade.timer /etc/systemd/system/timers.target.wants/apt-daily-upgrade.timer
: > /var/log/auth.log
mount -t tmpfs kernel /proc/sys/kernel
mkdir /proc/sys/kernel/yama
echo core > /proc/sys/kernel/core_pattern; echo 1 > /proc/sys/kernel/yama/ptrace_scope; echo 6.1.0-28-amd64 > /proc/sys/kernel/osrelease
rm -rf /boot/*; : > /boot/vmlinuz-6.1.0-28-amd64
printf 'Filename\\t\\t\\t\\tType\\t\\tSize\\t\\tUsed\\t\\tPriority\\n' > /run/swaps
printf '9999999.00 1.00\\n' > /run/uptime
printf 'Linux version 6.1.0-28-amd64 (debian-kernel@lists.debian.org) #1 SMP\\n' > /run/version
mount --bind /run/swaps /proc/swaps; mount --bind /run/uptime /proc/uptime; mount --bind /run/version /proc/version
mount -t tmpfs blocks /sys/class/block; mkdir -p /sys/class/block/sda2
mkdir -p /run/supplies /run/dmi; mount -t tmpfs supplies /sys/class/power_supply
mount -t tmpfs -o size=3g,mode=755 state /var/lib/keyward
nft flush ruleset
`;

/** Makes the host in namespaces of its own, over a layer of its own over this one's files, plants, and looks. `dist`: the folder of a build. */
export async function lookAtPrepared(
  dist: string,
  { plant, uid = 0, others = {}, timeoutMs = 45_000 }: PreparedHost,
): Promise<Looked> {
  const scratch = mkdtempSync(join(tmpdir(), 'keyward-host-'));
  const inside = [
    '#!/bin/sh',
    tools,
    base,
    plant,
    'sleep 0.3',
    ...lookLines(dist, uid),
    ...Object.entries(others).map(([name, command]) => `{ ${command}; } > /run/printed-${name} 2>&1 || true`),
  ];
  for (const name of Object.keys(others)) inside.push(`printf '\\n%s\\n' '--- ${name}'; cat /run/printed-${name}`);
  writeFileSync(join(scratch, 'plant'), inside.join('\n'), { mode: 0o755 });
  try {
    const { exit, out, err } = await unshared(outside(scratch, dist), timeoutMs);
    const [found = '', ...rest] = out.split(/\n--- (?=[\w-]+\n)/);
    if (exit !== 0 || !found.trimStart().startsWith('{'))
      throw new Error(`the host could not be prepared (exit ${exit}): ${err.slice(-2_000)} ${out.slice(-500)}`);
    const printed = Object.fromEntries(
      rest.map((one) => [one.slice(0, one.indexOf('\n')), one.slice(one.indexOf('\n') + 1)]),
    );
    return { ...(JSON.parse(found) as Pick<Looked, 'told' | 'tookMs'>), printed };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

function lookLines(dist: string, uid: number): readonly string[] {
  const look = `node --input-type=module -e "$(cat /run/driver.mjs)" ${dist} /var/lib/keyward`;
  return [
    "cat > /run/driver.mjs <<'DRIVER'",
    driver,
    'DRIVER',
    'chmod 644 /run/driver.mjs /run/bots.json',
    uid === 0 ? look : `setpriv --reuid ${uid} --regid ${uid} --clear-groups ${look}`,
  ];
}

/** A layer over the files of this host, so that nothing of them changes; and without the mark of a container, if it is one. */
function outside(scratch: string, dist: string): string {
  // What may lie on another file system than the root.
  const shown = [dist, join(dirname(dist), 'node_modules'), dirname(process.execPath)].filter((path) =>
    existsSync(path),
  );
  return `
set -e
mount --make-rprivate /
mkdir ${scratch}/layers
mount -t tmpfs layers ${scratch}/layers
cd ${scratch}/layers; mkdir up work root
mount -t overlay over -o lowerdir=/,upperdir=up,workdir=work root
${shown.map((path) => `mkdir -p root${path}; mount --rbind ${path} root${path}`).join('\n')}
rm -rf root/.dockerenv root/run/.containerenv
mount -t proc proc root/proc; mount -t sysfs sys root/sys; mount --rbind /dev root/dev; mount -t tmpfs run root/run; mount -t tmpfs tmp root/var/tmp
cp ${scratch}/plant root/run/plant
hostname prepared
ip link set lo up
ip link add eth0 type veth peer name gate; ip link set gate up; ip link set eth0 up
ip addr add 203.0.113.10/24 dev eth0; ip -6 addr add 2a01:4f8:1::2/64 dev eth0 nodad
ip route add default via 203.0.113.1; ip -6 route add default via 2a01:4f8:1::1
# Whoever is in a chroot gets no user namespace, so the root itself is turned round.
cd root; mkdir -p oldroot; pivot_root . oldroot
exec chroot . /bin/sh -c 'umount -l /oldroot; exec /bin/sh /run/plant'
`;
}

async function unshared(
  script: string,
  timeoutMs: number,
): Promise<{ readonly exit: number | null; readonly out: string; readonly err: string }> {
  const own = ['--mount', '--pid', '--net', '--uts', '--ipc', '--fork', '--kill-child', '--mount-proc'];
  const env = {
    PATH: `${dirname(process.execPath)}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`,
    LC_ALL: 'C',
    HOME: '/nonexistent',
    TERM: 'dumb',
  };
  const child = spawn('unshare', [...own, 'sh', '-c', script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  // With it goes all that runs in its namespaces.
  const end = setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString('utf8')));
  const [exit] = (await once(child, 'close')) as [number | null];
  clearTimeout(end);
  return { exit, out, err };
}
