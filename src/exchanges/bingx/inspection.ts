import type { JsonObject } from '../../core/index.ts';
import { hostOf } from '../endpoints.ts';
import type { Ability, Credential, Environment, Unclear, UpstreamRequest } from '../exchange.ts';
import type { Ask, Inspection, KeyReport } from '../inspection.ts';
import { noAnswer, noHost, unclearOf } from '../key-words.ts';
import { jsonOf, objectOf, textOf, timeOf } from '../replies.ts';
import { facts } from './inspection-facts.ts';
import { credential, signed } from './sign.ts';

async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  if (host === undefined) return noHost;
  const path = '/openApi/v1/account/apiPermissions';
  const answer = await ask((time) =>
    signed({ method: 'GET', host, path, params: [['recvWindow', '5000']] }, key, time),
  );
  return answer ? readKey(answer.status, answer.body) : noAnswer;
}

function abilityOf(value: unknown): Ability {
  return value === true ? 'yes' : value === false ? 'no' : 'unknown';
}

/** One of two flags is enough; without it, one that is not told leaves the right open. */
function eitherOf(a: Ability, b: Ability): Ability {
  if (a === 'yes' || b === 'yes') return 'yes';
  return a === 'no' && b === 'no' ? 'no' : 'unknown';
}

/** The page also has a box for managing sub-accounts, of which the answer says nothing. */
function readKey(status: number, body: string): KeyReport | Unclear {
  const reply = objectOf(jsonOf(body));
  const data = objectOf(reply?.['data']);
  if (status !== 200 || textOf(reply?.['code']) !== '0' || !data || typeof data['enableReading'] !== 'boolean') {
    return readError(status, body) ?? unclearOf('unreadable', status, textOf(reply?.['code']));
  }
  const flag = (name: string): Ability => abilityOf(data[name]);
  const createdMs = timeOf(data['createTime']);
  return {
    rights: {
      read: flag('enableReading'),
      spot: flag('enableSpotAndMarginTrading'),
      margin: flag('enableSpotAndMarginTrading'),
      futures: flag('enableFutures'),
      options: flag('enableVanillaOptions'),
      transfer: eitherOf(flag('enableInternalTransfer'), flag('permitsUniversalTransfer')),
      withdraw: flag('enableWithdrawals'),
      admin: 'unknown',
    },
    ipRestricted: flag('ipRestrict'),
    ...(createdMs === undefined ? {} : { createdMs }),
    subAccount: 'unknown',
    words: wordsOf(data),
  };
}

/** The flags that are set, by their names; also those that are not known here. */
function wordsOf(data: JsonObject): readonly string[] {
  return Object.keys(data)
    .filter((name) => /^(?:enable|permits)[A-Za-z]{1,60}$/.test(name) && data[name] === true)
    .sort();
}

const causes: ReadonlyMap<string, Unclear['cause']> = new Map([
  ['100001', 'signature'],
  ['100004', 'permission'],
  ['100403', 'permission'],
  ['100410', 'rate'],
  ['100412', 'signature'],
  ['100413', 'key'],
  ['100419', 'ip'],
  ['100421', 'clock'],
  ['109429', 'rate'],
]);

function readError(status: number, body: string): Unclear | undefined {
  const code = textOf(objectOf(jsonOf(body))?.['code']);
  const cause = causes.get(code ?? '') ?? (status === 429 ? 'rate' : undefined);
  return cause && unclearOf(cause, status, code);
}

function time(environment: Environment): UpstreamRequest | undefined {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  return host === undefined
    ? undefined
    : { method: 'GET', host, target: '/openApi/swap/v2/server/time', headers: {}, body: '' };
}

export const inspection: Inspection = {
  id: 'bingx',
  facts,
  credential,
  inspect,
  readError,
  time,
  readTime: (body) => timeOf(objectOf(objectOf(jsonOf(body))?.['data'])?.['serverTime']),
};
