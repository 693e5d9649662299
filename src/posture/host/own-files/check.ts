import { shellWord } from '../../../core/index.ts';
import { type Check, type Finding, whenSeen } from '../../check.ts';
import { type HostFacts, type OwnStep, type OwnThing, worstOfEach } from '../facts.ts';

export const ownFiles: Check<HostFacts> = {
  id: 'HOST-20',
  severity: 'critical',
  title: 'only its owner and root write what Keyward goes by',
  why: 'Whoever can write the settings raises the limits, or names a command as the source of a key, which Keyward then runs. Whoever can write the state folder or the vault puts other keys and another halt level in their place.',
  how: 'The owner, the mode and the access list (`getfacl`) of the settings, of the state folder and of the vaults, and of every folder above them, also where links lead. Who is in a group is told by /etc/group, /etc/passwd, and the groups that processes of bots hold; a group that its owner alone has is no fault, and in a folder with the sticky bit nobody replaces what is another’s. Groups that a directory service keeps are not known here. Programs that the settings name are not looked at.',
  fix: 'chown the file to whoever runs Keyward, then `chmod go-w` on it and on the folder in which it lies',
  undo: '`chmod g+w` on the file gives its group the right again',
  references: ['chmod(1)', 'chown(1)', 'getfacl(1)', 'https://cwe.mitre.org/data/definitions/732.html'],
  boxes: [28],
  judge: ({ own }) =>
    whenSeen('files of Keyward', own, (things, by) => {
      if (things.length === 0)
        return [{ result: 'not-applicable', about: 'files of Keyward', by, says: 'Keyward has no file here yet' }];
      return worstOfEach(
        things.flatMap((thing) =>
          whenSeen(thing.about, thing.ways, (ways, how) => ways.map((way) => judgeWay(thing, way, how))),
        ),
      );
    }),
};

/** From the root on: the first who may write, with what is above still open to them. */
function judgeWay({ about }: OwnThing, way: readonly OwnStep[], by: string): Finding {
  const end = way.at(-1)?.path ?? about;
  let isOpen = true;
  let doubt: string | undefined;
  let grave: Finding | undefined;
  for (const [at, step] of way.entries()) {
    const isLast = at === way.length - 1;
    const whose = isLast ? end : `${step.path}, above ${end},`;
    const told = isOpen || step.isForeign ? writerOf(step, isLast) : undefined;
    if (told?.who !== undefined) {
      const finding: Finding = {
        result: 'fail',
        severity: told.severity,
        about,
        by,
        says: `${whose} ${told.who}`,
        places: [{ file: step.path }],
        fix: told.fix,
      };
      if (told.severity === 'critical') return finding;
      grave ??= finding;
    }
    if (told !== undefined && told.who === undefined) doubt ??= `${whose} ${told.doubt}`;
    isOpen &&= maybeEntered(step);
  }
  if (grave !== undefined) return grave;
  if (doubt !== undefined) return { result: 'unknown', about, by, says: doubt };
  return {
    result: 'pass',
    about,
    by,
    says: `nobody but its owner and root may write ${end}, or put another in its place`,
  };
}

type Told =
  | { readonly who: string; readonly severity: 'critical' | 'high'; readonly fix: string }
  | { readonly who?: never; readonly doubt: string };

function writerOf(
  { path, kind, mode, owner, isForeign, group, members, listed }: OwnStep,
  isLast: boolean,
): Told | undefined {
  const shown = `mode ${mode.toString(8).padStart(4, '0')}`;
  const word = shellWord(path);
  if (isForeign)
    return {
      who: `belongs to ${owner}, who is neither root nor whoever runs Keyward`,
      severity: 'critical',
      fix: `see what stands in it, then \`chown\` it to whoever runs Keyward: ${word}`,
    };
  // Every link shows all rights, and has none of its own.
  if (kind === 'link') return undefined;
  // In such a folder nobody replaces what belongs to others.
  if (!isLast && (mode & 0o1000) !== 0) return undefined;
  if ((mode & 0o002) !== 0)
    return { who: `may be written by everybody (${shown})`, severity: 'critical', fix: `chmod o-w ${word}` };
  if (listed.length > 0)
    return {
      who: `may be written by ${listed.join(', ')}, by its access list`,
      severity: 'critical',
      fix: `setfacl -b ${word}`,
    };
  if ((mode & 0o020) === 0 || members?.length === 0) return undefined;
  if (members === undefined)
    return { doubt: `may be written by the group ${group} (${shown}), and who is in it is not told by /etc/group` };
  return {
    who: `may be written by the group ${group}, with ${members.slice(0, 4).join(', ')}${members.length > 4 ? ' and more' : ''} (${shown})`,
    severity: 'high',
    fix: `chmod g-w ${word}`,
  };
}

/** Whether somebody else may go through it. */
function maybeEntered({ kind, mode, members, listed, isForeign }: OwnStep): boolean {
  if (kind !== 'folder' || isForeign || listed.length > 0) return true;
  return (mode & 0o001) !== 0 || ((mode & 0o010) !== 0 && members?.length !== 0);
}
