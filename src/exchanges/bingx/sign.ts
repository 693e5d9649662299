import { createHmac } from 'node:crypto';
import { type Refusal, refuse } from '../../core/index.ts';
import type { Credential, CredentialParts, Method, Param, SigningTime, UpstreamRequest } from '../exchange.ts';
import { idRefusal } from '../key-id.ts';

const ID = { character: /[A-Za-z0-9_-]/, words: 'a letter, digit, dash or underscore', least: 8, most: 128 };

/** An HMAC secret; BingX issues no other kind. */
export function credential({ id, secret }: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(id, ID);
  if (wrong) return wrong;
  if (!secret.openBytes((bytes) => /^[\x21-\x7e]{16,160}$/.test(bytes.toString('latin1')))) {
    return refuse('credential-invalid', 'the secret is not 16 to 160 characters without spaces');
  }
  return { id, scheme: 'hmac', secret };
}

interface QueryRequest {
  readonly method: Method;
  readonly host: string;
  readonly path: string;
  readonly params: readonly Param[];
}

/** Signs the parameters sorted by name, as they read before percent-encoding. */
export function signed(
  { method, host, path, params }: QueryRequest,
  { id, secret }: Credential,
  { timeMs }: SigningTime,
): UpstreamRequest {
  const all = [...params, ['timestamp', String(Math.floor(timeMs))] as const].sort(([a], [b]) => (a < b ? -1 : 1));
  const plain = all.map(([name, value]) => `${name}=${value}`).join('&');
  const query = all.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const signature = createHmac('sha256', secret.openKey()).update(plain).digest('hex');
  return { method, host, target: `${path}?${query}&signature=${signature}`, headers: { 'x-bx-apikey': id }, body: '' };
}
