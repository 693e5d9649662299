import { JsonNumber, type JsonObject, type JsonValue, writeJson } from '../../core/index.ts';
import { hostOf } from '../endpoints.ts';
import type { Answer, Credential, Environment, Param, Unclear } from '../exchange.ts';
import type { Ask, KeyMaker, MadeKey } from '../inspection.ts';
import { noAnswer, noHost, unclearOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { absentOr, keyIdOf, newSecret, unsent, type WishForm, wholeList, wishFault } from '../sub-keys.ts';
import { codeOf, readError } from './errors.ts';
import { facts } from './inspection-facts.ts';
import { signed } from './sign.ts';

/*
 * From the documents' "Sub user API key creation", "API key query" and "Sub user API key deletion", and HTX's own SDKs for Java and Python.
 * Not verified with a live key: the error for a wrong one-time code and for a key that is not there (the documents have 2002 for every wrong
 * parameter, so that a refused removal is settled by the list), and whether the code is still asked for in every case: the documents mark it
 * as optional, beside the words that the parent user must have Google Authenticator. It is always sent.
 */
const PATHS = {
  create: '/v2/sub-user/api-key-generation',
  list: '/v2/user/api-key',
  remove: '/v2/sub-user/api-key-deletion',
} as const;

const form: WishForm = {
  // `trade` gives all of these but `read` at once.
  grants: ['read', 'spot', 'margin', 'futures', 'transfer'],
  subAccount: /^[1-9]\d{0,18}$/,
  subAccountWords: 'the number (UID) of a sub-user',
  mostIps: 20,
  takesRanges: true,
};

interface Question {
  readonly path: string;
  readonly params?: readonly Param[];
  /** Makes it a POST. */
  readonly body?: JsonObject;
}

async function asked(
  ask: Ask,
  master: Credential,
  environment: Environment,
  { path, params = [], body }: Question,
): Promise<Answer | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  if (host === undefined) return noHost;
  const request = { method: body ? ('POST' as const) : ('GET' as const), host, path, params };
  const text = body && writeJson(body);
  return (await ask((time) => signed(text ? { ...request, body: text } : request, master, time))) ?? noAnswer;
}

/** The reply when it says that all went well. */
function replyOf({ status, body }: Answer): JsonObject | undefined {
  const reply = objectOf(jsonOf(body));
  return status === 200 && textOf(reply?.['code']) === '200' ? reply : undefined;
}

function refusalOf({ status, body }: Answer): Unclear {
  return readError(status, body) ?? unclearOf('unreadable', status, codeOf(objectOf(jsonOf(body))));
}

function madeKey(row: JsonValue): MadeKey | undefined {
  const object = objectOf(row);
  const [id, label] = [keyIdOf(object?.['accessKey']), textOf(object?.['note'])];
  return id === undefined ? undefined : { id, ...(label === undefined ? {} : { label }) };
}

const create: KeyMaker['create'] = async (ask, master, wish, environment) => {
  const fault = wishFault(wish, form);
  if (fault) return fault;
  if (!/^\d{6}$/.test(wish.code ?? '')) {
    return unsent('HTX asks for a code of six digits from Google Authenticator for each new key');
  }
  const answer = await asked(ask, master, environment, {
    path: PATHS.create,
    body: {
      otpToken: wish.code!,
      subUid: new JsonNumber(wish.subAccount),
      note: wish.label,
      permission: wish.rights.some((right) => right !== 'read') ? 'readOnly,trade' : 'readOnly',
      ...(wish.ips.length === 0 ? {} : { ipAddresses: wish.ips.join(',') }),
    },
  });
  if ('unclear' in answer) return answer;
  const made = objectOf(replyOf(answer)?.['data']);
  const id = keyIdOf(made?.['accessKey']);
  const secret = id === undefined ? undefined : newSecret(made?.['secretKey']);
  return id !== undefined && secret ? { id, secret } : refusalOf(answer);
};

const list: KeyMaker['list'] = async (ask, master, subAccount, environment) => {
  if (!form.subAccount.test(subAccount)) return unsent(`rotate.subAccount is not ${form.subAccountWords}`);
  const answer = await asked(ask, master, environment, { path: PATHS.list, params: [['uid', subAccount]] });
  if ('unclear' in answer) return answer;
  return wholeList(listOf(replyOf(answer)?.['data']), madeKey) ?? refusalOf(answer);
};

const remove: KeyMaker['remove'] = async (ask, master, subAccount, { id }, environment) => {
  if (!form.subAccount.test(subAccount)) return unsent(`rotate.subAccount is not ${form.subAccountWords}`);
  const answer = await asked(ask, master, environment, {
    path: PATHS.remove,
    body: { subUid: new JsonNumber(subAccount), accessKey: id },
  });
  if ('unclear' in answer) return answer;
  if (replyOf(answer)) return 'removed';
  return absentOr(refusalOf(answer), id, () => list(ask, master, subAccount, environment));
};

export const maker: KeyMaker = {
  grants: form.grants,
  subAccount: { shape: form.subAccount, words: form.subAccountWords },
  needsCode: true,
  create,
  list,
  remove,
};
