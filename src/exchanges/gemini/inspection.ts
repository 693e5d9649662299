import { hostOf } from '../endpoints.ts';
import type { Ability, Credential, Environment, Unclear } from '../exchange.ts';
import type { Ask, Inspection, KeyReport } from '../inspection.ts';
import { accountOf, noAnswer, noHost, unclearOf } from '../key-words.ts';
import { jsonOf, objectOf, textOf } from '../replies.ts';
import { facts } from './inspection-facts.ts';
import { credential, signed } from './sign.ts';

const PATH = '/v1/roles';

async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment);
  if (!host) return noHost;
  const answer = await ask(({ timeMs, nonce }) =>
    signed(host.name, PATH, {}, nonce ?? BigInt(Math.floor(timeMs)), key),
  );
  return answer ? read(answer.status, answer.body, key.id.startsWith('master-')) : noAnswer;
}

const always: readonly string[] = ['isAuditor', 'isFundManager', 'isTrader'];
const known: ReadonlySet<string> = new Set([...always, 'isAccountAdmin']);

/** Only keys of the whole group (`master-`) are told whether they are administrators; of any other that is not known. */
function read(status: number, body: string, isMaster: boolean): KeyReport | Unclear {
  const roles = status === 200 ? objectOf(jsonOf(body)) : undefined;
  if (!roles || !always.every((role) => typeof roles[role] === 'boolean'))
    return readError(status, body) ?? unclearOf('unreadable', status, undefined);
  const words = Object.keys(roles).filter((role) => roles[role] === true);
  // A role that is not known may give anything.
  const isRead = Object.keys(roles).every((role) => !/^is[A-Z]/.test(role) || typeof roles[role] === 'boolean');
  const absent: Ability = isRead && words.every((word) => known.has(word)) ? 'no' : 'unknown';
  const may = (role: string): Ability => (words.includes(role) ? 'yes' : absent);
  const [trade, funds] = [may('isTrader'), may('isFundManager')];
  const isTold = typeof roles['isAccountAdmin'] === 'boolean';
  return {
    rights: {
      read: always.some((role) => words.includes(role)) ? 'yes' : absent,
      spot: trade,
      margin: trade,
      futures: trade,
      options: 'no',
      transfer: funds,
      withdraw: funds,
      admin: isTold ? may('isAccountAdmin') : 'unknown',
    },
    ipRestricted: 'unknown',
    subAccount: isMaster ? 'no' : 'unknown',
    // Told to keys of the whole group alone.
    ...accountOf(roles['counterparty_id']),
    words: words.sort(),
  };
}

const causes: Readonly<Record<string, Unclear['cause']>> = {
  InvalidApiKey: 'key',
  AccountClosed: 'key',
  InvalidSignature: 'signature',
  ApiKeyIpFilteringFailure: 'ip',
  RemoteAddressForbidden: 'ip',
  MissingRole: 'permission',
  NotGroupApiCompatible: 'permission',
  InvalidNonce: 'clock',
  BadNonce: 'clock',
  InvalidTimestampInPayload: 'clock',
  RateLimit: 'rate',
};

function readError(status: number, body: string): Unclear | undefined {
  const reason = textOf(objectOf(jsonOf(body))?.['reason']) ?? '';
  const isKnown = Object.hasOwn(causes, reason);
  const cause = isKnown ? causes[reason] : status === 429 ? 'rate' : undefined;
  return cause && unclearOf(cause, status, isKnown ? reason : undefined);
}

export const inspection: Inspection = {
  id: 'gemini',
  facts,
  credential,
  inspect,
  readError,
  time: () => undefined,
  readTime: () => undefined,
  // A key with time-based nonces wants seconds, which are asked with first; any other wants a rising number.
  nonce: { isTooLow: (status, body) => readError(status, body)?.cause === 'clock' },
};
