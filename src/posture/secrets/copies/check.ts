import { type Check, type Finding, whenSeen } from '../../check.ts';
import { type SecretFile, type SecretsFacts, severityIn, toldTries } from '../facts.ts';
import { orClean, unknowns } from '../gaps.ts';
import { type HeldSecret, isOpen, toldSecrets } from '../held.ts';

const MOST_PATHS = 4;

interface Copied {
  readonly secret: HeldSecret;
  readonly files: readonly SecretFile[];
}

export const copies: Check<SecretsFacts> = {
  id: 'SEC-08',
  severity: 'medium',
  title: 'each secret stands in one file',
  why: 'When a key is replaced one copy is forgotten: the bot that reads it stops, or the old key is left where nobody looks. Each copy is one more place to lose it from.',
  how: 'The secrets of all files that were read are compared by keyed digests in memory. Links to one file are one. Copies in a history of git are told by REPO-02, those in logs by SEC-06.',
  fix: 'keep one, and have the others read it: keyward run -- BOT, an env_file, a link. Then remove the copies with shred -u FILE',
  undo: 'copy the file again',
  references: ['https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html'],
  boxes: [],
  judge: ({ files }) =>
    whenSeen('files with secrets', files, ({ files: held, gaps, read, skipped = [] }, by) =>
      orClean([...together(held).map((one) => ofCopied(one, by)), ...unknowns(gaps, by)], {
        about: 'files with secrets',
        by,
        read,
        says: `of ${held.length} files with secrets no two hold the same one`,
        none: 'no bot and no file of secrets was found here',
        skipped,
      }),
    ),
};

/** Secrets that stand in several files; those of the same files together. */
function together(files: readonly SecretFile[]): readonly (readonly Copied[])[] {
  const byId = new Map<string, Copied>();
  for (const file of files)
    for (const secret of file.secrets.filter(isOpen)) {
      const before = byId.get(secret.id);
      byId.set(secret.id, { secret: before?.secret ?? secret, files: [...(before?.files ?? []), file] });
    }
  const byFiles = new Map<string, Copied[]>();
  for (const one of [...byId.values()].filter((each) => each.files.length > 1)) {
    const names = one.files.map(({ path }) => path).join('\0');
    byFiles.set(names, [...(byFiles.get(names) ?? []), one]);
  }
  return [...byFiles.values()];
}

function ofCopied(copied: readonly Copied[], by: string): Finding {
  const { files } = copied[0]!;
  const paths = files.map(({ path }) => path).sort();
  const secrets = copied.map(({ secret }) => secret);
  const more = paths.length - MOST_PATHS;
  return {
    result: 'fail',
    about: `copies of ${paths[0]}`,
    says: `${paths.length} files hold the same secret, ${toldSecrets(secrets)}: ${paths.slice(0, MOST_PATHS).join(', ')}${more > 0 ? ` and ${more} more` : ''}${toldTries(secrets)}`,
    by,
    severity: severityIn('medium', secrets),
    places: paths.map((file) => ({ file })),
  };
}
