import { type Check, type Finding, whenSeen } from '../../check.ts';
import type { BotRun, CoreSettings, HostFacts } from '../facts.ts';
import { ofBots } from '../of-bots.ts';

export const coreDumps: Check<HostFacts> = {
  id: 'HOST-08',
  severity: 'medium',
  title: 'a crash of a bot writes no core file',
  why: 'A core file is the memory of the process, with every key that it held, as a file that is backed up, sent to whoever debugs, and forgotten.',
  how: 'The limit of every process of a bot (/proc/PID/limits), kernel.core_pattern, whether the process may be dumped at all, and `Storage=` of systemd-coredump. The soft limit counts: a process that raises its own is not foreseen.',
  fix: 'set `LimitCORE=0` in the unit of the bot (`ulimits: { core: 0 }` in a compose file), then restart it',
  undo: 'take `LimitCORE=` out of the unit again, then `systemctl daemon-reload` and restart it',
  references: ['core(5)', 'systemd.exec(5)', 'coredump.conf(5)'],
  boxes: [],
  judge: ({ bots, coreSettings }) =>
    ofBots(bots, {
      one: (run) => whenSeen(run.about, coreSettings, (settings, by) => [judgeCore(run, settings, by)]),
      resting: ({ about, users }) => [
        {
          result: 'unknown',
          about,
          by: users.by,
          says: 'it does not run now, so its limit is not seen: start it and look again',
        },
      ],
    }),
};

/** Programs that are handed a core and throw it away. */
const nothing = /^\|\s*(?:\/usr)?\/bin\/(?:false|true)\b|^\/dev\/null$/;

function judgeCore(run: BotRun, { pattern, keepsNothing }: CoreSettings, by: string): Finding {
  const { about, pid, core } = run;
  if ('unseen' in core) return { result: 'unknown', about, by: core.by, says: core.unseen };
  const { soft, isUndumpable } = core.seen;
  if (pattern === '' || nothing.test(pattern))
    return { result: 'pass', about, by, says: 'kernel.core_pattern throws every core away' };
  if (isUndumpable) return { result: 'pass', about, by: core.by, says: `process ${pid} may not be dumped` };
  const helper = /^\|\s*(\S+)/.exec(pattern)?.[1];
  if (helper === undefined) {
    if (soft === 0) return { result: 'pass', about, by: core.by, says: `the core limit of process ${pid} is 0` };
    return {
      result: 'fail',
      about,
      by: core.by,
      says: `the core limit of process ${pid} is ${soft}, so a crash writes its memory to a file`,
    };
  }
  const name = helper.split('/').at(-1) ?? helper;
  if (name === 'systemd-coredump' && keepsNothing)
    return { result: 'pass', about, by, says: 'systemd-coredump keeps nothing (Storage=none)' };
  // These two heed the limit that the kernel hands them; others may not.
  const heeds = name === 'systemd-coredump' || name === 'apport';
  if (heeds && soft === 0)
    return { result: 'pass', about, by: core.by, says: `the core limit of process ${pid} is 0, which ${name} heeds` };
  return {
    result: 'fail',
    about,
    by,
    says: heeds
      ? `the core limit of process ${pid} is ${soft}, and ${name} keeps the memory of what crashes`
      : `kernel.core_pattern hands the memory of what crashes to ${name}, whatever the limit of process ${pid}`,
    ...(heeds
      ? {}
      : { fix: "sysctl -w 'kernel.core_pattern=|/bin/false', and the same line in /etc/sysctl.d/50-core.conf" }),
  };
}
