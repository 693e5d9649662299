import { shellWord } from '../../../core/index.ts';
import { type Check, type Finding, whenSeen } from '../../check.ts';
import { type SecretsFacts, severityIn, type Trace, toldTries } from '../facts.ts';
import { orClean, unknowns } from '../gaps.ts';
import { confidenceOf, isOpen, toldOfLife, toldSecrets } from '../held.ts';
import { sawSecrets } from '../saw.ts';

const CALLED: Readonly<Record<Trace['kind'], string>> = {
  history: 'this history',
  backup: 'this copy that an editor or a person left',
  log: 'this log',
  core: 'this core file',
};

export const leftBehind: Check<SecretsFacts> = {
  id: 'SEC-06',
  severity: 'high',
  title: 'no shell history, copy of an editor, log or core file holds a secret',
  why: 'Such files outlive the key file, are read by more people, and are what goes into bug reports and backups. A core file holds the whole memory of a bot, its keys with it.',
  how: 'Histories of the users of bots, of whoever looks, and for root of everybody who logs in; copies beside settings; logs in the folders of bots, packed ones (.gz) too; core files in those folders, and of bots where systemd and apport keep them. The journal and logs elsewhere are not read: journalctl -u UNIT | keyward scan -.',
  fix: 'keyward redact FILE takes the values out of a log or history; a copy and a core file are removed with shred -u FILE. Then replace the key, for it was written down in the clear',
  undo: 'what was removed is not brought back; keep a copy elsewhere before, if it is needed as evidence',
  references: ['core(5)', 'bash(1)', 'logrotate(8)'],
  boxes: [12],
  judge: ({ traces }) =>
    whenSeen('histories, copies, logs', traces, ({ traces: all, gaps, read }, by) =>
      orClean([...all.flatMap((trace) => ofTrace(trace, by)), ...unknowns(gaps, by)], {
        about: 'histories, copies, logs',
        by,
        read,
        says: `${read} histories, copies and logs were read, and none holds a secret`,
        none: 'there is no history, no copy of settings and no log of a bot here',
      }),
    ),
};

function ofTrace({ path, kind, secrets: all }: Trace, by: string): readonly Finding[] {
  const about = `${kind} ${path}`;
  const word = shellWord(path);
  const remove = `shred -u ${word}`;
  if (kind === 'core')
    return [
      {
        result: 'fail',
        about,
        says: `${CALLED.core} is the memory of a program of the bot, and whatever keys it had`,
        by,
        severity: 'high',
        confidence: 'likely',
        fix: `${remove}; and LimitCORE=0 in the unit of the bot`,
        places: [{ file: path }],
      },
    ];
  const secrets = all.filter(isOpen);
  if (secrets.length === 0)
    return [{ result: 'pass', about, says: 'what stands in it is dead, or its owner lets it stand', by }];
  const copy = shellWord(`${path}.clean`);
  const clean = kind === 'backup' ? remove : `keyward redact ${word} > ${copy} && mv ${copy} ${word}`;
  return [
    {
      result: 'fail',
      about,
      says: `${CALLED[kind]} holds ${toldSecrets(secrets)}${toldOfLife(secrets)}${toldTries(secrets)}`,
      by,
      severity: severityIn('high', secrets),
      ...confidenceOf(secrets),
      saw: sawSecrets(secrets),
      fix: `${/\.gz$/.test(path) ? remove : clean}; keyward scan --verify ${word} before tells what lives and is to be replaced`,
      places: secrets.flatMap(({ lines }) => lines.slice(0, 1)).map((line) => ({ file: path, line })),
    },
  ];
}
