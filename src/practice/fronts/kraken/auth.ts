import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { FrontContext, FrontRequest, Param, ThiefCall, ThiefRequest } from '../../front.ts';
import type { KeyParts, PracticeKey } from '../../keys.ts';
import { type Params, type WireError, wireError } from './wire.ts';

const NONCE = 'nonce';

/** 56 base64 characters that start with `PRACTICE`; the secret 64 bytes in base64. */
export function mintKraken(random: (size: number) => Buffer): KeyParts {
  const id = `PRACTICE${random(36).toString('base64')}`;
  return { scheme: 'hmac', id, secret: random(64).toString('base64') };
}

function signature(path: string, nonce: string, body: string, secret: string): Buffer {
  const digest = createHash('sha256')
    .update(nonce + body)
    .digest();
  return createHmac('sha512', Buffer.from(secret, 'base64')).update(path).update(digest).digest();
}

/** The key that a request is signed with, or the error that Kraken answers with. Remembers the nonce. */
export function authenticate(request: FrontRequest, params: Params, context: FrontContext): PracticeKey | WireError {
  const key = context.keys.find('kraken', request.headers['api-key'] ?? '');
  if (!key) return wireError('EAPI:Invalid key');
  const nonce = params.get(NONCE);
  if (nonce === undefined || !/^\d{1,20}$/.test(nonce)) return wireError('EAPI:Invalid nonce');
  const expected = signature(request.path, nonce, request.rawBody, key.secret!);
  const given = Buffer.from(request.headers['api-sign'] ?? '', 'base64');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return wireError('EAPI:Invalid signature');
  const problem = context.keyProblem(key);
  // What Kraken says to a foreign address is not documented.
  if (problem !== undefined) return wireError(problem === 'ip' ? 'EGeneral:Permission denied' : 'EAPI:Invalid key');
  if (BigInt(nonce) <= BigInt(lastNonce(key))) return wireError('EAPI:Invalid nonce');
  key.memory.set(NONCE, nonce);
  return key;
}

export function lastNonce(key: PracticeKey): string {
  return key.memory.get(NONCE) ?? '0';
}

/** The permissions of a key as Kraken lists them. */
export function permissionsOf(key: PracticeKey): string[] {
  const { read, trade, withdraw } = key.permissions;
  return [
    ...(read ? ['query-funds', 'query-open-trades', 'query-closed-trades', 'query-ledger'] : []),
    ...(trade ? ['modify-trades', 'close-trades'] : []),
    ...(withdraw ? ['withdraw-funds'] : []),
  ];
}

/** Signs a call as its owner would. The number of the call in `order` keeps the nonces of one moment rising. */
export function signKraken(order: readonly string[]) {
  return (call: ThiefCall, key: KeyParts, nowMs: number): ThiefRequest => {
    const nonce = String(nowMs + 1 + order.indexOf(call.path));
    const params: readonly Param[] = [['nonce', nonce], ...call.params];
    const body = params.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
    return {
      method: call.method,
      host: call.host,
      target: call.path,
      headers: {
        'api-key': key.id,
        'api-sign': signature(call.path, nonce, body, key.secret).toString('base64'),
        'content-type': 'application/x-www-form-urlencoded',
      },
      body,
    };
  };
}
