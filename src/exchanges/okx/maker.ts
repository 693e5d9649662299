import type { JsonObject, JsonValue } from '../../core/index.ts';
import { callTo } from '../endpoints.ts';
import type { Answer, Unclear } from '../exchange.ts';
import type { KeyMaker, MadeKey } from '../inspection.ts';
import { unclearOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { askedBy } from '../served-call.ts';
import { absentOr, keyIdOf, newSecret, unsent, type WishForm, wholeList, wishFault } from '../sub-keys.ts';
import { facts } from './facts.ts';
import { key, newPassphrase } from './key.ts';
import { wire, withPassphrase } from './wire.ts';

/*
 * From the documents' "Create an API Key for a sub-account", "Query the API Key of a sub-account" and "Delete the API Key of sub-accounts",
 * with the error codes of ccxt. Not verified with a live key: the length and characters that a label may have, and whether 59506 ("APIKey does
 * not exist") is also what deleting twice gives: any other refusal is settled by the list. Two keys of a sub-account may not have the same label
 * (59502).
 */
const PATHS = {
  create: '/api/v5/users/subaccount/apikey',
  list: '/api/v5/users/subaccount/apikey',
  remove: '/api/v5/users/subaccount/delete-apikey',
} as const;

const NO_SUCH_KEY = '59506';

const form: WishForm = {
  // `trade` gives all of these but `read` at once.
  grants: ['read', 'spot', 'margin', 'futures', 'options', 'transfer'],
  subAccount: /^[A-Za-z0-9_.@-]{1,64}$/,
  subAccountWords: 'the name of a sub-account',
  mostIps: 20,
};

function codeOf({ body }: Answer): string | undefined {
  return textOf(objectOf(jsonOf(body))?.['code']);
}

/** The rows of an answer that says that all went well. */
function rowsOf(answer: Answer): readonly JsonValue[] | undefined {
  if (answer.status !== 200 || codeOf(answer) !== '0') return undefined;
  return listOf(objectOf(jsonOf(answer.body))?.['data']);
}

function refusalOf(answer: Answer): Unclear {
  return key.readError(answer.status, answer.body) ?? unclearOf('unreadable', answer.status, codeOf(answer));
}

function madeKey(row: JsonValue): MadeKey | undefined {
  const object = objectOf(row);
  const [id, label] = [keyIdOf(object?.['apiKey']), textOf(object?.['label'])];
  return id === undefined ? undefined : { id, ...(label === undefined ? {} : { label }) };
}

const create: KeyMaker['create'] = async (ask, master, wish, environment) => {
  const fault = wishFault(wish, form);
  if (fault) return fault;
  if (!wish.passphrase) return unsent('a new key of OKX needs a passphrase');
  const passphrase = newPassphrase(wish.passphrase);
  const plain: JsonObject = {
    subAcct: wish.subAccount,
    label: wish.label,
    perm: wish.rights.some((right) => right !== 'read') ? 'read_only,trade' : 'read_only',
    ...(wish.ips.length === 0 ? {} : { ip: wish.ips.join(',') }),
  };
  const call = callTo(facts, 'POST', PATHS.create, { json: withPassphrase(plain, passphrase) }, environment);
  const answer = await askedBy(wire, ask, master, call);
  if ('unclear' in answer) return answer;
  const row = objectOf(rowsOf(answer)?.[0]);
  const id = keyIdOf(row?.['apiKey']);
  const secret = id === undefined ? undefined : newSecret(row?.['secretKey']);
  return id !== undefined && secret ? { id, secret, passphrase } : refusalOf(answer);
};

const list: KeyMaker['list'] = async (ask, master, subAccount, environment) => {
  if (!form.subAccount.test(subAccount)) return unsent(`rotate.subAccount is not ${form.subAccountWords}`);
  const answer = await askedBy(
    wire,
    ask,
    master,
    callTo(facts, 'GET', PATHS.list, { query: [['subAcct', subAccount]] }, environment),
  );
  if ('unclear' in answer) return answer;
  return wholeList(rowsOf(answer), madeKey) ?? refusalOf(answer);
};

const remove: KeyMaker['remove'] = async (ask, master, subAccount, { id }, environment) => {
  const call = callTo(facts, 'POST', PATHS.remove, { json: { subAcct: subAccount, apiKey: id } }, environment);
  const answer = await askedBy(wire, ask, master, call);
  if ('unclear' in answer) return answer;
  if (codeOf(answer) === NO_SUCH_KEY) return 'absent';
  if (textOf(objectOf(rowsOf(answer)?.[0])?.['subAcct']) === subAccount) return 'removed';
  return absentOr(refusalOf(answer), id, () => list(ask, master, subAccount, environment));
};

export const maker: KeyMaker = {
  grants: form.grants,
  subAccount: { shape: form.subAccount, words: form.subAccountWords },
  create,
  list,
  remove,
};
