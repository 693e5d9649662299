import { createHash, createPublicKey, randomBytes } from 'node:crypto';
import { type Dialect, JsonNumber, type JsonValue, type Refusal, refuse, writeJson } from '../../core/index.ts';
import type {
  Answer,
  BotKey,
  BotRequest,
  Call,
  Credential,
  Endpoint,
  RateReading,
  SigningTime,
  UpstreamRequest,
  Verified,
  Wire,
} from '../exchange.ts';
import { parse } from './parse.ts';
import { audiences, issuers, uriForms } from './tables.ts';
import { isSignedBy, makeToken, readToken, type Token } from './token.ts';

/** How long Keyward's own token is good for, in s. */
const LIFE_S = 120;

/** Stands in for the key of an unknown id, so that the answer takes as long. Its private half is the number one. */
const decoy = createPublicKey({
  format: 'jwk',
  key: {
    kty: 'EC',
    crv: 'P-256',
    x: 'axfR8uEsQkf4vOblY6RA8ncDfYEt6zOg9KE5RdiYwpY',
    y: 'T-NC4v4af5uO5-tKfA-eFivOM1drMV7Oy7ZAaDe_UfU',
  },
});

function tokenOf(request: BotRequest): Token | undefined {
  return readToken(request.headers.get('authorization'));
}

function keyId(request: BotRequest): string | undefined {
  const kid = tokenOf(request)?.header['kid'];
  return typeof kid === 'string' && /^[\x21-\x7e]{1,200}$/.test(kid) ? kid : undefined;
}

/**
 * The token names key, method, host, path and times, but neither query nor body: what was signed is therefore good for one change only.
 */
function verify(request: BotRequest, key: BotKey): Verified | Refusal {
  const token = tokenOf(request);
  const isOurs = token !== undefined && isSignedBy(token, key.publicKey ?? decoy) && key.publicKey !== undefined;
  if (!isOurs || !namesKey(token, key.id)) {
    return refuse('bot-unknown', 'the bot key is not known, or the signature is wrong');
  }
  if (!namesRequest(token, request)) return refuse('bot-unknown', 'the token was signed for another request');
  const [nbf, exp] = [secondsOf(token.payload['nbf']), secondsOf(token.payload['exp'])];
  if (nbf === undefined || exp === undefined || exp <= nbf || exp - nbf > LIFE_S) {
    return refuse('bot-clock', `the token has no nbf and exp within ${LIFE_S} s of each other`);
  }
  return {
    signedAtMs: nbf * 1_000,
    windowMs: (exp - nbf) * 1_000,
    nonce: createHash('sha256').update(token.signed, 'latin1').digest('base64url'),
  };
}

function namesKey({ header, payload }: Token, id: string): boolean {
  const { aud, iss, sub } = payload;
  const named = aud === undefined ? [] : Array.isArray(aud) ? aud : [aud];
  return (
    header['kid'] === id &&
    sub === id &&
    (header['typ'] === undefined || header['typ'] === 'JWT') &&
    typeof iss === 'string' &&
    issuers.includes(iss) &&
    named.every((one) => typeof one === 'string' && audiences.includes(one))
  );
}

/** One `uri`, or one in `uris`, that says what was asked for. */
function namesRequest({ payload }: Token, request: BotRequest): boolean {
  const { uri, uris } = payload;
  const said: JsonValue | undefined =
    uris === undefined ? uri : uri === undefined && Array.isArray(uris) && uris.length === 1 ? uris[0] : undefined;
  const accepted = request.addressedAs.flatMap((url) => uriForms.map((form) => `${request.method} ${form(url)}`));
  return typeof said === 'string' && accepted.includes(said);
}

function secondsOf(value: JsonValue | undefined): number | undefined {
  return value instanceof JsonNumber && /^\d{1,12}$/.test(value.text) ? Number(value.text) : undefined;
}

function build(call: Call, credential: Credential | undefined, time: SigningTime): UpstreamRequest {
  const query = call.query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
  const body = call.body.kind === 'json' ? writeJson(call.body.value) : '';
  const headers: Record<string, string> = Object.fromEntries(call.headers);
  if (credential) headers['authorization'] = `Bearer ${sign(call, credential, time)}`;
  if (body !== '') headers['content-type'] = 'application/json';
  return {
    method: call.endpoint.method,
    host: call.host,
    target: query === '' ? call.path : `${call.path}?${query}`,
    headers,
    body,
  };
}

function sign(call: Call, credential: Credential, time: SigningTime): string {
  if (!credential.privateKey) throw new Error('a credential of this exchange has a private key');
  const seconds = Math.floor(time.timeMs / 1_000);
  const uri = `${call.endpoint.method} ${call.host}${call.path}`;
  return makeToken(
    { typ: 'JWT', kid: credential.id, nonce: randomBytes(16).toString('hex') },
    { sub: credential.id, iss: 'cdp', nbf: seconds, exp: seconds + LIFE_S, uri },
    credential.privateKey,
  );
}

/** A body in the shape of most errors. */
const plain =
  (error: string) =>
  (message: string): object => ({ error, error_details: message, message });

/**
 * Statuses and codes as ccxt reads them; coinbase-api throws on every status that is not 2xx. An order failure of the exchange's own comes
 * with 200, which a client that does not look takes for success: Keyward's come with 400. `preview_failure_reason` holds the one
 * code that ccxt takes for an invalid order, and `request timestamp expired` the one text for a wrong clock.
 */
const dialects: Readonly<Record<Dialect, readonly [status: number, body: (message: string) => object]>> = {
  permission: [403, plain('PERMISSION_DENIED')],
  'invalid-order': [
    400,
    (message) => ({
      success: false,
      error_response: {
        error: 'UNSUPPORTED_ORDER_CONFIGURATION',
        message,
        error_details: message,
        preview_failure_reason: 'PREVIEW_STOP_PRICE_ABOVE_LAST_TRADE_PRICE',
        new_order_failure_reason: 'UNSUPPORTED_ORDER_CONFIGURATION',
      },
    }),
  ],
  'bad-request': [400, plain('INVALID_ARGUMENT')],
  auth: [401, plain('unauthorized')],
  timestamp: [401, plain('request timestamp expired')],
  'rate-limit': [429, plain('rate_limit_exceeded')],
  'unknown-outcome': [504, (message) => ({ message })],
};

function refusal(dialect: Dialect, message: string, _endpoint: Endpoint | undefined): Answer {
  const [status, body] = dialects[dialect];
  return {
    status,
    headers: { 'content-type': 'application/json', ...(status === 429 ? { 'retry-after': '1' } : {}) },
    body: JSON.stringify(body(message)),
  };
}

/** Reads `x-ratelimit-limit` and `x-ratelimit-remaining`, which count one second; a 429 without more words asks for one second. Its body tells no more. */
function rate(status: number, headers: Readonly<Record<string, string>>, group: string): readonly RateReading[] {
  const readings: RateReading[] = [];
  const [limit, remaining] = [countOf(headers['x-ratelimit-limit']), countOf(headers['x-ratelimit-remaining'])];
  if (limit !== undefined && remaining !== undefined && remaining <= limit) {
    readings.push({ bucket: group, used: limit - remaining, limit, windowMs: 1_000 });
  }
  if (status === 429) {
    readings.push({ bucket: group, retryAfterMs: Math.max(1, countOf(headers['retry-after']) ?? 1) * 1_000 });
  }
  return readings;
}

function countOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

export const wire: Wire = {
  keyId,
  isSigned: (request) => tokenOf(request) !== undefined,
  verify,
  parse,
  build,
  refusal,
  rate,
};
