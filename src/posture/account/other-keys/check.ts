import type { Check, Finding } from '../../check.ts';
import { attestText, forTries, judgeAccounts } from '../asked.ts';
import type { Account, AccountFacts } from '../facts.ts';

const ID = 'ACCT-09';

export const otherKeys: Check<AccountFacts> = {
  id: ID,
  severity: 'high',
  title: 'the account has no API keys but those of the settings',
  why: 'A forgotten key of an old bot, or one that a thief made, trades and withdraws where nobody looks.',
  how: 'Where the exchange lists keys by a call, the list is held against the settings: Deribit those of the account (all of them where there are no subaccounts), HTX those of the user without its sub-users, Upbit (Korea) those of the account, OKX those of sub-accounts to a key of their master. A list that may not be whole can show a strange key, and is no proof that there is none; then, and elsewhere, its owner counts them on the page.',
  fix: 'Delete every key on the API page of the exchange that you do not know; take the others in with `keyward key add NAME`.',
  undo: 'A key that was deleted does not come back: make a new one on the same page.',
  references: ['https://docs.deribit.com/api-reference/account-management/private-list_api_keys'],
  boxes: [],
  isAttestable: true,
  judge: (facts) => judgeAccounts(facts, judge),
};

function judge(account: Account): readonly Finding[] {
  const { name: about, keys, page } = account;
  const list = account.otherKeys;
  const strange = 'seen' in list ? list.seen.strange : [];
  if (strange.length > 0) {
    const says = `the exchange lists ${strange.length} ${strange.length === 1 ? 'key' : 'keys'} that the settings do not name: ${strange.join(', ')}`;
    return [{ result: 'fail', about, says, by: list.by, ...(account.isForTries ? { severity: 'low' } : {}) }];
  }
  if (account.isForTries) return [forTries(account)];
  const named = keys.map(({ name, label }) => (label === undefined ? name : `${name} ("${label}")`)).join(', ');
  const count = keys.length === 1 ? 'one key' : `${keys.length} keys`;
  const fix = `Count the keys at ${page}: the settings have ${count}. ${attestText(ID, about)}`;
  const open = (why: string): readonly Finding[] => [
    { result: 'unknown', about, says: `${why}; the settings have ${count} there: ${named}`, by: list.by, fix },
  ];
  if ('unseen' in list) return open(list.unseen);
  if (!list.seen.isWhole) return open('the exchange does not list all keys of the account');
  return [
    { result: 'pass', about, says: `the exchange lists no key that the settings do not name (${named})`, by: list.by },
  ];
}
