import { randomUUID } from 'node:crypto';
import type { JsonObject } from '../../core/index.ts';
import { aliveReport } from '../alive.ts';
import { hostOf } from '../endpoints.ts';
import type { Ability, Answer, Credential, Environment, Unclear } from '../exchange.ts';
import type { Ask, Inspection, KeyReport } from '../inspection.ts';
import { boundTo } from '../ip-list.ts';
import { accountOf, noAnswer, noHost, type RightWords, rightsOf, unclearOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { facts } from './inspection-facts.ts';
import { credential, signedRead } from './sign.ts';

/** Every key is told when it ends; only one with pocket management is shown its own permissions. */
async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment);
  if (!host) return noHost;
  const get = (path: string) => ask(() => signedRead(host.name, path, key, randomUUID()));
  const answer = await get('/v1/api_keys');
  if (!answer) return noAnswer;
  const rows = rowsOf(answer);
  const own = rows?.find((row) => textOf(row['access_key']) === key.id);
  if (!own) return readError(answer.status, answer.body) ?? unclearOf('unreadable', answer.status, undefined);
  const expiresMs = isoTimeOf(own['expire_at']);
  const ends = { ...(expiresMs === undefined ? {} : { expiresMs }), ...listedIn(rows) };
  const pockets = await get('/v1/pockets/api_keys');
  const managed = pockets && managerReport(pockets, key.id);
  if (managed) return { ...ends, ...managed };
  const accounts = await get('/v1/accounts');
  const seesBalances = accounts?.status === 200 && listOf(jsonOf(accounts.body)) !== undefined;
  const isRefused = pockets !== undefined && readError(pockets.status, pockets.body)?.cause === 'permission';
  const admin: Ability = isRefused ? 'no' : 'unknown';
  return {
    ...aliveReport({ read: seesBalances ? 'yes' : 'unknown', margin: 'no', futures: 'no', options: 'no', admin }),
    // No key works without a list of addresses; what was shown of it and could not be read says otherwise.
    ipRestricted: pockets?.status === 200 ? 'unknown' : 'yes',
    ...ends,
  };
}

const words: RightWords = {
  read: ['view_account', 'view_orders', 'view_withdrawals', 'view_deposits', 'manage_pockets'],
  spot: ['make_orders'],
  margin: 'never',
  futures: 'never',
  options: 'never',
  transfer: ['transfer', 'manage_pockets'],
  withdraw: ['withdraw'],
  admin: ['manage_pockets'],
};

const known: ReadonlySet<string> = new Set([
  'view_account',
  'view_orders',
  'make_orders',
  'view_withdrawals',
  'withdraw',
  'view_deposits',
  'deposit',
  'transfer',
  'manage_pockets',
]);

/** What the list of all pockets' keys says of this one; `undefined` where the list is not shown or does not hold it. */
function managerReport(answer: Answer, id: string): KeyReport | undefined {
  const groups = answer.status === 200 ? listOf(jsonOf(answer.body)) : undefined;
  const rowIn = (pocket: JsonObject | undefined): JsonObject | undefined =>
    listOf(pocket?.['keys'])
      ?.map(objectOf)
      .find((row) => textOf(row?.['access_key']) === id);
  const pocket = groups?.map(objectOf).find((one) => rowIn(one) !== undefined);
  const own = rowIn(pocket);
  const told = textsOf(own?.['permissions']);
  if (!own || !told) return undefined;
  const createdMs = isoTimeOf(own['created_at']);
  const expiresMs = isoTimeOf(own['expired_at']);
  return {
    rights: rightsOf(told, words, (word) => known.has(word)),
    ...boundTo(own['allowed_ips']),
    // Pocket management is granted to keys of the main pocket only.
    subAccount: told.includes('manage_pockets') ? 'no' : 'unknown',
    // The pocket, which holds the funds that the key reaches.
    ...accountOf(pocket?.['uuid']),
    words: [...told].sort(),
    ...(createdMs === undefined ? {} : { createdMs }),
    ...(expiresMs === undefined ? {} : { expiresMs }),
  };
}

/** The list of the account's keys. */
function rowsOf(answer: Answer): readonly JsonObject[] | undefined {
  const rows = answer.status === 200 ? listOf(jsonOf(answer.body)) : undefined;
  return rows?.map(objectOf).filter((row) => row !== undefined);
}

/** Whether the keys of other pockets are among them is not documented. */
function listedIn(rows: readonly JsonObject[] | undefined): Pick<KeyReport, 'listed'> {
  const keys = (rows ?? []).flatMap((row) => {
    const id = textOf(row['access_key']);
    return id === undefined ? [] : [{ id }];
  });
  return { listed: { call: 'GET /v1/api_keys', keys, isWhole: false } };
}

function textsOf(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((one) => typeof one === 'string') ? value : undefined;
}

/** Ms since the epoch of `2027-01-01T09:00:00+09:00`. */
function isoTimeOf(value: JsonObject[string] | undefined): number | undefined {
  const text = textOf(value) ?? '';
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?([+-]\d\d:\d\d|Z)$/.test(text)) return undefined;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? undefined : ms;
}

const causes: Readonly<Record<string, Unclear['cause']>> = {
  invalid_access_key: 'key',
  expired_access_key: 'key',
  jwt_verification: 'signature',
  invalid_query_payload: 'signature',
  no_authorization_ip: 'ip',
  no_authorization_i_p: 'ip',
  out_of_scope: 'permission',
  nonce_used: 'clock',
};

function readError(status: number, body: string): Unclear | undefined {
  const name = textOf(objectOf(objectOf(jsonOf(body))?.['error'])?.['name']);
  const told = name !== undefined && Object.hasOwn(causes, name) ? causes[name] : undefined;
  const cause = told ?? (status === 429 || status === 418 ? 'rate' : undefined);
  return cause && unclearOf(cause, status, name);
}

export const inspection: Inspection = {
  id: 'upbit',
  facts,
  credential,
  inspect,
  readError,
  time: () => undefined,
  readTime: () => undefined,
};
