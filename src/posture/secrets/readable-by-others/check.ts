import { shellWord } from '../../../core/index.ts';
import { type Check, type Finding, whenSeen } from '../../check.ts';
import { doubtful, type Readers, type SecretFile, type SecretsFacts, severityIn, toldTries } from '../facts.ts';
import { orClean, unknowns } from '../gaps.ts';
import { confidenceOf, isOpen, toldOfLife, toldSecrets } from '../held.ts';
import { sawSecrets } from '../saw.ts';

const MOST_NAMES = 4;

export const readableByOthers: Check<SecretsFacts> = {
  id: 'SEC-01',
  severity: 'critical',
  title: 'no other user of this host can read a file with a secret',
  why: 'Whoever can read the file has the key: a web server that was broken into, a colleague, any program of any other user. Nothing tells you that it was read.',
  how: 'Each file in which the scan finds a secret is asked for its mode, owner, group and access list, and so is every folder above it, through links. Users are those of /etc/passwd; those of a directory service and of other machines that mount the folder are not seen. In a container the users of the host are not seen. What makes a key lighter is said at SEC-02.',
  fix: 'chmod 600 FILE and setfacl -b FILE, then replace the key: keyward leak KEY',
  undo: 'chmod 644 FILE gives it to every user again',
  references: ['chmod(1)', 'acl(5)', 'path_resolution(7)'],
  boxes: [10],
  judge: ({ files }) =>
    whenSeen('files with secrets', files, ({ files: held, gaps, read, skipped = [] }, by) =>
      orClean([...held.flatMap(ofFile), ...unknowns(gaps, by)], {
        about: 'files with secrets',
        by,
        read,
        says: `${read} files were read, and none holds a secret`,
        none: 'no bot and no file of secrets was found here',
        skipped,
      }),
    ),
};

function ofFile({ path, secrets: all, readers, isOfTests }: SecretFile): readonly Finding[] {
  const secrets = all.filter(isOpen);
  const about = `file ${path}`;
  if (secrets.length === 0)
    return [{ result: 'pass', about, says: 'what stands in it is dead, or its owner lets it stand', by: readers.by }];
  return whenSeen(about, readers, (who, by): Finding[] => {
    const told = toldOf(who);
    if (told === undefined) return [{ result: 'pass', about, says: `only its owner can read it (${who.by})`, by }];
    const isDoubtful = isOfTests && secrets.every(({ own }) => own === undefined);
    const weighed = severityIn('critical', secrets);
    const base = isDoubtful ? doubtful(weighed) : weighed;
    return [
      {
        result: who.everyone && !isDoubtful ? 'fail' : 'warn',
        about,
        says: `${told} can read it (${who.by}), and it holds ${toldSecrets(secrets)}${toldOfLife(secrets)}${toldTries(secrets)}`,
        by,
        severity: !who.everyone && base === 'critical' ? 'high' : base,
        ...confidenceOf(secrets),
        saw: [...sawSecrets(secrets), ...readersSeen(who)],
        fix: `chmod 600 ${shellWord(path)} && setfacl -b ${shellWord(path)}; then see with keyward scan --verify what lives, and replace it`,
        places: secrets.flatMap(({ lines }) => lines.slice(0, 1)).map((line) => ({ file: path, line })),
      },
    ];
  });
}

/** Each reader by name, and the mode that lets them. */
const readersSeen = ({ everyone, users, by }: Readers): readonly string[] => [
  by,
  ...(everyone ? ['everyone'] : []),
  ...users.map((user) => `user ${user}`),
];

function toldOf({ everyone, users }: Readers): string | undefined {
  if (everyone) return 'every user of this host';
  if (users.length === 0) return undefined;
  const more = users.length - MOST_NAMES;
  return `the user${users.length === 1 ? '' : 's'} ${users.slice(0, MOST_NAMES).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
