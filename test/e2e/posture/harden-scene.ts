import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, type TestContext } from 'vitest';
import { type BotPlan, type HardenFile, type HardenPlan, hardenFiles } from '../../../src/posture/index.ts';
import { main } from '../../cli/terminal.ts';
import { root } from '../../source-tree.ts';

/** Where the program stands in a host of its own, with the Node that runs it. */
export const PROGRAM = ['/opt/keyward/node', '/opt/keyward/dist/cli/main.js'] as const;

export const gridBot: BotPlan = {
  name: 'grid',
  user: 'bot-grid',
  unit: 'bot-grid',
  folder: '/srv/my bot 100%',
  command: ['/opt/keyward/node', 'bot of grid.mjs', '--note=$HOME %n "x"'],
  reaches: [{ host: 'stream.example.com', port: 9_443, protocol: 'tcp', why: 'market data' }],
  mayAskDns: false,
  localPorts: [],
};

export const plan: HardenPlan = {
  keyward: {
    user: 'keyward',
    home: '/var/lib/keyward',
    settings: '/etc/keyward/keyward.yaml',
    command: PROGRAM,
    port: 8_787,
    reaches: [
      { host: 'api.example.com', port: 443, protocol: 'tcp', why: 'binance' },
      { host: 'time.example.com', port: 123, protocol: 'udp', why: 'time' },
    ],
    credentials: [],
    secretFiles: [],
    readsVariables: false,
    stopsUnits: [],
    runsPrograms: [],
  },
  bots: [gridBot],
  sshPort: 22,
};

/** The file of this name, as it would be printed. */
export function fileOf(of: HardenPlan, name: string): HardenFile {
  const file = hardenFiles(of).find((one) => one.name === name);
  if (!file) throw new Error(`there is no file ${name}`);
  return file;
}

export interface Ended {
  readonly status: number | null;
  readonly out: string;
}

/** Runs a program to its end; both outputs together. */
export function run(program: string, args: readonly string[], input?: string): Ended {
  const { status, stdout, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    timeout: 60_000,
    ...(input === undefined ? {} : { input }),
    env: { ...process.env, LC_ALL: 'C', PATH: `${process.env['PATH']}:/usr/sbin:/sbin`, SYSTEMD_COLORS: '0' },
  });
  if (error) throw error;
  return { status, out: `${stdout}${stderr}` };
}

/** Why these programs cannot be used here; `undefined` where they can. */
export function lacking(...programs: readonly string[]): string | undefined {
  if (process.getuid?.() !== 0) return 'MISSED: needs root, for users and namespaces of its own';
  const folders = ['/usr/bin', '/usr/sbin', '/bin', '/sbin', '/lib/systemd'];
  const missing = programs.filter((program) => !folders.some((folder) => existsSync(join(folder, program))));
  return missing.length === 0 ? undefined : `MISSED: there is no ${missing.join(', no ')} here`;
}

/** Says loudly what is missed where a program is not here, or where the tests are not run by root. */
export function need(context: TestContext, ...programs: readonly string[]): void {
  const why = lacking(...programs);
  if (why !== undefined) context.skip(why);
}

/** As the shell of a script that begins in namespaces of its own: what is written to the folders of the system stays there. */
export const OWN_FOLDERS = `
set -e
mount --make-rprivate /
mount -t tmpfs tmpfs /mnt
for folder in etc var srv opt usr/local; do
  mkdir -p /mnt/$folder/upper /mnt/$folder/work
  mount -t overlay -o lowerdir=/$folder,upperdir=/mnt/$folder/upper,workdir=/mnt/$folder/work overlay /$folder
done
mount -t tmpfs -o mode=755 tmpfs /run
`;

/** Writes files where they belong, in a script. */
export function installing(files: readonly Pick<HardenFile, 'path' | 'mode' | 'text'>[]): string {
  return files
    .map(
      ({ path, mode, text }) =>
        `mkdir -p '${dirname(path)}'\nbase64 -d > '${path}' <<'END'\n${Buffer.from(text).toString('base64')}\nEND\nchmod ${mode} '${path}'`,
    )
    .join('\n');
}

/** What the units of the tests want of a host; the units of this one are not read, for they clean folders, set the kernel and start devices. */
const TARGETS = [
  ...[
    'tests',
    'sysinit',
    'basic',
    'multi-user',
    'local-fs',
    'network-online',
    'network-pre',
    'nss-lookup',
    'time-sync',
  ],
  ...['timers', 'shutdown', 'umount'],
];

const INNER = `
set -e
ip link set lo up
mount -t tmpfs -o mode=1777 tmpfs /tmp
mkdir /mnt/dev && mount -t tmpfs -o mode=755 tmpfs /mnt/dev
mkdir /mnt/dev/shm /mnt/dev/pts
ln -s pts/ptmx /mnt/dev/ptmx
for name in null zero full random urandom tty; do touch /mnt/dev/$name; mount --bind /dev/$name /mnt/dev/$name; done
mount --rbind /mnt/dev /dev
umount -R /sys/fs/cgroup
mount --bind /sys /sys
mount -o remount,bind,ro /sys
mount -t cgroup2 cgroup2 /sys/fs/cgroup
mount --bind /proc/sys /proc/sys
mount -o remount,bind,ro /proc/sys
mkdir -p /run/systemd/tests
for name in ${TARGETS.join(' ')}; do
  printf '[Unit]\\nDescription=tests\\nDefaultDependencies=no\\n' > /run/systemd/tests/$name.target
done
# As a first process does on a host of its own: the folder of a unit's credentials is mounted elsewhere and has to appear.
mount --make-rshared /
export container=tests SYSTEMD_UNIT_PATH=/etc/systemd/system:/run/systemd/tests SYSTEMD_GENERATOR_PATH=/run/systemd/none
exec /lib/systemd/systemd --system --unit=tests.target --log-target=console --log-level=warning
`;

/** A host with the real systemd as its first process, in namespaces of its own; nothing of it reaches the host of the tests. */
export class Host {
  readonly #child: ReturnType<typeof spawn>;
  readonly #folder: string;
  readonly #group: string;
  #pid = '';
  /** What its systemd has said on the console. */
  said = '';

  private constructor(child: ReturnType<typeof spawn>, folder: string, group: string) {
    this.#child = child;
    this.#folder = folder;
    this.#group = group;
  }

  /** Starts it with these files in their places. Skips the test, saying why, where that cannot be. */
  static async start(
    context: TestContext,
    files: readonly Pick<HardenFile, 'path' | 'mode' | 'text'>[],
  ): Promise<Host> {
    need(context, 'unshare', 'nsenter', 'systemd', 'systemctl', 'ip');
    const folder = mkdtempSync(join(tmpdir(), 'keyward-host-'));
    const group = `keyward-tests-${process.pid}-${folder.slice(-6)}`;
    const dist = dirname(dirname(main));
    writeFileSync(
      join(folder, 'outer'),
      `${OWN_FOLDERS}
mkdir -p /opt/keyward/dist /opt/keyward/node_modules
touch /opt/keyward/node /opt/keyward/package.json
mount --bind '${dist}' /opt/keyward/dist
mount --bind '${join(root, 'node_modules')}' /opt/keyward/node_modules
mount --bind '${join(root, 'package.json')}' /opt/keyward/package.json
mount --bind '${process.execPath}' /opt/keyward/node
mkdir /mnt/groups
mount -t cgroup2 cgroup2 /mnt/groups
here=$(sed -n 's/^0:://p' /proc/self/cgroup)
mkdir "/mnt/groups$here/${group}"
echo $$ > "/mnt/groups$here/${group}/cgroup.procs"
mount -t tmpfs tmpfs /etc/systemd/system
${installing(files)}
exec unshare --pid --cgroup --net --uts --fork --kill-child --mount-proc sh '${folder}/inner'`,
    );
    writeFileSync(join(folder, 'inner'), INNER);
    const child = spawn('unshare', ['--mount', 'sh', join(folder, 'outer')], { stdio: ['ignore', 'pipe', 'pipe'] });
    const host = new Host(child, folder, group);
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (chunk: Buffer) => (host.said += chunk.toString('utf8')));
    try {
      await expect
        .poll(
          () =>
            child.exitCode !== null ||
            (host.#notePid() && /running|degraded/.test(host.systemctl('is-system-running').out)),
          {
            timeout: 20_000,
          },
        )
        .toBe(true);
    } catch {
      // Said below.
    }
    if (child.exitCode !== null || !/running|degraded/.test(host.systemctl('is-system-running').out)) {
      await host.close();
      context.skip(`MISSED: no systemd can be the first process here: ${host.said.trim().slice(0, 300)}`);
    }
    return host;
  }

  run(...command: readonly string[]): Ended {
    return run('nsenter', ['-t', this.#pid, '-m', '-p', '-n', '-C', ...command]);
  }

  shell(script: string): Ended {
    return this.run('sh', '-c', script);
  }

  systemctl(...words: readonly string[]): Ended {
    return this.run('systemctl', '--no-pager', ...words);
  }

  #notePid(): boolean {
    const path = `/proc/${this.#child.pid}/task/${this.#child.pid}/children`;
    this.#pid = existsSync(path) ? readFileSync(path, 'utf8').trim() : '';
    return this.#pid !== '';
  }

  async close(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGKILL');
      await once(this.#child, 'close');
    }
    // The control groups that its systemd has made are left by nobody else.
    spawnSync('unshare', [
      '--mount',
      'sh',
      '-c',
      `mkdir '${this.#folder}/groups' && mount -t cgroup2 cgroup2 '${this.#folder}/groups' && cd '${this.#folder}/groups' || exit
group=$(find . -type d -name '${this.#group}')
for try in $(seq 50); do find "$group" -depth -type d -exec rmdir {} + 2> /dev/null; [ -d "$group" ] || exit; sleep 0.1; done`,
    ]);
    rmSync(this.#folder, { recursive: true, force: true });
  }
}
