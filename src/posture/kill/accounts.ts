import { type Finding, whenSeen } from '../check.ts';
import type { KillAccount, KillFacts } from './facts.ts';

/** A finding for each account that bots trade on. */
export function eachAccount(
  { accounts }: Pick<KillFacts, 'accounts'>,
  judge: (account: KillAccount) => readonly Finding[],
): readonly Finding[] {
  return whenSeen('the accounts', accounts, (all, by) =>
    all.length === 0
      ? [{ result: 'not-applicable', about: 'the accounts', says: 'no bot trades with a key of these settings', by }]
      : all.flatMap(judge),
  );
}

export const keyAbout = ({ key }: Pick<KillAccount, 'key'>): string => `key ${key}`;
