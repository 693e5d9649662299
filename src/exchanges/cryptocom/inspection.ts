import type { JsonValue } from '../../core/index.ts';
import { aliveReport } from '../alive.ts';
import { hostOf } from '../endpoints.ts';
import type { Ability, Credential, Environment, Unclear } from '../exchange.ts';
import type { Ask, ControlAnswer, Inspection, KeyReport } from '../inspection.ts';
import { accountOf, noAnswer, noHost, unclearOf } from '../key-words.ts';
import { jsonOf, objectOf, textOf } from '../replies.ts';
import { facts } from './inspection-facts.ts';
import { credential, signed } from './sign.ts';

const METHOD = 'private/get-accounts';

async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment);
  if (!host) return noHost;
  const answer = await ask(({ timeMs }) => signed(host.name, METHOD, {}, timeMs, key));
  return answer ? read(answer.status, answer.body) : noAnswer;
}

/** Of the account that the key belongs to. */
const hierarchies: ReadonlyMap<string | undefined, Ability> = new Map([
  ['MASTER', 'no'],
  ['SUB_ACCOUNT', 'yes'],
]);

/** What the accounts may do (`tradable`, `derivatives_access`) is not what the key may do. */
function read(status: number, body: string): KeyReport | Unclear {
  const answer = objectOf(jsonOf(body));
  const result = objectOf(answer?.['result']);
  const [own, master] = [objectOf(result?.['this_account']), objectOf(result?.['master_account'])];
  if (status !== 200 || textOf(answer?.['code']) !== '0' || !(own ?? master))
    return readError(status, body) ?? unclearOf('unreadable', status, undefined);
  const subAccount = hierarchies.get(textOf(own?.['hierarchy'])) ?? 'unknown';
  return {
    ...aliveReport({ read: 'yes' }),
    subAccount,
    ...accountOf(own?.['uuid']),
    controls: { login: loginOf(master?.['two_fa_enabled']) },
  };
}

/** Of the master account, to which alone its owner logs in; that of a sub-account says nothing of the login. */
function loginOf(isOn: JsonValue | undefined): ControlAnswer {
  const call = `POST /exchange/v1/${METHOD}`;
  if (typeof isOn !== 'boolean') return { call, untold: 'the answer does not tell it of the master account' };
  const says = isOn ? 'the login asks for the code of an authenticator app' : 'two-factor authentication is off';
  return { call, isSo: isOn, says };
}

/** 40101 (10002 before) is told for a wrong key and a wrong signature, and by withdrawals for a key without the right. */
const causes: Readonly<Record<string, Unclear['cause']>> = {
  '40101': 'key-or-ip-or-permission',
  '10002': 'key-or-ip-or-permission',
  '40103': 'ip',
  '10003': 'ip',
  '40104': 'permission',
  '10005': 'permission',
  '40102': 'clock',
  '10007': 'clock',
  '42901': 'rate',
  '10006': 'rate',
};

function readError(status: number, body: string): Unclear | undefined {
  const code = textOf(objectOf(jsonOf(body))?.['code']) ?? '';
  const isKnown = Object.hasOwn(causes, code);
  const cause = isKnown ? causes[code] : status === 429 ? 'rate' : undefined;
  return cause && unclearOf(cause, status, isKnown ? code : undefined);
}

export const inspection: Inspection = {
  id: 'cryptocom',
  facts,
  credential,
  inspect,
  readError,
  time: () => undefined,
  readTime: () => undefined,
};
