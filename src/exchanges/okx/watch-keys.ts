import { createHash } from 'node:crypto';
import type { JsonObject } from '../../core/index.ts';
import { getOf } from '../endpoints.ts';
import type { Call, Environment } from '../exchange.ts';
import { present } from '../orders.ts';
import { keyIdOf } from '../sub-keys.ts';
import type { Feed, Page, SeenNamed } from '../watch.ts';
import { facts } from './facts.ts';
import { filled, following, PAGE_ROWS, rowsOf, saysNoMaster, unreadable } from './watch-rows.ts';

const LIST = '/api/v5/users/subaccount/list';
const KEYS = '/api/v5/users/subaccount/apikey';
/** Each has a call of its own; keys of more sub-accounts are not looked at. */
const MOST_ACCOUNTS = 60;

/** The sub-accounts whose keys are still to be asked for behind a call, newest first. */
const waiting = new WeakMap<Call, readonly string[]>();

function withNames(call: Call, names: readonly string[]): Call {
  waiting.set(call, names);
  return call;
}

function listCall(environment: Environment): Call {
  return getOf(facts, LIST, [['limit', String(PAGE_ROWS)]], environment);
}

/** The call for the keys of the first of them; nothing where none is left. */
function next([name, ...names]: readonly string[], environment: Environment): Pick<Page, 'more'> {
  if (name === undefined) return {};
  return { more: withNames(getOf(facts, KEYS, [['subAcct', name]], environment), names) };
}

function accountsPage(call: Call, rows: readonly JsonObject[]): Page | typeof unreadable {
  const found = rows.map((row) => filled(row, 'subAcct'));
  if (!found.every((name) => name !== undefined)) return unreadable;
  const names = [...new Set([...(waiting.get(call) ?? []), ...found])].slice(0, MOST_ACCOUNTS);
  const { more, isCut } = following(call, rows, 'ts');
  if (isCut) return { records: [], isCut };
  if (more && names.length < MOST_ACCOUNTS) return { records: [], more: withNames(more, names) };
  return { records: [], ...next(names, call.environment) };
}

/** A key by the first digits of its SHA-256, as Keyward names keys everywhere. */
function keyRow(row: JsonObject, account: string): SeenNamed | undefined {
  const id = keyIdOf(row['apiKey']);
  if (id === undefined) return undefined;
  const print = createHash('sha256').update(id).digest('hex').slice(0, 12);
  return { what: 'key', id: `${account} ${print}`, of: account, ...present({ label: filled(row, 'label') }) };
}

/** The keys of each sub-account, by a key of their master; a key of a sub-account sees none. */
export const keysFeed: Feed = {
  name: 'keys of sub-accounts',
  kind: 'keys',
  reach: 'account',
  shape: 'snapshot',
  everyMs: 300_000,
  cost: 1,
  lateMs: 0,
  source:
    'OKX v5 reference, "Query the API Key of a sub-account" and "Get sub-account list" (both with Read, master accounts only), in the copy of 2026-03-06, read 2026-11-22.',
  call: ({ environment }) => listCall(environment),
  read: (call, status, body) => {
    const rows = rowsOf(status, body);
    if ('unclear' in rows) return saysNoMaster(status, body) ? { records: [] } : rows;
    if (call.path === LIST) return accountsPage(call, rows);
    const [, account = ''] = call.query.find(([name]) => name === 'subAcct') ?? [];
    const keys = rows.map((row) => keyRow(row, account));
    if (!keys.every((key) => key !== undefined)) return unreadable;
    return { records: keys, ...next(waiting.get(call) ?? [], call.environment) };
  },
};
