import type { JsonObject } from '../../core/index.ts';
import { aliveReport } from '../alive.ts';
import { hostOf } from '../endpoints.ts';
import type { Ability, Answer, Credential, Environment, Unclear, UpstreamRequest } from '../exchange.ts';
import type { Ask, Inspection, KeyReport } from '../inspection.ts';
import { accountOf, noAnswer, noHost, unclearOf } from '../key-words.ts';
import { jsonOf, listOf, objectOf, textOf, timeOf } from '../replies.ts';
import { facts } from './inspection-facts.ts';
import { credential } from './sign.ts';

/** Anybody may ask what an address is; that the key belongs to the address was seen before. */
async function inspect(ask: Ask, key: Credential, environment: Environment): Promise<KeyReport | Unclear> {
  const host = hostOf(facts.hosts, 'rest', environment)?.name;
  if (!host) return noHost;
  const answer = await ask(() => info(host, 'userRole', key.id));
  if (!answer) return noAnswer;
  const told = answer.status === 200 ? objectOf(jsonOf(answer.body)) : undefined;
  const role = textOf(told?.['role']);
  if (!told || role === undefined)
    return readError(answer.status, answer.body) ?? unclearOf('unreadable', answer.status, undefined);
  if (role === 'missing') return unclearOf('key', answer.status, 'role-missing');
  const named = role === 'agent' ? textOf(objectOf(told['data'])?.['user']) : undefined;
  const master = named !== undefined && isAddress(named) ? named : undefined;
  const agents = master === undefined ? undefined : await ask(() => info(host, 'extraAgents', master));
  // The address of a wallet is its account.
  const account = (role === 'user' ? key.id : master)?.toLowerCase();
  return { ...report(role, agents && entryOf(agents, key.id)), ...accountOf(account) };
}

function info(host: string, type: string, user: string): UpstreamRequest {
  return {
    method: 'POST',
    host,
    target: '/info',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ type, user }),
  };
}

function isAddress(text: string): boolean {
  return /^0x[0-9a-f]{40}$/i.test(text);
}

/** The named API wallet in its owner's list; one without a name is not listed. */
function entryOf({ status, body }: Answer, address: string): JsonObject | undefined {
  const rows = status === 200 ? listOf(jsonOf(body))?.map(objectOf) : undefined;
  return rows?.find((row) => textOf(row?.['address'])?.toLowerCase() === address);
}

type Rights = KeyReport['rights'];

/** Whether an account may borrow for what it trades is a matter of the account; sub-accounts may perhaps be made by an API wallet. */
const agent: Rights = {
  read: 'yes',
  spot: 'yes',
  margin: 'unknown',
  futures: 'yes',
  options: 'no',
  transfer: 'yes',
  withdraw: 'no',
  admin: 'unknown',
};
const owner: Rights = { ...agent, withdraw: 'yes', admin: 'yes' };

/** A vault and a sub-account have no key of their own, so a key with such a role is not understood. */
const other: Rights = aliveReport({ options: 'no' }).rights;

function report(role: string, entry: JsonObject | undefined): KeyReport {
  const label = textOf(entry?.['name']);
  const expiresMs = timeOf(entry?.['validUntil']);
  const isKnown = role === 'agent' || role === 'user';
  const subAccount: Ability = isKnown ? 'no' : 'unknown';
  return {
    rights: role === 'agent' ? agent : role === 'user' ? owner : other,
    ipRestricted: 'no',
    ...(label ? { label } : {}),
    ...(expiresMs === undefined ? {} : { expiresMs }),
    subAccount,
    words: [/^\w{1,32}$/.test(role) ? `role:${role}` : 'role:other'],
  };
}

function readError(status: number, body: string): Unclear | undefined {
  const answer = objectOf(jsonOf(body));
  const text = textOf(answer?.['status']) === 'err' ? (textOf(answer?.['response']) ?? '') : '';
  if (status === 429 || text.startsWith('Too many cumulative requests sent'))
    return unclearOf('rate', status, undefined);
  if (text.startsWith('User or API Wallet ')) return unclearOf('key', status, undefined);
  return undefined;
}

export const inspection: Inspection = {
  id: 'hyperliquid',
  facts,
  credential,
  inspect,
  readError,
  time: () => undefined,
  readTime: () => undefined,
};
