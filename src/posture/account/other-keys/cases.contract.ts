import { type Cases, seen } from '../../check.ts';
import { account, accountsOf, forTries, silent } from '../accounts.contract.ts';
import type { AccountFacts } from '../facts.ts';

const strange = seen('GET /keys', { strange: ['old bot (a1b2c3d4e5f6)'], isWhole: false });

export const otherKeysCases: Cases<AccountFacts> = {
  good: { 'the exchange lists no other': accountsOf(account) },
  bad: {
    'a key that nobody names': accountsOf({ ...account, otherKeys: strange }),
    'also on the practice exchange': accountsOf({ ...account, ...forTries, otherKeys: strange }),
  },
  near: {
    'no call lists them': accountsOf(silent),
    'only those of sub-accounts are listed': accountsOf({
      ...account,
      otherKeys: seen('GET /keys', { strange: [], isWhole: false }),
    }),
    'the practice exchange': accountsOf({ ...silent, ...forTries }),
    'no account at all': accountsOf(),
  },
};
