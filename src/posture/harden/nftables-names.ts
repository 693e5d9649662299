import { FIREWALL, setName, TABLE } from './nftables.ts';
import type { HardenFile, HardenPlan, Reach } from './plan.ts';
import { Sheet } from './sheet.ts';
import { NAMES_FOLDER, NAMES_HOSTS, NAMES_SCRIPT as SCRIPT } from './unit-lines.ts';

const UNITS = '/etc/systemd/system';
const CHECK = ['systemctl list-timers keyward-names.timer', `cat ${NAMES_HOSTS}`];

/** The program that looks up the names of the firewall and fills its sets, and what starts it. */
export function nftablesNames({ keyward, bots }: HardenPlan): readonly HardenFile[] {
  const units = bots.map(({ unit }) => `${unit}.service`);
  return [load(), script([{ user: keyward.user, reaches: keyward.reaches }, ...bots], units), refresh(), timer()];
}

interface UnitParts {
  readonly name: string;
  readonly title: string;
  /** It is enabled when it is installed, and started unless others start it. */
  readonly isStarted: 'now' | 'by others';
  /** What comes before its start. */
  readonly hint?: string;
  readonly check: readonly string[];
}

/** The head of a unit of the firewall: where it belongs, how it is put there and taken away. */
function unitSheet(unit: string, { name, title, isStarted, hint, check }: UnitParts): Sheet {
  const path = `${UNITS}/${unit}`;
  const now = isStarted === 'now' ? '--now ' : '';
  const start = `sudo systemctl enable ${now}${unit}${hint === undefined ? '' : `   (${hint})`}`;
  return new Sheet({
    name,
    title,
    path,
    mode: '0644',
    comment: '#',
    install: [`sudo install -m 0644 ${unit} ${path} && sudo systemctl daemon-reload`, start],
    check,
    undo: [`sudo systemctl disable --now ${unit}`, `sudo rm ${path} && sudo systemctl daemon-reload`],
  });
}

function load(): HardenFile {
  return unitSheet('keyward-firewall.service', {
    name: 'nftables-load',
    title: 'The unit that loads the firewall at the start of the host',
    isStarted: 'now',
    hint: 'read the head of firewall.nft first',
    check: ['systemctl status keyward-firewall.service', 'sudo nft list table inet keyward'],
  })
    .say('The units of Keyward and of the bots need this one: where it fails they do not start, and they stop with it.')
    .bare('[Unit]', 'Description=Firewall of Keyward and its bots')
    .add(
      'Before any network is up, so that the host does not start without it.',
      'DefaultDependencies=no',
      'Wants=network-pre.target',
      'Before=network-pre.target shutdown.target',
      'After=local-fs.target systemd-sysusers.service nftables.service',
      'Conflicts=shutdown.target',
    )
    .add(
      "The file of nftables.service usually begins with `flush ruleset`, which takes this table too. With that unit's restart and stop this one restarts and stops, and the bots with it; with its reload this one loads again, behind it.",
      'PartOf=nftables.service',
      'ReloadPropagatedFrom=nftables.service',
    )
    .bare('', '[Service]')
    .add('It loads and is done; that it is loaded stays its state.', 'Type=oneshot', 'RemainAfterExit=yes')
    .add('In one step: all of it or nothing.', `ExecStart=/usr/sbin/nft -f ${FIREWALL}`)
    .add(
      'After a reload, also one that fails, keyward-names looks whether the firewall stands, fills its sets, and else stops the bots. It is asked first and waits for the end of the reload.',
      'ExecReload=-/usr/bin/systemctl start --no-block keyward-names.service',
      `ExecReload=/usr/sbin/nft -f ${FIREWALL}`,
    )
    .add(
      'Stopped, it leaves nothing behind; somebody may have taken the table away before.',
      `ExecStop=-/usr/sbin/nft delete table ${TABLE}`,
    )
    .add(
      'Of root it keeps the right to change the firewall, and nothing else.',
      'CapabilityBoundingSet=CAP_NET_ADMIN',
      'NoNewPrivileges=yes',
      'ProtectSystem=strict',
      'ProtectHome=yes',
      'RestrictAddressFamilies=AF_NETLINK AF_UNIX',
      'RestrictNamespaces=yes',
      'MemoryDenyWriteExecute=yes',
      'SystemCallArchitectures=native',
    )
    .bare('', '[Install]')
    .add('With every start of the host.', 'WantedBy=sysinit.target')
    .file();
}

interface Outgoing {
  readonly user: string;
  readonly reaches: readonly Reach[];
}

function script(all: readonly Outgoing[], units: readonly string[]): HardenFile {
  const wanted = all.flatMap(({ user, reaches }) =>
    reaches.map(({ host, port, protocol }) => `${setName(user)} ${host.toLowerCase()} ${protocol} ${port}`),
  );
  const sheet = new Sheet({
    name: 'nftables-names',
    title: 'The program that looks up the names of the firewall and fills its sets',
    path: SCRIPT,
    mode: '0755',
    comment: '#',
    first: '#!/bin/sh',
    install: [`sudo install -m 0755 keyward-names ${SCRIPT}`],
    check: [`sudo ${SCRIPT} && sudo nft list table inet keyward`, `cat ${NAMES_HOSTS}`],
    undo: [`sudo rm ${SCRIPT}`],
  });
  sheet
    .add('What is not set is a mistake, and a pattern is none.', 'set -uf')
    .add('Others may read the hosts file: the units do.', 'umask 022');
  addLoad(
    sheet,
    all.map(({ user }) => user),
    units,
  );
  sheet
    .add(
      'Where it remembers; gone with the next start of the host.',
      `state=${NAMES_FOLDER}`,
      'mkdir -p "$state" || exit 1',
      'now=$(date +%s)',
    )
    .add(
      'Who may go where: set, name, protocol, port.',
      'cat > "$state/wanted.new" <<\'END\' || exit 1',
      ...new Set(wanted),
      'END',
      'mv "$state/wanted.new" "$state/wanted"',
      'touch "$state/seen"',
    );
  addLookup(sheet);
  addRemember(sheet);
  addFill(sheet);
  return sheet.file();
}

/** First the wall, then what is let through it. With the word `load` that is all: units ask it before their program starts. */
function addLoad(sheet: Sheet, users: readonly string[], units: readonly string[]): void {
  const failed =
    units.length === 0 ? 'this fails' : 'the bots are stopped, and a unit that asked with `load` does not start';
  sheet
    .add(
      'Whether the firewall stands: its table is there, and holds each user by the number that it has now.',
      'stands() {',
      `  rules=$(nft -n list chain ${TABLE} output 2> /dev/null) || return 1`,
      `  for user in ${users.join(' ')}; do`,
      '    uid=$(id -u "$user") || return 1',
      `    printf '%s\\n' "$rules" | grep -qx "[[:space:]]*meta skuid $uid goto from_$user" || return 1`,
      '  done',
      '}',
    )
    .add(
      `Somebody may have flushed it: then it is loaded again. Where that fails, ${failed}.`,
      `stands || { nft -f ${FIREWALL} && stands; } || {`,
      '  echo "the firewall of Keyward does not stand and cannot be loaded" >&2',
      ...(units.length === 0 ? [] : [`  [ "\${1-}" = load ] || systemctl stop --no-block ${units.join(' ')}`]),
      '  exit 1',
      '}',
      '[ "${1-}" != load ] || exit 0',
    );
}

function addLookup(sheet: Sheet): void {
  sheet.add(
    'Each name is asked for once, by the resolver of this host, at most five seconds long. What is no plain address is passed over.',
    'for name in $(cut -d " " -f 2 "$state/wanted" | sort -u); do',
    '  timeout 5 getent ahosts "$name" | awk -v now="$now" -v name="$name" \'',
    "    $1 ~ /^[0-9]+[.][0-9]+[.][0-9]+[.][0-9]+$/ || ($1 ~ /^[0-9a-f:]+$/ && $1 ~ /:/) { if (!($1 in had)) print now, name, $1; had[$1] }'",
    'done > "$state/found"',
  );
}

function addRemember(sheet: Sheet): void {
  sheet.add(
    'An address stays let through for a day after it was last given, and the last known ones of a name that cannot be looked up stay for good: a broken resolver must not cut a bot off from its open positions. A time to come is of a clock that was ahead, and counts as just before now.',
    'cat "$state/seen" "$state/found" | awk -v now="$now" \'',
    '  NR == FNR { wanted[$2]; next }',
    '  $2 in wanted { at = $1 + 0; if (at > now + 0) at = now - 1; key = $2 " " $3; if (at > last[key]) last[key] = at; if (at > newest[$2]) newest[$2] = at }',
    '  END { for (key in last) { split(key, part, " "); if (last[key] == newest[part[1]] || last[key] > now - 86400) print last[key], key } }',
    '\' "$state/wanted" - | sort -k 2 > "$state/seen.new" && mv "$state/seen.new" "$state/seen" || exit 1',
  );
}

function addFill(sheet: Sheet): void {
  sheet
    .add(
      'The newest addresses as a hosts file. It is written in place, because the units have this very file mounted.',
      '{ cat /etc/hosts; awk \'NR == FNR { if ($1 > newest[$2]) newest[$2] = $1; next } $1 == newest[$2] && $2 !~ /^[0-9.]+$|:/ { print $3, $2 }\' "$state/seen" "$state/seen"; } > "$state/hosts.new" || exit 1',
      'cmp -s "$state/hosts.new" "$state/hosts" || cat "$state/hosts.new" > "$state/hosts"',
    )
    .add(
      'The sets are emptied and filled in one step, so that there is no moment in which they are empty.',
      '{',
      '  cut -d " " -f 1 "$state/wanted" | sort -u | while read -r set; do',
      `    for family in 4 6; do echo "flush set ${TABLE} \${set}_$family"; done`,
      '  done',
      `  for family in 4 6; do echo "flush set ${TABLE} resolvers_$family"; done`,
      "  awk '",
      '    NR == FNR { found[$2] = found[$2] " " $3; next }',
      '    { count = split(found[$2], address, " ")',
      `      for (at = 1; at <= count; at++) print "add element ${TABLE} " $1 (address[at] ~ /:/ ? "_6" : "_4") " { " address[at] " . " $3 " . " $4 " }" }`,
      '  \' "$state/seen" "$state/wanted"',
      `  awk '$1 == "nameserver" && $2 ~ /^[0-9.]+$/ { print "add element ${TABLE} resolvers_4 { " $2 " }" }`,
      `    $1 == "nameserver" && $2 ~ /^[0-9a-f:]+$/ && $2 ~ /:/ { print "add element ${TABLE} resolvers_6 { " $2 " }" }' /etc/resolv.conf`,
      '} > "$state/sets" && nft -f "$state/sets"',
    );
}

function refresh(): HardenFile {
  return unitSheet('keyward-names.service', {
    name: 'nftables-refresh',
    title: 'The unit that runs keyward-names once',
    isStarted: 'by others',
    check: CHECK,
  })
    .bare('[Unit]', 'Description=Addresses for the firewall of Keyward')
    .add(
      'Names cannot be looked up before there is a network.',
      'After=network-online.target nss-lookup.target nftables.service keyward-firewall.service',
      'Wants=network-online.target',
    )
    .add(
      'It ends with the firewall, so that it does not load again what is being taken away.',
      'PartOf=keyward-firewall.service',
    )
    .bare('', '[Service]')
    .add('It runs and is done.', 'Type=oneshot', `ExecStart=${SCRIPT}`)
    .add('What hangs is ended; the sets stay as they were.', 'TimeoutStartSec=120')
    .add(
      'Its memory, which the units have mounted: it stays when the run ends.',
      'RuntimeDirectory=keyward-names',
      'RuntimeDirectoryPreserve=yes',
    )
    .add(
      'Of root it keeps the right to change the firewall, and nothing else.',
      'CapabilityBoundingSet=CAP_NET_ADMIN',
      'NoNewPrivileges=yes',
      'ProtectSystem=strict',
      'ProtectHome=yes',
      'PrivateTmp=yes',
      'PrivateDevices=yes',
      'ProtectKernelModules=yes',
      'RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK',
      'RestrictNamespaces=yes',
      'MemoryDenyWriteExecute=yes',
      'SystemCallArchitectures=native',
    )
    .bare('', '[Install]')
    .add('After each start of nftables.service, which may have flushed the table.', 'WantedBy=nftables.service')
    .file();
}

function timer(): HardenFile {
  return unitSheet('keyward-names.timer', {
    name: 'nftables-timer',
    title: 'The timer that runs keyward-names each minute',
    isStarted: 'now',
    check: CHECK,
  })
    .bare('[Unit]', 'Description=Addresses for the firewall of Keyward, each minute')
    .add('Stopped and restarted with the firewall, which is empty after a load.', 'PartOf=keyward-firewall.service')
    .bare('', '[Timer]')
    .add(
      'Soon after the start of the host, then a minute after each run: exchanges give names for about that long.',
      'OnActiveSec=1s',
      'OnBootSec=5s',
      'OnUnitActiveSec=60s',
      'AccuracySec=5s',
    )
    .bare('', '[Install]')
    .add('With every start of the host.', 'WantedBy=timers.target')
    .file();
}
