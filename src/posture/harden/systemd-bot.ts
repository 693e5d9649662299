import { folderOfFile, isOfSystem } from './apart.ts';
import { type BotPlan, folderOf, type HardenFile, type HardenPlan } from './plan.ts';
import { shellWord, unitPath, unitProgram, unitWhole, unitWord } from './quoting.ts';
import { Sheet } from './sheet.ts';
import { addFirewall, addWalls, isInHome, NAMES_HOSTS } from './unit-lines.ts';

/** The unit that runs a bot as another user than Keyward's, with no way to its files. */
export function systemdBot({ keyward, bots }: HardenPlan, bot: BotPlan): HardenFile {
  const { name, user, unit, folder } = bot;
  const path = `/etc/systemd/system/${unit}.service`;
  const sheet = new Sheet({
    name: bots.length === 1 ? 'systemd-bot' : `systemd-bot-${name}`,
    title: `The unit that runs the bot ${name} under a user of its own`,
    path,
    mode: '0644',
    comment: '#',
    says: [
      `The bot holds a bot key alone, which is worth nothing away from this host. It belongs in ${folderOf(bot)} or in /etc/keyward-bots/${name}.env (root, mode 0600).`,
    ],
    install: [
      'sudo systemd-sysusers /etc/sysusers.d/keyward-users.conf   (file sysusers, installed before)',
      ...(folder === undefined
        ? []
        : [`sudo chown -R ${user}:${user} ${shellWord(folder)} && sudo chmod -R go-rwx ${shellWord(folder)}`]),
      'sudo install -d -m 0700 /etc/keyward-bots',
      `sudo -u ${keyward.user} env KEYWARD_HOME=${shellWord(keyward.home)} keyward --config ${shellWord(keyward.settings)} bot add ${name}   (write it as NAME=VALUE lines into /etc/keyward-bots/${name}.env, mode 0600)`,
      `sudo install -m 0644 ${unit}.service ${path}`,
      `sudo systemctl daemon-reload && sudo systemctl enable --now ${unit}.service`,
    ],
    check: [
      `systemd-analyze verify ${unit}.service`,
      `systemd-analyze security --offline=true --threshold=20 ${unit}.service`,
      `sudo -u ${user} ls ${shellWord(keyward.home)}   (has to be refused)`,
    ],
    undo: [`sudo systemctl disable --now ${unit}.service`, `sudo rm ${path} && sudo systemctl daemon-reload`],
  });
  sheet
    .bare('[Unit]', `Description=Trading bot ${name}, through Keyward`)
    .add(
      'Its orders go through Keyward, which is up first. It is not ended with Keyward: meanwhile it is answered by nobody.',
      'After=network-online.target keyward.service',
      'Wants=network-online.target keyward.service',
    )
    .add(
      'Never without its firewall: where that cannot be loaded the bot does not start, and it stops and restarts with it (files nftables and nftables-load, installed before).',
      'BindsTo=keyward-firewall.service',
      'After=keyward-firewall.service',
    )
    .add(
      'The addresses that it may reach are looked up first.',
      'Wants=keyward-names.service',
      'After=keyward-names.service',
    )
    .add('A bot that keeps crashing stays down, and is seen to be.', 'StartLimitIntervalSec=600', 'StartLimitBurst=5')
    .bare('', '[Service]')
    .add('The start counts only once the program runs.', 'Type=exec');
  addFirewall(sheet)
    .add(
      "Not root, and not Keyward's user: it can read neither its state nor its memory.",
      `User=${user}`,
      `Group=${user}`,
    )
    .add('Where Keyward listens.', `Environment=KEYWARD_URL=http://127.0.0.1:${keyward.port} KEYWARD_BOT=${name}`)
    .add('What it prints reaches the journal at once.', 'Environment=PYTHONUNBUFFERED=1')
    .add(
      'The bot key as variables, read by root before the rights are given up; passed over where the bot has it in its own settings.',
      `EnvironmentFile=-/etc/keyward-bots/${name}.env`,
    );
  addCommand(sheet, bot);
  sheet
    .add('A crash is followed by a start, a halt by Keyward (SIGTERM) is not.', 'Restart=on-failure', 'RestartSec=30')
    .add('Time to write down what it has to.', 'TimeoutStopSec=60')
    .add('When memory runs out, the bot goes first.', 'OOMScoreAdjust=200');
  addWalls(sheet);
  addPlaces(sheet, keyward.home, keyward.settings, bot);
  return sheet.bare('', '[Install]').add('Started with the host.', 'WantedBy=multi-user.target').file();
}

function addCommand(sheet: Sheet, { command, name }: BotPlan): void {
  if (command === undefined) {
    sheet.add(
      `REPLACE THIS: nobody has said how ${name} is started (--bot-command). Until then the unit fails at once.`,
      'ExecStart=/bin/false',
    );
    return;
  }
  sheet.add('The bot itself.', `ExecStart=${[unitProgram(command[0]!), ...command.slice(1).map(unitWord)].join(' ')}`);
}

function addPlaces(sheet: Sheet, home: string, settings: string, bot: BotPlan): void {
  const { folder, unit, reaches, mayAskDns } = bot;
  sheet.bare('').say('Places: where it reads and writes.');
  if (folder === undefined)
    sheet.add(
      'Its folder: made by systemd, for its user alone, the one place where it writes.',
      `StateDirectory=${unit}`,
      'StateDirectoryMode=0700',
    );
  else if (!isInHome(folder))
    sheet.add('Its folder, the one place where it writes.', `ReadWritePaths=${unitPath(folder)}`);
  if (folder !== undefined && isInHome(folder))
    sheet.add('Home folders are hidden, but for its own.', 'ProtectHome=tmpfs', `BindPaths=${unitPath(folder)}`);
  else sheet.add('Home folders are hidden: shell histories, SSH keys, other bots.', 'ProtectHome=yes');
  const beside = folderOfFile(settings);
  const hidden = [
    home,
    isOfSystem(beside) && !beside.startsWith('/etc/keyward') ? settings : beside,
    '/etc/keyward-bots',
  ];
  sheet
    .add(
      'Not even by a wrong mode: to this unit these are not there.',
      ...[...new Set(hidden)].filter((path) => !isInHome(path)).map((path) => `InaccessiblePaths=-${unitPath(path)}`),
    )
    .add(
      `Daemons of root that would ${mayAskDns ? 'do things' : 'look names up, or do more,'} for it: their sockets go past the firewall.`,
      ...[
        'dbus',
        'docker.sock',
        'containerd',
        'podman',
        'snapd.socket',
        'snapd-snap.socket',
        'cups',
        'libvirt',
        ...(mayAskDns ? [] : ['systemd/resolve', 'nscd', 'avahi-daemon']),
      ].map((name) => `InaccessiblePaths=-/run/${name}`),
    )
    .add('It works in its folder.', `WorkingDirectory=${unitWhole(folderOf(bot))}`);
  if (reaches.length > 0 || !mayAskDns)
    sheet.add(
      'Its hosts file is the one that keyward-names writes: only what the firewall lets through has an address there. Name servers are refused to it by the firewall, which this unit does not start without; where the file is not there yet, it has the hosts file of the host.',
      `BindReadOnlyPaths=-${NAMES_HOSTS}:/etc/hosts`,
    );
  if (reaches.length === 0 && !mayAskDns)
    sheet.add(
      'It speaks to Keyward alone, on this host: a second wall behind the firewall.',
      'IPAddressDeny=any',
      'IPAddressAllow=localhost',
    );
}
