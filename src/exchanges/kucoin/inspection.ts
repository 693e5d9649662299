import { isIP } from 'node:net';
import { hostOf } from '../endpoints.ts';
import type { Ability, Answer, Credential, Environment, Unclear, UpstreamRequest } from '../exchange.ts';
import type { Ask, Inspection, KeyReport } from '../inspection.ts';
import { boundByText } from '../ip-list.ts';
import { accountOf, commaList, noAnswer, noHost, type RightWords, rightsOf, unclearOf } from '../key-words.ts';
import { jsonOf, objectOf, textOf, timeOf } from '../replies.ts';
import { readError } from './errors.ts';
import { facts } from './inspection-facts.ts';
import { maker } from './maker.ts';
import { credential, signed } from './sign.ts';

async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  if (host === undefined) return noHost;
  const answer = await get(host, '/api/v1/user/api-key', ask, key);
  return answer ? readKey(answer.status, answer.body) : noAnswer;
}

/** The reply is the bare address. */
async function askIp(ask: Ask, key: Credential, environment: Environment): Promise<string | Unclear | undefined> {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  const answer = host === undefined ? undefined : await get(host, '/api/ua/v1/user/my-ip', ask, key);
  if (!answer) return undefined;
  const ip = textOf(objectOf(jsonOf(answer.body))?.['data']) ?? '';
  return answer.status === 200 && isIP(ip) !== 0 ? ip : readError(answer.status, answer.body);
}

function get(host: string, target: string, ask: Ask, key: Credential): Promise<Answer | undefined> {
  return ask((time) => signed({ method: 'GET', host, target, body: '' }, key, time));
}

const known = new Set(['General', 'Spot', 'Margin', 'Futures', 'InnerTransfer', 'Transfer', 'Withdrawal', 'Earn']);

/**
 * The specification lists `Transfer` where its endpoints ask for `Withdrawal`, and `InnerTransfer` where they ask for `FlexTransfers`: both
 * words count as withdrawing. General may be enough for the keys of sub-accounts, which nobody confirms.
 */
const words: RightWords = {
  read: ['General'],
  spot: ['Spot'],
  margin: ['Margin'],
  futures: ['Futures'],
  options: 'never',
  transfer: ['InnerTransfer'],
  withdraw: ['Transfer', 'Withdrawal'],
  admin: 'untold',
};

/** The list of addresses is left out of the reply of a key that has none, and its entries are masked; an end of null is none. */
function readKey(status: number, body: string): KeyReport | Unclear {
  const reply = objectOf(jsonOf(body));
  const data = objectOf(reply?.['data']);
  const permission = textOf(data?.['permission']);
  if (status !== 200 || textOf(reply?.['code']) !== '200000' || data === undefined || permission === undefined) {
    return readError(status, body) ?? unclearOf('unreadable', status, textOf(reply?.['code']));
  }
  const granted = commaList(permission);
  const subAccount: Ability = data['isMaster'] === true ? 'no' : data['isMaster'] === false ? 'yes' : 'unknown';
  const told = rightsOf(granted, words, (word) => known.has(word));
  const [label, createdMs] = [textOf(data['remark']), timeOf(data['createdAt'])];
  const expiresMs = data['expiredAt'] === null ? 'never' : timeOf(data['expiredAt']);
  return {
    rights: subAccount === 'yes' ? { ...told, admin: 'no' } : told,
    ...boundByText(Object.hasOwn(data, 'ipWhitelist') ? data['ipWhitelist'] : ''),
    ...(label === undefined ? {} : { label }),
    ...(createdMs === undefined ? {} : { createdMs }),
    ...(expiresMs === undefined ? {} : { expiresMs }),
    subAccount,
    ...accountOf(data['uid']),
    words: [...granted].sort(),
  };
}

function time(environment: Environment): UpstreamRequest | undefined {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  return host === undefined ? undefined : { method: 'GET', host, target: '/api/v1/timestamp', headers: {}, body: '' };
}

export const inspection: Inspection = {
  id: 'kucoin',
  facts,
  credential,
  inspect,
  readError,
  time,
  readTime: (body) => timeOf(objectOf(jsonOf(body))?.['data']),
  publicIp: { ask: askIp },
  maker,
};
