import { createHmac } from 'node:crypto';
import { type Refusal, refuse } from '../../core/index.ts';
import type { Credential, CredentialParts, UpstreamRequest } from '../exchange.ts';
import { idRefusal } from '../key-id.ts';

const ID = { character: /[A-Za-z0-9-]/, words: 'a letter, digit or dash', least: 10, most: 128 };
/** Nonces from here on are milliseconds or smaller units. */
const MILLISECONDS = 1_000_000_000_000n;

/** An HMAC secret. */
export function credential(parts: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(parts.id, ID);
  if (wrong) return wrong;
  if (!parts.secret.openBytes((bytes) => /^[\x21-\x7e]{16,128}$/.test(bytes.toString('latin1')))) {
    return refuse('credential-invalid', 'the secret is not 16 to 128 characters without spaces');
  }
  return { id: parts.id, scheme: 'hmac', secret: parts.secret };
}

/** Signs a JSON body, which names the path and the nonce: HMAC-SHA512 in hex of its base64. */
export function signed(host: string, path: string, body: string, { id, secret }: Credential): UpstreamRequest {
  const payload = Buffer.from(body, 'utf8').toString('base64');
  return {
    method: 'POST',
    host,
    target: path,
    headers: {
      'content-type': 'application/json',
      'x-txc-apikey': id,
      'x-txc-payload': payload,
      'x-txc-signature': createHmac('sha512', secret.openKey()).update(payload, 'latin1').digest('hex'),
    },
    body,
  };
}

/**
 * The body of a read without parameters. A nonce in milliseconds asks to be held to the clock and not to the nonces before, so that it need not
 * be above those of a bot; one in microseconds is refused so, and never stands in a bot's way.
 */
export function readBody(path: string, nonce: bigint): string {
  return JSON.stringify({ request: path, nonce: String(nonce), nonceWindow: nonce >= MILLISECONDS });
}
