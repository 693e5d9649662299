import { shellWord } from '../../core/index.ts';
import { type Check, type Finding, whenSeen } from '../check.ts';
import type { Account, AccountFacts, Question } from './facts.ts';

const NO_ACCOUNT = 'no exchange key stands in the settings';
export const FOR_TRIES = 'nothing can be lost there';

/** One finding for each account where something can be lost. */
export function judgeAccounts(
  { accounts }: AccountFacts,
  judge: (account: Account) => readonly Finding[],
): readonly Finding[] {
  return whenSeen('exchange accounts', accounts, (all, by) => {
    if (all.length === 0) return [{ result: 'not-applicable', about: 'exchange accounts', says: NO_ACCOUNT, by }];
    return all.flatMap(judge);
  });
}

export function forTries({ name }: Account): Finding {
  return { result: 'not-applicable', about: name, says: FOR_TRIES, by: 'the settings' };
}

/** What an exchange may tell by a call, and else its owner alone can see. `look`: where. */
export function askedOf(
  question: Question,
  look: string,
  check: Omit<Check<AccountFacts>, 'judge' | 'isAttestable'>,
): Check<AccountFacts> {
  const judge = (account: Account): readonly Finding[] => {
    if (account.isForTries) return [forTries(account)];
    const about = account.name;
    const answer = account.answers[question];
    if ('seen' in answer) {
      const { isSo, says } = answer.seen;
      return [{ result: isSo ? 'pass' : 'fail', about, says, by: answer.by }];
    }
    const says = `${answer.unseen}; look at ${look}`;
    return [{ result: 'unknown', about, says, by: answer.by, fix: `${check.fix} ${attestText(check.id, about)}` }];
  };
  return { ...check, isAttestable: true, judge: (facts) => judgeAccounts(facts, judge) };
}

export function attestText(id: string, about: string): string {
  return `Then say so: \`keyward attest ${id} --about ${shellWord(about)} --until YYYY-MM-DD --note TEXT\`.`;
}
