import { type KeyObject, sign, verify } from 'node:crypto';
import { isJsonFault, isJsonObject, type JsonObject, parseJson } from '../../core/index.ts';

const BEARER = /^Bearer ([A-Za-z0-9_-]{1,1000})\.([A-Za-z0-9_-]{1,4000})\.([A-Za-z0-9_-]{1,200})$/;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** A JSON Web Token as it was sent; nothing in it is proved yet. */
export interface Token {
  readonly header: JsonObject;
  readonly payload: JsonObject;
  /** The text that the signature covers. */
  readonly signed: string;
  readonly signature: Buffer;
}

/** Reads `Bearer <token>`; `undefined` for anything that could be read in two ways. */
export function readToken(authorization: string | undefined): Token | undefined {
  const match = BEARER.exec(authorization ?? '');
  if (!match) return undefined;
  const [header, payload, signature] = [objectOf(match[1]!), objectOf(match[2]!), bytesOf(match[3]!)];
  return header && payload && signature && { header, payload, signed: `${match[1]}.${match[2]}`, signature };
}

/** Base64url without padding, in its one canonical spelling. */
function bytesOf(text: string): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url');
  return bytes.toString('base64url') === text ? bytes : undefined;
}

function objectOf(text: string): JsonObject | undefined {
  const bytes = bytesOf(text);
  if (!bytes) return undefined;
  try {
    const value = parseJson(utf8.decode(bytes));
    return !isJsonFault(value) && isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The one algorithm that a key may sign with; the token has no say in it. */
export function algorithmOf(key: KeyObject): 'ES256' | 'EdDSA' | undefined {
  if (key.asymmetricKeyType === 'ed25519') return 'EdDSA';
  return key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1' ? 'ES256' : undefined;
}

/** True when the key made the token's signature, by the algorithm of the key. */
export function isSignedBy(token: Token, key: KeyObject): boolean {
  const algorithm = algorithmOf(key);
  if (algorithm === undefined || token.header['alg'] !== algorithm || token.header['crit'] !== undefined) return false;
  if (token.signature.length !== 64) return false;
  const text = Buffer.from(token.signed, 'latin1');
  return algorithm === 'EdDSA'
    ? verify(null, text, key, token.signature)
    : verify('sha256', text, { key, dsaEncoding: 'ieee-p1363' }, token.signature);
}

/** Signs a token with a private key of one of the two kinds. */
export function makeToken(header: object, payload: object, key: KeyObject): string {
  const algorithm = algorithmOf(key);
  const encode = (value: object): string => Buffer.from(JSON.stringify(value), 'utf8').toString('base64url');
  const signed = `${encode({ alg: algorithm, ...header })}.${encode(payload)}`;
  const text = Buffer.from(signed, 'latin1');
  const signature =
    algorithm === 'EdDSA' ? sign(null, text, key) : sign('sha256', text, { key, dsaEncoding: 'ieee-p1363' });
  return `${signed}.${signature.toString('base64url')}`;
}
