import type { Listener } from '../facts.ts';
import { genuineSshd } from '../ssh-daemons.ts';

/** Whether it may be the sshd of this host: everybody may call a program so, and only root starts the one of the system as root. */
export function isSshd({ program, pid, runs }: Listener): boolean {
  // The sockets of systemd are those of process 1.
  if (program === undefined || program === 'systemd') return program === undefined || pid === 1;
  return program === 'sshd' && runs?.uid === 0 && genuineSshd.test(runs.path);
}

const ofHost = /^(?:dhclient|dhcpcd|NetworkManager|systemd-network|chronyd|ntpd|tailscaled|wg|wireguard)/;
/** Folders that root alone writes. */
const ofSystem = /^\/(?:usr\/(?:local\/)?)?(?:s?bin|lib(?:64|exec)?)\/(?:.*\/)?([^/]+?)(?: \(deleted\))?$/;

/** Programs that give a host its address and its time, and tunnels, by their file too. */
export function isHostProgram({ program, runs }: Listener): boolean {
  return ofHost.test(program ?? '') && ofHost.test(ofSystem.exec(runs?.path ?? '')?.[1] ?? '');
}
