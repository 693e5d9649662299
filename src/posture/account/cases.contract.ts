import type { Cases } from '../check.ts';
import { addressListCases } from './address-list/cases.contract.ts';
import { capitalCases } from './capital/cases.contract.ts';
import type { AccountFacts } from './facts.ts';
import { loginCases } from './login/cases.contract.ts';
import { mailCases } from './mail/cases.contract.ts';
import { noticesCases } from './notices/cases.contract.ts';
import { otherKeysCases } from './other-keys/cases.contract.ts';
import { phishingCodeCases } from './phishing-code/cases.contract.ts';
import { recoveryCodesCases } from './recovery-codes/cases.contract.ts';
import { sessionsCases } from './sessions/cases.contract.ts';

export const cases: Readonly<Record<string, Cases<AccountFacts>>> = {
  'ACCT-01': loginCases,
  'ACCT-02': mailCases,
  'ACCT-03': phishingCodeCases,
  'ACCT-04': addressListCases,
  'ACCT-05': noticesCases,
  'ACCT-06': sessionsCases,
  'ACCT-07': recoveryCodesCases,
  'ACCT-08': capitalCases,
  'ACCT-09': otherKeysCases,
};
