import { shellWord } from '../../../core/index.ts';
import type { Check, Finding } from '../../check.ts';
import { doubtful, severityIn, toldTries } from '../../secrets/facts.ts';
import { unknowns } from '../../secrets/gaps.ts';
import { confidenceOf, isOpen, toldOfLife, toldSecrets } from '../../secrets/held.ts';
import { sawSecrets } from '../../secrets/saw.ts';
import { isOfTests } from '../code-faults.ts';
import type { PastFile, RepositoryFacts, RepositorySight } from '../facts.ts';
import { ofEach, orPass } from '../judged.ts';

export const liveKeyInHistory: Check<RepositoryFacts> = {
  id: 'REPO-02',
  severity: 'critical',
  title: 'no exchange key stands in the history of the repository',
  why: 'Deleting the file is not enough: everybody who ever cloned or will clone the repository has each version of it, and forges keep what no branch reaches.',
  how: 'Every object of the repository is read, also of stashes and of what no branch reaches. What keyward scan --history has read before is not read again; where more is left than fits the time of a check, it is unknown, and that command reads the rest. Objects that branches, tags, stashes and their logs name and the repository lacks are unknown: lost ones, those of a repository from which it borrows and that is away, and those that a shallow or partial clone has not fetched. Names of files in the past are not looked at.',
  fix: 'revoke the key at its exchange first: keyward leak KEY does so for a key of the settings, keyward leak --finding ID for another one, and says how the history is cleaned',
  undo: 'none is needed for a key that was revoked; a rewritten history is taken back from a clone made before',
  references: [
    'https://git-scm.com/docs/git-gc',
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/removing-sensitive-data-from-a-repository',
  ],
  boxes: [14, 15],
  judge: (facts) => ofEach(facts, ofRepository),
};

function ofRepository(one: RepositorySight): readonly Finding[] {
  const found = orPass(
    `history of ${one.top}`,
    one.history,
    ({ files, gaps }, by) => [...files.flatMap((file) => ofFile(file, one, by)), ...unknowns(gaps, by)],
    () =>
      one.isClone
        ? 'nothing was committed here beside what came with the program that was cloned'
        : 'every object of the repository was read, and none holds an exchange key',
  );
  const fix = `cd ${shellWord(one.top)} && keyward scan --history`;
  return found.map((each) => (each.result === 'unknown' && each.fix === undefined ? { ...each, fix } : each));
}

function ofFile(
  { path, commit, secrets: all, isStillThere }: PastFile,
  { top, forges }: RepositorySight,
  by: string,
): readonly Finding[] {
  const secrets = all.filter(isOpen);
  if (secrets.length === 0) return [];
  const isDoubtful = isOfTests(path) && secrets.every(({ own }) => own === undefined);
  const where = commit === undefined ? 'an object that no branch reaches' : `commit ${commit.slice(0, 12)}`;
  // What opens no exchange is no live key, and others have it all the same.
  const isKey = secrets.some(({ weight }) => weight === 'key');
  const severity = severityIn(isKey ? 'critical' : 'high', secrets);
  const forge = forges.length > 0 ? `; it has a remote at ${forges.join(', ')}` : '';
  return [
    {
      result: isDoubtful ? 'warn' : 'fail',
      about: `history of ${top}: ${path}`,
      says: `${where} holds ${toldSecrets(secrets)}${isStillThere ? ', and it stands there still' : ''}${toldOfLife(secrets)}${forge}${isDoubtful ? '; it is of tests or examples, so it may be made up' : ''}${toldTries(secrets)}`,
      by,
      severity: isDoubtful ? doubtful(severity) : severity,
      ...confidenceOf(secrets),
      saw: [...sawSecrets(secrets), ...(isStillThere ? ['still there'] : []), ...forges],
      fix: `cd ${shellWord(top)} && keyward scan --history --verify says which lives: revoke it at its exchange first; then the history is rewritten (git filter-repo)`,
      places: [{ file: `${top}/${path}` }],
    },
  ];
}
