import type { Finding, Sight } from '../check.ts';
import { unseen } from '../check.ts';
import type { Chain } from './packets.ts';

/** What this host is, by what tells it from the inside. */
export interface HostKind {
  /** The kind of container, such as `docker`, where it is one. */
  readonly container?: string;
  /** The kind of virtual machine, such as `kvm`, where it is one. */
  readonly machine?: string;
}

/** Whose rights a process has. `outside` is the user that root of its user namespace is on the host. */
export interface ProcessUser {
  readonly real: number;
  readonly effective: number;
  readonly saved: number;
  /** Effective capabilities, as names without `CAP_`, of those that are as good as root. */
  readonly capabilities: readonly string[];
  /** Those that it holds, by number, whatever the account database says; absent where they were not told. */
  readonly groups?: readonly number[];
  readonly outside?: number;
}

export interface CoreFacts {
  /** Bytes, or `unlimited`. */
  readonly soft: number | 'unlimited';
  /** The kernel writes no core file of it, whatever its limit. */
  readonly isUndumpable: boolean;
}

/** A process of a bot. `about` is its bot, and the same for all of its processes. */
export interface BotRun {
  readonly about: string;
  readonly pid: number;
  readonly uid: number;
  readonly unit?: string;
  readonly container?: string;
  readonly user: Sight<ProcessUser>;
  readonly core: Sight<CoreFacts>;
}

export interface Bots {
  readonly running: readonly BotRun[];
  /** Bots that do not run now, with the users that their units name. */
  readonly resting: readonly { readonly about: string; readonly users: Sight<readonly string[]> }[];
  /** What could not be looked at, and so may hold more. */
  readonly gaps: readonly string[];
}

export type RootLogin = 'yes' | 'no' | 'prohibit-password' | 'forced-commands-only';

/** What sshd answers for somebody, as `sshd -T` says. */
export interface SshView {
  /** `everybody`, `user backup`, `whoever comes from 10.0.0.0/8`. */
  readonly who: string;
  /** The account, where it is one. */
  readonly user?: string;
  /** Only from private addresses. */
  readonly isInside: boolean;
  readonly password: boolean;
  readonly keyboard: boolean;
  readonly usesPam: boolean;
  readonly emptyPasswords: boolean;
  readonly publicKey: boolean;
  readonly root: RootLogin;
  /** Each is a list of methods that are all needed; empty where any one will do. */
  readonly methods: readonly (readonly string[])[];
}

export interface SshFacts {
  /** It runs, or is started at boot or by its socket. */
  readonly isUsed: boolean;
  /** It listens on loopback alone. */
  readonly isLocal: boolean;
  readonly ports: readonly number[];
  readonly views: readonly SshView[];
  readonly rootMayLogin: Sight<boolean>;
  /** Keys with which root may log in, without those that are bound to one command. */
  readonly rootKeys: Sight<number>;
  /** Accounts that have a password. */
  readonly withPassword: Sight<readonly string[]>;
  /** Where the first value of a setting stands, which is the one that counts. */
  readonly lines: Readonly<Record<string, { readonly file: string; readonly line: number }>>;
  /** What was not asked, and so may be open. */
  readonly gaps: readonly string[];
}

export interface NetworkFacts {
  readonly addresses: readonly { readonly device: string; readonly address: string }[];
  /** Devices over which everything else is reached. */
  readonly outward: readonly string[];
  /** A container's own network, from which the host's is not seen. */
  readonly isContained: boolean;
}

/** A port that leads into a container. */
export interface PublishedPort {
  readonly protocol: string;
  readonly port: number;
  /** The port inside. */
  readonly inner: number;
  readonly innerAddress: string;
  /** The bridge that it leads to. */
  readonly bridge?: string;
}

export interface FilterFacts {
  readonly chains: readonly Chain[];
  readonly published: readonly PublishedPort[];
  readonly by: string;
  /** `ufw` is there, and whether it is on. */
  readonly ufw: 'on' | 'off' | 'absent' | 'unknown';
}

export interface Listener {
  readonly protocol: 'tcp' | 'udp';
  readonly address: string;
  /** The one device to which it is bound, where the socket says so. */
  readonly device?: string;
  readonly port: number;
  /** Absent where the process is another user's, or in the kernel. */
  readonly program?: string;
  readonly pid?: number;
  /** The file that the process runs, and as whom, as the kernel tells; absent where it was not told. */
  readonly runs?: { readonly path: string; readonly uid: number };
}

export interface UpdateFacts {
  /** The program that upgrades is there. */
  readonly isInstalled: boolean;
  readonly lists: string;
  readonly upgrades: string;
  readonly isEnabled: boolean;
  readonly covers: 'security' | 'other' | 'unknown';
  readonly timer: 'enabled' | 'disabled' | 'masked' | 'missing' | 'cron' | 'unknown';
  /** When it last ran, or `never`. */
  readonly lastRunMs: Sight<number | 'never'>;
}

export interface RebootFacts {
  /** Packages that asked for it; absent where the file is not there. */
  readonly wanted?: readonly string[];
  readonly running: string;
  /** Kernels under /boot. */
  readonly kernels: Sight<readonly string[]>;
  /** The installed version of the running kernel's package, and the one that runs, where both are told. */
  readonly build?: Sight<{ readonly installed: string; readonly running: string }>;
}

export interface CoreSettings {
  readonly pattern: string;
  /** systemd-coredump keeps nothing. */
  readonly keepsNothing: boolean;
}

export type Cover = 'encrypted' | 'memory' | 'plain' | 'unknown';

export interface SwapFacts {
  readonly name: string;
  readonly cover: Sight<Cover>;
}

export interface DiskFacts {
  readonly place: string;
  readonly cover: Sight<Cover>;
}

export interface SudoFacts {
  readonly user: string;
  readonly isBot: boolean;
  /** Commands that need no password, in their order, where a later one does not take it back. */
  readonly free: readonly string[];
}

export interface RootGroup {
  readonly group: string;
  readonly members: readonly string[];
  /** The daemon whose socket the group opens is there; `undefined` where the group needs none. */
  readonly hasDaemon?: boolean;
  /** Processes of bots that hold it and whose accounts are no members. */
  readonly held?: readonly { readonly about: string; readonly pid: number }[];
  /** Units of bots that give it to what they start. */
  readonly given?: readonly string[];
}

export interface HiddenRoot {
  readonly sudo: Sight<readonly SudoFacts[]>;
  readonly groups: Sight<readonly RootGroup[]>;
  /** Sockets of container daemons that everybody may open. */
  readonly openSockets: readonly string[];
  /** Users as which bots run. */
  readonly botUsers: readonly string[];
  /** What could not be seen of the groups that bots hold, by what it is about. */
  readonly gaps: readonly { readonly about: string; readonly says: string }[];
}

export interface LogFile {
  readonly path: string;
  readonly mode: number;
  /** Others may go through every folder above it. */
  readonly isReachable: boolean;
}

export interface LogFacts {
  readonly files: readonly LogFile[];
  readonly gaps: readonly string[];
}

export interface LoginFacts {
  readonly failed: number;
  readonly from: number;
  /** Passwords accepted from an address that had failed at least five times before. */
  readonly won: number;
  /** Older messages of the day were not read: there may be more of each. */
  readonly isCut?: boolean;
  /** Only failures are told of: a password that fitted is not seen. */
  readonly isBlind?: boolean;
}

export interface UnitFacts {
  readonly about: string;
  readonly unit: string;
  readonly exposure: Sight<number>;
}

export interface SightFacts {
  /** `kernel.yama.ptrace_scope`; absent without Yama. */
  readonly ptrace?: number;
  readonly hidesProcesses: boolean;
  /** People who log in besides those as whom bots run. */
  readonly people: readonly string[];
}

export interface SpaceFacts {
  readonly place: string;
  readonly totalBytes: number;
  readonly freeBytes: number;
  /** Share of the inodes that are taken, 0 to 100; absent where the file system counts none. */
  readonly inodesTaken?: number;
}

export interface DeskFacts {
  readonly battery: boolean;
  readonly lid: boolean;
  /** The number in the DMI table; absent where there is none. */
  readonly chassis?: number;
  /** A program that shows a login screen is started at boot or runs. */
  readonly display: boolean;
  readonly wireless?: string;
  readonly isWsl: boolean;
  /** Why the programs that run were not seen. */
  readonly gap?: string;
}

export interface RunningProgram {
  readonly name: string;
  readonly pid: number;
  readonly uid: number;
  readonly user: string;
  readonly ageMs: number;
  /** The pid of its parent. */
  readonly parent: number;
  readonly container?: string;
}

export interface ProgramFacts {
  readonly programs: readonly RunningProgram[];
  readonly listeners: Sight<readonly Listener[]>;
  /** Processes of bots and of Keyward, and whoever looks. */
  readonly ours: readonly number[];
  readonly botUids: readonly number[];
  /** Services that the bots found here need. */
  readonly needed: readonly string[];
  /** The user who looks, and the one behind sudo. */
  readonly lookers: readonly number[];
}

/** A file or folder of Keyward's own, or a folder above it. */
export interface OwnStep {
  readonly path: string;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly mode: number;
  readonly owner: string;
  /** Its owner is neither root nor whoever runs Keyward. */
  readonly isForeign: boolean;
  readonly group: string;
  /** Who else has the group; absent where it was not told. */
  readonly members?: readonly string[];
  /** Whom its access list lets write, besides. */
  readonly listed: readonly string[];
}

export interface OwnThing {
  /** `the settings`, `the state folder`, `the vault`. */
  readonly about: string;
  /** From the root to the thing itself; one for each way, where a link leads to it. */
  readonly ways: Sight<readonly (readonly OwnStep[])[]>;
}

/** What is judged of this host. */
export interface HostFacts {
  readonly nowMs: number;
  readonly kind: Sight<HostKind>;
  readonly bots: Sight<Bots>;
  /** `absent` where no sshd is installed. */
  readonly ssh: Sight<SshFacts | 'absent'>;
  readonly network: Sight<NetworkFacts>;
  readonly filter: Sight<FilterFacts>;
  readonly listeners: Sight<readonly Listener[]>;
  readonly updates: Sight<UpdateFacts>;
  readonly reboot: Sight<RebootFacts>;
  readonly coreSettings: Sight<CoreSettings>;
  readonly swaps: Sight<readonly SwapFacts[]>;
  readonly disks: Sight<readonly DiskFacts[]>;
  readonly hiddenRoot: Sight<HiddenRoot>;
  readonly logs: Sight<LogFacts>;
  readonly logins: Sight<LoginFacts>;
  readonly units: Sight<readonly UnitFacts[]>;
  readonly sight: Sight<SightFacts>;
  readonly space: Sight<readonly SpaceFacts[]>;
  readonly desk: Sight<DeskFacts>;
  readonly programs: Sight<ProgramFacts>;
  readonly own: Sight<readonly OwnThing[]>;
}

/** Facts where nothing could be seen. */
export function blindFacts(reason: string): HostFacts {
  const nothing = unseen('this host', reason);
  return {
    nowMs: 0,
    kind: nothing,
    bots: nothing,
    ssh: nothing,
    network: nothing,
    filter: nothing,
    listeners: nothing,
    updates: nothing,
    reboot: nothing,
    coreSettings: nothing,
    swaps: nothing,
    disks: nothing,
    hiddenRoot: nothing,
    logs: nothing,
    logins: nothing,
    units: nothing,
    sight: nothing,
    space: nothing,
    desk: nothing,
    programs: nothing,
    own: nothing,
  };
}

const order = ['fail', 'warn', 'unknown', 'pass', 'not-applicable'];

/** The worst findings of each thing, each said once. */
export function worstOfEach(findings: readonly Finding[]): readonly Finding[] {
  const byThing = new Map<string, Finding[]>();
  for (const one of findings) byThing.set(one.about, [...(byThing.get(one.about) ?? []), one]);
  return [...byThing.values()].flatMap((group) => {
    const worst = order.find((result) => group.some((one) => one.result === result));
    const said = new Map(group.filter((one) => one.result === worst).map((one) => [one.says, one]));
    return [...said.values()];
  });
}
