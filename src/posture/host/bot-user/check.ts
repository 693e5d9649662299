import { type Check, type Finding, whenSeen } from '../../check.ts';
import type { BotRun, HostFacts, ProcessUser } from '../facts.ts';
import { ofBots } from '../of-bots.ts';

export const botUser: Check<HostFacts> = {
  id: 'HOST-01',
  severity: 'high',
  title: 'the bots do not run as root',
  why: 'A bug in a bot, in its strategy or in one of its hundreds of packages is then a bug with the rights of root: it reads every key on this host, and changes Keyward itself.',
  how: 'The Uid and CapEff lines of /proc/PID/status of every process of a bot, and /proc/PID/uid_map, for root of a user namespace is not root of this host. Of a bot that does not run now, the User= of its unit with its drop-ins (`systemctl show`, else its files). It cannot see bots on other hosts.',
  fix: 'make a user for the bot (`adduser --system --group grid`), give it the folder (`chown -R grid: /srv/grid`), and set `User=grid` in its unit; `keyward harden --print systemd-bot` writes one',
  undo: 'take the `User=` line out of the unit again, then `systemctl daemon-reload` and restart it',
  references: ['systemd.exec(5)', 'capabilities(7)', 'user_namespaces(7)'],
  boxes: [28],
  judge: ({ bots }) =>
    ofBots(bots, {
      one: (run) => whenSeen(run.about, run.user, (user, by) => [judgeUser(run, user, by)]),
      resting: ({ about, users }) =>
        whenSeen(about, users, (names, by) => {
          if (names.length === 0)
            return [
              {
                result: 'unknown',
                about,
                by,
                says: 'it does not run now, so its user is not seen: start it and look again',
              },
            ];
          const isRoot = names.includes('root');
          const says = isRoot
            ? 'its unit starts it as root'
            : `its unit starts it as ${[...new Set(names)].join(', ')}`;
          return [{ result: isRoot ? 'fail' : 'pass', about, by, says }];
        }),
    }),
};

function judgeUser(run: BotRun, user: ProcessUser, by: string): Finding {
  const { about, pid, container } = run;
  const { real, effective, saved, capabilities, outside } = user;
  const place = container === undefined ? '' : ` in the container ${container}`;
  if (outside !== undefined && outside !== 0)
    return {
      result: 'pass',
      about,
      by,
      says: `process ${pid} is root of a user namespace only, and user ${outside} of this host`,
    };
  if (effective === 0 || real === 0) {
    const says = `process ${pid} runs as root${place}`;
    const isHeld = container !== undefined && !capabilities.includes('SYS_ADMIN');
    return { result: 'fail', about, by, says, ...(isHeld ? { severity: 'medium', fix: CONTAINER_FIX } : {}) };
  }
  if (saved === 0)
    return {
      result: 'fail',
      about,
      by,
      says: `process ${pid} runs as user ${effective} and can become root again (saved user 0)`,
    };
  if (capabilities.length > 0)
    return {
      result: 'fail',
      about,
      by,
      says: `process ${pid} runs as user ${effective} with capabilities that are as good as root: ${capabilities.join(', ')}`,
      fix: 'take `AmbientCapabilities=` out of its unit, or `setcap -r` the program',
    };
  return { result: 'pass', about, by, says: `process ${pid} runs as user ${effective}` };
}

const CONTAINER_FIX =
  'set `user: "1000:1000"` in the compose file (or `USER` in the Dockerfile), and give that user the mounted folders';
