import { type Check, type Finding, whenSeen } from '../../check.ts';
import type { HostFacts, SpaceFacts } from '../facts.ts';

const MIB = 1024 * 1024;

export const diskSpace: Check<HostFacts> = {
  id: 'HOST-17',
  severity: 'low',
  title: 'the disk has room',
  why: 'Keyward writes every decision down before an order leaves: on a full disk no order that adds risk leaves any more. Bots lose their databases on one.',
  how: '`df` of /, /var and the state folder: free space for ordinary users, and free inodes. A large disk that is 90 % full has room.',
  fix: '`journalctl --vacuum-size=200M`, `apt-get clean`, `docker system prune`, then `du -xh / | sort -h | tail`',
  undo: 'what was deleted is gone: look before you delete',
  references: ['df(1)', 'journalctl(1)'],
  boxes: [],
  judge: ({ space }) =>
    whenSeen('disk space', space, (all, by) => {
      if (all.length === 0)
        return [{ result: 'unknown', about: 'disk space', by, says: '`df` told of no file system' }];
      return all.map((one) => judgeSpace(one, by));
    }),
};

function judgeSpace({ place, totalBytes, freeBytes, inodesTaken }: SpaceFacts, by: string): Finding {
  const about = `space on ${place}`;
  const free =
    freeBytes < 1024 * MIB ? `${Math.floor(freeBytes / MIB)} MiB` : `${(freeBytes / MIB / 1024).toFixed(1)} GiB`;
  const share = totalBytes === 0 ? 0 : freeBytes / totalBytes;
  const says = `${free} are free, ${Math.round(share * 100)} % of it`;
  if (inodesTaken !== undefined && inodesTaken >= 95)
    return {
      result: 'fail',
      severity: 'medium',
      about,
      by,
      says: `${inodesTaken} % of its inodes are taken`,
      fix: 'find the folder with too many files: `du -x --inodes / | sort -n | tail`',
    };
  if (freeBytes < 256 * MIB || (share < 0.03 && freeBytes < 2048 * MIB))
    return { result: 'fail', severity: 'medium', about, by, says };
  if (freeBytes < 1024 * MIB || (share < 0.1 && freeBytes < 5120 * MIB)) return { result: 'warn', about, by, says };
  return { result: 'pass', about, by, says };
}
