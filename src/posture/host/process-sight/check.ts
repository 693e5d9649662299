import { type Check, type Finding, whenSeen } from '../../check.ts';
import type { Bots, HostFacts, SightFacts } from '../facts.ts';

export const processSight: Check<HostFacts> = {
  id: 'HOST-15',
  severity: 'low',
  title: 'no process looks into the bots',
  why: 'A program of the same user reads the memory and the environment of a bot, where its keys are. What the kernel can forbid of that costs nothing.',
  how: '/proc/sys/kernel/yama/ptrace_scope, which is missing where Yama is not in the kernel: that is open, not safe; hidepid among the mount options of /proc, where people other than the bots log in; and bots that run as one user. The environment of processes of the same user stays readable whatever is set.',
  fix: `\`printf 'kernel.yama.ptrace_scope = 2\\n' > /etc/sysctl.d/50-ptrace.conf && sysctl --system\``,
  undo: '`rm /etc/sysctl.d/50-ptrace.conf`, and what the finding named before (`sysctl -w kernel.yama.ptrace_scope=0`; from 3 only a restart leads back); other options of /proc and of units by the lines that were added',
  references: ['proc(5)', 'ptrace(2)', 'https://www.kernel.org/doc/html/latest/admin-guide/LSM/Yama.html'],
  boxes: [],
  judge: ({ sight, bots }) =>
    whenSeen('processes', sight, (seen, by) => [
      judgePtrace(seen, by),
      judgeProc(seen, by),
      ...('seen' in bots ? judgeShared(bots.seen, bots.by) : []),
    ]),
};

function judgePtrace({ ptrace }: SightFacts, by: string): Finding {
  const about = 'ptrace';
  if (ptrace === undefined)
    return {
      result: 'warn',
      about,
      by,
      says: 'this kernel has no Yama, so a process of the same user may read the memory of a bot',
      fix: 'run each bot as a user of its own; Debian’s and Ubuntu’s kernels have Yama',
    };
  if (ptrace === 0)
    return {
      result: 'warn',
      about,
      by,
      says: 'kernel.yama.ptrace_scope is 0: a process of the same user may read the memory of a bot',
    };
  return { result: 'pass', about, by, says: `kernel.yama.ptrace_scope is ${ptrace}` };
}

function judgeProc({ hidesProcesses, people }: SightFacts, by: string): Finding {
  const about = 'process list';
  if (hidesProcesses) return { result: 'pass', about, by, says: '/proc hides the processes of other users' };
  if (people.length === 0)
    return { result: 'pass', about, by, says: 'nobody but the bots and their owner logs in here' };
  return {
    result: 'warn',
    about,
    by,
    says: `/proc shows the command lines of all processes, and ${people.length} other ${people.length === 1 ? 'account logs' : 'accounts log'} in here`,
    fix: '`mount -o remount,hidepid=invisible /proc`, and the same option in /etc/fstab; or `ProtectProc=invisible` in their units',
  };
}

function judgeShared({ running }: Bots, by: string): readonly Finding[] {
  const byUser = new Map<number, Set<string>>();
  for (const { uid, about, container } of running)
    if (container === undefined && uid !== 0) byUser.set(uid, (byUser.get(uid) ?? new Set()).add(about));
  return [...byUser]
    .filter(([, names]) => names.size > 1)
    .map(([uid, names]) => ({
      result: 'warn',
      about: `user ${uid}`,
      by,
      says: `${[...names].sort().join(' and ')} run as one user, and read the environment of each other`,
      fix: 'give each bot a user of its own: `adduser --system --group NAME`, and `User=NAME` in its unit',
    }));
}
