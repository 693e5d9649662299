import { type Check, type Finding, whenSeen } from '../../check.ts';
import type { HostFacts, LoginFacts, SshFacts } from '../facts.ts';
import { takesPassword } from '../sshd.ts';
import { withoutSshd } from '../sshd-absent.ts';

/** As many in a day are no typing errors. */
const BURST = 100;

export const failedLogins: Check<HostFacts> = {
  id: 'HOST-13',
  severity: 'medium',
  title: 'nobody is guessing passwords that could fit',
  why: 'A burst of failed logins is ordinary on a public address. Where passwords are accepted, it is somebody at work on yours; where one was accepted after it, he is in.',
  how: 'Messages of sshd in the journal of the last 24 hours (the newest 20,000; where there are more, what is told is the least), else /var/log/auth.log, else /var/log/btmp (`lastb`): failed passwords and unknown users. The last of these does not tell of a password that fitted, and passes nothing where passwords are accepted. Whether passwords are accepted is asked of sshd (HOST-02). Addresses are counted and not shown.',
  fix: 'switch password login off (HOST-02); until then `apt-get install -y fail2ban`',
  undo: '`apt-get remove fail2ban`',
  references: ['journalctl(1)', 'lastb(1)', 'sshd_config(5)'],
  boxes: [29],
  judge: ({ logins, ssh, kind }) => {
    const about = 'failed logins';
    if ('seen' in ssh && ssh.seen === 'absent') return [withoutSshd(about, kind, ssh.by)];
    return whenSeen(about, logins, (seen, by) => [
      judgeLogins(seen, 'seen' in ssh && ssh.seen !== 'absent' ? ssh.seen : undefined, by),
    ]);
  },
};

function judgeLogins(
  { failed, from, won, isCut = false, isBlind = false }: LoginFacts,
  ssh: SshFacts | undefined,
  by: string,
): Finding {
  const about = 'failed logins';
  const count = `${isCut ? 'at least ' : ''}${failed} failed ${failed === 1 ? 'login' : 'logins'} from ${from} ${from === 1 ? 'address' : 'addresses'} in a day`;
  if (won > 0)
    return {
      result: 'fail',
      severity: 'critical',
      about,
      by,
      says: `${count}, and ${won === 1 ? 'a password was' : `${won} passwords were`} accepted from where at least five had failed before`,
      fix: 'see who it was with `last -i`; if it was not you: `keyward leak` for every key on this host, and a new host',
    };
  const takesAny = ssh?.isUsed === true && !ssh.isLocal && ssh.views.some(takesPassword);
  // A password that fitted may stand in what was not read.
  if (isCut && (failed < BURST || !takesAny))
    return {
      result: 'unknown',
      about,
      by,
      says: `${count}; the messages of sshd are more than are read, and older ones may tell of a login that fitted`,
      fix: "look yourself: `journalctl --since=-24h -t sshd -t sshd-session -g 'Accepted (password|keyboard)'`",
    };
  // What keeps failures alone passes nothing where one of them may have been followed by a password that fitted.
  if (isBlind && (ssh === undefined || takesAny || ssh.gaps.length > 0) && (failed < BURST || !takesAny))
    return {
      result: 'unknown',
      about,
      by,
      says: `${count}; whether a password fitted is not kept there`,
      fix: 'let the journal or rsyslog keep the messages of sshd (`apt-get install -y rsyslog`); until then see who logged in with `last -i`',
    };
  if (failed < BURST) return { result: 'pass', about, by, says: failed === 0 ? 'no login failed in a day' : count };
  if (ssh === undefined)
    return { result: 'unknown', about, by, says: `${count}; whether passwords are accepted could not be asked` };
  if (!takesAny && ssh.gaps.length > 0)
    return { result: 'unknown', about, by, says: `${count}; whether passwords are accepted is not wholly known` };
  if (!takesAny)
    return { result: 'pass', about, by, says: `${count}, and none of them can fit: no password is accepted` };
  return { result: 'fail', about, by, says: `${count}, and passwords are accepted` };
}
