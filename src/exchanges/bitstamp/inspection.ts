import { aliveReport } from '../alive.ts';
import { hostOf } from '../endpoints.ts';
import type { Ability, Credential, Environment, Unclear } from '../exchange.ts';
import type { Ask, Inspection, KeyReport } from '../inspection.ts';
import { noAnswer, noHost, unclearOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { facts } from './inspection-facts.ts';
import { credential, signed } from './sign.ts';

const PATH = '/api/v2/account_balances/';

async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment);
  if (!host) return noHost;
  const call = { method: 'POST', host: host.name, target: PATH, body: '' } as const;
  const answer = await ask(({ timeMs }) => signed(call, timeMs, key));
  return answer ? read(answer.status, answer.body) : noAnswer;
}

/** A key that may not see balances is alive all the same; it may still read something else. */
function read(status: number, body: string): KeyReport | Unclear {
  const rows = status === 200 ? listOf(jsonOf(body)) : undefined;
  if (rows?.every(isBalance)) return alive(rows.length > 0 ? 'yes' : 'unknown');
  const error = readError(status, body);
  return error?.cause === 'permission' ? alive('unknown') : (error ?? unclearOf('unreadable', status, undefined));
}

function isBalance(row: Parameters<typeof objectOf>[0]): boolean {
  const balance = objectOf(row);
  return textOf(balance?.['currency']) !== undefined && textOf(balance?.['available']) !== undefined;
}

function alive(read: Ability): KeyReport {
  return aliveReport({ read, options: 'no' });
}

const causes: Readonly<Record<string, Unclear['cause']>> = {
  API0001: 'key',
  API0002: 'ip',
  API0003: 'permission',
  API0004: 'clock',
  API0005: 'signature',
  API0006: 'key',
  API0011: 'key',
  API0017: 'clock',
  API0018: 'clock',
  '400.002': 'rate',
  '400.067': 'rate',
  '400.068': 'rate',
};

/** The texts of errors that come without a code. */
const texts: Readonly<Record<string, string>> = {
  'API key not found': 'API0001',
  'IP address not allowed': 'API0002',
  'No permission found': 'API0003',
  'Invalid nonce': 'API0004',
  'Invalid signature': 'API0005',
  'Wrong API key format': 'API0011',
};

function readError(status: number, body: string): Unclear | undefined {
  const answer = objectOf(jsonOf(body));
  const text = textOf(answer?.['error']) ?? textOf(answer?.['reason']) ?? '';
  const told = textOf(answer?.['code']) ?? textOf(answer?.['response_code']);
  const code = told ?? (Object.hasOwn(texts, text) ? texts[text] : undefined) ?? '';
  const known = Object.hasOwn(causes, code);
  const cause = known ? causes[code] : status === 429 ? 'rate' : undefined;
  return cause && unclearOf(cause, status, known ? code : undefined);
}

export const inspection: Inspection = {
  id: 'bitstamp',
  facts,
  credential,
  inspect,
  readError,
  time: () => undefined,
  readTime: () => undefined,
};
