import { createHmac, createSign } from 'node:crypto';
import { privateKeyOf, type Refusal, refuse, type Secret } from '../../core/index.ts';
import type { Credential, CredentialParts, Environment, SigningTime, UpstreamRequest } from '../exchange.ts';
import { idRefusal } from '../key-id.ts';

const ID = { character: /[A-Za-z0-9_-]/, words: 'a letter, digit, dash or underscore', least: 8, most: 64 };

/** An HMAC secret or an RSA private key in PEM, and the passphrase that its owner chose. */
export function credential({ id, secret, passphrase }: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(id, ID);
  if (wrong) return wrong;
  if (!passphrase) {
    return refuse('credential-invalid', 'the passphrase is missing; Bitget asks for one with every API key');
  }
  const text = (pattern: RegExp) => secret.openBytes((bytes) => pattern.test(bytes.toString('latin1')));
  if (text(/-----BEGIN/)) {
    const privateKey = privateKeyOf(secret);
    return privateKey?.asymmetricKeyType === 'rsa'
      ? { id, scheme: 'rsa', secret, passphrase, privateKey }
      : refuse('credential-invalid', 'the secret is a PEM, but no RSA private key');
  }
  if (text(/^[\x21-\x7e]{16,128}$/)) return { id, scheme: 'hmac', secret, passphrase };
  return refuse('credential-invalid', 'the secret is not 16 to 128 characters without spaces, and no PEM');
}

/** Signs the time, method, target and body as they are sent; the passphrase goes out in clear beside it. */
export function signed(
  request: Pick<UpstreamRequest, 'method' | 'host' | 'target' | 'body'>,
  { id, secret, passphrase, privateKey }: Credential,
  { timeMs }: SigningTime,
  environment: Environment,
): UpstreamRequest {
  const stamp = String(Math.floor(timeMs));
  const text = stamp + request.method + request.target + request.body;
  return {
    ...request,
    headers: {
      'access-key': id,
      'access-timestamp': stamp,
      'access-passphrase': passphrase?.openBytes((bytes) => bytes.toString('utf8')) ?? '',
      'access-sign': privateKey
        ? createSign('RSA-SHA256').update(text).sign(privateKey, 'base64')
        : createHmac('sha256', secret.openKey()).update(text).digest('base64'),
      locale: 'en-US',
      ...(request.body === '' ? {} : { 'content-type': 'application/json' }),
      ...(environment === 'demo' ? { paptrading: '1' } : {}),
    },
  };
}

/** The JSON of a key to make, with the passphrase that it shall have. A request is text, so the passphrase is a string until it is collected. */
export function bodyWith(members: Readonly<Record<string, unknown>>, passphrase: Secret): string {
  return passphrase.openBytes((bytes) => JSON.stringify({ ...members, passphrase: bytes.toString('utf8') }));
}
