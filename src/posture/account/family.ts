import { type Family, unseen } from '../check.ts';
import { addressList } from './address-list/check.ts';
import { capital } from './capital/check.ts';
import type { AccountFacts } from './facts.ts';
import { login } from './login/check.ts';
import { mail } from './mail/check.ts';
import { notices } from './notices/check.ts';
import { otherKeys } from './other-keys/check.ts';
import { phishingCode } from './phishing-code/check.ts';
import { recoveryCodes } from './recovery-codes/check.ts';
import { sessions } from './sessions/check.ts';

export const accounts: Family<AccountFacts> = {
  name: 'ACCT',
  title: 'Exchange accounts',
  checks: [login, mail, phishingCode, addressList, notices, sessions, recoveryCodes, capital, otherKeys],
  blind: (reason) => ({ accounts: unseen('the settings', reason) }),
};
