import { createHmac, hash, sign as signBytes, timingSafeEqual } from 'node:crypto';
import { type Dialect, type Refusal, refuse } from '../../core/index.ts';
import type {
  Answer,
  BotKey,
  BotRequest,
  Call,
  Credential,
  Endpoint,
  Param,
  RateReading,
  SigningTime,
  UpstreamRequest,
  Verified,
  Wire,
} from '../exchange.ts';
import { parse } from './parse.ts';

/** How long Keyward's own signature is good for, in ms. */
const RECV_WINDOW_MS = 5_000;

function keyId(request: BotRequest): string | undefined {
  return request.headers.get('x-mbx-apikey');
}

function signatureOf(request: BotRequest): string | undefined {
  const params = [...request.query, ...(request.body.kind === 'form' ? request.body.params : [])];
  return params.find(([name]) => name === 'signature')?.[1];
}

/** The signed text: the query followed directly by the form body, exactly as sent, without the signature. */
function verify(request: BotRequest, key: BotKey): Verified | Refusal {
  const wrong = refuse('bot-unknown', 'the bot key is not known, or the signature is wrong');
  const signature = signatureOf(request) ?? '';
  if (!key.secret || !/^[0-9a-f]{64}$/.test(signature)) return wrong;
  const text = withoutSignature(request.rawQuery) + withoutSignature(request.rawBody);
  const expected = createHmac('sha256', key.secret.openKey()).update(text, 'utf8').digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) return wrong;
  const params = new Map([...request.query, ...(request.body.kind === 'form' ? request.body.params : [])]);
  const timestamp = Number(params.get('timestamp'));
  const windowMs = Number(params.get('recvWindow') ?? '5000');
  if (!Number.isSafeInteger(timestamp) || !(windowMs > 0 && windowMs <= 60_000)) {
    return refuse('bot-clock', 'parameter timestamp or recvWindow is missing or out of range');
  }
  return {
    signedAtMs: timestamp > 1e15 ? Math.floor(timestamp / 1_000) : timestamp,
    windowMs,
    nonce: nonceOf(request, signature),
  };
}

/**
 * The same parameters can be sent in several ways (the signature first or last, in query or body), to each of several hosts: all of them
 * are one request.
 */
function nonceOf({ method, path }: BotRequest, signature: string): string {
  return hash('sha256', `${method} ${path} ${signature}`, 'base64url');
}

function withoutSignature(text: string): string {
  return text
    .split('&')
    .filter((pair) => !pair.startsWith('signature='))
    .join('&');
}

function encode(params: readonly Param[]): string {
  return params.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}

function build(call: Call, credential: Credential | undefined, time: SigningTime): UpstreamRequest {
  const own = call.body.kind === 'form' ? call.body.params : [];
  let query = encode(call.query);
  let body = encode(own);
  const headers: Record<string, string> = Object.fromEntries(call.headers);
  if (credential) {
    const stamp = `recvWindow=${RECV_WINDOW_MS}&timestamp=${Math.floor(time.timeMs)}`;
    const text = [query + body, stamp].filter((part) => part !== '').join('&');
    const signed = `${text}&signature=${encodeURIComponent(signText(text, credential))}`;
    if (body !== '') body = signed;
    else query = signed;
    headers['x-mbx-apikey'] = credential.id;
  }
  if (body !== '') headers['content-type'] = 'application/x-www-form-urlencoded';
  return {
    method: call.endpoint.method,
    host: call.host,
    target: query === '' ? call.path : `${call.path}?${query}`,
    headers,
    body,
  };
}

/** HMAC-SHA256 in hex, or Ed25519 and RSA PKCS#1 v1.5 SHA-256 in base64, by the key's scheme. */
export function signText(text: string, credential: Credential): string {
  if (!credential.privateKey)
    return createHmac('sha256', credential.secret.openKey()).update(text, 'utf8').digest('hex');
  const hash = credential.scheme === 'ed25519' ? null : 'sha256';
  return signBytes(hash, Buffer.from(text, 'utf8'), credential.privateKey).toString('base64');
}

/**
 * Codes and statuses as ccxt and the SDKs read them: -1002 with "has no operation privilege" is a permission error,
 * -2010 an invalid order, -1007 "execution status unknown". Never -2015, which ccxt takes for a passing ban once a call has worked.
 */
const dialects: Readonly<Record<Dialect, readonly [status: number, code: number, suffix: string]>> = {
  permission: [401, -1002, ' (this key has no operation privilege)'],
  'invalid-order': [400, -2010, ''],
  'bad-request': [400, -1100, ''],
  auth: [401, -2014, ''],
  timestamp: [400, -1021, ''],
  'rate-limit': [429, -1003, ''],
  'unknown-outcome': [504, -1007, ' (send status unknown; execution status unknown)'],
};

function refusal(dialect: Dialect, message: string, _endpoint: Endpoint | undefined): Answer {
  const [status, code, suffix] = dialects[dialect];
  return {
    status,
    headers: { 'content-type': 'application/json;charset=UTF-8', ...(status === 429 ? { 'retry-after': '5' } : {}) },
    body: JSON.stringify({ code, msg: message + suffix }),
  };
}

const WINDOW_UNITS_MS: Readonly<Record<string, number>> = { s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** Reads `x-mbx-used-weight-1m` and Retry-After; a 418 is a ban of the address. Used-up orders of an account are told by a 429 alone. */
function rate(status: number, headers: Readonly<Record<string, string>>, group: string): readonly RateReading[] {
  const readings: RateReading[] = [];
  for (const [name, value] of Object.entries(headers)) {
    const match = /^x-mbx-used-weight-(\d+)([smhd])$/.exec(name);
    if (!match || !/^\d+$/.test(value)) continue;
    readings.push({ bucket: group, used: Number(value), windowMs: Number(match[1]) * WINDOW_UNITS_MS[match[2]!]! });
  }
  if (status === 429 || status === 418) {
    const seconds = Number(headers['retry-after'] ?? (status === 418 ? 120 : 10));
    const retryAfterMs = (Number.isFinite(seconds) ? seconds : 120) * 1_000;
    readings.push({ bucket: group, retryAfterMs, ...(status === 418 ? { isBan: true } : {}) });
  }
  return readings;
}

export const wire: Wire = {
  keyId,
  isSigned: (request) => signatureOf(request) !== undefined,
  verify,
  parse,
  build,
  refusal,
  rate,
};
