import { shellWord } from '../../../core/index.ts';
import { type Check, type Finding, whenSeen } from '../../check.ts';
import type { HostFacts } from '../facts.ts';

const MOST_TOLD = 8;

export const logModes: Check<HostFacts> = {
  id: 'HOST-12',
  severity: 'medium',
  title: 'the logs of the bots are read by nobody else',
  why: 'Logs of bots show orders, balances, account ids and, where a library logs its requests, signatures and keys. Every other user and every other program here reads them.',
  how: 'The files that bots have open as logs, and those in the log folders of their projects and under /var/log that are theirs, rotated ones too: mode, and whether others get through every folder above. Links are judged by what they lead to. Access lists (ACL) beyond the mode are not read.',
  fix: 'chmod o-rwx on the file and `UMask=0077` in the unit of the bot; in logrotate `create 0600 USER USER`',
  undo: 'chmod o+r on the file',
  references: ['chmod(1)', 'logrotate(8)', 'systemd.exec(5)'],
  boxes: [],
  judge: ({ logs }) =>
    whenSeen('logs', logs, ({ files, gaps }, by): readonly Finding[] => {
      const open = files.filter(({ mode, isReachable }) => isReachable && (mode & 0o006) !== 0);
      const more = gaps.map((gap): Finding => ({ result: 'unknown', about: 'logs that are not seen', by, says: gap }));
      const found = open.slice(0, MOST_TOLD).map(
        ({ path, mode }): Finding => ({
          result: 'fail',
          about: path,
          by,
          says: `everybody on this host may ${(mode & 0o002) !== 0 ? 'write' : 'read'} it (mode ${mode.toString(8).padStart(4, '0')})`,
          places: [{ file: path }],
          fix: `chmod o-rwx ${shellWord(path)}`,
        }),
      );
      const rest = open.length - found.length;
      if (rest > 0)
        found.push({ result: 'fail', about: 'more logs', by, says: `${rest} more logs are open to everybody` });
      if (found.length + more.length > 0) return [...found, ...more];
      if (files.length === 0)
        return [{ result: 'not-applicable', about: 'logs', by, says: 'no log file of a bot was found' }];
      return [
        {
          result: 'pass',
          about: 'logs',
          by,
          says: `${files.length === 1 ? 'the one log' : `all ${files.length} logs`} of the bots ${files.length === 1 ? 'is' : 'are'} closed to others`,
        },
      ];
    }),
};
