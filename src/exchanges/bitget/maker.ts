import type { JsonValue } from '../../core/index.ts';
import { hostOf } from '../endpoints.ts';
import type { Answer, Credential, Environment, Unclear, UpstreamRequest } from '../exchange.ts';
import type { Ask, KeyMaker, MadeKey, Right } from '../inspection.ts';
import { noAnswer, noHost, unclearOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { absentOr, keyIdOf, newSecret, unsent, type WishForm, wholeList, wishFault } from '../sub-keys.ts';
import { codeOf, readError } from './errors.ts';
import { facts } from './inspection-facts.ts';
import { bodyWith, signed } from './sign.ts';

/*
 * From the documents of the virtual sub-accounts (v2: create and list) and of the unified account (v3: delete), and the SDKs that follow them.
 * The documents say that the call of v3 deletes no key of a sub-account of a classic account, and v2 has none that does: there the removal
 * is refused in words that send the owner to the page, and is found done once the list has the key no more. Not verified with a live key:
 * that, the permission that the master key needs beside its list of addresses, the code for a key that is not there (a refused removal is
 * settled by the list), and the field `permType`, which older documents ask for and newer ones do not. Sub-accounts of a unified account
 * are not made keys for: their rights are other ones, which the inspection does not read.
 */
const PATHS = {
  create: '/api/v2/user/create-virtual-subaccount-apikey',
  list: '/api/v2/user/virtual-subaccount-apikey-list',
  remove: '/api/v3/user/delete-sub-api',
} as const;

const words: Readonly<Partial<Record<Right, string>>> = {
  read: 'read',
  spot: 'spot_trade',
  margin: 'margin_trade',
  futures: 'contract_trade',
  transfer: 'transfer',
};

const form: WishForm = {
  grants: Object.keys(words) as Right[],
  subAccount: /^[1-9]\d{0,18}$/,
  subAccountWords: 'the number (UID) of a sub-account',
  mostIps: 30,
};

async function asked(
  ask: Ask,
  master: Credential,
  environment: Environment,
  request: Pick<UpstreamRequest, 'method' | 'target' | 'body'>,
): Promise<Answer | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  if (host === undefined) return noHost;
  return (await ask((time) => signed({ ...request, host }, master, time, environment))) ?? noAnswer;
}

function isDone({ status, body }: Answer): boolean {
  return status === 200 && codeOf(body) === '00000';
}

/** What stands below `data` when the reply says that all went well. */
function dataOf(answer: Answer): JsonValue | undefined {
  return isDone(answer) ? objectOf(jsonOf(answer.body))?.['data'] : undefined;
}

function refusalOf({ status, body }: Answer): Unclear {
  return readError(status, body) ?? unclearOf('unreadable', status, codeOf(body));
}

function madeKey(row: JsonValue): MadeKey | undefined {
  const object = objectOf(row);
  const [id, label] = [keyIdOf(object?.['subAccountApiKey']), textOf(object?.['label'])];
  return id === undefined ? undefined : { id, ...(label === undefined ? {} : { label }) };
}

const create: KeyMaker['create'] = async (ask, master, wish, environment) => {
  const fault = wishFault(wish, form);
  if (fault) return fault;
  const { passphrase } = wish;
  if (!passphrase) return unsent('Bitget asks for a passphrase with each new key');
  const members = {
    subAccountUid: wish.subAccount,
    label: wish.label,
    permList: [...new Set(['read', ...wish.rights.map((right) => words[right]!)])],
    ...(wish.ips.length === 0 ? {} : { ipList: wish.ips }),
  };
  const body = bodyWith(members, passphrase);
  const answer = await asked(ask, master, environment, { method: 'POST', target: PATHS.create, body });
  if ('unclear' in answer) return answer;
  const made = objectOf(dataOf(answer));
  const id = keyIdOf(made?.['subAccountApiKey']);
  const secret = id === undefined ? undefined : newSecret(made?.['secretKey']);
  return id !== undefined && secret ? { id, secret, passphrase } : refusalOf(answer);
};

const list: KeyMaker['list'] = async (ask, master, subAccount, environment) => {
  if (!form.subAccount.test(subAccount)) return unsent(`rotate.subAccount is not ${form.subAccountWords}`);
  const target = `${PATHS.list}?subAccountUid=${subAccount}`;
  const answer = await asked(ask, master, environment, { method: 'GET', target, body: '' });
  if ('unclear' in answer) return answer;
  return wholeList(listOf(dataOf(answer)), madeKey) ?? refusalOf(answer);
};

const remove: KeyMaker['remove'] = async (ask, master, subAccount, { id }, environment) => {
  if (!form.subAccount.test(subAccount)) return unsent(`rotate.subAccount is not ${form.subAccountWords}`);
  const body = JSON.stringify({ apiKey: id });
  const answer = await asked(ask, master, environment, { method: 'POST', target: PATHS.remove, body });
  if ('unclear' in answer) return answer;
  if (isDone(answer)) return 'removed';
  const refusal = refusalOf(answer);
  const gone = await absentOr(refusal, id, () => list(ask, master, subAccount, environment));
  if (gone === 'absent') return gone;
  if (refusal.cause !== 'unreadable' && refusal.cause !== 'permission') return refusal;
  return { ...refusal, message: `${refusal.message}; delete it at ${facts.page.url}, then go on` };
};

export const maker: KeyMaker = {
  grants: form.grants,
  subAccount: { shape: form.subAccount, words: form.subAccountWords },
  create,
  list,
  remove,
};
