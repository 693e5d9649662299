import { type Check, type Finding, whenSeen } from '../../check.ts';
import type { HostFacts, RebootFacts } from '../facts.ts';
import { newerKernels } from '../kernels.ts';

export const rebootPending: Check<HostFacts> = {
  id: 'HOST-07',
  severity: 'medium',
  title: 'no restart is due for an update',
  why: 'An updated kernel or C library protects nothing until what runs is the new one: the old one, whose hole is public now, runs on.',
  how: '/run/reboot-required, which update-notifier or unattended-upgrades write; the newest kernel of the same flavour under /boot against `uname -r`; and the version of the installed kernel package against the one in /proc/version. Programs that still use a replaced library are not looked for.',
  fix: '`keyward halt reduce`, stop the bots, `systemctl reboot`, then `keyward halt run` when everything stands',
  undo: 'the older kernel stays in the boot menu',
  references: ['unattended-upgrade(8)', 'uname(1)'],
  boxes: [29],
  judge: ({ kind, reboot }) => {
    const about = 'restart';
    if ('seen' in kind && kind.seen.container !== undefined)
      return [
        { result: 'not-applicable', about, by: kind.by, says: 'a container has the kernel of its host: look there' },
      ];
    return whenSeen(about, reboot, (seen, by) => [judgeReboot(seen, by)]);
  },
};

function judgeReboot({ wanted, running, kernels, build }: RebootFacts, by: string): Finding {
  const about = 'restart';
  if (wanted !== undefined) {
    const packages =
      wanted.length === 0
        ? ''
        : `, for ${wanted.slice(0, 5).join(', ')}${wanted.length > 5 ? ` and ${wanted.length - 5} more` : ''}`;
    return { result: 'fail', about, by, says: `a restart is asked for${packages}` };
  }
  if (build !== undefined && 'seen' in build && build.seen.installed !== build.seen.running)
    return {
      result: 'fail',
      about,
      by,
      says: `kernel ${running} runs as ${build.seen.running}, and ${build.seen.installed} is installed`,
    };
  if ('unseen' in kernels) return { result: 'unknown', about, by: kernels.by, says: kernels.unseen };
  if (kernels.seen.length === 0)
    return {
      result: 'not-applicable',
      about,
      by,
      says: `there is no kernel under /boot: ${running} comes from the provider, who restarts for it`,
    };
  const newer = newerKernels(running, kernels.seen);
  if (newer === 'unlike')
    return {
      result: 'not-applicable',
      about,
      by,
      says: `kernel ${running} is of another kind than those under /boot: it comes from the provider`,
    };
  const [newest] = newer;
  if (newest !== undefined)
    return { result: 'fail', about, by, says: `kernel ${running} runs, and ${newest} is installed` };
  if (build !== undefined && 'unseen' in build) return { result: 'unknown', about, by: build.by, says: build.unseen };
  return { result: 'pass', about, by, says: `kernel ${running} is the newest one installed` };
}
