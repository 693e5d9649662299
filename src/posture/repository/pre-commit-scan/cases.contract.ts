import { type Cases, seen, unseen } from '../../check.ts';
import type { RepositoryFacts } from '../facts.ts';
import { noRepository, ofOne } from '../made.contract.ts';

export const cases: Cases<RepositoryFacts> = {
  good: {
    'the hook of Keyward': ofOne(),
    'a scanner of somebody else': ofOne({ hooks: seen('.git/hooks', { scanners: ['gitleaks', 'detect-secrets'] }) }),
  },
  bad: {
    'no hook': ofOne({ hooks: seen('.git/hooks', { scanners: [] }) }),
    'settings of a scanner that no hook calls': ofOne({
      hooks: seen('.git/hooks', { scanners: [], notInstalled: '.pre-commit-config.yaml' }),
    }),
  },
  near: {
    "a clone of somebody else's program": ofOne({ isClone: true, hooks: seen('.git/hooks', { scanners: [] }) }),
    'hooks that could not be read': ofOne({ hooks: unseen('.git/hooks', 'it may not be read') }),
    'a hook that only names a scanner': ofOne({ hooks: seen('.git/hooks', { scanners: [], unsure: 'gitleaks' }) }),
    'no repository': noRepository,
  },
};
