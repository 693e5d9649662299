import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import {
  type Dialect,
  type JsonObject,
  type JsonValue,
  type Refusal,
  refuse,
  type Secret,
  writeJson,
} from '../../core/index.ts';
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
import { jsonOf, listOf, objectOf, textOf } from '../replies.ts';
import { DEMO_HEADER, facts } from './facts.ts';
import { parse } from './parse.ts';

/** The signed text: time, method, path with query, body, all exactly as sent. The passphrase comes in clear beside it. */
function verify(request: BotRequest, key: BotKey): Verified | Refusal {
  const wrong = refuse('bot-unknown', 'the bot key is not known, or the signature or the passphrase is wrong');
  const signature = request.headers.get('ok-access-sign') ?? '';
  const stamp = request.headers.get('ok-access-timestamp') ?? '';
  if (!key.secret || !key.passphrase || !/^[A-Za-z0-9+/]{43}=$/.test(signature)) return wrong;
  const target = request.rawQuery === '' ? request.path : `${request.path}?${request.rawQuery}`;
  const expected = createHmac('sha256', key.secret.openKey())
    .update(stamp + request.method + target + request.rawBody, 'utf8')
    .digest();
  const signed = timingSafeEqual(expected, Buffer.from(signature, 'base64'));
  const passed = samePassphrase(key.passphrase, request.headers.get('ok-access-passphrase') ?? '');
  if (!signed || !passed) return wrong;
  const signedAtMs = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?Z$/.test(stamp) ? Date.parse(stamp) : Number.NaN;
  if (Number.isNaN(signedAtMs)) return refuse('bot-clock', 'the header OK-ACCESS-TIMESTAMP is not an ISO time');
  // All that is signed, whatever host it is sent to and however the signature is spelt: base64 has four spellings of these 32 bytes.
  const nonce = createHash('sha256').update(expected).digest('base64url');
  return { signedAtMs, windowMs: facts.signing.windowMs, nonce };
}

/** Compares digests, so that neither the length nor the place of a difference can be timed. */
function samePassphrase(expected: Secret, given: string): boolean {
  const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest();
  return timingSafeEqual(expected.openBytes(digest), digest(Buffer.from(given, 'utf8')));
}

function encode(params: readonly Param[]): string {
  return params.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}

/** What a new key is asked for with; its passphrase stands in the body in clear. */
export function withPassphrase(asked: JsonObject, passphrase: Secret): JsonObject {
  return { ...asked, passphrase: passphrase.openBytes((bytes) => bytes.toString('utf8')) };
}

function build(call: Call, credential: Credential | undefined, time: SigningTime): UpstreamRequest {
  const query = encode(call.query);
  const target = query === '' ? call.path : `${call.path}?${query}`;
  const body = call.body.kind === 'json' ? writeJson(call.body.value) : '';
  const headers: Record<string, string> = {};
  for (const [name, value] of call.headers) headers[name] = value;
  if (call.environment === 'demo') headers[DEMO_HEADER] = '1';
  if (body !== '') headers['content-type'] = 'application/json';
  if (credential) {
    const stamp = new Date(Math.floor(time.timeMs)).toISOString();
    headers['ok-access-key'] = credential.id;
    headers['ok-access-passphrase'] = credential.passphrase?.openBytes((bytes) => bytes.toString('utf8')) ?? '';
    headers['ok-access-timestamp'] = stamp;
    headers['ok-access-sign'] = createHmac('sha256', credential.secret.openKey())
      .update(stamp + call.endpoint.method + target + body, 'utf8')
      .digest('base64');
  }
  return { method: call.endpoint.method, host: call.host, target, headers, body };
}

/**
 * Codes and statuses as ccxt and okx-api read them: 50027 is ccxt's PermissionDenied (50030 and 50120 are unknown to it), 51005 an
 * InvalidOrder, 50004 "does not mean that the request was successful or failed".
 */
const dialects: Readonly<Record<Dialect, readonly [status: number, code: string]>> = {
  permission: [403, '50027'],
  'invalid-order': [200, '51005'],
  'bad-request': [400, '51000'],
  auth: [401, '50111'],
  timestamp: [401, '50102'],
  'rate-limit': [429, '50011'],
  'unknown-outcome': [400, '50004'],
};

/** Orders are refused in a row of their own below the code 1, everything else by the code itself. */
function refusal(dialect: Dialect, message: string, endpoint: Endpoint | undefined): Answer {
  const [status, code] = dialects[dialect];
  const inRow = dialect === 'invalid-order' && endpoint?.class === 'trade';
  const row = { ordId: '', clOrdId: '', algoId: '', tag: '', sCode: code, sMsg: message };
  return {
    status,
    headers: { 'content-type': 'application/json', ...(status === 429 ? { 'retry-after': '2' } : {}) },
    body: JSON.stringify(inRow ? { code: '1', data: [row], msg: message } : { code, data: [], msg: message }),
  };
}

/** No header tells how much of a limit is used; 429, and its codes with 200, mean to wait out the window of 2 s. */
function rate(
  status: number,
  headers: Readonly<Record<string, string>>,
  group: string,
  body: string,
): readonly RateReading[] {
  if (status !== 429 && !saysTooMany(body)) return [];
  const seconds = Number(headers['retry-after'] ?? 2);
  return [{ bucket: group, retryAfterMs: (Number.isFinite(seconds) && seconds > 0 ? seconds : 2) * 1_000 }];
}

/** 50011 is the limit of an endpoint, 50061 that of a sub-account's orders; told of the request, or of an order in its row. */
function saysTooMany(body: string): boolean {
  // Nearly every reply ends here, unread.
  if (!/500(?:11|61)/.test(body)) return false;
  const isTooMany = (value: JsonValue | undefined) => ['50011', '50061'].includes(textOf(value) ?? '');
  const answer = objectOf(jsonOf(body));
  return (
    isTooMany(answer?.['code']) || (listOf(answer?.['data']) ?? []).some((row) => isTooMany(objectOf(row)?.['sCode']))
  );
}

export const wire: Wire = {
  keyId: (request) => request.headers.get('ok-access-key'),
  isSigned: (request) => request.headers.has('ok-access-sign'),
  verify,
  parse,
  build,
  refusal,
  rate,
};
