import { createHmac } from 'node:crypto';
import { type Refusal, refuse } from '../../core/index.ts';
import type { Credential, CredentialParts, SigningTime, UpstreamRequest } from '../exchange.ts';
import { idRefusal } from '../key-id.ts';

const ID = { character: /[A-Za-z0-9-]/, words: 'a letter, digit or dash', least: 10, most: 128 };
/** How long a signed request is good for, as the documents advise. */
const WINDOW_S = 60;

/** An HMAC secret; its characters are the key as they stand, though they look like base64. */
export function credential(parts: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(parts.id, ID);
  if (wrong) return wrong;
  if (!parts.secret.openBytes((bytes) => /^[\x21-\x7e]{16,128}$/.test(bytes.toString('latin1')))) {
    return refuse('credential-invalid', 'the secret is not 16 to 128 characters without spaces');
  }
  return { id: parts.id, scheme: 'hmac', secret: parts.secret };
}

/** Signs the path, the query, the end of the request in seconds and the body, one behind the other. */
export function signed(
  {
    method,
    host,
    path,
    query,
    body,
  }: Pick<UpstreamRequest, 'method' | 'host' | 'body'> & { path: string; query: string },
  { id, secret }: Credential,
  { timeMs }: SigningTime,
): UpstreamRequest {
  const expiry = String(Math.floor(timeMs / 1_000) + WINDOW_S);
  return {
    method,
    host,
    target: query === '' ? path : `${path}?${query}`,
    headers: {
      'x-phemex-access-token': id,
      'x-phemex-request-expiry': expiry,
      'x-phemex-request-signature': createHmac('sha256', secret.openKey())
        .update(path + query + expiry + body, 'utf8')
        .digest('hex'),
    },
    body,
  };
}
