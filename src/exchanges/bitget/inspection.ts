import { hostOf } from '../endpoints.ts';
import type { Credential, Environment, Unclear, UpstreamRequest } from '../exchange.ts';
import type { Ask, Inspection, KeyReport } from '../inspection.ts';
import { boundByText } from '../ip-list.ts';
import { accountOf, noAnswer, noHost, type RightWords, rightsOf, unclearOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf, timeOf } from '../replies.ts';
import { readError } from './errors.ts';
import { facts } from './inspection-facts.ts';
import { maker } from './maker.ts';
import { credential, signed } from './sign.ts';

async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  if (host === undefined) return noHost;
  const request = { method: 'GET', host, target: '/api/v2/spot/account/info', body: '' } as const;
  const answer = await ask((time) => signed(request, key, time, environment));
  return answer ? readKey(answer.status, answer.body) : noAnswer;
}

const readers = ['coor', 'cpor', 'stor', 'smor', 'ttor', 'wtor', 'taxr', 'chor', 'p2pr', 'pllr'];
const writers = ['coow', 'cpow', 'stow', 'smow', 'ttow', 'wtow', 'wwow', 'chow', 'p2p', 'pllw', 'taxw'];

/** By the table of the documents. A seller's release of coins in P2P trade pays somebody else, so that word withdraws as well. */
const words: RightWords = {
  read: ['readonly', ...readers, ...writers],
  spot: ['stow', 'trade'],
  margin: ['smow'],
  futures: ['coow', 'cpow'],
  options: 'never',
  transfer: ['wtow'],
  withdraw: ['wwow', 'p2p'],
  admin: ['chow'],
};

/** The sample of the documents has `trade` and `readonly`, which are not in their table: beside these nothing counts as absent. */
const known = new Set([...readers, ...writers]);

function readKey(status: number, body: string): KeyReport | Unclear {
  const reply = objectOf(jsonOf(body));
  const data = objectOf(reply?.['data']);
  const authorities = listOf(data?.['authorities'])?.map(textOf);
  const granted = authorities?.filter((word) => word !== undefined);
  if (status !== 200 || textOf(reply?.['code']) !== '00000' || !granted || granted.length !== authorities?.length) {
    return readError(status, body) ?? unclearOf('unreadable', status, textOf(reply?.['code']));
  }
  return {
    rights: rightsOf(granted, words, (word) => known.has(word)),
    ...boundByText(data?.['ips']),
    subAccount: 'unknown',
    ...accountOf(data?.['userId']),
    words: [...granted].sort(),
  };
}

function time(environment: Environment): UpstreamRequest | undefined {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  return host === undefined ? undefined : { method: 'GET', host, target: '/api/v2/public/time', headers: {}, body: '' };
}

export const inspection: Inspection = {
  id: 'bitget',
  facts,
  credential,
  inspect,
  readError,
  time,
  readTime: (body) => timeOf(objectOf(objectOf(jsonOf(body))?.['data'])?.['serverTime']),
  maker,
};
