import type { JsonValue } from '../../core/index.ts';
import type { Ability, Unclear } from '../exchange.ts';
import type { Inspection, KeyReport } from '../inspection.ts';
import { boundTo } from '../ip-list.ts';
import { accountOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { servedInspection } from '../served.ts';
import { facts } from './inspection-facts.ts';
import { errorsOf, key } from './key.ts';
import { kraken } from './kraken.ts';

const reading = ['query-funds', 'query-open-trades', 'query-closed-trades', 'query-ledger', 'export-data'];
const trading = ['modify-trades'];
/** Who may change where withdrawals go can take what others withdraw. */
const withdrawing = ['withdraw-funds', 'add-withdraw-address', 'update-withdraw-address'];
/** The permissions of the documents that give no right: cancels, deposits, earning, and a login for WebSockets, which can do what the key can. */
const others = ['close-trades', 'add-funds', 'earn-funds', 'create-ws-token', 'access-websockets'];
const known: ReadonlySet<string> = new Set([...reading, ...trading, ...withdrawing, ...others]);

function textsOf(value: JsonValue | undefined): readonly string[] | undefined {
  const list = listOf(value)?.map((one) => (typeof one === 'string' ? one : undefined));
  return list?.every((one) => one !== undefined) ? list : undefined;
}

function rightsOf(words: readonly string[]): KeyReport['rights'] {
  const isKnown = words.length > 0 && words.every((word) => known.has(word));
  const absent: Ability = isKnown ? 'no' : 'unknown';
  const may = (names: readonly string[]): Ability => (names.some((name) => words.includes(name)) ? 'yes' : absent);
  const has = (word: string): boolean => words.includes(word);
  return {
    read: may(reading),
    spot: may(trading),
    margin: may(trading),
    // Futures have keys of their own, on a host of their own; there are no options.
    futures: 'no',
    options: 'no',
    // The documents ask only for query-funds to move money to the futures wallet, an SDK says withdraw-funds.
    transfer: has('withdraw-funds') ? 'yes' : has('query-funds') ? 'unknown' : absent,
    withdraw: may(withdrawing),
    // Sub-accounts are made with withdraw-funds, by institutions alone; the answer does not tell these from others.
    admin: has('withdraw-funds') ? 'unknown' : absent,
  };
}

/** Seconds since the epoch, as ms; `undefined` for `0` and for anything that is no time. */
function timeIn(value: JsonValue | undefined): number | undefined {
  const text = textOf(value) ?? '';
  return /^\d{9,11}$/.test(text) ? Number(text) * 1_000 : undefined;
}

function report(body: string): KeyReport | undefined {
  const answer = objectOf(jsonOf(body));
  const result = objectOf(answer?.['result']);
  const permissions = textsOf(result?.['permissions']);
  if (!result || !permissions || errorsOf(body).length > 0) return undefined;
  const words = [...permissions].sort();
  const label = textOf(result['apiKeyName']);
  const [createdMs, lastUsedMs] = [timeIn(result['createdTime']), timeIn(result['lastUsed'])];
  const expiresMs = textOf(result['validUntil']) === '0' ? 'never' : timeIn(result['validUntil']);
  return {
    rights: rightsOf(words),
    ...boundTo(result['ipAllowlist']),
    ...(label === undefined ? {} : { label }),
    ...(createdMs === undefined ? {} : { createdMs }),
    ...(expiresMs === undefined ? {} : { expiresMs }),
    ...(lastUsedMs === undefined ? {} : { lastUsedMs }),
    subAccount: 'unknown',
    // No bank's number: Kraken's public id of the account.
    ...accountOf(result['iban']),
    words,
  };
}

/** This call asks for no permission, and what is said to a foreign address is not documented. */
function readError(status: number, body: string): Unclear | undefined {
  const found = key.readError(status, body);
  return found?.cause === 'permission' ? { ...found, cause: 'key-or-ip-or-permission' } : found;
}

export const inspection: Inspection = {
  ...servedInspection(kraken, facts, report, readError),
  nonce: { isTooLow: (_status, body) => errorsOf(body).some((error) => error.startsWith('EAPI:Invalid nonce')) },
};
