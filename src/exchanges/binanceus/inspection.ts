import { aliveReport } from '../alive.ts';
import { hostOf } from '../endpoints.ts';
import type { Credential, Environment, Unclear } from '../exchange.ts';
import type { Ask, Inspection, KeyReport } from '../inspection.ts';
import { noAnswer, noHost, unclearOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf, timeOf } from '../replies.ts';
import { facts } from './inspection-facts.ts';
import { credential, signedRead } from './sign.ts';

/** `canTrade` and `canWithdraw` of the answer are flags of the account: they say nothing of the key, so they are not read. */
async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment);
  if (!host) return noHost;
  const answer = await ask((time) => signedRead(host.name, '/api/v3/account', key, time));
  if (!answer) return noAnswer;
  const account = answer.status === 200 ? objectOf(jsonOf(answer.body)) : undefined;
  if (!account || !listOf(account['balances'])) {
    return readError(answer.status, answer.body) ?? unclearOf('unreadable', answer.status, undefined);
  }
  return aliveReport({ read: 'yes', margin: 'no', futures: 'no', options: 'no' });
}

const causes: Readonly<Record<string, Unclear['cause']>> = {
  '-2014': 'key',
  '-2015': 'key-or-ip-or-permission',
  '-1022': 'signature',
  '-1021': 'clock',
  '-1002': 'permission',
  '-1003': 'rate',
  '-1015': 'rate',
};

function readError(status: number, body: string): Unclear | undefined {
  const code = textOf(objectOf(jsonOf(body))?.['code']);
  const known = code !== undefined && Object.hasOwn(causes, code) ? causes[code] : undefined;
  const cause = known ?? (status === 429 || status === 418 ? 'rate' : undefined);
  return cause && unclearOf(cause, status, code);
}

export const inspection: Inspection = {
  id: 'binanceus',
  facts,
  credential,
  inspect,
  readError,
  time: (environment) => {
    const host = hostOf(facts.hosts, 'rest', environment);
    return host && { method: 'GET', host: host.name, target: '/api/v3/time', headers: {}, body: '' };
  },
  readTime: (body) => timeOf(objectOf(jsonOf(body))?.['serverTime']),
};
