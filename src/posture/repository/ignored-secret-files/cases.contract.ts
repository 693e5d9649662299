import { type Cases, seen, unseen } from '../../check.ts';
import { secretOf } from '../../secrets/made.contract.ts';
import type { NamedFile, RepositoryFacts } from '../facts.ts';
import { noRepository, ofOne } from '../made.contract.ts';

const of = (given: Partial<NamedFile>): RepositoryFacts =>
  ofOne({ named: seen('git', [{ path: '.env', sight: 'tracked', secrets: [], isCiphertext: false, ...given }]) });

export const cases: Cases<RepositoryFacts> = {
  good: {
    'no such file': ofOne(),
    'a file that git ignores': of({ sight: 'ignored' }),
    'settings without a secret that git has': of({ path: 'config.json' }),
  },
  bad: {
    'a tracked file with a key': of({ secrets: [secretOf()] }),
    'a file with a key that is not ignored': of({ sight: 'unignored', secrets: [secretOf()] }),
    'a tracked .env without a key': of({}),
    'tracked ciphertexts of a bot': of({ path: 'conf/connectors/binance.yml', isCiphertext: true }),
    'a template, and no rule that ignores what is made of it': ofOne({ wouldTake: seen('git', ['.env']) }),
  },
  near: {
    'a git that does not answer': ofOne({ named: unseen('git', 'git did not answer in time') }),
    'no repository': noRepository,
  },
};
