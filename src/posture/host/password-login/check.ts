import { type Check, type Finding, whenSeen } from '../../check.ts';
import { type HostFacts, type SshFacts, type SshView, worstOfEach } from '../facts.ts';
import { takesPassword } from '../sshd.ts';
import { withoutSshd } from '../sshd-absent.ts';

export const passwordLogin: Check<HostFacts> = {
  id: 'HOST-02',
  severity: 'high',
  title: 'nobody logs in over SSH with a password',
  why: 'Every public address is tried with passwords around the clock. One weak or reused one opens the host, and with it every key that is in use there.',
  how: 'The daemon itself is asked, `sshd -T`, and again with `-C` for accounts, groups and addresses that its settings name behind `Match`; with the file and the options that the running one was started with. PAM may still ask for a second factor: that is not seen.',
  fix: `keep a session open until a key login has worked: \`printf 'PasswordAuthentication no\\nKbdInteractiveAuthentication no\\n' > /etc/ssh/sshd_config.d/00-keyward.conf && sshd -t && systemctl reload ssh\` (the first value counts, hence 00)`,
  undo: '`rm /etc/ssh/sshd_config.d/00-keyward.conf && systemctl reload ssh`',
  references: ['sshd_config(5)', 'sshd(8)'],
  boxes: [29],
  judge: ({ ssh, kind }) =>
    whenSeen('sshd', ssh, (seen, by) => (seen === 'absent' ? [withoutSshd('sshd', kind, by)] : judgeSsh(seen, by))),
};

function judgeSsh(ssh: SshFacts, by: string): readonly Finding[] {
  const about = 'sshd';
  if (!ssh.isUsed)
    return [
      { result: 'not-applicable', about, by, says: 'sshd is installed, does not run and is not started at boot' },
    ];
  if (ssh.isLocal) return [{ result: 'pass', about, by, says: 'sshd listens on loopback alone' }];
  // Of root, PermitRootLogin counts besides.
  const open = ssh.views.filter((view) => takesPassword(view) && (view.user !== 'root' || view.root === 'yes'));
  const gaps = ssh.gaps.map((says): Finding => ({ result: 'unknown', about: 'exceptions of sshd', by, says }));
  if (open.length === 0 && gaps.length > 0) return gaps;
  if (open.length === 0)
    return [
      {
        result: 'pass',
        about,
        by,
        says: `no password is accepted (asked for ${ssh.views.map(({ who }) => who).join(', ')})`,
      },
    ];
  const everybody = open.filter(({ user, isInside }) => user === undefined && !isInside);
  // What holds for everybody needs no word of each account.
  const told = everybody.length > 0 ? everybody.slice(0, 1) : open;
  return [...worstOfEach(told.map((view) => judgeView(view, ssh, by))), ...gaps];
}

function judgeView(view: SshView, ssh: SshFacts, by: string): Finding {
  const about = view.user === undefined ? 'sshd' : `sshd, ${view.who}`;
  const words = view.password
    ? 'PasswordAuthentication is yes'
    : 'KbdInteractiveAuthentication is yes and PAM asks for the password';
  const line = ssh.lines[view.password ? 'passwordauthentication' : 'kbdinteractiveauthentication'];
  const places = line === undefined ? {} : { places: [line] };
  if (view.emptyPasswords && view.password)
    return {
      result: 'fail',
      severity: 'critical',
      about,
      by,
      says: `passwords are accepted for ${view.who}, and empty ones too (PermitEmptyPasswords is yes)`,
      ...places,
    };
  const passwords = 'seen' in ssh.withPassword ? ssh.withPassword.seen : undefined;
  const hasOne =
    view.user === undefined
      ? passwords?.some((one) => one !== 'root' || view.root === 'yes')
      : passwords?.includes(view.user);
  if (hasOne === false)
    return {
      result: 'warn',
      severity: 'low',
      about,
      by,
      says: `passwords are accepted for ${view.who} (${words}), though no such account has one now`,
      ...places,
    };
  const says = `passwords are accepted for ${view.who} (${words})`;
  return {
    result: view.isInside ? 'warn' : 'fail',
    about,
    by,
    says,
    ...(view.isInside ? { severity: 'low' } : {}),
    ...places,
  };
}
