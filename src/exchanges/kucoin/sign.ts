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

/** Signs the time, method, target with its query decoded, and body; the passphrase goes out as an HMAC of its own. */
export function signed(
  request: Pick<UpstreamRequest, 'method' | 'host' | 'target' | 'body'>,
  { id, secret, passphrase }: Credential,
  { timeMs }: SigningTime,
): UpstreamRequest {
  const stamp = String(Math.floor(timeMs));
  const plain = decodeURIComponent(request.target);
  return {
    ...request,
    headers: {
      'kc-api-key': id,
      'kc-api-key-version': '2',
      'kc-api-timestamp': stamp,
      'kc-api-passphrase': passphrase?.openBytes((bytes) => hmac(secret, bytes)) ?? '',
      'kc-api-sign': hmac(secret, stamp + request.method + plain + request.body),
      ...(request.body === '' ? {} : { 'content-type': 'application/json' }),
    },
  };
}

/** The JSON of a key to make, with the passphrase that it shall have. A request is text, so the passphrase is a string until it is collected. */
export function bodyWith(members: Readonly<Record<string, string>>, passphrase: Secret): string {
  return passphrase.openBytes((bytes) => JSON.stringify({ ...members, passphrase: bytes.toString('utf8') }));
}

/** The target that removes a key, which KuCoin wants to have the passphrase of that key in its query. */
export function targetWith(target: string, passphrase: Secret): string {
  return passphrase.openBytes((bytes) => `${target}&passphrase=${encodeURIComponent(bytes.toString('utf8'))}`);
}

function hmac(secret: Secret, text: string | Buffer): string {
  return createHmac('sha256', secret.openKey()).update(text).digest('base64');
}
