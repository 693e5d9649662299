import { createHmac, sign as signBytes, timingSafeEqual } from 'node:crypto';
import { type Dialect, type Refusal, refuse, writeJson } from '../../core/index.ts';
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
import { envelopeOf } from './calls.ts';
import { parse } from './parse.ts';

/** How long Keyward's own signature is good for, and what counts when a bot names no window, in ms. */
const RECV_WINDOW_MS = 5_000;
/** The longest wait that the exchange asks for after too many requests from one address. */
const ADDRESS_BAN_MS = 600_000;
/** The windows in which an address's requests are counted, and a key's to one endpoint. */
const ADDRESS_WINDOW_MS = 5_000;
const KEY_WINDOW_MS = 1_000;

function keyId(request: BotRequest): string | undefined {
  return request.headers.get('x-bapi-api-key');
}

/** The signed text: time, key id, window, then the query of a GET or the body of a POST, exactly as sent. */
function verify(request: BotRequest, key: BotKey): Verified | Refusal {
  const wrong = refuse('bot-unknown', 'the bot key is not known, or the signature is wrong');
  const signature = request.headers.get('x-bapi-sign') ?? '';
  if (!key.secret || !/^[0-9a-fA-F]{64}$/.test(signature)) return wrong;
  const timestamp = request.headers.get('x-bapi-timestamp') ?? '';
  const recvWindow = request.headers.get('x-bapi-recv-window') ?? '';
  const payload = request.method === 'GET' ? request.rawQuery : request.rawBody;
  const text = timestamp + key.id + recvWindow + payload;
  const expected = createHmac('sha256', key.secret.openKey()).update(text, 'utf8').digest();
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) return wrong;
  if (!/^\d{13}$/.test(timestamp) || !/^(?:[1-9]\d{0,6})?$/.test(recvWindow)) {
    return refuse('bot-clock', 'the timestamp or the receive window is missing or out of range');
  }
  return { signedAtMs: Number(timestamp), windowMs: recvWindow === '' ? RECV_WINDOW_MS : Number(recvWindow) };
}

function encode(params: readonly Param[]): string {
  return params.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`).join('&');
}

function build(call: Call, credential: Credential | undefined, time: SigningTime): UpstreamRequest {
  const query = encode(call.query);
  const body = call.body.kind === 'json' ? writeJson(call.body.value) : '';
  const headers: Record<string, string> = Object.fromEntries(call.headers);
  if (credential) {
    const timestamp = String(Math.floor(time.timeMs));
    const payload = call.endpoint.method === 'GET' ? query : body;
    headers['x-bapi-api-key'] = credential.id;
    headers['x-bapi-timestamp'] = timestamp;
    headers['x-bapi-recv-window'] = String(RECV_WINDOW_MS);
    headers['x-bapi-sign'] = signText(timestamp + credential.id + RECV_WINDOW_MS + payload, credential);
  }
  if (body !== '') headers['content-type'] = 'application/json';
  return {
    method: call.endpoint.method,
    host: call.host,
    target: query === '' ? call.path : `${call.path}?${query}`,
    headers,
    body,
  };
}

/** HMAC-SHA256 in hex, or RSA PKCS#1 v1.5 SHA-256 in base64, by the key's scheme. */
function signText(text: string, credential: Credential): string {
  if (!credential.privateKey)
    return createHmac('sha256', credential.secret.openKey()).update(text, 'utf8').digest('hex');
  return signBytes('sha256', Buffer.from(text, 'utf8'), credential.privateKey).toString('base64');
}

/**
 * Codes with HTTP 200, as the exchange answers and as ccxt, bybit-api and pybit read them. 10000 is its "Server Timeout"; ccxt takes the
 * words "Request timeout" for an open outcome, whatever the code. Only 10002 and 10006 make pybit send again.
 */
const dialects: Readonly<Record<Dialect, readonly [code: number, prefix: string]>> = {
  permission: [10005, ''],
  'invalid-order': [110032, ''],
  'bad-request': [10001, ''],
  auth: [10003, ''],
  timestamp: [10002, ''],
  'rate-limit': [10006, ''],
  'unknown-outcome': [10000, 'Request timeout; '],
};

function refusal(dialect: Dialect, message: string, _endpoint: Endpoint | undefined): Answer {
  const [code, prefix] = dialects[dialect];
  return {
    status: 200,
    headers: { 'content-type': 'application/json; charset=utf-8' },
    body: JSON.stringify({ retCode: code, retMsg: prefix + message, result: {}, retExtInfo: {} }),
  };
}

/**
 * 403 is a ban of the address. `x-bapi-limit-status` tells what is left of one endpoint's limit in a second, which is no count of the group's;
 * that one is used up, or the address near its ban, the code tells.
 */
function rate(
  status: number,
  headers: Readonly<Record<string, string>>,
  group: string,
  body: string,
): readonly RateReading[] {
  if (status === 403) return [{ bucket: group, retryAfterMs: ADDRESS_BAN_MS, isBan: true }];
  if (status === 429) return [{ bucket: group, retryAfterMs: KEY_WINDOW_MS }];
  // Nearly every reply ends here, unread.
  if (!/100(?:06|18)/.test(body)) return [];
  const envelope = envelopeOf(body);
  if (envelope?.code === '10018') return [{ bucket: group, retryAfterMs: ADDRESS_WINDOW_MS }];
  if (envelope?.code !== '10006') return [];
  const [reset, time] = [headers['x-bapi-limit-reset-timestamp'] ?? '', envelope.time ?? ''];
  const leftMs = /^\d{13}$/.test(reset) && /^\d{13}$/.test(time) ? Number(reset) - Number(time) : 0;
  return [{ bucket: group, retryAfterMs: Math.min(Math.max(leftMs, KEY_WINDOW_MS), ADDRESS_BAN_MS) }];
}

export const wire: Wire = {
  keyId,
  isSigned: (request) => request.headers.has('x-bapi-sign'),
  verify,
  parse,
  build,
  refusal,
  rate,
};
