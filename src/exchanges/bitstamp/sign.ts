import { createHmac, randomUUID } from 'node:crypto';
import { type Refusal, refuse } from '../../core/index.ts';
import type { Credential, CredentialParts, UpstreamRequest } from '../exchange.ts';
import { idRefusal } from '../key-id.ts';

const ID = { character: /[A-Za-z0-9-]/, words: 'a letter, digit or dash', least: 8, most: 64 };

/** An API key with its secret, which signs as it stands. */
export function credential(parts: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(parts.id, ID);
  if (wrong) return wrong;
  if (!parts.secret.openBytes((bytes) => /^[\x21-\x7e]{16,128}$/.test(bytes.toString('latin1'))))
    return refuse('credential-invalid', 'the API secret is not 16 to 128 characters without spaces');
  return { id: parts.id, scheme: 'hmac', secret: parts.secret };
}

const FORM = 'application/x-www-form-urlencoded';

interface Call {
  readonly method: 'GET' | 'POST';
  readonly host: string;
  /** Path and query, as sent. */
  readonly target: string;
  /** A form, or empty: then no content type is named, for Bitstamp refuses an empty body that has one. */
  readonly body: string;
}

/** A call signed by HMAC-SHA256, in lower-case hex, of all that is sent; the nonce is good once. */
export function signed(
  { method, host, target, body }: Call,
  timeMs: number,
  { id, secret }: Credential,
  nonce: string = randomUUID(),
): UpstreamRequest {
  const timestamp = String(Math.round(timeMs));
  const contentType = body === '' ? '' : FORM;
  const text = `BITSTAMP ${id}${method}${host}${target}${contentType}${nonce}${timestamp}v2${body}`;
  return {
    method,
    host,
    target,
    headers: {
      'x-auth': `BITSTAMP ${id}`,
      'x-auth-signature': createHmac('sha256', secret.openKey()).update(text, 'utf8').digest('hex'),
      'x-auth-nonce': nonce,
      'x-auth-timestamp': timestamp,
      'x-auth-version': 'v2',
      ...(body === '' ? {} : { 'content-type': contentType }),
    },
    body,
  };
}
