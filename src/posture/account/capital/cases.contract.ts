import { type Cases, seen, unseen } from '../../check.ts';
import { account, accountsOf, forTries, holding, holdingOf, money } from '../accounts.contract.ts';
import type { AccountFacts } from '../facts.ts';

const { capital: _capital, ...undeclared } = holding;
const unread = unseen('GET /v5/account/wallet-balance', 'not reached');
const isMain = seen('GET /v5/user/query-api', 'no' as const);
const isUntold = seen('GET /v5/user/query-api', 'unknown' as const);

export const capitalCases: Cases<AccountFacts> = {
  good: {
    'a sub-account with what was declared': holdingOf({}),
    'a tenth above, as gains are': holdingOf({ worth: seen('a call', money('5500')) }),
    'less, after losses': holdingOf({ worth: seen('a call', money('1200')) }),
  },
  bad: {
    'a cent more than a tenth above': holdingOf({ worth: seen('a call', money('5500.01')) }),
    'ten times as much': holdingOf({ worth: seen('a call', money('50000', 'USD')) }),
    'the main account': holdingOf({ subAccount: isMain, worth: unread }),
    'the main account, nothing declared': accountsOf({ ...account, holdings: [{ ...undeclared, subAccount: isMain }] }),
    'the main account, with no more than was declared': holdingOf({ subAccount: isMain }),
    'too much, whosever account it is': holdingOf({
      subAccount: unseen('a call', 'it could not be asked'),
      worth: seen('a call', money('50000')),
    }),
    'too much on the practice exchange': holdingOf({ worth: seen('a call', money('50000')) }, forTries),
  },
  near: {
    'coins in a wallet that is not counted': holdingOf({
      worth: seen('a call', money('4000', 'USD', ['0.5 BTC (funding)'])),
    }),
    'nothing declared': accountsOf({ ...account, holdings: [undeclared] }),
    'what it holds is not known': holdingOf({ worth: unread }),
    'the exchange does not say whose it is': holdingOf({ subAccount: isUntold }),
    'in coins that cannot be compared': holdingOf({ worth: seen('a call', money('9', 'BTC')) }),
    'nobody could ask the key': holdingOf({ subAccount: unseen('a call', 'it could not be asked') }),
    'no bot trades there': accountsOf({ ...account, holdings: [] }),
    'nothing declared on the practice exchange': accountsOf({ ...account, ...forTries, holdings: [undeclared] }),
    'no account at all': accountsOf(),
  },
};
