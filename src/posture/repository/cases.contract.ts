import type { Cases } from '../check.ts';
import { cases as exchangeNotPrinted } from './exchange-not-printed/cases.contract.ts';
import type { RepositoryFacts } from './facts.ts';
import { cases as ignoredSecretFiles } from './ignored-secret-files/cases.contract.ts';
import { cases as liveKeyInHistory } from './live-key-in-history/cases.contract.ts';
import { cases as liveKeyInTree } from './live-key-in-tree/cases.contract.ts';
import { cases as preCommitScan } from './pre-commit-scan/cases.contract.ts';
import { cases as sharedOutputs } from './shared-outputs/cases.contract.ts';
import { cases as transportChecked } from './transport-checked/cases.contract.ts';

/** The cases of each check of repositories, by its id. */
export const repositoryCases: Readonly<Record<string, Cases<RepositoryFacts>>> = {
  'REPO-01': liveKeyInTree,
  'REPO-02': liveKeyInHistory,
  'REPO-03': ignoredSecretFiles,
  'REPO-04': sharedOutputs,
  'REPO-05': transportChecked,
  'REPO-06': exchangeNotPrinted,
  'REPO-07': preCommitScan,
};
