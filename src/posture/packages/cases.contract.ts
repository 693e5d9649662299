import type { Cases } from '../check.ts';
import { cases as exchangeAddress } from './exchange-address/cases.contract.ts';
import type { PackagesFacts } from './facts.ts';
import { cases as installScript } from './install-script/cases.contract.ts';
import { cases as knownMalicious } from './known-malicious/cases.contract.ts';
import { cases as lockOrigin } from './lock-origin/cases.contract.ts';
import { cases as lookAlikeName } from './look-alike-name/cases.contract.ts';
import { cases as publishedFiles } from './published-files/cases.contract.ts';
import { cases as releaseAge } from './release-age/cases.contract.ts';
import { cases as upstreamRelease } from './upstream-release/cases.contract.ts';

/** The cases of each check, by id. */
export const cases: Readonly<Record<string, Cases<PackagesFacts>>> = {
  'DEP-01': knownMalicious,
  'DEP-02': lookAlikeName,
  'DEP-03': lockOrigin,
  'DEP-04': releaseAge,
  'DEP-05': exchangeAddress,
  'DEP-06': installScript,
  'DEP-07': publishedFiles,
  'DEP-08': upstreamRelease,
};
