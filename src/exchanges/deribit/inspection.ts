import type { JsonObject } from '../../core/index.ts';
import { hostOf } from '../endpoints.ts';
import type { Ability, Credential, Environment, Unclear, UpstreamRequest } from '../exchange.ts';
import { type Ask, type Inspection, type KeyReport, SPARE_MS } from '../inspection.ts';
import { type Bound, boundTo } from '../ip-list.ts';
import { faultOf, noAnswer, noHost, unclearOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf, timeOf } from '../replies.ts';
import { facts } from './inspection-facts.ts';
import { accountsOf, keysOf, loginOf } from './logins.ts';
import { credential, login, signed } from './sign.ts';

const LIST = '/api/v2/private/list_api_keys';
const LOGINS = '/api/v2/private/get_subaccounts';

async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment);
  if (!host) return noHost;
  const answer = await ask(() => login(host.name, key));
  if (!answer) return noAnswer;
  const words = answer.status === 200 ? scopeOf(answer.body) : undefined;
  if (!words) return readError(answer.status, answer.body) ?? unclearOf('unreadable', answer.status, undefined);
  const isMain = words.includes('mainaccount');
  if (!words.includes('account:read') && !words.includes('account:read_write')) {
    const login = loginOf(undefined, isMain, 'the key may not read the account: it needs "account: read"');
    return { ...report(words, undefined), controls: { login } };
  }
  const [list, logins] = await Promise.all([
    ask(({ timeMs }) => signed(host.name, LIST, timeMs, key)),
    // The nonce is the time, and no two requests may bear the same.
    ask(({ timeMs }) => signed(host.name, LOGINS, timeMs + 1, key), SPARE_MS),
  ]);
  const accounts = accountsOf(logins);
  const listed = keysOf(list, key.id, accounts, isMain);
  return {
    ...report(words, list?.status === 200 ? entryOf(list.body, key.id) : undefined),
    controls: { login: loginOf(accounts, isMain, faultOf(logins, readError)) },
    ...(listed === undefined ? {} : { listed }),
  };
}

/** What the token may do: `trade:read_write` and the like, `mainaccount`, and words for the token itself. */
function scopeOf(body: string): readonly string[] | undefined {
  const result = objectOf(objectOf(jsonOf(body))?.['result']);
  const scope = textOf(result?.['scope']);
  return scope !== undefined && textOf(result?.['access_token']) !== undefined ? wordsOf(scope) : undefined;
}

function wordsOf(scope: string): readonly string[] {
  return scope.split(' ').filter((word) => word !== '');
}

/** The key itself in the list of all keys of the account. The list may carry their secrets: nothing else is taken from it. */
function entryOf(body: string, id: string): JsonObject | undefined {
  const rows = listOf(objectOf(jsonOf(body))?.['result'])?.map(objectOf);
  return rows?.find((row) => textOf(row?.['client_id']) === id);
}

const known = /^(?:(?:account|trade|wallet|block_trade|block_rfq|custody):(?:read|read_write|none)|mainaccount)$/;
const ofToken = /^(?:connection|session:.*|expires:.*|ip:.*)$/;
const trading = ['trade', 'block_trade', 'block_rfq'];

/**
 * The most that the key may do is told by the list; a token may be given less. So without the list, what a token may only read, the key may
 * perhaps change.
 */
function report(scope: readonly string[], entry: JsonObject | undefined): KeyReport {
  const listed = wordsOf(textOf(entry?.['max_scope']) ?? '');
  const most = listed.length > 0 ? listed : undefined;
  const said = [...new Set([...scope, ...listed])].filter((word) => !ofToken.test(word));
  const words = said.filter((word) => !word.endsWith(':none'));
  // A scope that names nothing tells nothing.
  const isTold = said.some((word) => word.includes(':')) && said.every((word) => known.test(word));
  const absent: Ability = isTold ? 'no' : 'unknown';
  const change = (kinds: readonly string[]): Ability => {
    if (kinds.some((kind) => words.includes(`${kind}:read_write`))) return 'yes';
    const mayBeMore = most === undefined && kinds.some((kind) => words.includes(`${kind}:read`));
    return mayBeMore ? 'unknown' : absent;
  };
  const trade = change(trading);
  const wallet = change(['wallet']);
  // What custody may move is not documented.
  const funds = wallet === 'no' && words.includes('custody:read_write') ? 'unknown' : wallet;
  return {
    rights: {
      read: words.some((word) => /:(?:read|read_write)$/.test(word)) ? 'yes' : absent,
      spot: trade,
      margin: 'no',
      futures: trade,
      options: trade,
      transfer: funds,
      withdraw: funds,
      admin: change(['account']),
    },
    ...addressesOf(entry),
    ...detailsOf(entry),
    subAccount: scope.includes('mainaccount') ? 'no' : said.length > 0 ? 'yes' : 'unknown',
    words: words.sort(),
  };
}

/** Only the list tells; `ip:` in a scope binds the token, not the key. */
function addressesOf(entry: JsonObject | undefined): Bound {
  return boundTo(entry?.['ip_whitelist']);
}

function detailsOf(entry: JsonObject | undefined): Pick<KeyReport, 'label' | 'createdMs'> {
  const label = textOf(entry?.['name']);
  const createdMs = timeOf(entry?.['timestamp']);
  return { ...(label ? { label } : {}), ...(createdMs === undefined ? {} : { createdMs }) };
}

/** 13004 and 13009 are told for a wrong key, a wrong secret and perhaps a wrong address; only the latter has no code of its own. */
const causes: Readonly<Record<string, Unclear['cause']>> = {
  '13004': 'key-or-ip-or-permission',
  '13009': 'key-or-ip-or-permission',
  '10000': 'signature',
  '9999': 'permission',
  '12000': 'permission',
  '13003': 'permission',
  '13021': 'permission',
  '13403': 'permission',
  '10028': 'rate',
  '10047': 'rate',
};

function readError(status: number, body: string): Unclear | undefined {
  const code = textOf(objectOf(objectOf(jsonOf(body))?.['error'])?.['code']) ?? '';
  const isKnown = Object.hasOwn(causes, code);
  const cause = isKnown ? causes[code] : status === 429 ? 'rate' : undefined;
  return cause && unclearOf(cause, status, isKnown ? code : undefined);
}

function time(environment: Environment): UpstreamRequest | undefined {
  const host = hostOf(facts.hosts, 'rest', environment);
  return host && { method: 'GET', host: host.name, target: '/api/v2/public/get_time', headers: {}, body: '' };
}

export const inspection: Inspection = {
  id: 'deribit',
  facts,
  credential,
  inspect,
  readError,
  time,
  readTime: (body) => timeOf(objectOf(jsonOf(body))?.['result']),
};
