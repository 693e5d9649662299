import {
  createHmac,
  createPrivateKey,
  createPublicKey,
  sign as signBytes,
  timingSafeEqual,
  verify as verifyBytes,
} from 'node:crypto';
import type { FrontContext, FrontRequest, ThiefCall, ThiefRequest } from '../../front.ts';
import type { KeyParts, KeyProblem, PracticeKey } from '../../keys.ts';
import { type Params, type WireError, wireError } from './wire.ts';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

const badKey = wireError(-2015, 'Invalid API-key, IP, or permissions for action.', 401);

/** 64 alphanumerics that start with `PRACTICE`; the secret 64 alphanumerics, or an Ed25519 key in PEM. */
export function mintBinance(random: (size: number) => Buffer, scheme = 'hmac'): KeyParts {
  const text = (length: number) => [...random(length)].map((byte) => ALPHABET[byte % ALPHABET.length]).join('');
  const id = `PRACTICE${text(56)}`;
  if (scheme !== 'ed25519') return { scheme: 'hmac', id, secret: text(64) };
  const key = createPrivateKey({ key: Buffer.concat([ED25519_PKCS8, random(32)]), format: 'der', type: 'pkcs8' });
  return {
    scheme,
    id,
    secret: key.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKeyPem: createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** The key that a request is signed with, or the error that Binance answers with. */
export function authenticate(request: FrontRequest, params: Params, context: FrontContext): PracticeKey | WireError {
  const id = request.headers['x-mbx-apikey'];
  if (id === undefined || !/^[A-Za-z0-9]{64}$/.test(id)) return wireError(-2014, 'API-key format invalid.', 401);
  const key = context.keys.find('binance', id);
  if (!key) return badKey;
  const timing = checkTime(params, context.nowMs);
  if (timing) return timing;
  const signature = params.get('signature');
  if (signature === undefined) {
    return wireError(-1102, "Mandatory parameter 'signature' was not sent, was empty/null, or malformed.");
  }
  const payload = withoutSignature(request.rawQuery) + withoutSignature(request.rawBody);
  if (!isSignedBy(key, payload, signature)) return wireError(-1022, 'Signature for this request is not valid.');
  return problemError(context.keyProblem(key)) ?? key;
}

/** A call that carries the key's id alone. */
export function identifyOnly(request: FrontRequest, context: FrontContext): PracticeKey | WireError {
  const key = context.keys.find('binance', request.headers['x-mbx-apikey'] ?? '');
  return key ? (problemError(context.keyProblem(key)) ?? key) : wireError(-2014, 'API-key format invalid.', 401);
}

function problemError(problem: KeyProblem | undefined): WireError | undefined {
  return problem === undefined ? undefined : badKey;
}

/** What a key without the permission is told; wallet calls have a code of their own. */
export function permissionError(permission: string): WireError {
  if (permission === 'withdraw' || permission === 'transfer') {
    return wireError(-1002, 'You are not authorized to execute this request.', 401);
  }
  return badKey;
}

function checkTime(params: Params, nowMs: number): WireError | undefined {
  const sent = params.get('timestamp');
  if (sent === undefined || !/^\d{1,16}$/.test(sent)) {
    return wireError(-1102, "Mandatory parameter 'timestamp' was not sent, was empty/null, or malformed.");
  }
  const window = Number(params.get('recvWindow') ?? '5000');
  if (!(window >= 0 && window <= 60_000)) return wireError(-1131, 'recvWindow must be less than 60000');
  const sentMs = sent.length > 14 ? Math.floor(Number(sent) / 1000) : Number(sent);
  if (sentMs >= nowMs + 1000) {
    return wireError(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
  }
  if (nowMs - sentMs > window) return wireError(-1021, 'Timestamp for this request is outside of the recvWindow.');
  return undefined;
}

function withoutSignature(raw: string): string {
  return raw
    .split('&')
    .filter((part) => !part.startsWith('signature='))
    .join('&');
}

function isSignedBy(key: PracticeKey, payload: string, signature: string): boolean {
  if (key.publicKeyPem !== undefined) {
    return verifyBytes(null, Buffer.from(payload), createPublicKey(key.publicKeyPem), Buffer.from(signature, 'base64'));
  }
  const expected = createHmac('sha256', key.secret!).update(payload).digest();
  const given = Buffer.from(signature, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/** Signs a call as its owner would: everything in the query. */
export function signBinance(call: ThiefCall, key: KeyParts, nowMs: number): ThiefRequest {
  const params = [...call.params, ['timestamp', String(nowMs)], ['recvWindow', '10000']] as const;
  const payload = params.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const signature =
    key.publicKeyPem === undefined
      ? createHmac('sha256', key.secret).update(payload).digest('hex')
      : encodeURIComponent(signBytes(null, Buffer.from(payload), createPrivateKey(key.secret)).toString('base64'));
  return {
    method: call.method,
    host: call.host,
    target: `${call.path}?${payload}&signature=${signature}`,
    headers: { 'x-mbx-apikey': key.id },
    body: '',
  };
}
