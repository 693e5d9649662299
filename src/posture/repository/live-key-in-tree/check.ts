import { shellWord } from '../../../core/index.ts';
import type { Check, Finding } from '../../check.ts';
import { doubtful, severityIn, toldTries } from '../../secrets/facts.ts';
import { unknowns } from '../../secrets/gaps.ts';
import { confidenceOf, isOpen, toldOfLife, toldSecrets } from '../../secrets/held.ts';
import { sawSecrets } from '../../secrets/saw.ts';
import type { RepositoryFacts, RepositorySight, TreeFile } from '../facts.ts';
import { ofEach, orPass } from '../judged.ts';

export const liveKeyInTree: Check<RepositoryFacts> = {
  id: 'REPO-01',
  severity: 'critical',
  title: 'no exchange key stands in what git has or would add',
  why: 'The next push hands it to whoever has the repository: collaborators, a CI, the forge, and where it is public robots that use such keys within minutes.',
  how: 'The files that git has, and those that it would add, are read with the rules of keyward scan, each up to 4 MiB. Whether a key lives only its exchange tells; nobody is asked here, so that one that is not of the settings counts as live. Ignored files are SEC-02.',
  fix: 'revoke the key at its exchange first, then take it out of the file: keyward scan --verify says which lives, keyward leak KEY does the rest',
  undo: 'none is needed: a key that was revoked stays dead',
  references: ['https://docs.github.com/en/code-security/secret-scanning/introduction/about-secret-scanning'],
  boxes: [8, 13],
  judge: (facts) => ofEach(facts, ofRepository),
};

const ofRepository = (one: RepositorySight): readonly Finding[] =>
  orPass(
    `repository ${one.top}`,
    one.tree,
    ({ files, gaps }, by) => [...files.flatMap((file) => ofFile(file, one, by)), ...unknowns(gaps, by)],
    ({ read }) =>
      `${read} files${one.isClone ? ' beside those of the cloned program' : ''} were read, and none holds an exchange key`,
  );

function ofFile(
  { path, isTracked, secrets: all, isOfTests }: TreeFile,
  { top }: RepositorySight,
  by: string,
): readonly Finding[] {
  const secrets = all.filter((secret) => isOpen(secret));
  if (secrets.length === 0) return [];
  const isOwn = secrets.some(({ own }) => own !== undefined);
  const isDoubtful = isOfTests && !isOwn;
  // What opens no exchange is no live key, and others have it all the same.
  const isKey = secrets.some(({ weight }) => weight === 'key');
  const severity = severityIn(isKey ? 'critical' : 'high', secrets);
  return [
    {
      result: isDoubtful ? 'warn' : 'fail',
      about: `${top}/${path}`,
      says: `${isTracked ? 'git has' : 'git would add'} this file, and it holds ${toldSecrets(secrets)}${toldOfLife(secrets)}${isDoubtful ? '; it is of tests or examples, so it may be made up' : ''}${toldTries(secrets)}`,
      by,
      severity: isDoubtful ? doubtful(severity) : severity,
      ...confidenceOf(secrets),
      saw: [...sawSecrets(secrets), ...(isTracked ? ['tracked'] : [])],
      fix: `keyward scan --verify ${shellWord(`${top}/${path}`)} says which lives: revoke it at its exchange first, then take it out of the file`,
      places: secrets.flatMap(({ lines }) => lines.slice(0, 1)).map((line) => ({ file: `${top}/${path}`, line })),
    },
  ];
}
