import { type Sight, seen } from '../check.ts';
import type {
  BotRun,
  Bots,
  FilterFacts,
  HostFacts,
  NetworkFacts,
  OwnStep,
  ProcessUser,
  SshFacts,
  SshView,
} from './facts.ts';
import { readIptables } from './iptables.ts';

export const NOW_MS = Date.parse('2026-11-23T10:00:00Z');
const DAY_MS = 86_400_000;

/** A view of sshd that takes keys alone. */
export function view(more: Partial<SshView> = {}): SshView {
  return {
    who: 'everybody',
    isInside: false,
    password: false,
    keyboard: false,
    usesPam: true,
    emptyPasswords: false,
    publicKey: true,
    root: 'no',
    methods: [],
    ...more,
  };
}

export function ssh(more: Partial<SshFacts> = {}): Sight<SshFacts> {
  return seen('sshd -T', {
    isUsed: true,
    isLocal: false,
    ports: [22],
    views: [view(), view({ who: 'user root', user: 'root' })],
    rootMayLogin: seen('sshd -T', true),
    rootKeys: seen('/etc/ssh', 0),
    withPassword: seen('/etc/shadow', ['keeper']),
    lines: {},
    gaps: [],
    ...more,
  });
}

const user: ProcessUser = { real: 990, effective: 990, saved: 990, capabilities: [], groups: [990] };

export function run(more: Partial<Omit<BotRun, 'user'>> & { readonly user?: Partial<ProcessUser> } = {}): BotRun {
  return {
    about: 'bot /srv/grid',
    pid: 400,
    uid: 990,
    unit: 'grid.service',
    core: seen('/proc/400/limits', { soft: 0, isUndumpable: false }),
    ...more,
    user: seen('/proc/400/status', { ...user, ...more.user }),
  };
}

export function bots(running: readonly BotRun[], more: Partial<Bots> = {}): Sight<Bots> {
  return seen('/proc', { running, resting: [], gaps: [], ...more });
}

export const network: NetworkFacts = {
  addresses: [
    { device: 'lo', address: '127.0.0.1' },
    { device: 'eth0', address: '203.0.113.10' },
    { device: 'eth0', address: '2a01:4f8:1::2' },
  ],
  outward: ['eth0'],
  isContained: false,
};

/** What `iptables-save` would print of both families. */
export function filter(four: string, six = four, more: Partial<FilterFacts> = {}): Sight<FilterFacts> {
  const [v4, v6] = [readIptables(four, 'ip'), readIptables(six, 'ip6')];
  return seen('iptables-save', {
    chains: [...v4.chains, ...v6.chains],
    published: [...v4.published, ...v6.published],
    by: 'iptables-save',
    ufw: 'absent',
    ...more,
  });
}

/** SSH in, what was asked for in, loopback and exchanges out. */
export const closed = `*filter
:INPUT DROP [0:0]
:FORWARD DROP [0:0]
:OUTPUT DROP [0:0]
-A INPUT -i lo -j ACCEPT
-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A INPUT -p tcp -m tcp --dport 22 -j ACCEPT
-A OUTPUT -o lo -j ACCEPT
-A OUTPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT
-A OUTPUT -p tcp -m owner --uid-owner 980 -m tcp --dport 443 -j ACCEPT
COMMIT
`;

const daemon = { path: '/usr/sbin/sshd', uid: 0 };
const bogonNets = ['198.51.100.0/24', '203.0.113.0/24', '192.0.2.0/24', '10.0.0.0/8', '240.0.0.0/4'];
const dropped = (nets: readonly string[]): string =>
  `*filter\n:INPUT ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n${nets.map((net) => `-A INPUT -s ${net} -j DROP\n-A OUTPUT -d ${net} -j DROP\n`).join('')}COMMIT\n`;
/** Filters that drop what nobody on the internet has, and nothing else. */
export const bogons = dropped(bogonNets);
export const bogons6 = dropped(['2001:db8::/32', 'fc00::/7', 'fe80::/10']);

/** Folders and files from the root on, each of root and closed to others but for what is said. */
export function wayOf(...steps: readonly (readonly [path: string, more: Partial<OwnStep>])[]): readonly OwnStep[] {
  return steps.map(([path, more], at) => {
    const kind = at === steps.length - 1 ? ('file' as const) : ('folder' as const);
    const plain = { path, kind, mode: kind === 'file' ? 0o644 : 0o755, owner: 'root', isForeign: false, group: 'root' };
    return { ...plain, members: [], listed: [], ...more };
  });
}

/** A host on which every check passes. */
export const sound: HostFacts = {
  nowMs: NOW_MS,
  kind: seen('/proc', { machine: 'kvm' }),
  bots: bots([run()]),
  ssh: ssh(),
  network: seen('ip -j addr', network),
  filter: filter(closed),
  listeners: seen('ss -H -lntup', [
    { protocol: 'tcp', address: '0.0.0.0', port: 22, program: 'sshd', pid: 10, runs: daemon },
    { protocol: 'tcp', address: '::', port: 22, program: 'sshd', pid: 10, runs: daemon },
    { protocol: 'tcp', address: '127.0.0.1', port: 8787, program: 'node', pid: 20 },
    { protocol: 'udp', address: '127.0.0.53', device: 'lo', port: 53, program: 'systemd-resolve', pid: 30 },
  ]),
  updates: seen('apt-config dump', {
    isInstalled: true,
    lists: '1',
    upgrades: '1',
    isEnabled: true,
    covers: 'security',
    timer: 'enabled',
    lastRunMs: seen('stamp', NOW_MS - DAY_MS / 2),
  }),
  reboot: seen('/boot', { running: '6.1.0-28-amd64', kernels: seen('/boot', ['6.1.0-26-amd64', '6.1.0-28-amd64']) }),
  coreSettings: seen('core_pattern', { pattern: 'core', keepsNothing: false }),
  swaps: seen('/proc/swaps', []),
  disks: seen('findmnt', [{ place: '/', cover: seen('/sys/class/block/dm-0', 'encrypted') }]),
  hiddenRoot: seen('sudo -l', {
    sudo: seen('sudo -l', [{ user: 'keeper', isBot: false, free: [] }]),
    groups: seen('/etc/group', [{ group: 'docker', members: [], hasDaemon: true }]),
    openSockets: [],
    botUsers: ['grid'],
    gaps: [],
  }),
  logs: seen('lstat', { files: [{ path: '/srv/grid/logs/grid.log', mode: 0o600, isReachable: true }], gaps: [] }),
  logins: seen('journalctl', { failed: 3, from: 2, won: 0 }),
  units: seen('systemd-analyze', [
    { about: 'unit grid.service', unit: 'grid.service', exposure: seen('systemd-analyze', 3.1) },
  ]),
  sight: seen('/proc', { ptrace: 1, hidesProcesses: true, people: [] }),
  space: seen('df', [{ place: '/', totalBytes: 40e9, freeBytes: 20e9, inodesTaken: 10 }]),
  desk: seen('/sys', { battery: false, lid: false, chassis: 1, display: false, isWsl: false }),
  own: seen('lstat', [
    {
      about: 'the settings',
      ways: seen('lstat', [wayOf(['/', {}], ['/etc', {}], ['/etc/keyward', {}], ['/etc/keyward/keyward.yaml', {}])]),
    },
  ]),
  programs: seen('/proc', {
    programs: [
      { name: 'sshd', pid: 10, uid: 0, user: 'root', ageMs: DAY_MS, parent: 1 },
      { name: 'python3', pid: 400, uid: 990, user: 'grid', ageMs: DAY_MS, parent: 1 },
    ],
    listeners: seen('ss', []),
    ours: [400],
    botUids: [990],
    needed: [],
    lookers: [0, 1000],
  }),
};

/** The sound host with something else about it. */
export function host(more: Partial<HostFacts>): HostFacts {
  return { ...sound, ...more };
}

/** The value of a sight of the sound host, with something else about it. */
export function but<T extends object>(sight: Sight<T>, more: Partial<T>): Sight<T> {
  return 'seen' in sight ? seen(sight.by, { ...sight.seen, ...more }) : sight;
}
