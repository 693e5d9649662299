import type { JsonObject } from '../../core/index.ts';
import { hostOf } from '../endpoints.ts';
import type { Answer, Credential, Environment, Param, Unclear, UpstreamRequest } from '../exchange.ts';
import { type Ask, type Inspection, type KeyReport, SPARE_MS } from '../inspection.ts';
import { boundByText } from '../ip-list.ts';
import { accountOf, commaList, noAnswer, noHost, type RightWords, rightsOf, unclearOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf, timeOf } from '../replies.ts';
import { codeOf, readError } from './errors.ts';
import { facts } from './inspection-facts.ts';
import { maker } from './maker.ts';
import { credential, signed } from './sign.ts';

const DAY_MS = 86_400_000;

/** The account's number first, for the keys are asked for by it; then this key alone. */
async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  if (host === undefined) return noHost;
  let askedMs = 0;
  const get = (path: string, params: readonly Param[], withinMs?: number): Promise<Answer | undefined> =>
    ask((time) => {
      askedMs = time.timeMs;
      return signed({ method: 'GET', host, path, params }, key, time);
    }, withinMs);
  const owner = await get('/v2/user/uid', []);
  if (!owner) return noAnswer;
  const uid = textOf(replyOf(owner)?.['data']) ?? '';
  if (!/^\d{1,20}$/.test(uid)) return refusalOf(owner);
  const [answer, all] = await Promise.all([
    get('/v2/user/api-key', [
      ['accessKey', key.id],
      ['uid', uid],
    ]),
    get('/v2/user/api-key', [['uid', uid]], SPARE_MS),
  ]);
  if (!answer) return noAnswer;
  const report = readKey(answer, key.id, askedMs);
  return report ? { ...report, ...accountOf(uid), ...listedIn(all, key.id) } : refusalOf(answer);
}

/** All keys of the user, without those of its sub-users; a sub-user is refused. */
function listedIn(answer: Answer | undefined, own: string): Pick<KeyReport, 'listed'> {
  const entries = answer ? (listOf(replyOf(answer)?.['data'])?.map(objectOf) ?? []) : [];
  const keys = entries.flatMap((entry) => {
    const [id, label] = [textOf(entry?.['accessKey']), textOf(entry?.['note'])];
    return id === undefined ? [] : [{ id, ...(label ? { label } : {}) }];
  });
  if (!keys.some(({ id }) => id === own)) return {};
  return { listed: { call: 'GET /v2/user/api-key', keys, isWhole: false } };
}

/** The reply when it says that all went well. */
function replyOf({ status, body }: Answer): JsonObject | undefined {
  const reply = objectOf(jsonOf(body));
  return status === 200 && textOf(reply?.['code']) === '200' ? reply : undefined;
}

function refusalOf({ status, body }: Answer): Unclear {
  return readError(status, body) ?? unclearOf('unreadable', status, codeOf(objectOf(jsonOf(body))));
}

const known = new Set(['readOnly', 'trade', 'withdraw']);

/** One word allows all trading, and moving funds between the owner's accounts. */
const words: RightWords = {
  read: ['readOnly'],
  spot: ['trade'],
  margin: ['trade'],
  futures: ['trade'],
  options: 'never',
  transfer: ['trade'],
  withdraw: ['withdraw'],
  admin: ['trade'],
};

/** `askedMs` is the exchange's time of the question, for it tells the end of a key in days that are left; -1 is no end. */
function readKey(answer: Answer, id: string, askedMs: number): KeyReport | undefined {
  const entries = listOf(replyOf(answer)?.['data'])?.map(objectOf) ?? [];
  const entry = entries.find((one) => textOf(one?.['accessKey']) === id);
  const permission = textOf(entry?.['permission']);
  if (!entry || permission === undefined) return undefined;
  const granted = commaList(permission);
  const told = rightsOf(granted, words, (word) => known.has(word));
  const [label, createdMs] = [textOf(entry['note']), timeOf(entry['createTime'])];
  const daysLeft = textOf(entry['validDays']) ?? '';
  return {
    // Trade rules over the keys of sub-users only in the hands of the parent user, which the answer does not show.
    rights: told.admin === 'yes' ? { ...told, admin: 'unknown' } : told,
    ...boundByText(entry['ipAddresses']),
    ...(label === undefined ? {} : { label }),
    ...(createdMs === undefined ? {} : { createdMs }),
    ...(daysLeft === '-1' ? { expiresMs: 'never' } : {}),
    ...(/^\d{1,4}$/.test(daysLeft) ? { expiresMs: askedMs + Number(daysLeft) * DAY_MS } : {}),
    subAccount: 'unknown',
    words: [...granted].sort(),
  };
}

function time(environment: Environment): UpstreamRequest | undefined {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  return host === undefined
    ? undefined
    : { method: 'GET', host, target: '/v1/common/timestamp', headers: {}, body: '' };
}

export const inspection: Inspection = {
  id: 'htx',
  facts,
  credential,
  inspect,
  readError,
  time,
  readTime: (body) => timeOf(objectOf(jsonOf(body))?.['data']),
  maker,
};
