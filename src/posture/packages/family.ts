import { type Family, unseen } from '../check.ts';
import { exchangeAddress } from './exchange-address/check.ts';
import type { PackagesFacts } from './facts.ts';
import { installScript } from './install-script/check.ts';
import { knownMalicious } from './known-malicious/check.ts';
import { lockOrigin } from './lock-origin/check.ts';
import { lookAlikeName } from './look-alike-name/check.ts';
import { publishedFiles } from './published-files/check.ts';
import { releaseAge } from './release-age/check.ts';
import { upstreamRelease } from './upstream-release/check.ts';

/** Whether the packages of bots are what their owner thinks. */
export const packagesFamily: Family<PackagesFacts> = {
  name: 'DEP',
  title: 'packages',
  checks: [
    knownMalicious,
    lookAlikeName,
    lockOrigin,
    releaseAge,
    exchangeAddress,
    installScript,
    publishedFiles,
    upstreamRelease,
  ],
  blind: (reason) => ({ projects: unseen('the folders of the bots that were found', reason), nowMs: 0, minAgeDays: 7 }),
};
