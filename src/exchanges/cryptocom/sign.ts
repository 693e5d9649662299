import { createHmac } from 'node:crypto';
import { type Refusal, refuse } from '../../core/index.ts';
import type { Credential, CredentialParts, UpstreamRequest } from '../exchange.ts';
import { idRefusal } from '../key-id.ts';

const ID = { character: /[A-Za-z0-9_-]/, words: 'a letter, digit, - or _', least: 8, most: 64 };

/** An API key with its secret, which signs as it stands. */
export function credential(parts: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(parts.id, ID);
  if (wrong) return wrong;
  if (!parts.secret.openBytes((bytes) => /^[\x21-\x7e]{16,128}$/.test(bytes.toString('latin1'))))
    return refuse('credential-invalid', 'the API secret is not 16 to 128 characters without spaces');
  return { id: parts.id, scheme: 'hmac', secret: parts.secret };
}

/**
 * A call signed by HMAC-SHA256, in hex, of method, request id, key, the parameters in the order of their names, and nonce. The method stands
 * in the path and in the body; the audit asks with no parameters deeper than one level.
 */
export function signed(
  host: string,
  method: string,
  params: Readonly<Record<string, string>>,
  timeMs: number,
  { id, secret }: Credential,
): UpstreamRequest {
  const nonce = String(Math.round(timeMs));
  const sorted = Object.keys(params)
    .sort()
    .map((name) => `${name}${params[name]}`);
  const text = `${method}${nonce}${id}${sorted.join('')}${nonce}`;
  const sig = createHmac('sha256', secret.openKey()).update(text, 'utf8').digest('hex');
  return {
    method: 'POST',
    host,
    target: `/exchange/v1/${method}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: nonce, method, params, api_key: id, sig, nonce }),
  };
}
