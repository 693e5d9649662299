import { type Cases, seen, unseen } from '../../check.ts';
import { secretOf } from '../../secrets/made.contract.ts';
import type { RepositoryFacts } from '../facts.ts';
import { noRepository, ofOne, withPast } from '../made.contract.ts';

export const cases: Cases<RepositoryFacts> = {
  good: {
    'a history without a key': ofOne(),
    'a key that is dead': withPast({ secrets: [secretOf({ deadSince: '2026-10-01' })] }),
  },
  bad: {
    'a key in a commit': withPast({ secrets: [secretOf()] }),
    'a key that stands there still': withPast({ secrets: [secretOf()], isStillThere: true }),
    'a key in a test of long ago': withPast({ path: 'tests/test_sign.py', secrets: [secretOf()] }),
  },
  near: {
    'a history that is too long': ofOne({ history: unseen('git', 'more of it is unread than fits') }),
    'a shallow clone': ofOne({
      history: seen('git', { files: [], gaps: [{ about: 'history of /srv/grid', why: 'it is a shallow clone' }] }),
    }),
    'no repository': noRepository,
  },
};
