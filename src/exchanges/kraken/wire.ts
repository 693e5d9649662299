import { createHash, createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import {
  type Dialect,
  isJsonObject,
  JsonNumber,
  type JsonObject,
  type Refusal,
  refuse,
  Secret,
  writeJson,
} from '../../core/index.ts';
import { decodeBase64 } from '../base64.ts';
import type {
  Answer,
  BotKey,
  BotRequest,
  Call,
  Credential,
  Param,
  RateReading,
  SigningTime,
  UpstreamRequest,
  Verified,
  Wire,
} from '../exchange.ts';
import { errorsOf } from './key.ts';
import { parse } from './parse.ts';

/** Bot keys' secrets as they sign; decoded once. */
const decoded = new WeakMap<Secret, Secret>();

function signingSecret(secret: Secret): Secret | undefined {
  const known = decoded.get(secret);
  if (known) return known;
  const bytes = secret.openBytes((text) => decodeBase64(text));
  if (!bytes) return undefined;
  const made = Secret.take(bytes);
  decoded.set(secret, made);
  return made;
}

/** HMAC-SHA512 of the path and of the SHA-256 of nonce and body. */
export function signatureOf(path: string, nonce: string, body: string, key: KeyObject): Buffer {
  const digest = createHash('sha256')
    .update(nonce + body, 'utf8')
    .digest();
  return createHmac('sha512', key).update(path, 'utf8').update(digest).digest();
}

function nonceOf(request: BotRequest): string | undefined {
  const { body } = request;
  if (body.kind === 'form') return body.params.find(([name]) => name === 'nonce')?.[1];
  const value = body.kind === 'json' && isJsonObject(body.value) ? body.value['nonce'] : undefined;
  return value instanceof JsonNumber ? value.text : typeof value === 'string' ? value : undefined;
}

function verify(request: BotRequest, key: BotKey): Verified | Refusal {
  const wrong = refuse('bot-unknown', 'the bot key is not known, or the signature is wrong');
  const signature = request.headers.get('api-sign') ?? '';
  const secret = key.secret && signingSecret(key.secret);
  const nonce = nonceOf(request);
  if (!secret || nonce === undefined || !/^\d{1,20}$/.test(nonce) || !/^[A-Za-z0-9+/]{86}==$/.test(signature))
    return wrong;
  const expected = signatureOf(request.path, nonce, request.rawBody, secret.openKey()).toString('base64');
  // As texts: base64 has several spellings for the same bytes, and only one of them was signed.
  return timingSafeEqual(Buffer.from(expected), Buffer.from(signature)) ? { nonce: BigInt(nonce) } : wrong;
}

function encode(params: readonly Param[]): string {
  return params.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}

function build(call: Call, credential: Credential | undefined, time: SigningTime): UpstreamRequest {
  const query = encode(call.query);
  const target = query === '' ? call.path : `${call.path}?${query}`;
  const { method } = call.endpoint;
  if (!credential) return { method, host: call.host, target, headers: {}, body: '' };
  if (time.nonce === undefined) throw new Error('a signed request needs a nonce');
  const nonce = String(time.nonce);
  const body = bodyOf(call, nonce);
  const headers = {
    'api-key': credential.id,
    'api-sign': signatureOf(call.path, nonce, body, credential.secret.openKey()).toString('base64'),
    'content-type': call.body.kind === 'json' ? 'application/json' : 'application/x-www-form-urlencoded',
  };
  return { method, host: call.host, target, headers, body };
}

function bodyOf(call: Call, nonce: string): string {
  if (call.body.kind !== 'json')
    return encode([['nonce', nonce], ...(call.body.kind === 'form' ? call.body.params : [])]);
  const object: JsonObject = Object.create(null);
  object['nonce'] = nonce;
  return writeJson(Object.assign(object, call.body.value));
}

/**
 * Kraken answers 200 and tells in `error`. The first word is one that ccxt maps (PermissionDenied, InvalidOrder, …); Keyward's own
 * follows. "Service unavailable" is what Kraken itself says of an order that may or may not stand.
 */
const words: Readonly<Record<Dialect, string>> = {
  permission: 'EGeneral:Permission denied',
  'invalid-order': 'EOrder:Invalid order',
  'bad-request': 'EGeneral:Invalid arguments',
  auth: 'EAPI:Invalid key',
  timestamp: 'EAPI:Invalid nonce',
  'rate-limit': 'EAPI:Rate limit exceeded',
  'unknown-outcome': 'EService:Unavailable',
};

function refusal(dialect: Dialect, message: string): Answer {
  return {
    status: 200,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ error: [words[dialect], message] }),
  };
}

/** What Kraken's counter needs to fall far enough for a call of the slowest tier. */
const COUNTER_MS = 5_000;
/** How long an account or address is locked out. */
const LOCKOUT_MS = 900_000;

/** No header tells the limits, and only the network in front of Kraken answers 429: Kraken itself tells in `error`. Its counter leaves orders out. */
function rate(
  status: number,
  headers: Readonly<Record<string, string>>,
  group: string,
  body: string,
): readonly RateReading[] {
  if (status === 429) {
    const seconds = Number(headers['retry-after'] ?? 15);
    return [{ bucket: group, retryAfterMs: (Number.isFinite(seconds) && seconds >= 0 ? seconds : 15) * 1_000 }];
  }
  // Nearly every reply ends here, unread.
  if (!/EAPI:Rate limit|EGeneral:Temp/.test(body)) return [];
  const says = (text: string) => errorsOf(body).some((error) => error.startsWith(text));
  if (says('EGeneral:Temporary lockout')) return [{ bucket: group, retryAfterMs: LOCKOUT_MS, isBan: true }];
  return says('EAPI:Rate limit exceeded') ? [{ bucket: group, retryAfterMs: COUNTER_MS }] : [];
}

export const wire: Wire = {
  keyId: (request) => request.headers.get('api-key'),
  isSigned: (request) => request.headers.has('api-sign'),
  verify,
  parse,
  build,
  refusal,
  rate,
};
