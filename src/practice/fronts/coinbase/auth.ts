import {
  createECDH,
  createHash,
  createPrivateKey,
  createPublicKey,
  type KeyObject,
  sign as signBytes,
  verify as verifyBytes,
} from 'node:crypto';
import { isJsonFault, isJsonObject, JsonNumber, type JsonObject, parseJson } from '../../../core/index.ts';
import type { FrontContext, FrontRequest, ThiefCall, ThiefRequest } from '../../front.ts';
import type { KeyParts, PracticeKey } from '../../keys.ts';

const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const LIFE_S = 120;

/** `organizations/practice/apiKeys/<uuid>`; the secret a PEM of an EC key, or an Ed25519 key in base64. */
export function mintCoinbase(random: (size: number) => Buffer, scheme = 'es256'): KeyParts {
  const hex = random(16).toString('hex');
  const uuid = `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20)}`;
  const id = `organizations/practice/apiKeys/${uuid}`;
  const seed = random(32);
  const key = scheme === 'ed25519' ? ed25519Of(seed) : p256Of(seed);
  const publicKeyPem = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  if (scheme !== 'ed25519') {
    return { scheme: 'es256', id, secret: key.export({ type: 'sec1', format: 'pem' }).toString(), publicKeyPem };
  }
  const half = createPublicKey(key).export({ type: 'spki', format: 'der' }).subarray(-32);
  return { scheme, id, secret: Buffer.concat([seed, half]).toString('base64'), publicKeyPem };
}

function ed25519Of(seed: Buffer): KeyObject {
  return createPrivateKey({ key: Buffer.concat([ED25519_PKCS8, seed]), format: 'der', type: 'pkcs8' });
}

function p256Of(seed: Buffer): KeyObject {
  const curve = createECDH('prime256v1');
  curve.setPrivateKey(seed);
  const point = curve.getPublicKey();
  const part = (from: number) => point.subarray(from, from + 32).toString('base64url');
  return createPrivateKey({
    key: { kty: 'EC', crv: 'P-256', d: seed.toString('base64url'), x: part(1), y: part(33) },
    format: 'jwk',
  });
}

/** The key that a request is signed with; `undefined`: Coinbase says no more than that it is not authorized. */
export function authenticate(request: FrontRequest, context: FrontContext): PracticeKey | undefined {
  const match = /^Bearer ([\w-]+)\.([\w-]+)\.([\w-]+)$/.exec(request.headers['authorization'] ?? '');
  const [header, payload] = [objectIn(match?.[1]), objectIn(match?.[2])];
  if (!match || !header || !payload) return undefined;
  const key = context.keys.find('coinbase', String(header['kid']));
  if (!key || payload['sub'] !== key.id || !isInTime(payload, context.nowMs) || !names(payload, request))
    return undefined;
  const publicKey = createPublicKey(key.publicKeyPem!);
  const signed = Buffer.from(`${match[1]}.${match[2]}`);
  const signature = Buffer.from(match[3]!, 'base64url');
  const isGood =
    key.scheme === 'ed25519'
      ? header['alg'] === 'EdDSA' && verifyBytes(null, signed, publicKey, signature)
      : header['alg'] === 'ES256' &&
        verifyBytes('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature);
  return isGood && context.keyProblem(key) === undefined ? key : undefined;
}

function objectIn(text: string | undefined): JsonObject | undefined {
  const value = parseJson(Buffer.from(text ?? '', 'base64url').toString('utf8'));
  return !isJsonFault(value) && isJsonObject(value) ? value : undefined;
}

function isInTime(payload: JsonObject, nowMs: number): boolean {
  const [nbf, exp] = ['nbf', 'exp'].map((name) => {
    const value = payload[name];
    return value instanceof JsonNumber ? Number(value.text) : Number.NaN;
  }) as [number, number];
  const now = nowMs / 1000;
  return nbf <= now + 1 && exp > now && exp - nbf <= LIFE_S;
}

/** A client whose base URL was set to this server signs that address too: what stands before the real host is not looked at. */
function names({ uri, uris }: JsonObject, request: FrontRequest): boolean {
  const said = Array.isArray(uris) ? uris[0] : uri;
  const address = `${request.host}${request.path}`;
  if (typeof said !== 'string') return false;
  return (
    said === `${request.method} ${address}` || (said.startsWith(`${request.method} `) && said.endsWith(`/${address}`))
  );
}

/** Signs a call as its owner would. Parameters that are JSON themselves go into the body as such. */
export function signCoinbase(call: ThiefCall, key: KeyParts, nowMs: number): ThiefRequest {
  const seconds = Math.floor(nowMs / 1000);
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const nonce = createHash('sha256').update(`${nowMs} ${call.path}`).digest('hex').slice(0, 32);
  const header = { alg: key.scheme === 'ed25519' ? 'EdDSA' : 'ES256', typ: 'JWT', kid: key.id, nonce };
  const uri = `${call.method} ${call.host}${call.path}`;
  const signed = `${encode(header)}.${encode({ sub: key.id, iss: 'cdp', nbf: seconds, exp: seconds + LIFE_S, uri })}`;
  const text = Buffer.from(signed);
  const signature =
    key.scheme === 'ed25519'
      ? signBytes(null, text, ed25519Of(Buffer.from(key.secret, 'base64').subarray(0, 32)))
      : signBytes('sha256', text, { key: key.secret, dsaEncoding: 'ieee-p1363' });
  const isRead = call.method === 'GET';
  const query = call.params.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const body = Object.fromEntries(
    call.params.map(([name, value]) => [name, /^[[{]/.test(value) ? JSON.parse(value) : value]),
  );
  return {
    method: call.method,
    host: call.host,
    target: isRead && query !== '' ? `${call.path}?${query}` : call.path,
    headers: {
      authorization: `Bearer ${signed}.${signature.toString('base64url')}`,
      ...(isRead ? {} : { 'content-type': 'application/json' }),
    },
    body: isRead ? '' : JSON.stringify(body),
  };
}
