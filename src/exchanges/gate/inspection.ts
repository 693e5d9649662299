import type { JsonObject, JsonValue } from '../../core/index.ts';
import { hostOf } from '../endpoints.ts';
import type { Credential, Environment, Unclear, UpstreamRequest } from '../exchange.ts';
import type { Ask, Inspection, KeyReport } from '../inspection.ts';
import { boundTo } from '../ip-list.ts';
import { accountOf, noAnswer, noHost, type RightWords, rightsOf, unclearOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf, timeOf } from '../replies.ts';
import { labelOf, readError } from './errors.ts';
import { facts } from './inspection-facts.ts';
import { maker } from './maker.ts';
import { credential, signed } from './sign.ts';

async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  if (host === undefined) return noHost;
  const request = { method: 'GET', host, target: '/api/v4/account/main_keys', body: '' } as const;
  const answer = await ask((time) => signed(request, key, time));
  return answer ? readKeys(answer.status, answer.body, key.id) : noAnswer;
}

const names = [
  'wallet',
  'spot',
  'futures',
  'delivery',
  'earn',
  'custody',
  'options',
  'account',
  'loan',
  'margin',
  'unified',
  'copy',
  'pilot',
  'otc',
  'alpha',
  'crossx',
];
const known = new Set(names.flatMap((name) => [`${name}:read`, `${name}:write`]));

/**
 * The group `spot` is spot and margin. Withdrawing is a group of its own for which the list of names has no word: it is only known where
 * one is shown. OTC orders are paid out to accounts that the same group lists.
 */
const words: RightWords = {
  read: [...known],
  spot: ['spot:write'],
  margin: ['spot:write', 'margin:write', 'unified:write'],
  futures: ['futures:write', 'delivery:write'],
  options: ['options:write'],
  transfer: ['wallet:write'],
  withdraw: 'untold',
  admin: 'untold',
};
const withdrawing = ['withdrawal:write', 'withdraw:write', 'otc:write'];

/** One key, or a list in which the one that asked is marked; a list that does not mark it says nothing of it. */
function ownEntry(reply: JsonValue | undefined, id: string): JsonObject | undefined {
  const entries = (listOf(reply) ?? [reply]).map(objectOf);
  const marked = entries.find((entry) => textOf(entry?.['key']) === id);
  if (marked) return marked;
  return entries.length === 1 && textOf(entries[0]?.['key']) === undefined ? entries[0] : undefined;
}

/** `spot:write` for a group that may write, `spot:read` for one that may only read, and the bare name where that is not said. */
function wordOf(entry: JsonValue): string | undefined {
  const perm = objectOf(entry);
  const [name, readOnly] = [textOf(perm?.['name']), perm?.['read_only']];
  if (name === undefined) return undefined;
  return typeof readOnly === 'boolean' ? `${name}:${readOnly ? 'read' : 'write'}` : name;
}

function readKeys(status: number, body: string, id: string): KeyReport | Unclear {
  const entry = status === 200 ? ownEntry(jsonOf(body), id) : undefined;
  const shown = listOf(entry?.['perms'])?.map(wordOf);
  const granted = shown?.filter((word) => word !== undefined);
  if (!entry || !granted || granted.length !== shown?.length) {
    return readError(status, body) ?? unclearOf('unreadable', status, labelOf(body));
  }
  const told = rightsOf(granted, words, (word) => known.has(word));
  const label = textOf(entry['name']);
  const [createdMs, lastUsedMs] = [momentOf(entry['created_at']), momentOf(entry['last_access'])];
  return {
    rights: granted.some((word) => withdrawing.includes(word)) ? { ...told, withdraw: 'yes' } : told,
    ...boundTo(entry['ip_whitelist']),
    ...(label === undefined ? {} : { label }),
    ...(createdMs === undefined ? {} : { createdMs }),
    ...(lastUsedMs === undefined ? {} : { lastUsedMs }),
    subAccount: 'unknown',
    ...accountOf(entry['user_id']),
    words: [...granted].sort(),
  };
}

/** In seconds or milliseconds, which no document says. */
function momentOf(value: JsonValue | undefined): number | undefined {
  const text = textOf(value) ?? '';
  return /^\d{10}$/.test(text) ? Number(text) * 1_000 : timeOf(value);
}

function time(environment: Environment): UpstreamRequest | undefined {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  return host === undefined ? undefined : { method: 'GET', host, target: '/api/v4/spot/time', headers: {}, body: '' };
}

export const inspection: Inspection = {
  id: 'gate',
  facts,
  credential,
  inspect,
  readError,
  time,
  readTime: (body) => timeOf(objectOf(jsonOf(body))?.['server_time']),
  maker,
};
