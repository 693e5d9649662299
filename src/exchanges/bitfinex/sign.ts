import { createHmac } from 'node:crypto';
import { type Refusal, refuse } from '../../core/index.ts';
import type { Credential, CredentialParts, UpstreamRequest } from '../exchange.ts';
import { idRefusal } from '../key-id.ts';

const ID = { character: /[A-Za-z0-9_-]/, words: 'a letter, digit, - or _', least: 8, most: 128 };

/** An API key with its secret, which signs as it stands. */
export function credential(parts: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(parts.id, ID);
  if (wrong) return wrong;
  if (!parts.secret.openBytes((bytes) => /^[\x21-\x7e]{16,128}$/.test(bytes.toString('latin1'))))
    return refuse('credential-invalid', 'the API secret is not 16 to 128 characters without spaces');
  return { id: parts.id, scheme: 'hmac', secret: parts.secret };
}

/**
 * A call with a JSON body, signed by HMAC-SHA384, in hex, of `/api`, path, nonce and body; every private call of Bitfinex is a POST, reads
 * too.
 */
export function signed(
  host: string,
  path: string,
  body: string,
  nonce: bigint,
  { id, secret }: Credential,
): UpstreamRequest {
  const text = `/api${path}${nonce}${body}`;
  return {
    method: 'POST',
    host,
    target: path,
    headers: {
      'bfx-nonce': String(nonce),
      'bfx-apikey': id,
      'bfx-signature': createHmac('sha384', secret.openKey()).update(text, 'utf8').digest('hex'),
      'content-type': 'application/json',
    },
    body,
  };
}
