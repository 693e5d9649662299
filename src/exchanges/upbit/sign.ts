import { createHmac, hash } from 'node:crypto';
import { type Refusal, refuse } from '../../core/index.ts';
import type { Credential, CredentialParts, UpstreamRequest } from '../exchange.ts';
import { idRefusal } from '../key-id.ts';

const ID = { character: /[A-Za-z0-9-]/, words: 'a letter, digit or dash', least: 10, most: 128 };

/** An access key and its secret key. */
export function credential(parts: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(parts.id, ID);
  if (wrong) return wrong;
  if (!parts.secret.openBytes((bytes) => /^[\x21-\x7e]{16,128}$/.test(bytes.toString('latin1')))) {
    return refuse('credential-invalid', 'the secret key is not 16 to 128 characters without spaces');
  }
  return { id: parts.id, scheme: 'hmac', secret: parts.secret };
}

/** A token good for one request. `query` holds the parameters as `name=value` joined with `&`, not encoded; empty: there are none. */
export function tokenOf({ id, secret }: Credential, nonce: string, query: string): string {
  const hashed = query === '' ? {} : { query_hash: hash('sha512', query, 'hex'), query_hash_alg: 'SHA512' };
  const text = [
    { alg: 'HS256', typ: 'JWT' },
    { access_key: id, nonce, ...hashed },
  ]
    .map((part) => Buffer.from(JSON.stringify(part), 'utf8').toString('base64url'))
    .join('.');
  return `${text}.${createHmac('sha256', secret.openKey()).update(text, 'latin1').digest('base64url')}`;
}

/** A signed read without parameters; the nonce may be used once. */
export function signedRead(host: string, path: string, credential: Credential, nonce: string): UpstreamRequest {
  return {
    method: 'GET',
    host,
    target: path,
    headers: { authorization: `Bearer ${tokenOf(credential, nonce, '')}` },
    body: '',
  };
}
