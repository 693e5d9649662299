import { type Decimal, parseDecimal } from '../../core/index.ts';
import { type Cases, seen, unseen } from '../check.ts';
import { type Account, type AccountFacts, type Holding, type Question, questions, type Worth } from './facts.ts';

/** What the cases of this family are made of: an account that tells all, and all of it is in order. */
export const account: Account = {
  name: 'bybit',
  title: 'Bybit',
  isForTries: false,
  page: 'https://www.bybit.com/app/user/api-management',
  keys: [{ name: 'main', label: 'grid bot' }],
  answers: Object.fromEntries(
    questions.map((question) => [question, seen('a call', { isSo: true, says: 'it is on' })]),
  ) as Account['answers'],
  otherKeys: seen('a call', { strange: [], isWhole: true }),
  holdings: [],
};

export const silent: Account = {
  ...account,
  answers: Object.fromEntries(
    questions.map((question) => [question, unseen('no call', 'no call of Bybit tells it')]),
  ) as Account['answers'],
  otherKeys: unseen('no call', 'no call of Bybit lists its keys'),
};

export const forTries = { name: 'bybit practice', isForTries: true };

export function accountsOf(...list: readonly Account[]): AccountFacts {
  return { accounts: seen('the settings', list) };
}

export function answering(question: Question, isSo: boolean): AccountFacts {
  const answer = seen('a call', { isSo, says: isSo ? 'it is on' : 'it is off' });
  return accountsOf({ ...account, answers: { ...account.answers, [question]: answer } });
}

/** The cases of a check that asks for one thing. */
export function askedCases(question: Question): Cases<AccountFacts> {
  return {
    good: { 'the exchange says so': answering(question, true) },
    bad: {
      'the exchange says that it is not so': answering(question, false),
      'one of two': accountsOf(account, { ...answered(question), name: 'okx' }),
    },
    near: {
      'no call tells it': accountsOf(silent),
      'the practice exchange': accountsOf({ ...silent, ...forTries }),
      'no account at all': accountsOf(),
    },
  };
}

function answered(question: Question): Account {
  return { ...account, answers: { ...account.answers, [question]: seen('a call', { isSo: false, says: 'by SMS' }) } };
}

export function money(amount: string, currency = 'USDT', uncounted: readonly string[] = []): Worth {
  return { amount: parseDecimal(amount) as Decimal, currency, uncounted };
}

export const holding: Holding = {
  key: 'main',
  subAccount: seen('GET /v5/user/query-api', 'yes'),
  capital: money('5000'),
  worth: seen('GET /v5/account/wallet-balance', money('5100', 'USD')),
};

export function holdingOf(changes: Partial<Holding>, rest: Partial<Account> = {}): AccountFacts {
  return accountsOf({ ...account, ...rest, holdings: [{ ...holding, ...changes }] });
}
