import { type JsonObject, type Refusal, refuse, Secret } from '../../core/index.ts';
import { alphanumericSecret } from '../bot-keys.ts';
import { callTo } from '../endpoints.ts';
import type {
  Ability,
  Call,
  Credential,
  CredentialParts,
  Environment,
  IssuedBotKey,
  Key,
  KeyAbilities,
  Unclear,
} from '../exchange.ts';
import { boundByText } from '../ip-list.ts';
import { idRefusal } from '../key-id.ts';
import { jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { facts } from './facts.ts';

const ID = { character: /[A-Za-z0-9-]/, words: 'a letter, digit or dash', least: 8, most: 64 };

/** An HMAC secret and its passphrase; OKX issues no other kind. */
function credential(parts: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(parts.id, ID);
  if (wrong) return wrong;
  if (!parts.secret.openBytes((bytes) => /^[\x21-\x7e]{16,128}$/.test(bytes.toString('latin1')))) {
    return refuse('credential-invalid', 'the secret is not 16 to 128 characters without spaces');
  }
  if (!parts.passphrase)
    return refuse('credential-invalid', 'the passphrase is missing; OKX gives one with every API key');
  return { id: parts.id, scheme: 'hmac', secret: parts.secret, passphrase: parts.passphrase };
}

/** The passphrase that a new key is given: OKX wants a character in it that is no letter and no digit. */
export function newPassphrase(given: Secret): Secret {
  return given.openBytes((bytes) => {
    const isStrong = /[^A-Za-z0-9]/.test(bytes.toString('latin1'));
    return isStrong ? given : Secret.take(Buffer.concat([bytes, Buffer.from('-')]));
  });
}

const HEX_UPPER = '0123456789ABCDEF';

/** A UUID that starts `6b770000-`, 32 upper-case hex digits as OKX issues them, and a passphrase of letters and digits. */
function issueBotKey(random: (size: number) => Buffer): IssuedBotKey {
  const [a = '', b = '', c = '', d = ''] = [2, 2, 2, 6].map((size) => random(size).toString('hex'));
  const bytes = random(16);
  const secret = Buffer.alloc(32);
  for (const [index, byte] of bytes.entries()) {
    secret[2 * index] = HEX_UPPER.charCodeAt(byte >> 4);
    secret[2 * index + 1] = HEX_UPPER.charCodeAt(byte & 15);
  }
  bytes.fill(0);
  return {
    id: `6b770000-${a}-4${b.slice(1)}-8${c.slice(1)}-${d}`,
    secret: Secret.take(secret),
    passphrase: alphanumericSecret(20, random),
  };
}

function introspect(environment: Environment): Call | undefined {
  return callTo(facts, 'GET', '/api/v5/account/config', {}, environment);
}

const permissions: ReadonlySet<string> = new Set(['read_only', 'trade', 'withdraw']);

/** By `acctLv`: futures and multi-currency mode honour reduce-only orders; spot mode has no swaps, and of portfolio margin it is not said. */
const modes: Readonly<Record<string, Ability>> = { '1': 'no', '2': 'yes', '3': 'yes', '4': 'no' };

/**
 * By `acctLv`, whether a spot order may borrow: in spot mode as `enableSpotBorrow` says, in multi-currency and portfolio margin mode as
 * `autoLoan` says, which the exchange sets by default. Absent in futures mode, where the order's own `tdMode` decides.
 */
function spotBorrow(row: JsonObject): { readonly spotBorrow?: Ability } {
  const level = textOf(row['acctLv']);
  if (level === '2') return {};
  const told = level === '1' ? row['enableSpotBorrow'] : level === '3' || level === '4' ? row['autoLoan'] : undefined;
  if (told === true || told === 'true') return { spotBorrow: 'yes' };
  return { spotBorrow: told === false || told === 'false' ? 'no' : 'unknown' };
}

/**
 * `perm` lists what the key may do; trading includes moving funds between the owner's accounts. Beside a word that is not known here,
 * what is not listed counts as unknown.
 */
function readIntrospection(status: number, body: string): KeyAbilities | Unclear {
  const row = objectOf(listOf(objectOf(jsonOf(body))?.['data'])?.[0]);
  const perm = textOf(row?.['perm']);
  if (status !== 200 || row === undefined || perm === undefined) {
    return readError(status, body) ?? { unclear: true, cause: 'unreadable', message: `status ${status}` };
  }
  const granted = perm.split(',').map((word) => word.trim());
  const absent: Ability = granted.every((word) => permissions.has(word)) ? 'no' : 'unknown';
  const ability = (word: string): Ability => (granted.includes(word) ? 'yes' : absent);
  return {
    read: ability('read_only'),
    trade: ability('trade'),
    transfer: ability('trade'),
    withdraw: ability('withdraw'),
    ipRestricted: boundByText(row['ip']).ipRestricted,
    reduceOnly: modes[textOf(row['acctLv']) ?? ''] ?? 'unknown',
    ...spotBorrow(row),
  };
}

const causes: Readonly<Record<string, Unclear['cause']>> = {
  '50100': 'key',
  '50101': 'key',
  '50105': 'key',
  '50111': 'key',
  '50114': 'key',
  '50119': 'key',
  '50113': 'signature',
  '50110': 'ip',
  '50121': 'ip',
  '50027': 'permission',
  '50030': 'permission',
  '50035': 'permission',
  '50120': 'permission',
  '59500': 'permission',
  '59604': 'permission',
  '50102': 'clock',
  '50112': 'clock',
  '50011': 'rate',
  '50061': 'rate',
};

function readError(status: number, body: string): Unclear | undefined {
  const code = textOf(objectOf(jsonOf(body))?.['code']);
  const cause = code === undefined ? undefined : Object.hasOwn(causes, code) ? causes[code] : undefined;
  const found = cause ?? (status === 429 ? 'rate' : undefined);
  return found && { unclear: true, cause: found, message: `status ${status}, code ${code ?? 'none'}` };
}

export const key: Key = { credential, issueBotKey, introspect, readIntrospection, readError };
