import { shellWord } from '../../../core/index.ts';
import { type Check, type Finding, type Sight, whenSeen } from '../../check.ts';
import { type Bots, type HiddenRoot, type HostFacts, type RootGroup, type SudoFacts, worstOfEach } from '../facts.ts';
import { isAsGoodAsRoot } from '../sudo.ts';

export const hiddenRoot: Check<HostFacts> = {
  id: 'HOST-11',
  severity: 'medium',
  title: 'nobody is root without saying so',
  why: 'sudo without a password, and membership in a group such as docker, make every program of that user root: one bad package in a strategy is enough.',
  how: '`sudo -l -U` for every account that logs in and every bot (it follows includes and their order: the last line that fits counts), members of docker, lxd, incus-admin, libvirt, disk and shadow, also by primary group, by the groups that a process of a bot holds (/proc/PID/status), and by `Group=` and `SupplementaryGroups=` of its unit with its drop-ins (`systemctl show`, else its files); whether the daemon of the group is there; the mode of its socket.',
  fix: 'write the one command that is needed with its words instead of ALL (`visudo -f /etc/sudoers.d/…`), and take accounts out of the group: `gpasswd -d NAME docker`',
  undo: 'gpasswd -a NAME docker, or the old line in `visudo`',
  references: ['sudoers(5)', 'https://docs.docker.com/engine/security/'],
  boxes: [28],
  judge: ({ hiddenRoot: facts, bots }) =>
    whenSeen('hidden root', facts, (seen, by) => {
      const found = [
        ...judgeBots(bots),
        ...judgeSudo(seen),
        ...judgeGroups(seen, by),
        ...judgeSockets(seen, by),
        ...judgeGaps(seen, by),
      ];
      if (found.length > 0) return found;
      return [
        {
          result: 'pass',
          about: 'hidden root',
          by,
          says: 'no account is root without a password, and no group makes one',
        },
      ];
    }),
};

/** Groups of bots that were not found are not seen either. */
function judgeBots(bots: Sight<Bots>): readonly Finding[] {
  return whenSeen('groups of the bots', bots, ({ gaps }, by) =>
    gaps.map((gap) => ({ result: 'unknown', about: 'groups of the bots', by, says: gap.replace(/[\s.]+$/, '') })),
  );
}

function judgeSudo({ sudo }: HiddenRoot): readonly Finding[] {
  if ('unseen' in sudo) return [{ result: 'unknown', about: 'sudo', by: sudo.by, says: sudo.unseen }];
  return sudo.seen.flatMap((one) => judgeUser(one));
}

function judgeUser({ user, isBot, free }: SudoFacts): readonly Finding[] {
  const wide = free.filter(isAsGoodAsRoot);
  if (wide.length === 0) return [];
  const whose = isBot ? ', as which a bot runs,' : '';
  const what = wide.includes('ALL')
    ? 'every command'
    : wide
        .slice(0, 3)
        .map((one) => one.split(' ')[0])
        .join(', ');
  return [
    {
      result: 'fail',
      about: `sudo of ${user}`,
      by: `sudo -l -U ${user}`,
      says: `${user}${whose} runs ${what} as root without a password`,
      ...(isBot ? { severity: 'high' as const } : {}),
    },
  ];
}

function judgeGroups({ groups, botUsers }: HiddenRoot, by: string): readonly Finding[] {
  if ('unseen' in groups) return [{ result: 'unknown', about: 'groups', by: groups.by, says: groups.unseen }];
  return groups.seen.flatMap((one) => judgeGroup(one, botUsers, by));
}

function judgeGaps({ gaps }: HiddenRoot, by: string): readonly Finding[] {
  return worstOfEach(gaps.map(({ about, says }): Finding => ({ result: 'unknown', about, by, says })));
}

function judgeGroup(
  { group, members, hasDaemon, held = [], given = [] }: RootGroup,
  botUsers: readonly string[],
  by: string,
): readonly Finding[] {
  // Without its daemon such a group opens nothing.
  if (hasDaemon === false) return [];
  const more = [
    ...held.map(
      ({ about, pid }): Finding => ({
        result: 'fail',
        severity: 'high',
        about: `group ${group} of ${about}`,
        by: `/proc/${pid}/status`,
        says: `process ${pid} holds the group ${group}, which is as good as root, though its account is not in it`,
        fix: 'take the group out of `Group=` and `SupplementaryGroups=` of its unit (or of what started it), then restart it',
      }),
    ),
    ...given.map(
      (unit): Finding => ({
        result: 'fail',
        severity: 'high',
        about: `group ${group} of ${unit}`,
        by,
        says: `${unit} gives what it starts the group ${group}, which is as good as root`,
        fix: `take the group out of \`Group=\` and \`SupplementaryGroups=\` of ${shellWord(unit)} (\`systemctl edit ${shellWord(unit)}\`), then restart it`,
      }),
    ),
  ];
  if (members.length === 0) return more;
  const bots = members.filter((one) => botUsers.includes(one));
  const names = members.slice(0, 5).join(', ') + (members.length > 5 ? ` and ${members.length - 5} more` : '');
  const says = `group ${group} is as good as root, and has ${names}`;
  return [
    {
      result: 'fail',
      about: `group ${group}`,
      by,
      says: bots.length > 0 ? `${says}; a bot runs as ${bots.join(', ')}` : says,
      fix: members
        .slice(0, 5)
        .map((name) => `gpasswd -d ${shellWord(name)} ${shellWord(group)}`)
        .join(' && '),
      ...(bots.length > 0 ? { severity: 'high' as const } : {}),
    },
    ...more,
  ];
}

function judgeSockets({ openSockets }: HiddenRoot, by: string): readonly Finding[] {
  return openSockets.map((path) => ({
    result: 'fail',
    severity: 'high',
    about: path,
    by,
    says: 'everybody on this host may open it, and whoever does is root',
    fix: `chmod 0660 ${shellWord(path)}`,
  }));
}
