import { type Family, unseen } from '../check.ts';
import { exchangeNotPrinted } from './exchange-not-printed/check.ts';
import type { RepositoryFacts } from './facts.ts';
import { ignoredSecretFiles } from './ignored-secret-files/check.ts';
import { liveKeyInHistory } from './live-key-in-history/check.ts';
import { liveKeyInTree } from './live-key-in-tree/check.ts';
import { preCommitScan } from './pre-commit-scan/check.ts';
import { sharedOutputs } from './shared-outputs/check.ts';
import { transportChecked } from './transport-checked/check.ts';

/** What the repositories of the bots hold and would hand out. */
export const repositoryFamily: Family<RepositoryFacts> = {
  name: 'REPO',
  title: 'repositories',
  checks: [
    liveKeyInTree,
    liveKeyInHistory,
    ignoredSecretFiles,
    sharedOutputs,
    transportChecked,
    exchangeNotPrinted,
    preCommitScan,
  ],
  blind: (reason) => ({ repositories: unseen('git', reason) }),
};
