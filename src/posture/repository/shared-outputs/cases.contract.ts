import type { Cases } from '../../check.ts';
import { secretOf } from '../../secrets/made.contract.ts';
import type { RepositoryFacts, SharedKind } from '../facts.ts';
import { noRepository, notAllRead, ofOne, treeOf, withFile } from '../made.contract.ts';

const kinds: readonly SharedKind[] = ['notebook', 'compose', 'ci', 'dockerfile'];

export const cases: Cases<RepositoryFacts> = {
  good: {
    'no secret in any of them': ofOne(),
    'a key in code, which is told elsewhere': withFile({ secrets: [secretOf()] }),
  },
  bad: {
    ...Object.fromEntries(
      kinds.map((shared) => [`a secret in a ${shared}`, withFile({ shared, secrets: [secretOf()] })]),
    ),
    'a secret that an image is built with': ofOne({
      tree: treeOf({ layers: [{ path: 'Dockerfile', line: 3, word: 'ARG API_SECRET', kind: 'named' }] }),
    }),
    'a file of secrets that is copied into an image': ofOne({
      tree: treeOf({ layers: [{ path: 'Dockerfile', line: 4, word: 'COPY .env', kind: 'copied' }] }),
    }),
  },
  near: {
    'a made-up key in a notebook of the documents': withFile({
      shared: 'notebook',
      isOfTests: true,
      secrets: [secretOf()],
    }),
    'not all was read': notAllRead,
    'no repository': noRepository,
  },
};
