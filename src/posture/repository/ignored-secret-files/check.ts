import { shellWord } from '../../../core/index.ts';
import type { Check, Finding } from '../../check.ts';
import { severityIn, toldTries } from '../../secrets/facts.ts';
import { isOpen, toldSecrets } from '../../secrets/held.ts';
import { sawSecrets } from '../../secrets/saw.ts';
import type { NamedFile, RepositoryFacts, RepositorySight } from '../facts.ts';
import { ofEach, orPass } from '../judged.ts';

export const ignoredSecretFiles: Check<RepositoryFacts> = {
  id: 'REPO-03',
  severity: 'high',
  title: 'git ignores the files of secrets, and has none of them',
  why: 'What git has, everybody has who has the repository, also after it was removed. What git does not ignore, the next `git add .` takes along.',
  how: 'Files that are called as such of secrets (.env, api-keys.json, config with a key in it, secrets/) are looked up in what git has, would add and ignores, with the settings of their owner. Templates (.env.example) are none.',
  fix: "git rm --cached FILE; printf '%s\\n' '' 'FILE' >> .gitignore; then replace every key that was ever in it",
  undo: 'git add -f FILE',
  references: ['https://git-scm.com/docs/gitignore', 'https://git-scm.com/docs/git-check-ignore'],
  boxes: [10],
  judge: (facts) => ofEach(facts, ofRepository),
};

const ofRepository = (one: RepositorySight): readonly Finding[] => [
  ...orPass(
    `repository ${one.top}`,
    one.named,
    (files, by) => files.flatMap((file) => ofFile(file, one, by)),
    (files) =>
      files.length === 0
        ? 'it has no file that is called as one of secrets'
        : `git ignores its ${files.length} files of secrets`,
  ),
  ...('unseen' in one.wouldTake ? [] : one.wouldTake.seen.map((name) => wouldTake(name, one, one.wouldTake.by))),
];

/** The last line of the file may have no end: what is appended would be a part of it. */
const APPEND = "printf '%s\\n' ''";

const wouldTake = (name: string, { top }: RepositorySight, by: string): Finding => ({
  result: 'warn',
  about: `${top}/${name}`,
  says: `the repository is made for a ${name}, and git would take one along: it is not ignored`,
  by,
  severity: 'medium',
  fix: `cd ${shellWord(top)} && ${APPEND} .env '.env.*' '!.env.example' >> .gitignore`,
});

/** A line of .gitignore that means this path alone; what no line can hold is left open. */
const ignoreLine = (path: string): string => `/${path.replace(/[\\*?[]|\s$/g, '\\$&').replace(/[\n\r]/g, '?')}`;

function ofFile(
  { path, sight, secrets: all, isCiphertext, hasSecretName }: NamedFile,
  { top }: RepositorySight,
  by: string,
): readonly Finding[] {
  if (sight === 'ignored') return [];
  const about = `${top}/${path}`;
  const secrets = all.filter(isOpen);
  const told = sight === 'tracked' ? 'git has this file' : 'git does not ignore this file';
  const ignore = `${APPEND} ${shellWord(ignoreLine(path))} >> .gitignore`;
  const steps =
    sight === 'tracked'
      ? `cd ${shellWord(top)} && git rm --cached -- ${shellWord(path)} && ${ignore}; then replace each key that was ever in it`
      : `cd ${shellWord(top)} && ${ignore}`;
  const fix = hasSecretName
    ? `its name holds a secret, which is left out here: give the file another name, then ${steps}`
    : steps;
  const places = [{ file: about }];
  if (secrets.length > 0) {
    const severity = severityIn('high', secrets);
    return [
      {
        result: 'fail',
        about,
        says: `${told}, and it holds ${toldSecrets(secrets)}${toldTries(secrets)}`,
        by,
        severity,
        saw: [...sawSecrets(secrets), ...(sight === 'tracked' ? ['tracked'] : [])],
        fix,
        places,
      },
    ];
  }
  // Settings without a secret are kept in git by many, on purpose.
  if (!isCiphertext && !/(?:^|\/)(?:\.env(?:\.\w+)?|[^/]+\.env|api[-_]?keys?\.\w+|secrets?\.\w+)$/i.test(path))
    return [];
  return [
    {
      result: 'warn',
      about,
      says: isCiphertext
        ? `${told}, and what it holds is as safe as the password that encrypts it`
        : `${told}; no secret stands in it now, and the first one that does goes along`,
      by,
      severity: 'medium',
      fix,
      places,
    },
  ];
}
