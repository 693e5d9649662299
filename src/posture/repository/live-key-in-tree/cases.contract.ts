import type { Cases } from '../../check.ts';
import { secretOf } from '../../secrets/made.contract.ts';
import type { RepositoryFacts } from '../facts.ts';
import { noRepository, notAllRead, ofOne, withFile } from '../made.contract.ts';

export const cases: Cases<RepositoryFacts> = {
  good: {
    'no key in any file': ofOne(),
    'a key that is dead': withFile({ secrets: [secretOf({ deadSince: '2026-10-01' })] }),
    'a key that the baseline knows': withFile({
      secrets: [secretOf({ excused: 'of the demo (ann, until 2027-01-01)' })],
    }),
  },
  bad: {
    'a key in a file that git has': withFile({ secrets: [secretOf()] }),
    'a key in a file that git would add': withFile({ isTracked: false, secrets: [secretOf()] }),
    'a key of the settings': withFile({ secrets: [secretOf({ own: { key: 'main', isReal: true } })] }),
    'a key in a test': withFile({ isOfTests: true, secrets: [secretOf()] }),
  },
  near: { 'not all was read': notAllRead, 'no repository': noRepository },
};
