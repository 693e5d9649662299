import { createHmac } from 'node:crypto';
import { type Refusal, refuse, type Secret } from '../../core/index.ts';
import type { Credential, CredentialParts, SigningTime, UpstreamRequest } from '../exchange.ts';
import { idRefusal } from '../key-id.ts';

const ID = { character: /[A-Za-z0-9-]/, words: 'a letter, digit or dash', least: 10, most: 128 };

/** An HMAC secret; Binance.US documents no other kind of key. */
export function credential(parts: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(parts.id, ID);
  if (wrong) return wrong;
  if (!parts.secret.openBytes((bytes) => /^[\x21-\x7e]{16,128}$/.test(bytes.toString('latin1')))) {
    return refuse('credential-invalid', 'the secret is not 16 to 128 characters without spaces');
  }
  return { id: parts.id, scheme: 'hmac', secret: parts.secret };
}

/** HMAC-SHA256 in hex of the query and the body as they are sent, one behind the other. */
export function signatureOf(text: string, secret: Secret): string {
  return createHmac('sha256', secret.openKey()).update(text, 'utf8').digest('hex');
}

/** A signed read without parameters of its own, good for 5 seconds. */
export function signedRead(
  host: string,
  path: string,
  { id, secret }: Credential,
  { timeMs }: SigningTime,
): UpstreamRequest {
  const text = `timestamp=${Math.floor(timeMs)}&recvWindow=5000`;
  return {
    method: 'GET',
    host,
    target: `${path}?${text}&signature=${signatureOf(text, secret)}`,
    headers: { 'x-mbx-apikey': id },
    body: '',
  };
}
