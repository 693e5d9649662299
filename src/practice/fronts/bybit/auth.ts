import { createHmac, timingSafeEqual } from 'node:crypto';
import type { FrontContext, FrontRequest, ThiefCall, ThiefRequest } from '../../front.ts';
import type { KeyParts, KeyProblem, PracticeKey } from '../../keys.ts';
import { type WireError, wireError } from './wire.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 18 alphanumerics that start with `PRACTICE`; the secret 36 alphanumerics. */
export function mintBybit(random: (size: number) => Buffer): KeyParts {
  const text = (length: number) => [...random(length)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  return { scheme: 'hmac', id: `PRACTICE${text(10)}`, secret: text(36) };
}

const problems: Readonly<Record<KeyProblem, readonly [number, string]>> = {
  revoked: [10003, 'API key is invalid.'],
  expired: [33004, 'Your api key has expired.'],
  ip: [10010, "Unmatched IP, please check your API key's bound IP addresses."],
};

/** The key that a request is signed with, or the error that Bybit answers with. */
export function authenticate(request: FrontRequest, context: FrontContext): PracticeKey | WireError {
  const { headers } = request;
  const [id, sent, signature] = ['x-bapi-api-key', 'x-bapi-timestamp', 'x-bapi-sign'].map((name) => headers[name]);
  if (!id || !sent || !signature) {
    return wireError(
      10001,
      `empty value: apiTimestamp[${sent ?? ''}] apiKey[${id ?? ''}] apiSignature[]: openapi sign params error!`,
    );
  }
  const key = context.keys.find('bybit', id);
  if (!key) return wireError(...problems.revoked);
  const recvWindow = headers['x-bapi-recv-window'];
  const windowMs = Number(recvWindow ?? '5000');
  const late = context.nowMs - Number(sent);
  if (!/^\d{13}$/.test(sent) || !(windowMs > 0) || late > windowMs || late <= -1000) {
    return wireError(
      10002,
      `invalid request, please check your server timestamp or recv_window param. req_timestamp[${sent}],server_timestamp[${context.nowMs}],recv_window[${windowMs}]`,
    );
  }
  const payload = request.method === 'GET' ? request.rawQuery : request.rawBody;
  const text = sent + id + (recvWindow ?? '') + payload;
  const expected = createHmac('sha256', key.secret!).update(text).digest();
  const given = Buffer.from(signature, 'hex');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    return wireError(10004, `error sign! origin_string[${text}]`);
  }
  const problem = context.keyProblem(key);
  return problem ? wireError(...problems[problem]) : key;
}

export const notPermitted = wireError(10005, 'Permission denied, please check your API key permissions.');

/** Signs a call as its owner would. */
export function signBybit(call: ThiefCall, key: KeyParts, nowMs: number): ThiefRequest {
  const query = call.params.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const body = call.method === 'GET' ? '' : JSON.stringify(Object.fromEntries(call.params));
  const payload = call.method === 'GET' ? query : body;
  return {
    method: call.method,
    host: call.host,
    target: call.method === 'GET' && query !== '' ? `${call.path}?${query}` : call.path,
    headers: {
      'x-bapi-api-key': key.id,
      'x-bapi-timestamp': String(nowMs),
      'x-bapi-recv-window': '10000',
      'x-bapi-sign': createHmac('sha256', key.secret).update(`${nowMs}${key.id}10000${payload}`).digest('hex'),
      ...(body === '' ? {} : { 'content-type': 'application/json' }),
    },
    body,
  };
}
