import type { JsonValue } from '../../core/index.ts';
import { hostOf } from '../endpoints.ts';
import type { Answer, Credential, Environment, Unclear, UpstreamRequest } from '../exchange.ts';
import type { Ask, KeyMaker, MadeKey, Right } from '../inspection.ts';
import { noAnswer, noHost, unclearOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { absentOr, keyIdOf, newSecret, unsent, type WishForm, wholeList, wishFault } from '../sub-keys.ts';
import { codeOf, readError } from './errors.ts';
import { facts } from './inspection-facts.ts';
import { bodyWith, signed, targetWith } from './sign.ts';

/*
 * From the REST specification of KuCoin's universal SDK (Add, Get, Delete SubAccount API, with their samples), and issue 77 of
 * sieblyio/kucoin-api for the parameters of DELETE, which stand in the query and are signed as they read decoded. Not verified with a live
 * key: that General alone is enough for the master key, and the code for a key that is not there, so that a refused removal is settled by the
 * list. KuCoin masks the addresses of every list that it shows, so that one can be given to a new key only where it is known in full; and
 * it removes a key only with the passphrase of that key.
 */
const PATH = '/api/v1/sub/api-key';

const words: Readonly<Partial<Record<Right, string>>> = {
  read: 'General',
  spot: 'Spot',
  margin: 'Margin',
  futures: 'Futures',
  transfer: 'InnerTransfer',
};

const form: WishForm = {
  grants: Object.keys(words) as Right[],
  subAccount: /^[A-Za-z0-9_.@-]{1,64}$/,
  subAccountWords: 'the name of a sub-account',
  mostIps: 20,
};

async function asked(
  ask: Ask,
  master: Credential,
  environment: Environment,
  request: Pick<UpstreamRequest, 'method' | 'target' | 'body'>,
): Promise<Answer | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  if (host === undefined) return noHost;
  return (await ask((time) => signed({ ...request, host }, master, time))) ?? noAnswer;
}

/** What stands below `data` when the reply says that all went well. */
function dataOf({ status, body }: Answer): JsonValue | undefined {
  return status === 200 && codeOf(body) === '200000' ? objectOf(jsonOf(body))?.['data'] : undefined;
}

function refusalOf({ status, body }: Answer): Unclear {
  return readError(status, body) ?? unclearOf('unreadable', status, codeOf(body));
}

function madeKey(row: JsonValue): MadeKey | undefined {
  const object = objectOf(row);
  const [id, label] = [keyIdOf(object?.['apiKey']), textOf(object?.['remark'])];
  return id === undefined ? undefined : { id, ...(label === undefined ? {} : { label }) };
}

const create: KeyMaker['create'] = async (ask, master, wish, environment) => {
  if (wish.ips.some((ip) => ip.includes('*'))) {
    return unsent(
      'KuCoin shows the addresses of a key masked, so that no new key can be bound to them: make it by hand',
    );
  }
  const fault = wishFault(wish, form);
  if (fault) return fault;
  const { passphrase } = wish;
  if (!passphrase) return unsent('KuCoin asks for a passphrase with each new key');
  // Every call needs General.
  const permission = [...new Set(['General', ...wish.rights.map((right) => words[right]!)])].join(',');
  const members = {
    subName: wish.subAccount,
    remark: wish.label,
    permission,
    ...(wish.ips.length === 0 ? {} : { ipWhitelist: wish.ips.join(',') }),
  };
  const answer = await asked(ask, master, environment, {
    method: 'POST',
    target: PATH,
    body: bodyWith(members, passphrase),
  });
  if ('unclear' in answer) return answer;
  const made = objectOf(dataOf(answer));
  const id = keyIdOf(made?.['apiKey']);
  const secret = id === undefined ? undefined : newSecret(made?.['apiSecret']);
  return id !== undefined && secret ? { id, secret, passphrase } : refusalOf(answer);
};

const list: KeyMaker['list'] = async (ask, master, subAccount, environment) => {
  if (!form.subAccount.test(subAccount)) return unsent(`rotate.subAccount is not ${form.subAccountWords}`);
  const target = `${PATH}?subName=${encodeURIComponent(subAccount)}`;
  const answer = await asked(ask, master, environment, { method: 'GET', target, body: '' });
  if ('unclear' in answer) return answer;
  return wholeList(listOf(dataOf(answer)), madeKey) ?? refusalOf(answer);
};

const remove: KeyMaker['remove'] = async (ask, master, subAccount, { id, passphrase }, environment) => {
  if (!form.subAccount.test(subAccount)) return unsent(`rotate.subAccount is not ${form.subAccountWords}`);
  const listed = () => list(ask, master, subAccount, environment);
  if (!passphrase) {
    const page = facts.page.url;
    return absentOr(unsent(`KuCoin removes a key only with its passphrase: delete it at ${page}`), id, listed);
  }
  const target = `${PATH}?apiKey=${encodeURIComponent(id)}&subName=${encodeURIComponent(subAccount)}`;
  const request = { method: 'DELETE', target: targetWith(target, passphrase), body: '' } as const;
  const answer = await asked(ask, master, environment, request);
  if ('unclear' in answer) return answer;
  if (textOf(objectOf(dataOf(answer))?.['apiKey']) === id) return 'removed';
  return absentOr(refusalOf(answer), id, listed);
};

export const maker: KeyMaker = {
  grants: form.grants,
  subAccount: { shape: form.subAccount, words: form.subAccountWords },
  create,
  list,
  remove,
};
