import { createHmac } from 'node:crypto';
import { type Refusal, refuse, type Secret } from '../../core/index.ts';
import type { Credential, CredentialParts, SigningTime, UpstreamRequest } from '../exchange.ts';
import { idRefusal } from '../key-id.ts';

const ID = { character: /[A-Za-z0-9-]/, words: 'a letter, digit or dash', least: 8, most: 64 };

/** An HMAC secret and the passphrase that its owner chose. */
export function credential(parts: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(parts.id, ID);
  if (wrong) return wrong;
  if (!parts.secret.openBytes((bytes) => /^[\x21-\x7e]{16,128}$/.test(bytes.toString('latin1')))) {
    return refuse('credential-invalid', 'the secret is not 16 to 128 characters without spaces');
  }
  if (!parts.passphrase) {
    return refuse('credential-invalid', 'the passphrase is missing; KuCoin asks for one with every API key');
  }
  return { id: parts.id, scheme: 'hmac', secret: parts.secret, passphrase: parts.passphrase };
}

/** Signs the time, method, target and body as they are sent; the passphrase goes out as an HMAC of its own. */
export function signed(
  request: Pick<UpstreamRequest, 'method' | 'host' | 'target' | 'body'>,
  { id, secret, passphrase }: Credential,
  { timeMs }: SigningTime,
): UpstreamRequest {
  const stamp = String(Math.floor(timeMs));
  return {
    ...request,
    headers: {
      'kc-api-key': id,
      'kc-api-key-version': '2',
      'kc-api-timestamp': stamp,
      'kc-api-passphrase': passphrase?.openBytes((bytes) => hmac(secret, bytes)) ?? '',
      'kc-api-sign': hmac(secret, stamp + request.method + request.target + request.body),
    },
  };
}

function hmac(secret: Secret, text: string | Buffer): string {
  return createHmac('sha256', secret.openKey()).update(text).digest('base64');
}
