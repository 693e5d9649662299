import { type Refusal, refuse, Secret } from '../../core/index.ts';
import { decodeBase64, encodeBase64 } from '../base64.ts';
import { callTo } from '../endpoints.ts';
import type {
  Ability,
  Call,
  Credential,
  CredentialParts,
  Environment,
  Key,
  KeyAbilities,
  Unclear,
} from '../exchange.ts';
import { boundTo } from '../ip-list.ts';
import { idRefusal } from '../key-id.ts';
import { jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { facts } from './facts.ts';

const SECRET_BYTES = 64;
const SECRET_CHARACTERS = 88;
const ID = { character: /[A-Za-z0-9+/]/, words: 'a letter, digit, + or /', least: 40, most: 80, usual: 56 };

/** An API key with its private key, 64 bytes in base64; the credential holds the bytes themselves. */
function credential(parts: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(parts.id.replace(/={1,2}$/, ''), ID);
  if (wrong) return wrong;
  const [bytes, length] = parts.secret.openBytes((text) => [decodeBase64(text), text.length] as const);
  if (bytes?.length !== SECRET_BYTES) {
    bytes?.fill(0);
    return refuse(
      'credential-invalid',
      length === SECRET_CHARACTERS
        ? 'the private key is not of 64 bytes in base64 (88 characters, the last two "==")'
        : `the private key has ${length} ${length === 1 ? 'character' : 'characters'}, not the 88 that 64 bytes in base64 have; was it cut off?`,
    );
  }
  return { id: parts.id, scheme: 'hmac', secret: Secret.take(bytes) };
}

/** 56 base64 characters that start `KWRD`, and 64 bytes in base64: as Kraken's own look. */
function issueBotKey(random: (size: number) => Buffer) {
  const bytes = random(SECRET_BYTES);
  const secret = Secret.take(encodeBase64(bytes));
  bytes.fill(0);
  return { id: `KWRD${encodeBase64(random(39)).toString('latin1')}`, secret };
}

function introspect(environment: Environment): Call | undefined {
  return callTo(facts, 'POST', '/0/private/GetApiKeyInfo', {}, environment);
}

const reading = ['query-funds', 'query-open-trades', 'query-closed-trades', 'query-ledger', 'export-data'];
const trading = ['modify-trades', 'close-trades'];
/** Who may change where withdrawals go can take what others withdraw. */
const withdrawing = ['withdraw-funds', 'add-withdraw-address', 'update-withdraw-address'];
/** The permissions of the documents that give none of these. */
const others = ['add-funds', 'earn-funds', 'create-ws-token', 'access-websockets'];
const known = new Set<string | undefined>([...reading, ...trading, ...withdrawing, ...others]);

function readIntrospection(status: number, body: string): KeyAbilities | Unclear {
  const result = objectOf(objectOf(jsonOf(body))?.['result']);
  const listed = listOf(result?.['permissions'])?.map(textOf);
  if (status !== 200 || !result || !listed) {
    return readError(status, body) ?? { unclear: true, cause: 'unreadable', message: `status ${status}` };
  }
  const has = (names: readonly string[]) => listed.some((name) => name !== undefined && names.includes(name));
  // A permission that is not known may give anything, and no permission at all tells nothing.
  const isKnown = listed.length > 0 && listed.every((name) => known.has(name));
  const may = (names: readonly string[]): Ability => (has(names) ? 'yes' : isKnown ? 'no' : 'unknown');
  const nonce = textOf(result['nonce']);
  return {
    read: may(reading),
    trade: may(trading),
    // The documents ask only for query-funds to move money to the futures wallet, an SDK says withdraw-funds.
    transfer: has(['withdraw-funds']) ? 'yes' : has(['query-funds']) ? 'unknown' : may([]),
    withdraw: may(withdrawing),
    ipRestricted: boundTo(result['ipAllowlist']).ipRestricted,
    ...(nonce !== undefined && /^\d{1,20}$/.test(nonce) ? { lastNonce: BigInt(nonce) } : {}),
  };
}

const causes: readonly (readonly [start: string, cause: Unclear['cause']])[] = [
  ['EAPI:Invalid key', 'key'],
  ['EAPI:Invalid signature', 'signature'],
  ['EAPI:Invalid nonce', 'clock'],
  ['EGeneral:Permission denied', 'permission'],
  ['EAPI:Rate limit exceeded', 'rate'],
  ['EOrder:Rate limit exceeded', 'rate'],
  ['EGeneral:Temporary lockout', 'rate'],
  ['EGeneral:Too many requests', 'rate'],
  ['EService:Throttled', 'rate'],
];

const hints: Readonly<Record<string, string>> = {
  'EAPI:Invalid nonce':
    ' (another program uses this key, or has used it with higher numbers: give Keyward a key of its own)',
};

/** The errors of an answer; empty when it tells none. */
export function errorsOf(body: string): readonly string[] {
  const errors = objectOf(jsonOf(body))?.['error'];
  return (listOf(errors) ?? (errors === undefined ? [] : [errors])).map(
    (error) => textOf(error) ?? 'an error without a text',
  );
}

function readError(status: number, body: string): Unclear | undefined {
  const errors = errorsOf(body);
  for (const error of errors) {
    const found = causes.find(([start]) => error.startsWith(start));
    if (found)
      return { unclear: true, cause: found[1], message: `status ${status}, ${found[0]}${hints[found[0]] ?? ''}` };
  }
  return status === 429 ? { unclear: true, cause: 'rate', message: 'status 429' } : undefined;
}

export const key: Key = { credential, issueBotKey, introspect, readIntrospection, readError };
