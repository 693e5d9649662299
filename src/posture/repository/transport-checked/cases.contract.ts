import type { Cases } from '../../check.ts';
import type { RepositoryFacts } from '../facts.ts';
import { noRepository, notAllRead, ofOne, withFile } from '../made.contract.ts';

export const cases: Cases<RepositoryFacts> = {
  good: {
    'code that leaves it on': ofOne(),
    'code that prints its exchange, which is told elsewhere': withFile({
      faults: [{ kind: 'verbose', line: 3, word: 'verbose' }],
    }),
  },
  bad: {
    'a check that is switched off': withFile({ faults: [{ kind: 'no-tls-check', line: 3, word: 'verify=False' }] }),
    'an exchange over http': withFile({
      faults: [{ kind: 'plain-http', line: 3, word: 'http://api.example-exchange.io' }],
    }),
  },
  near: { 'not all was read': notAllRead, 'no repository': noRepository },
};
