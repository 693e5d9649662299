import { folderOfFile } from './apart.ts';
import type { HardenFile, HardenPlan, KeywardPlan } from './plan.ts';
import { shellWord, unitPath, unitProgram, unitWhole, unitWord } from './quoting.ts';
import { Sheet } from './sheet.ts';
import { addFirewall, addWalls, INSTALL_FOR_ALL, isHidden, isInHome, NAMES_HOSTS } from './unit-lines.ts';

const STATE = '/var/lib/';

/** The unit that runs Keyward as a user of its own. */
export function systemdKeyward({ keyward }: HardenPlan): HardenFile {
  const { user, home, settings, command, credentials, readsVariables } = keyward;
  const path = '/etc/systemd/system/keyward.service';
  const sheet = new Sheet({
    name: 'systemd-keyward',
    title: 'The unit that runs Keyward under its own user',
    path,
    mode: '0644',
    comment: '#',
    says: [
      `Keyward keeps its state in ${home} and reads ${settings}. From a shell: sudo -u ${user} env KEYWARD_HOME=${shellWord(home)} keyward --config ${shellWord(settings)} doctor`,
    ],
    install: [
      'sudo systemd-sysusers /etc/sysusers.d/keyward-users.conf   (file sysusers, installed before)',
      `sudo install -d -m 0750 -o root -g ${user} ${shellWord(folderOfFile(settings))}`,
      `sudo install -m 0640 -o root -g ${user} keyward.yaml ${shellWord(settings)}`,
      ...(home.startsWith(STATE) ? [] : [`sudo install -d -m 0700 -o ${user} -g ${user} ${shellWord(home)}`]),
      ...credentials.map((name) => `sudo systemd-creds encrypt --name=${name} FILE /etc/credstore.encrypted/${name}`),
      `sudo install -m 0644 keyward.service ${path}`,
      'sudo systemctl daemon-reload && sudo systemctl enable --now keyward.service',
    ],
    check: [
      'systemd-analyze verify keyward.service',
      'systemd-analyze security --offline=true --threshold=20 keyward.service',
      'systemctl status keyward.service; journalctl -u keyward.service -n 50',
    ],
    undo: [
      'sudo systemctl disable --now keyward.service',
      `sudo rm ${path} && sudo systemctl daemon-reload`,
      `(its state stays in ${home})`,
    ],
  });
  addUnit(sheet).bare('', '[Service]');
  sheet.add('The start counts only once the program runs; a missing one is told at once.', 'Type=exec');
  addFirewall(sheet)
    .add(
      'A user of its own that nobody logs in as: bots and their owner cannot read its files.',
      `User=${user}`,
      `Group=${user}`,
    )
    .add(
      'The state folder, by an absolute path, so that every command finds the same one.',
      `Environment=${unitWord(`KEYWARD_HOME=${home}`).replaceAll('$$', '$')}`,
    )
    .add('Production code paths, and no colours in the journal.', 'Environment=NODE_ENV=production NO_COLOR=1')
    .add(
      'The gateway, with the settings by their absolute path.',
      `ExecStart=${[unitProgram(command[0]!), ...[...command.slice(1), '--config', settings, 'up'].map(unitWord)].join(' ')}`,
    );
  addSecrets(sheet, keyward);
  if (readsVariables)
    sheet.add(
      'The settings read secrets from variables: systemd reads this file as root (mode 0600) before it gives up its rights. Better: `from: {systemd: …}`, which no environment shows.',
      'EnvironmentFile=-/etc/keyward/keyward.env',
    );
  addRestart(sheet);
  addWalls(sheet);
  addPlaces(sheet, keyward);
  return sheet.bare('', '[Install]').add('Started with the host.', 'WantedBy=multi-user.target').file();
}

function addUnit(sheet: Sheet): Sheet {
  return sheet
    .bare('[Unit]')
    .bare('Description=Keyward, the security layer for trading bots')
    .add(
      'Exchanges refuse a clock that is off, and names must resolve: both are waited for.',
      'After=network-online.target time-sync.target nss-lookup.target',
      'Wants=network-online.target',
    )
    .add(
      'Not without its firewall: where that cannot be loaded this does not start, and it stops and restarts with it (files nftables and nftables-load, installed before).',
      'Requires=keyward-firewall.service',
      'After=keyward-firewall.service',
    )
    .add(
      'The addresses of the exchanges are looked up first.',
      'Wants=keyward-names.service',
      'After=keyward-names.service',
    )
    .add(
      'After five starts in ten minutes it stays down, and is seen to be, instead of hammering an exchange.',
      'StartLimitIntervalSec=600',
      'StartLimitBurst=5',
    );
}

function addSecrets(sheet: Sheet, { credentials }: KeywardPlan): void {
  for (const name of credentials)
    sheet.add(
      `Decrypted by systemd for this unit alone, in memory: the settings name the credential ${name}.`,
      `LoadCredentialEncrypted=${unitWord(`${name}:/etc/credstore.encrypted/${name}`)}`,
    );
  if (credentials.length === 0)
    sheet.say(
      'No credential of systemd is named by the settings. To keep the identity of the vault out of the state folder: vault: {unlock: {systemd: {name: keyward-identity}}} in keyward.yaml, then print this file again.',
    );
}

function addRestart(sheet: Sheet): void {
  sheet
    .bare('')
    .add(
      'A crash is followed by a start; wrong settings (exit 2) are not, because they would only fail again.',
      'Restart=on-failure',
      'RestartSec=30',
      'RestartPreventExitStatus=2',
    )
    .add(
      'What is in flight ends first; after that it is killed. Children are told last.',
      'TimeoutStopSec=60',
      'KillMode=mixed',
    )
    .add('When memory runs out, the bot goes before the kill switch does.', 'OOMScoreAdjust=-500')
    .add('Room for many bots and exchanges at once.', 'LimitNOFILE=65536');
}

function addPlaces(
  sheet: Sheet,
  { home, settings, secretFiles, stopsUnits, runsPrograms, command }: KeywardPlan,
): void {
  sheet.bare('').say('Places: where it reads and writes.');
  if (home.startsWith(STATE))
    sheet.add(
      'Its state folder: made by systemd, for its user alone, the one place where it writes.',
      `StateDirectory=${unitPath(home.slice(STATE.length))}`,
      'StateDirectoryMode=0700',
    );
  else
    sheet.add(
      'Its state folder, the one place where it writes.',
      `${isInHome(home) ? 'BindPaths' : 'ReadWritePaths'}=${unitPath(home)}`,
    );
  const read = [settings, ...secretFiles.map(({ path }) => path)].filter(isInHome);
  if (isInHome(home) || read.length > 0)
    sheet.add('Home folders are hidden, but for what is bound below.', 'ProtectHome=tmpfs');
  else sheet.add('Home folders are hidden: shell histories and SSH keys are none of its business.', 'ProtectHome=yes');
  for (const path of new Set(read))
    sheet.add('The settings name this file, which lies in a home folder.', `BindReadOnlyPaths=${unitPath(path)}`);
  for (const { path, why } of secretFiles.filter(({ path: one }) => !isInHome(one)))
    sheet.say(`${why} is read from ${path}: it has to belong to this unit's user, mode 0600.`);
  sheet
    .add(
      `The addresses that \`keyward-names\` has let through the firewall, so that a name and the firewall do not disagree; where it has not run yet, the hosts file of the host.`,
      `BindReadOnlyPaths=-${NAMES_HOSTS}:/etc/hosts`,
    )
    .add('It works in its state folder.', `WorkingDirectory=${unitWhole(home)}`);
  for (const unit of stopsUnits)
    sheet.say(
      `The kill switch ends ${unit} by systemctl: a rule of polkit has to allow this user to (org.freedesktop.systemd1.manage-units, verb stop).`,
    );
  if (runsPrograms.length > 0)
    sheet.say(`The settings have Keyward run ${runsPrograms.join(', ')}: they run within these walls too.`);
  if (command.some(isHidden))
    sheet.say(
      `ATTENTION: the program lies in a home folder or below /tmp, which this unit does not see: install it for all (${INSTALL_FOR_ALL}), then print this file again.`,
    );
}
