import { type Check, type Finding, toSee, whenSeen } from '../../check.ts';
import { type HostFacts, type SshFacts, type SshView, worstOfEach } from '../facts.ts';
import { takesPassword } from '../sshd.ts';
import { withoutSshd } from '../sshd-absent.ts';

export const rootLogin: Check<HostFacts> = {
  id: 'HOST-03',
  severity: 'high',
  title: 'root does not log in over SSH',
  why: 'The name root is known everywhere, so only one thing is left to guess or to steal; and who logs in as root leaves no trace of who it was.',
  how: '`sshd -T -C user=root`, AllowUsers, DenyUsers and their groups, the shell of root, its password (only whether there is one) and the keys in the files that AuthorizedKeysFile names; keys that are bound to one command do not count.',
  fix: `log in as another user who may use sudo, try that once, then: \`printf 'PermitRootLogin no\\n' > /etc/ssh/sshd_config.d/00-keyward-root.conf && sshd -t && systemctl reload ssh\``,
  undo: '`rm /etc/ssh/sshd_config.d/00-keyward-root.conf && systemctl reload ssh`',
  references: ['sshd_config(5)'],
  boxes: [29],
  judge: ({ ssh, kind }) =>
    toSee(
      whenSeen('sshd', ssh, (seen, by) =>
        seen === 'absent' ? [withoutSshd('sshd', kind, by)] : worstOfEach(judgeAll(seen, by)),
      ),
      'look as root: `sudo keyward check HOST-03`, or `sudo sshd -T -C user=root` and the keys in ~root/.ssh/authorized_keys',
    ),
};

const about = 'root over SSH';

function judgeAll(ssh: SshFacts, by: string): readonly Finding[] {
  const say = (result: Finding['result'], says: string): Finding => ({ result, about, by, says });
  if (!ssh.isUsed) return [say('not-applicable', 'sshd is installed, does not run and is not started at boot')];
  if (ssh.isLocal) return [say('pass', 'sshd listens on loopback alone')];
  const views = ssh.views.filter(({ user }) => user === 'root');
  const gaps = ssh.gaps.map((says) => say('unknown', says));
  if (views.length === 0 && gaps.length === 0)
    return [say('unknown', 'sshd did not say what holds for root: run keyward check as root')];
  return [...views.map((view) => ofPlace(view, judgeRoot(view, ssh, by))), ...gaps];
}

/** An exception says where it holds, and is lighter where that is inside. */
function ofPlace(view: SshView, found: Finding): Finding {
  if (view.who === 'user root' || found.result === 'pass' || found.result === 'unknown') return found;
  const says = `${found.says}, as ${view.who}`;
  return view.isInside ? { ...found, result: 'warn', severity: 'low', says } : { ...found, says };
}

function judgeRoot(view: SshView, ssh: SshFacts, by: string): Finding {
  const say = (result: Finding['result'], says: string, more: Partial<Finding> = {}): Finding => ({
    result,
    about,
    by,
    says,
    ...more,
  });
  if (view.root === 'no') return say('pass', 'PermitRootLogin is no');
  if (view.root === 'forced-commands-only')
    return say('pass', 'root gets one command per key, and no shell (forced-commands-only)');
  if ('seen' in ssh.rootMayLogin && !ssh.rootMayLogin.seen)
    return say('pass', `PermitRootLogin is ${view.root}, but AllowUsers, DenyUsers or the shell of root keep root out`);
  const line = ssh.lines['permitrootlogin'];
  const places = line === undefined ? {} : { places: [line] };
  const hasPassword = 'seen' in ssh.withPassword ? ssh.withPassword.seen.includes('root') : undefined;
  const byPassword = view.root === 'yes' && takesPassword(view);
  if (byPassword && hasPassword !== false)
    return say('fail', 'root may log in with a password (PermitRootLogin is yes)', places);
  if (view.publicKey && 'unseen' in ssh.rootKeys) return say('unknown', ssh.rootKeys.unseen);
  const keys = view.publicKey && 'seen' in ssh.rootKeys ? ssh.rootKeys.seen : 0;
  if (keys > 0)
    return say(
      'warn',
      `root may log in with ${keys === 1 ? 'a key' : `${keys} keys`} (PermitRootLogin is ${view.root})`,
      { severity: 'medium', ...places },
    );
  if (view.root === 'yes')
    return say('warn', 'PermitRootLogin is yes, though root has neither key nor password now', {
      severity: 'low',
      ...places,
    });
  return say('pass', 'root has no key, and no password is accepted for root');
}
