import { hostOf } from '../endpoints.ts';
import type { Credential, Environment, Unclear, UpstreamRequest } from '../exchange.ts';
import type { Ask, Inspection, KeyReport } from '../inspection.ts';
import { boundByText } from '../ip-list.ts';
import { commaList, noAnswer, noHost, type RightWords, rightsOf, unclearOf } from '../key-words.ts';
import { jsonOf, objectOf, textOf, timeOf } from '../replies.ts';
import { readError } from './errors.ts';
import { facts } from './inspection-facts.ts';
import { maker } from './maker.ts';
import { credential, signed } from './sign.ts';

const DAY_MS = 86_400_000;

async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  if (host === undefined) return noHost;
  let askedMs = 0;
  const answer = await ask((time) => {
    askedMs = time.timeMs;
    return signed({ method: 'GET', host, path: '/api/v3/apiKeyInfo', params: [['accessKey', key.id]] }, key, time);
  });
  return answer ? readKey(answer.status, answer.body, askedMs) : noAnswer;
}

const groups = [
  'SPOT_ACCOUNT',
  'SPOT_DEAL',
  'SPOT_TRANSFER',
  'SPOT_WITHDRAW',
  'SPOT_DEPOSIT',
  'CONTRACT_ACCOUNT',
  'CONTRACT_DEAL',
];
const known = new Set(groups.flatMap((group) => ['READ', 'R', 'WRITE', 'W'].map((mode) => `${group}_${mode}`)));

/** The documents write the ends of some words short: `SPOT_WITHDRAW_W`. No word is known for margin trading. */
const words: RightWords = {
  read: [...known].filter((word) => /_(?:READ|R)$/.test(word)),
  spot: ['SPOT_DEAL_WRITE', 'SPOT_DEAL_W'],
  margin: 'untold',
  futures: ['CONTRACT_DEAL_WRITE', 'CONTRACT_DEAL_W'],
  options: 'never',
  transfer: ['SPOT_TRANSFER_WRITE', 'SPOT_TRANSFER_W'],
  withdraw: ['SPOT_WITHDRAW_WRITE', 'SPOT_WITHDRAW_W'],
  admin: ['SPOT_ACCOUNT_WRITE', 'SPOT_ACCOUNT_W'],
};

/** `askedMs` is the exchange's time of the question, for it tells the end of a key in whole days that are left. */
function readKey(status: number, body: string, askedMs: number): KeyReport | Unclear {
  const reply = objectOf(jsonOf(body));
  // Some replies of this interface stand below `data`, some do not.
  const data = objectOf(reply?.['data']) ?? reply;
  const permissions = textOf(data?.['permissions']);
  if (status !== 200 || data === undefined || permissions === undefined) {
    return readError(status, body) ?? unclearOf('unreadable', status, textOf(reply?.['code']));
  }
  const granted = commaList(permissions);
  const label = textOf(data['note']);
  const createdMs = Date.parse(textOf(data['createTime']) ?? '');
  const daysLeft = textOf(data['remainingValidity']) ?? '';
  return {
    rights: rightsOf(granted, words, (word) => known.has(word)),
    ...boundByText(data['ipWhiteList']),
    ...(label === undefined ? {} : { label }),
    ...(Number.isNaN(createdMs) ? {} : { createdMs }),
    ...(/^\d{1,4}$/.test(daysLeft) ? { expiresMs: askedMs + Number(daysLeft) * DAY_MS } : {}),
    subAccount: 'unknown',
    words: [...granted].sort(),
  };
}

function time(environment: Environment): UpstreamRequest | undefined {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  return host === undefined ? undefined : { method: 'GET', host, target: '/api/v3/time', headers: {}, body: '' };
}

export const inspection: Inspection = {
  id: 'mexc',
  facts,
  credential,
  inspect,
  readError,
  time,
  readTime: (body) => timeOf(objectOf(jsonOf(body))?.['serverTime']),
  maker,
};
