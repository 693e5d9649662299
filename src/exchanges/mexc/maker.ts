import type { JsonObject, JsonValue } from '../../core/index.ts';
import { hostOf } from '../endpoints.ts';
import type { Answer, Credential, CredentialParts, Environment, Method, Param, Unclear } from '../exchange.ts';
import type { Ask, KeyMaker, MadeKey, Right } from '../inspection.ts';
import { noAnswer, noHost, unclearOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { absentOr, keyIdOf, newSecret, type WishForm, wholeList, wishFault } from '../sub-keys.ts';
import { readError } from './errors.ts';
import { facts } from './inspection-facts.ts';
import { signed } from './sign.ts';

/*
 * From the documents of 2025 and 2026 ("Create an APIKey for a sub-account", "Query", "Delete"), Mexc.Net (which knows the key id as
 * `apiKey` and as `apikey`) and the error codes of ccxt. Not verified with a live key: whether the master key needs SPOT_ACCOUNT_READ (as
 * these documents have it) or SPOT_ACCOUNT_WRITE (newer ones); whether 10 or 20 addresses are taken (the newer number is kept here, and 730703
 * is the exchange's own refusal); which permission changes the leverage of a futures position.
 */
const PATH = '/api/v3/sub-account/apiKey';

/** The words for each right that can be granted; there is none for withdrawing. */
const words: Readonly<Partial<Record<Right, readonly string[]>>> = {
  read: ['SPOT_ACCOUNT_READ', 'SPOT_DEAL_READ', 'CONTRACT_ACCOUNT_READ', 'CONTRACT_DEAL_READ'],
  spot: ['SPOT_ACCOUNT_READ', 'SPOT_DEAL_READ', 'SPOT_DEAL_WRITE'],
  futures: ['CONTRACT_ACCOUNT_READ', 'CONTRACT_DEAL_READ', 'CONTRACT_DEAL_WRITE'],
  transfer: ['SPOT_TRANSFER_READ', 'SPOT_TRANSFER_WRITE'],
};

const form: WishForm = {
  grants: Object.keys(words) as Right[],
  subAccount: /^[A-Za-z0-9_.@-]{1,64}$/,
  subAccountWords: 'the name of a sub-account',
  mostIps: 20,
};

/** A key that does not exist. */
const NO_SUCH_KEY = '730706';

async function asked(
  ask: Ask,
  master: Credential,
  environment: Environment,
  method: Method,
  params: readonly Param[],
): Promise<Answer | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  if (host === undefined) return noHost;
  return (await ask((time) => signed({ method, host, path: PATH, params }, master, time))) ?? noAnswer;
}

function refusalOf({ status, body }: Answer): Unclear {
  return readError(status, body) ?? unclearOf('unreadable', status, textOf(objectOf(jsonOf(body))?.['code']));
}

/** The result of an answer that is no error, below `data` or not; a code beside it is 0 or 200. */
function resultOf({ status, body }: Answer): JsonObject | undefined {
  const reply = objectOf(jsonOf(body));
  const code = textOf(reply?.['code']) ?? '0';
  if (status !== 200 || (code !== '0' && code !== '200')) return undefined;
  return objectOf(reply?.['data']) ?? reply;
}

function idOf(row: JsonObject | undefined): string | undefined {
  return keyIdOf(row?.['apiKey'] ?? row?.['apikey']);
}

function madeKey(row: JsonValue): MadeKey | undefined {
  const object = objectOf(row);
  const [id, label] = [idOf(object), textOf(object?.['note'])];
  return id === undefined ? undefined : { id, ...(label === undefined ? {} : { label }) };
}

const create: KeyMaker['create'] = async (ask, master, wish, environment): Promise<CredentialParts | Unclear> => {
  const fault = wishFault(wish, form);
  if (fault) return fault;
  const permissions = new Set(wish.rights.flatMap((right) => words[right] ?? []));
  for (const word of words.read!) permissions.add(word);
  const params: Param[] = [
    ['subAccount', wish.subAccount],
    ['note', wish.label],
    ['permissions', [...permissions].join(',')],
  ];
  if (wish.ips.length > 0) params.push(['ip', wish.ips.join(',')]);
  const answer = await asked(ask, master, environment, 'POST', params);
  if ('unclear' in answer) return answer;
  const result = resultOf(answer);
  const id = idOf(result);
  const secret = id === undefined ? undefined : newSecret(result?.['secretKey']);
  return id !== undefined && secret ? { id, secret } : refusalOf(answer);
};

const list: KeyMaker['list'] = async (ask, master, subAccount, environment) => {
  const answer = await asked(ask, master, environment, 'GET', [['subAccount', subAccount]]);
  if ('unclear' in answer) return answer;
  return wholeList(listOf(resultOf(answer)?.['subAccount']), madeKey) ?? refusalOf(answer);
};

const remove: KeyMaker['remove'] = async (ask, master, subAccount, { id }, environment) => {
  const answer = await asked(ask, master, environment, 'DELETE', [
    ['subAccount', subAccount],
    ['apiKey', id],
  ]);
  if ('unclear' in answer) return answer;
  if (textOf(objectOf(jsonOf(answer.body))?.['code']) === NO_SUCH_KEY) return 'absent';
  if (textOf(resultOf(answer)?.['subAccount']) === subAccount) return 'removed';
  return absentOr(refusalOf(answer), id, () => list(ask, master, subAccount, environment));
};

export const maker: KeyMaker = {
  grants: form.grants,
  subAccount: { shape: form.subAccount, words: form.subAccountWords },
  create,
  list,
  remove,
};
