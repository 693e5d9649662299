import type { Cases } from '../../check.ts';
import type { RepositoryFacts } from '../facts.ts';
import { noRepository, notAllRead, ofOne, withFile } from '../made.contract.ts';

export const cases: Cases<RepositoryFacts> = {
  good: {
    'code that prints neither': ofOne(),
    'code that leaves TLS off, which is told elsewhere': withFile({
      faults: [{ kind: 'no-tls-check', line: 3, word: 'verify=False' }],
    }),
  },
  bad: {
    'a verbose exchange': withFile({ faults: [{ kind: 'verbose', line: 3, word: 'verbose' }] }),
    'a print of the exchange': withFile({ faults: [{ kind: 'prints-exchange', line: 3, word: 'print(exchange)' }] }),
  },
  near: { 'not all was read': notAllRead, 'no repository': noRepository },
};
