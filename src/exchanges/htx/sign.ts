import { createHmac, sign as signWith } from 'node:crypto';
import { privateKeyOf, type Refusal, refuse } from '../../core/index.ts';
import type { Credential, CredentialParts, Method, Param, SigningTime, UpstreamRequest } from '../exchange.ts';
import { idRefusal } from '../key-id.ts';

const ID = { character: /[A-Za-z0-9-]/, words: 'a letter, digit or dash', least: 8, most: 64 };

/** An HMAC secret, or an Ed25519 private key in PEM. */
export function credential({ id, secret }: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(id, ID);
  if (wrong) return wrong;
  const text = (pattern: RegExp) => secret.openBytes((bytes) => pattern.test(bytes.toString('latin1')));
  if (text(/-----BEGIN/)) {
    const privateKey = privateKeyOf(secret);
    return privateKey?.asymmetricKeyType === 'ed25519'
      ? { id, scheme: 'ed25519', secret, privateKey }
      : refuse('credential-invalid', 'the secret is a PEM, but no Ed25519 private key');
  }
  if (text(/^[\x21-\x7e]{16,128}$/)) return { id, scheme: 'hmac', secret };
  return refuse('credential-invalid', 'the secret is not 16 to 128 characters without spaces, and no PEM');
}

interface QueryRequest {
  readonly method: Method;
  readonly host: string;
  readonly path: string;
  readonly params: readonly Param[];
  /** JSON. */
  readonly body?: string;
}

/** Signs the method, the host, the path and the sorted query; the body is not covered. */
export function signed(
  { method, host, path, params, body = '' }: QueryRequest,
  { id, secret, privateKey }: Credential,
  { timeMs }: SigningTime,
): UpstreamRequest {
  const own: readonly Param[] = [
    ['AccessKeyId', id],
    ['SignatureMethod', privateKey ? 'Ed25519' : 'HmacSHA256'],
    ['SignatureVersion', '2'],
    ['Timestamp', new Date(Math.floor(timeMs)).toISOString().slice(0, 19)],
  ];
  const query = [...own, ...params]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  const text = Buffer.from([method, host, path, query].join('\n'));
  const signature = privateKey
    ? signWith(null, text, privateKey).toString('base64')
    : createHmac('sha256', secret.openKey()).update(text).digest('base64');
  return {
    method,
    host,
    target: `${path}?${query}&Signature=${encodeURIComponent(signature)}`,
    headers: method === 'POST' ? { 'content-type': 'application/json' } : {},
    body,
  };
}
