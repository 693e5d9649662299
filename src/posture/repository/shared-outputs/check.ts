import { shellWord } from '../../../core/index.ts';
import type { Check, Finding } from '../../check.ts';
import { severityIn, toldTries } from '../../secrets/facts.ts';
import { confidenceOf, isOpen, toldSecrets } from '../../secrets/held.ts';
import { sawSecrets } from '../../secrets/saw.ts';
import type { LayerFault, RepositoryFacts, RepositorySight, SharedKind, TreeFile } from '../facts.ts';
import { ofEach, orPass } from '../judged.ts';

const CALLED: Readonly<Record<SharedKind, readonly [name: string, fix: string]>> = {
  notebook: ['this notebook, with what its cells printed,', 'jupyter nbconvert --clear-output --inplace FILE'],
  compose: [
    'this compose file',
    'name the variable alone and keep its value in an ignored env_file, or use secrets: of compose',
  ],
  ci: ['this file of a CI', 'keep the value in the secrets of the CI, and name it here'],
  dockerfile: ['this Dockerfile', 'hand it over when the container starts; while it is built, RUN --mount=type=secret'],
};

export const sharedOutputs: Check<RepositoryFacts> = {
  id: 'REPO-04',
  severity: 'medium',
  title: 'no notebook, compose file, file of a CI or Dockerfile holds a secret',
  why: 'Notebooks keep what was printed, a CI prints what it runs, and each layer of an image keeps what was in it for whoever pulls the image, also after a later step removed it.',
  how: 'Such files among those that git has or would add are read with the rules of keyward scan. In Dockerfiles an ARG or ENV that is called as a secret and a COPY of a file of secrets count too, for their values stay in the image. Names alone ($API_SECRET, secrets of a CI) are fine.',
  fix: 'take the value out, and replace the key: it was written where others read it',
  undo: 'write the value into the file again',
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
  ],
  boxes: [8],
  judge: (facts) => ofEach(facts, ofRepository),
};

const ofRepository = (one: RepositorySight): readonly Finding[] =>
  orPass(
    `repository ${one.top}`,
    one.tree,
    ({ files, layers }, by) => [
      ...files.flatMap((file) => ofFile(file, one, by)),
      ...layers.map((layer) => ofLayer(layer, one, by)),
      ...unread(one),
    ],
    () => 'its notebooks, compose files, files of a CI and Dockerfiles hold no secret',
  );

/** A tree of which not all was read is no pass; REPO-01 tells each gap. */
function unread({ tree, top }: RepositorySight): Finding[] {
  if ('unseen' in tree || tree.seen.gaps.length === 0) return [];
  return [
    {
      result: 'unknown',
      about: `repository ${top}`,
      says: 'not all of its files were read',
      by: tree.by,
      fix: `keyward scan ${shellWord(top)}`,
    },
  ];
}

function ofFile(
  { path, shared, secrets: all, isOfTests }: TreeFile,
  { top }: RepositorySight,
  by: string,
): readonly Finding[] {
  const secrets = all.filter(isOpen);
  if (shared === undefined || secrets.length === 0 || isOfTests) return [];
  const [name, fix] = CALLED[shared];
  return [
    {
      result: 'fail',
      about: `${top}/${path}`,
      says: `${name} holds ${toldSecrets(secrets)}${toldTries(secrets)}`,
      by,
      severity: severityIn('medium', secrets),
      ...confidenceOf(secrets),
      saw: sawSecrets(secrets),
      fix: `${fix.replace('FILE', () => shellWord(`${top}/${path}`))}; then replace the key`,
      places: secrets.flatMap(({ lines }) => lines.slice(0, 1)).map((line) => ({ file: `${top}/${path}`, line })),
    },
  ];
}

const ofLayer = ({ path, line, word, kind }: LayerFault, { top }: RepositorySight, by: string): Finding => ({
  result: kind === 'copied' ? 'fail' : 'warn',
  about: `${top}/${path}: ${word}`,
  says:
    kind === 'copied'
      ? `${word} puts a file of secrets into the image`
      : `${word} keeps the value of a secret in the image, whatever it is given`,
  by,
  fix: CALLED.dockerfile[1],
  places: [{ file: `${top}/${path}`, line }],
});
