import type { HardenFile } from './plan.ts';
import { Sheet } from './sheet.ts';

const PATH = '/etc/ssh/sshd_config.d/00-keyward.conf';

/** SSH by key alone, as a drop-in that is read before all others. */
export function sshd(): HardenFile {
  return new Sheet({
    name: 'sshd',
    title: 'SSH by key alone, and not as root',
    path: PATH,
    mode: '0644',
    comment: '#',
    says: [
      'ATTENTION: this can lock you out. Before: a user of your own who may use sudo, with your key in ~/.ssh/authorized_keys, and a login with that key that WORKS (ssh -o PreferredAuthentications=publickey YOU@HOST sudo true). After: KEEP THIS SESSION OPEN, log in from a second terminal, and close this one only then.',
      'Named 00- because sshd takes the first value that it reads: 50-cloud-init.conf may say `PasswordAuthentication yes`, and would win over anything behind it.',
    ],
    install: [`sudo install -m 0644 00-keyward.conf ${PATH}`, 'sudo sshd -t && sudo systemctl reload ssh'],
    check: [
      "sudo sshd -T | grep -E '^(passwordauthentication|kbdinteractiveauthentication|permitrootlogin|pubkeyauthentication) '",
      'grep -n Include /etc/ssh/sshd_config   (has to stand above every other setting)',
      "sudo grep -n -A20 '^Match' /etc/ssh/sshd_config   (a Match block may say otherwise for some)",
    ],
    undo: [`sudo rm ${PATH} && sudo systemctl reload ssh`],
  })
    .add('Keys are how one logs in.', 'PubkeyAuthentication yes')
    .add('No passwords: they are tried by the thousand on every host.', 'PasswordAuthentication no')
    .add('Nor by the other way to ask for one (PAM).', 'KbdInteractiveAuthentication no')
    .add('Not as root, not with a key either: sudo says in the log who it was.', 'PermitRootLogin no')
    .add('An account without a password is none that logs in.', 'PermitEmptyPasswords no')
    .add('A host has no screen, and X11 gives the far side the near one.', 'X11Forwarding no')
    .add('Your agent stays at home: root of this host could use it. Jump with `ssh -J`.', 'AllowAgentForwarding no')
    .add(
      "Tunnels to this host's own pages (`ssh -L`), but not from it to you.",
      'AllowTcpForwarding local',
      'GatewayPorts no',
      'PermitTunnel no',
    )
    .add('Fewer tries for each connection, and less time to log in.', 'MaxAuthTries 3', 'LoginGraceTime 30')
    .add('A dead connection ends after ten minutes.', 'ClientAliveInterval 300', 'ClientAliveCountMax 2')
    .add('The log names the key that was used.', 'LogLevel VERBOSE')
    .file();
}
