import { aliveReport } from '../alive.ts';
import { hostOf } from '../endpoints.ts';
import type { Credential, Environment, Unclear } from '../exchange.ts';
import type { Ask, Inspection, KeyReport } from '../inspection.ts';
import { noAnswer, noHost, unclearOf } from '../key-words.ts';
import { jsonOf, objectOf, textOf } from '../replies.ts';
import { facts } from './inspection-facts.ts';
import { credential, readBody, signed } from './sign.ts';

const PATH = '/api/v4/trade-account/balance';

async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment);
  if (!host) return noHost;
  const answer = await ask(({ timeMs, nonce }) =>
    signed(host.name, PATH, readBody(PATH, nonce ?? BigInt(Math.floor(timeMs))), key),
  );
  if (!answer) return noAnswer;
  if (answer.status === 200 && isBalances(answer.body)) return aliveReport({ read: 'yes' });
  return readError(answer.status, answer.body) ?? unclearOf('unreadable', answer.status, undefined);
}

/** An object of balances by currency, with at least one. */
function isBalances(body: string): boolean {
  const rows = Object.values(objectOf(jsonOf(body)) ?? {}).map(objectOf);
  return rows.length > 0 && rows.every((row) => textOf(row?.['available']) !== undefined);
}

/** What the texts of refusals hold; the codes beside them are those of groups of errors. */
const texts: readonly (readonly [text: RegExp, cause: Unclear['cause']])[] = [
  [/enable your key in api settings/i, 'key-or-ip-or-permission'],
  [/have permission to use this endpoint|not authorized to perform this action/i, 'permission'],
  [/unauthorized request|invalid payload/i, 'signature'],
  [/your nonce is|nonce not provided/i, 'clock'],
];

/** A nonce that is too low has the status and the text of too many requests. */
function readError(status: number, body: string): Unclear | undefined {
  const reply = objectOf(jsonOf(body));
  const code = textOf(reply?.['code']);
  if (status === 429 || status === 418) return unclearOf('rate', status, code);
  const text = textOf(reply?.['message']) ?? '';
  const told = texts.find(([pattern]) => pattern.test(text))?.[1];
  return told && unclearOf(told, status, code);
}

export const inspection: Inspection = {
  id: 'whitebit',
  facts,
  credential,
  inspect,
  readError,
  time: (environment) => {
    const host = hostOf(facts.hosts, 'rest', environment);
    return host && { method: 'GET', host: host.name, target: '/api/v4/public/time', headers: {}, body: '' };
  },
  readTime: (body) => {
    const text = textOf(objectOf(jsonOf(body))?.['time']) ?? '';
    return /^\d{9,10}$/.test(text) ? Number(text) * 1_000 : undefined;
  },
  nonce: {
    isTooLow: (status, body) => status === 429 && textOf(objectOf(jsonOf(body))?.['message']) === 'Too many requests.',
  },
};
