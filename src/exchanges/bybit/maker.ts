import { JsonNumber, type JsonObject, type JsonValue } from '../../core/index.ts';
import { callTo } from '../endpoints.ts';
import type { Answer, Call, Environment, Param } from '../exchange.ts';
import type { KeyMaker, MadeKey, Right } from '../inspection.ts';
import { listOf, objectOf, textOf } from '../replies.ts';
import { askedBy } from '../served-call.ts';
import { absentOr, keyIdOf, newSecret, unsent, type WishForm, wholeList, wishFault } from '../sub-keys.ts';
import { type Envelope, envelopeOf, nextPage, unclear } from './calls.ts';
import { facts } from './facts.ts';
import { wire } from './wire.ts';

/*
 * From the documents' "Create Sub UID API Key", "Get Sub Account All API Keys" (July 2026) and "Delete Sub API Key", and bybit-api. Not
 * verified with a live key: the code for a key that is not there (a refused removal is settled by the list); how many addresses a list may
 * have (none is documented, so that only the exchange refuses a long one); what a key that only reads must have in `permissions` (it is given
 * the trading groups, without effect, as the keys of the documents' samples are). The documents no longer name `Derivatives` for a new key:
 * the exchange adds it by the kind of account.
 */
const PATHS = {
  create: '/v5/user/create-sub-api',
  list: '/v5/user/sub-apikeys',
  remove: '/v5/user/delete-sub-api',
} as const;

const MOST_PAGES = 50;

type Permission = readonly [group: string, word: string];

/** A margin order is a spot order; the options permission is for options and perpetuals in USDC. */
const words: Readonly<Partial<Record<Right, readonly Permission[]>>> = {
  read: [],
  spot: [['Spot', 'SpotTrade']],
  margin: [['Spot', 'SpotTrade']],
  futures: [
    ['ContractTrade', 'Order'],
    ['ContractTrade', 'Position'],
  ],
  options: [['Options', 'OptionsTrade']],
  transfer: [
    ['Wallet', 'AccountTransfer'],
    ['Wallet', 'SubMemberTransferList'],
  ],
};

const form: WishForm = {
  grants: Object.keys(words) as Right[],
  subAccount: /^[1-9]\d{0,18}$/,
  subAccountWords: 'the number (UID) of a sub-account',
};

function permissionsOf(rights: readonly Right[]): JsonObject {
  const isReadOnly = rights.every((right) => right === 'read');
  const groups: Record<string, string[]> = {};
  for (const right of isReadOnly ? (['spot', 'futures'] as const) : rights) {
    for (const [group, word] of words[right] ?? []) groups[group] = [...new Set([...(groups[group] ?? []), word])];
  }
  return groups;
}

/** Demo accounts have none of these calls. */
function callOf(
  method: 'GET' | 'POST',
  path: string,
  given: { readonly query?: readonly Param[]; readonly json?: JsonObject },
  environment: Environment,
): Call | undefined {
  return environment === 'demo' ? undefined : callTo(facts, method, path, given, environment);
}

/** The envelope of an answer that says that all went well. */
function goodEnvelope({ status, body }: Answer): Envelope | undefined {
  const envelope = status === 200 ? envelopeOf(body) : undefined;
  return envelope?.code === '0' ? envelope : undefined;
}

function madeKey(row: JsonValue): MadeKey | undefined {
  const object = objectOf(row);
  const [id, label] = [keyIdOf(object?.['apiKey']), textOf(object?.['note'])];
  return id === undefined ? undefined : { id, ...(label === undefined ? {} : { label }) };
}

const create: KeyMaker['create'] = async (ask, master, wish, environment) => {
  const fault = wishFault(wish, form);
  if (fault) return fault;
  const body: JsonObject = {
    subuid: new JsonNumber(wish.subAccount),
    note: wish.label,
    readOnly: new JsonNumber(wish.rights.every((right) => right === 'read') ? '1' : '0'),
    ...(wish.ips.length === 0 ? {} : { ips: wish.ips.join(',') }),
    permissions: permissionsOf(wish.rights),
  };
  const answer = await askedBy(wire, ask, master, callOf('POST', PATHS.create, { json: body }, environment));
  if ('unclear' in answer) return answer;
  const result = goodEnvelope(answer)?.result;
  const id = keyIdOf(result?.['apiKey']);
  const secret = id === undefined ? undefined : newSecret(result?.['secret']);
  return id !== undefined && secret ? { id, secret } : unclear(answer.status, answer.body);
};

/** Page by page; a list that does not come to an end is none. */
const list: KeyMaker['list'] = async (ask, master, subAccount, environment) => {
  if (!form.subAccount.test(subAccount)) return unsent(`rotate.subAccount is not ${form.subAccountWords}`);
  const query: readonly Param[] = [
    ['subMemberId', subAccount],
    ['limit', '20'],
  ];
  let call = callOf('GET', PATHS.list, { query }, environment);
  const keys: MadeKey[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await askedBy(wire, ask, master, call);
    if ('unclear' in answer) return answer;
    const result = goodEnvelope(answer)?.result;
    const whole = wholeList(listOf(result?.['result']), madeKey);
    if (!whole || typeof result?.['nextPageCursor'] !== 'string') {
      return unclear(answer.status, answer.body);
    }
    keys.push(...whole);
    call = nextPage(call!, answer.body);
    if (!call) return keys;
  }
  return unsent(`the list of keys has more than ${MOST_PAGES} pages`);
};

/** The call names no sub-account; a key's own name is enough, and a master key must give one, or it would mean itself. */
const remove: KeyMaker['remove'] = async (ask, master, subAccount, { id }, environment) => {
  if (keyIdOf(id) === undefined) return unsent('the id of the key is none of Bybit');
  const answer = await askedBy(wire, ask, master, callOf('POST', PATHS.remove, { json: { apikey: id } }, environment));
  if ('unclear' in answer) return answer;
  if (goodEnvelope(answer)) return 'removed';
  const refusal = unclear(answer.status, answer.body);
  return absentOr(refusal, id, () => list(ask, master, subAccount, environment));
};

export const maker: KeyMaker = {
  grants: form.grants,
  subAccount: { shape: form.subAccount, words: form.subAccountWords },
  create,
  list,
  remove,
};
