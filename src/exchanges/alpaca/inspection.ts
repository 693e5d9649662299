import { aliveReport } from '../alive.ts';
import { hostOf } from '../endpoints.ts';
import type { Credential, Environment, Unclear } from '../exchange.ts';
import type { Ask, Inspection, KeyReport } from '../inspection.ts';
import { accountOf, noAnswer, noHost, unclearOf } from '../key-words.ts';
import { jsonOf, objectOf, textOf } from '../replies.ts';
import { facts } from './inspection-facts.ts';
import { credential, proven } from './sign.ts';

/** What is blocked in the answer is blocked in the account: it says nothing of the key, so it is not read. */
async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment);
  if (!host) return noHost;
  const answer = await ask(() => proven(host.name, '/v2/account', key));
  if (!answer) return noAnswer;
  const account = answer.status === 200 ? objectOf(jsonOf(answer.body)) : undefined;
  if (!account || textOf(account['id']) === undefined || textOf(account['status']) === undefined) {
    return readError(answer.status, answer.body) ?? unclearOf('unreadable', answer.status, undefined);
  }
  return { ...aliveReport({ read: 'yes' }), ...accountOf(account['id']) };
}

const causes: Readonly<Record<string, Unclear['cause']>> = {
  '40110000': 'key',
  '42910000': 'rate',
};

/** Neither 403 nor its code 40310000 says why: they are told of a key, of an account, and of an order that cannot be paid. */
function readError(status: number, body: string): Unclear | undefined {
  const code = textOf(objectOf(jsonOf(body))?.['code']);
  const told = code !== undefined && Object.hasOwn(causes, code) ? causes[code] : undefined;
  const cause = told ?? (status === 401 ? 'key' : status === 429 ? 'rate' : undefined);
  if (cause) return unclearOf(cause, status, code);
  return status === 403 ? unclearOf('key-or-ip-or-permission', status, code) : undefined;
}

export const inspection: Inspection = {
  id: 'alpaca',
  facts,
  credential,
  inspect,
  readError,
  time: () => undefined,
  readTime: () => undefined,
};
