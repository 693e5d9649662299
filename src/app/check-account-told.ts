import type { AuditedKey } from '../audit/index.ts';
import { type Control, controls, inspections } from '../exchanges/index.ts';
import { type AccountFacts, type Sight, seen, unseen } from '../posture/index.ts';
import { oneLine } from './one-line.ts';

type Account = Extract<AccountFacts['accounts'], { seen: unknown }>['seen'][number];
type Answers = Account['answers'];

const NO_EXCHANGE = unseen('no call', 'no exchange tells it');

/** What the exchange told the keys of one account in the audit, which is asked for nothing again here. */
export function answersOf(exchange: string, names: readonly string[], audit: Sight<readonly AuditedKey[]>): Answers {
  const told = Object.fromEntries(controls.map((control) => [control, answerOf(control, exchange, names, audit)]));
  return { ...(told as Record<Control, Answers[Control]>), mail: NO_EXCHANGE, recovery: NO_EXCHANGE };
}

/**
 * One key that is told that it is not so is enough. That it is so counts for the keys that were told it, and for those of the same account:
 * of any other key the account may be another.
 */
function answerOf(
  control: Control,
  exchange: string,
  names: readonly string[],
  audit: Sight<readonly AuditedKey[]>,
): Answers[Control] {
  const { name: title, account } = inspections[exchange]!.facts;
  const by = account.tells[control]?.call;
  if (by === undefined) {
    const silent = account.silent[control] ?? `no call of ${title} tells it to the key of a bot`;
    return unseen('no call', silent);
  }
  if ('unseen' in audit) return unseen(by, audit.unseen);
  const keys = names.map((name) => audit.seen.find((one) => one.key === name) ?? { key: name });
  const told = keys.map((key) => ({ key: key.key, ...accountIn(key), ...toldTo(key, control) }));
  const bad = told.find(({ isSo }) => isSo === false);
  if (bad) return seen(by, { isSo: false, says: bad.says });
  const good = told.filter(({ isSo }) => isSo === true);
  const open = told.find(
    ({ isSo, account: own }) => isSo === undefined && !(own !== undefined && good.some((one) => one.account === own)),
  );
  if (open) return unseen(by, `key ${open.key} is not told it: ${open.says}`);
  return good[0] ? seen(by, { isSo: true, says: good[0].says }) : unseen(by, 'no key was asked');
}

function accountIn(key: Partial<AuditedKey>): { readonly account?: string } {
  return key.account === undefined ? {} : { account: key.account };
}

function toldTo(key: Partial<AuditedKey>, control: Control): { readonly isSo?: boolean; readonly says: string } {
  const answer = key.controls?.[control];
  if (!answer) return { says: oneLine(key.why ?? 'the exchange was not asked') };
  return 'untold' in answer ? { says: oneLine(answer.untold) } : { isSo: answer.isSo, says: oneLine(answer.says) };
}

/** Keys that the exchange listed in the audit and that are none of the settings; `undefined` where it lists none by these calls. */
export function listedOf(
  exchange: string,
  names: readonly string[],
  audit: Sight<readonly AuditedKey[]>,
): Account['otherKeys'] | undefined {
  const by = inspections[exchange]!.facts.account.lists?.call;
  if (by === undefined) return undefined;
  if ('unseen' in audit) return unseen(by, audit.unseen);
  const keys = names.map((name) => audit.seen.find((one) => one.key === name));
  const unread = names.find((_name, at) => keys[at]?.fingerprint === undefined);
  if (unread !== undefined) return unseen(by, `key ${unread} could not be read, so nobody can tell it in the list`);
  const known = new Set(audit.seen.flatMap(({ fingerprint }) => fingerprint ?? []));
  const lists = keys.map((key) => key?.listed);
  const seenLists = lists.filter((list) => list !== undefined);
  if (seenLists.length === 0) return unseen(by, 'the exchange lists the keys of the account to none of these keys');
  const strange = new Map<string, string>();
  for (const { fingerprint, label } of seenLists.flatMap(({ keys }) => keys))
    if (!known.has(fingerprint)) strange.set(fingerprint, `${oneLine(label ?? 'without a name')} (${fingerprint})`);
  return seen(by, {
    strange: [...strange.values()],
    isWhole: seenLists.length === lists.length && seenLists.every(({ isWhole }) => isWhole),
  });
}
