import type { JsonObject } from '../../core/index.ts';
import type { Answer } from '../exchange.ts';
import type { ControlAnswer, ListedKeys } from '../inspection.ts';
import { jsonOf, listOf, objectOf, textOf } from '../replies.ts';

const LOGINS = 'GET /api/v2/private/get_subaccounts';
const KEYS = 'GET /api/v2/private/list_api_keys';

/** The main account and its subaccounts, as a key is shown them; `undefined` where the answer is none. The rest of the answer is private: only flags are read. */
export function accountsOf(answer: Answer | undefined): readonly JsonObject[] | undefined {
  const rows = answer?.status === 200 ? listOf(objectOf(jsonOf(answer.body))?.['result'])?.map(objectOf) : undefined;
  if (!rows?.every((row): row is JsonObject => kindOf(row) !== undefined)) return undefined;
  return rows.length > 0 ? rows : undefined;
}

function kindOf(row: JsonObject | undefined): 'main' | 'subaccount' | undefined {
  const kind = textOf(row?.['type']);
  return kind === 'main' || kind === 'subaccount' ? kind : undefined;
}

/** Whether a security key (a passkey, a hardware key or an authenticator app; there is no other) is asked for at a login. */
function isGuarded(row: JsonObject): boolean | undefined {
  const isOn = row['security_keys_enabled'];
  if (isOn === false) return false;
  const guards = listOf(row['security_keys_assignments'])?.map(textOf) ?? [];
  return isOn === true && guards.length > 0 ? guards.includes('login') : undefined;
}

/**
 * A key of the main account is shown every login. That of a subaccount is shown its own, and of the main account only a part that is not
 * documented: it can tell what is wrong, and never that all is well.
 */
export function loginOf(rows: readonly JsonObject[] | undefined, isMain: boolean, fault: string): ControlAnswer {
  const untold = (why: string): ControlAnswer => ({ call: LOGINS, untold: why });
  if (!rows) return untold(fault);
  const open = (says: string): ControlAnswer => ({ call: LOGINS, isSo: false, says });
  const main = rows.find((row) => kindOf(row) === 'main');
  if (isMain && main && isGuarded(main) === false)
    return open('no passkey, hardware key or authenticator app is asked for at the login');
  const subs = rows.filter((row) => kindOf(row) === 'subaccount' && row['login_enabled'] !== false);
  const bare = subs.filter((row) => row['login_enabled'] === true && isGuarded(row) === false).length;
  if (bare > 0) return open(`${bare} ${bare === 1 ? 'subaccount logs' : 'subaccounts log'} in without a security key`);
  if (!isMain) return untold('a key of a subaccount is not shown every login of the account');
  if (!main || !isGuarded(main)) return untold('it does not say what the security keys of the account guard');
  if (!subs.every(isGuarded)) return untold('it does not say whether each subaccount logs in with a security key');
  return { call: LOGINS, isSo: true, says: 'a passkey, hardware key or authenticator app is asked for at every login' };
}

/** Each account has a list of its own, so one is whole only where there are no subaccounts. The answer may carry secrets: nothing else is read. */
export function keysOf(
  answer: Answer | undefined,
  own: string,
  rows: readonly JsonObject[] | undefined,
  isMain: boolean,
): ListedKeys | undefined {
  const entries = answer?.status === 200 ? listOf(objectOf(jsonOf(answer.body))?.['result'])?.map(objectOf) : undefined;
  const keys = entries?.flatMap((entry) => {
    const [id, label] = [textOf(entry?.['client_id']), textOf(entry?.['name'])];
    return id === undefined ? [] : [{ id, ...(label ? { label } : {}) }];
  });
  if (!keys?.some(({ id }) => id === own)) return undefined;
  const isAlone = isMain && rows?.length === 1 && kindOf(rows[0]) === 'main';
  return { call: KEYS, keys, isWhole: isAlone && keys.length === entries?.length };
}
