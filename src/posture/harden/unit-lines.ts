import type { Sheet } from './sheet.ts';

/** Below one of these a unit with `ProtectHome=` sees nothing. */
export const isInHome = (path: string): boolean => /^\/(?:home|root|run\/user)\//.test(path);

/** The unit has a /tmp of its own. */
export const isHidden = (path: string): boolean => isInHome(path) || /^\/(?:var\/)?tmp\//.test(path);

/** No registry has Keyward: whoever took the name there would get root. */
export const INSTALL_FOR_ALL =
  'sudo npm install --global ./keyward-VERSION.tgz, which `npm run pack` makes in the clone';

/** Where the addresses stand that `keyward-names` has found, for the units alone. */
export const NAMES_FOLDER = '/run/keyward-names';
export const NAMES_HOSTS = `${NAMES_FOLDER}/hosts`;
export const NAMES_SCRIPT = '/usr/local/sbin/keyward-names';

/** The program does not start unless the firewall stands. */
export function addFirewall(sheet: Sheet): Sheet {
  return sheet.add(
    'As root, before the rights are given up: the firewall has to stand, with this user in it. Where somebody has flushed it, it is loaded again; where that fails, nothing is started.',
    `ExecStartPre=+${NAMES_SCRIPT} load`,
  );
}

/** What both units have in common: nothing that a program of its own user would need, so that a stranger in it finds nothing to use. */
export function addWalls(sheet: Sheet): Sheet {
  return sheet
    .bare('')
    .say('Walls: what the process may see and do.')
    .add(
      'A program that it starts cannot gain rights: sudo, su and set-user-id files do nothing here.',
      'NoNewPrivileges=yes',
    )
    .add(
      'No capability, also not for a child: ports above 1023 need none.',
      'CapabilityBoundingSet=',
      'AmbientCapabilities=',
    )
    .add('The whole host is read-only but for what is named below.', 'ProtectSystem=strict')
    .add('A /tmp of its own: others can neither read nor plant files there.', 'PrivateTmp=yes')
    .add('No disks, no memory devices: only /dev/null, /dev/urandom and the like.', 'PrivateDevices=yes')
    .add(
      "Other users' processes are not seen, nor their environments. ProcSubset= stays `all`: Node and Python read /proc/meminfo and /proc/sys.",
      'ProtectProc=invisible',
    )
    .add(
      'Kernel settings, modules and messages, control groups, the clock and the host name are not to be touched.',
      'ProtectKernelTunables=yes',
      'ProtectKernelModules=yes',
      'ProtectKernelLogs=yes',
      'ProtectControlGroups=yes',
      'ProtectClock=yes',
      'ProtectHostname=yes',
    )
    .add('Even a process that became root in here is nobody outside.', 'PrivateUsers=yes')
    .add(
      'Shared memory and message queues of its own. PrivateNetwork= stays off, and the lock of the state folder (an abstract socket) is the same inside and outside.',
      'PrivateIPC=yes',
    )
    .add('No new namespaces: the usual first step out of a sandbox.', 'RestrictNamespaces=yes')
    .add(
      'No real-time scheduling, which could starve the host, and no set-user-id files left behind.',
      'RestrictRealtime=yes',
      'RestrictSUIDSGID=yes',
    )
    .add(
      'No 32-bit calls and no other personality: less kernel to attack.',
      'LockPersonality=yes',
      'SystemCallArchitectures=native',
    )
    .add(
      'The calls that services use, without those of root. What is left out fails with an error instead of a crash.',
      'SystemCallFilter=@system-service',
      'SystemCallFilter=~@privileged @resources',
      'SystemCallErrorNumber=EPERM',
    )
    .add(
      'Off, because V8 (Node) and the JITs of Python libraries write machine code at run time; with `yes` they die at the start.',
      'MemoryDenyWriteExecute=no',
    )
    .add(
      'IP (the exchange, the gateway), local sockets, and netlink, by which the C library reads the list of interfaces.',
      'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK',
    )
    .add('New files are for their owner alone.', 'UMask=0077')
    .add(
      'No core file: it would hold every key that is in memory. Set hard, so that no program raises it.',
      'LimitCORE=0',
    )
    .add('What it leaves in shared memory goes with it.', 'RemoveIPC=yes')
    .add('No keyring of the kernel is shared with other services.', 'KeyringMode=private');
}
