import { type Family, unseen } from '../check.ts';
import { age } from './age/check.ts';
import { alive } from './alive/check.ts';
import { endOfKey } from './end-of-key/check.ts';
import type { KeyFacts } from './facts.ts';
import { ipList } from './ip-list/check.ts';
import { ipListFits } from './ip-list-fits/check.ts';
import { knownRights } from './known-rights/check.ts';
import { neededRights } from './needed-rights/check.ts';
import { ownKey } from './own-key/check.ts';
import { place } from './place/check.ts';
import { secretKind } from './secret-kind/check.ts';
import { subAccount } from './sub-account/check.ts';
import { unchanged } from './unchanged/check.ts';
import { vendorBound } from './vendor-bound/check.ts';
import { withdrawal } from './withdrawal/check.ts';

/** The findings of the key audit, one check for each id. `KEY-11` (other keys on the account) is asked as `ACCT-09`. */
export const keys: Family<KeyFacts> = {
  name: 'KEY',
  title: 'Exchange keys',
  checks: [
    withdrawal,
    ipList,
    ipListFits,
    neededRights,
    endOfKey,
    age,
    ownKey,
    subAccount,
    alive,
    secretKind,
    vendorBound,
    unchanged,
    knownRights,
    place,
  ],
  blind: (reason) => ({ keys: unseen('keyward key audit', reason) }),
};
