import { isIPv4 } from 'node:net';
import type { JsonObject, JsonValue } from '../../core/index.ts';
import { hostOf } from '../endpoints.ts';
import type { Answer, Credential, Environment, Unclear, UpstreamRequest } from '../exchange.ts';
import type { Ask, KeyMaker, MadeKey, Right } from '../inspection.ts';
import { noAnswer, noHost, unclearOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { absentOr, keyIdOf, newSecret, unsent, type WishForm, wholeList, wishFault } from '../sub-keys.ts';
import { labelOf, readError } from './errors.ts';
import { facts } from './inspection-facts.ts';
import { signed } from './sign.ts';

/*
 * From the documents' "Create new sub-account API Key", "List all" and "Delete", whose samples have the secret in the answer to the first and
 * whole ids in the list. Not verified with a live key: which permission the main key needs, the label for a key that is not there (so that
 * a refused removal is settled by the list), and whether a key of the unified account may trade without the group `unified`, which also
 * borrows and is never given to write. A change to a key takes up to 5 minutes to act.
 */
const groups: Readonly<Partial<Record<Right, string>>> = {
  read: 'account',
  spot: 'spot',
  // The documents have one group for spot and margin; that named `margin` is not needed for orders.
  margin: 'spot',
  futures: 'futures',
  options: 'options',
  transfer: 'wallet',
};

/** What every key may read. */
const readable = ['spot', 'futures', 'wallet', 'account'];
const UNIFIED = '2';

const form: WishForm = {
  grants: Object.keys(groups) as Right[],
  subAccount: /^[1-9]\d{0,18}$/,
  subAccountWords: 'the number (UID) of a sub-account',
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

function pathOf(subAccount: string): string {
  return `/api/v4/sub_accounts/${subAccount}/keys`;
}

function refusalOf({ status, body }: Answer): Unclear {
  return readError(status, body) ?? unclearOf('unreadable', status, labelOf(body));
}

/** The keys as the exchange lists them, when each of them can be read. */
async function rowsOf(
  ask: Ask,
  master: Credential,
  subAccount: string,
  environment: Environment,
): Promise<readonly { readonly key: MadeKey; readonly row: JsonObject }[] | Unclear> {
  if (!form.subAccount.test(subAccount)) return unsent(`rotate.subAccount is not ${form.subAccountWords}`);
  const answer = await asked(ask, master, environment, { method: 'GET', target: pathOf(subAccount), body: '' });
  if ('unclear' in answer) return answer;
  const all = answer.status === 200 ? listOf(jsonOf(answer.body)) : undefined;
  return wholeList(all, readRow) ?? refusalOf(answer);
}

function readRow(value: JsonValue): { readonly key: MadeKey; readonly row: JsonObject } | undefined {
  const row = objectOf(value);
  const [id, label] = [keyIdOf(row?.['key']), textOf(row?.['name'])];
  return row === undefined || id === undefined
    ? undefined
    : { key: { id, ...(label === undefined ? {} : { label }) }, row };
}

/** Groups with what a key may do in them; `unified` to read only, and only where the account is of that kind. */
function permsOf(rights: readonly Right[], mode: string | undefined): readonly object[] {
  const written = new Set(rights.filter((right) => right !== 'read').map((right) => groups[right]!));
  const names = new Set([...readable, ...written, ...(mode === UNIFIED ? ['unified'] : [])]);
  return [...names].map((name) => ({ name, read_only: !written.has(name) }));
}

/** In the account mode that the other keys of the sub-account have; where there is none, the exchange chooses. */
const create: KeyMaker['create'] = async (ask, master, wish, environment) => {
  const fault = wishFault(wish, form);
  if (fault) return fault;
  if (!wish.ips.every((ip) => isIPv4(ip))) return unsent('Gate takes only addresses of IPv4 on the list of a key');
  const rows = await rowsOf(ask, master, wish.subAccount, environment);
  if ('unclear' in rows) return rows;
  const modes = new Set(rows.map(({ row }) => textOf(row['mode'])));
  const [mode] = modes;
  if (modes.size > 1) return unsent('the keys of the sub-account are of several account modes: make this one by hand');
  const body = JSON.stringify({
    ...(mode === undefined ? {} : { mode: Number(mode) }),
    name: wish.label,
    perms: permsOf(wish.rights, mode),
    ...(wish.ips.length === 0 ? {} : { ip_whitelist: wish.ips }),
  });
  const answer = await asked(ask, master, environment, { method: 'POST', target: pathOf(wish.subAccount), body });
  if ('unclear' in answer) return answer;
  const made = answer.status === 200 || answer.status === 201 ? objectOf(jsonOf(answer.body)) : undefined;
  const id = keyIdOf(made?.['key']);
  const secret = id === undefined ? undefined : newSecret(made?.['secret']);
  return id !== undefined && secret ? { id, secret } : refusalOf(answer);
};

const list: KeyMaker['list'] = async (ask, master, subAccount, environment) => {
  const rows = await rowsOf(ask, master, subAccount, environment);
  return 'unclear' in rows ? rows : rows.map(({ key }) => key);
};

const remove: KeyMaker['remove'] = async (ask, master, subAccount, { id }, environment) => {
  if (!form.subAccount.test(subAccount)) return unsent(`rotate.subAccount is not ${form.subAccountWords}`);
  const target = `${pathOf(subAccount)}/${encodeURIComponent(id)}`;
  const answer = await asked(ask, master, environment, { method: 'DELETE', target, body: '' });
  if ('unclear' in answer) return answer;
  if (answer.status === 204) return 'removed';
  return absentOr(refusalOf(answer), id, () => list(ask, master, subAccount, environment));
};

export const maker: KeyMaker = {
  grants: form.grants,
  subAccount: { shape: form.subAccount, words: form.subAccountWords },
  create,
  list,
  remove,
};
