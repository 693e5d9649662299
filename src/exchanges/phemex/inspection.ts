import { aliveReport } from '../alive.ts';
import { hostOf } from '../endpoints.ts';
import type { Credential, Environment, Unclear } from '../exchange.ts';
import type { Ask, Inspection, KeyReport } from '../inspection.ts';
import { noAnswer, noHost, unclearOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { facts } from './inspection-facts.ts';
import { credential, signed } from './sign.ts';

async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment);
  if (!host) return noHost;
  const read = { method: 'GET', host: host.name, path: '/spot/wallets', query: 'currency=BTC', body: '' } as const;
  const answer = await ask((time) => signed(read, key, time));
  if (!answer) return noAnswer;
  const reply = answer.status === 200 ? objectOf(jsonOf(answer.body)) : undefined;
  if (!reply || textOf(reply['code']) !== '0' || !listOf(reply['data'])) {
    return readError(answer.status, answer.body) ?? unclearOf('unreadable', answer.status, undefined);
  }
  return aliveReport({ read: 'yes' });
}

/** What the texts of refusals begin with or hold, in the order of asking; the codes do not tell them apart. */
const texts: readonly (readonly [text: RegExp, cause: Unclear['cause']])[] = [
  [/request expired/i, 'clock'],
  [/ip mismatch/i, 'ip'],
  [/failed to load api key|api key not found/i, 'key'],
  [/signature verification failed/i, 'signature'],
];

/** Some refusals come with status 200, so the code in the body counts as much as the status. */
function readError(status: number, body: string): Unclear | undefined {
  const reply = objectOf(jsonOf(body));
  const code = textOf(reply?.['code']);
  if (status === 429 || code === '429' || code === '39995') return unclearOf('rate', status, code);
  const text = textOf(reply?.['msg']) ?? '';
  const told = code === '0' ? undefined : texts.find(([pattern]) => pattern.test(text))?.[1];
  if (told) return unclearOf(told, status, code);
  if (status === 403 || code === '403' || code === '34003' || code === '39996') {
    return unclearOf('permission', status, code);
  }
  return status === 401 || code === '401' ? unclearOf('key-or-ip-or-permission', status, code) : undefined;
}

export const inspection: Inspection = {
  id: 'phemex',
  facts,
  credential,
  inspect,
  readError,
  time: () => undefined,
  readTime: () => undefined,
};
