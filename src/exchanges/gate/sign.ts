import { createHash, createHmac } from 'node:crypto';
import { type Refusal, refuse } from '../../core/index.ts';
import type { Credential, CredentialParts, SigningTime, UpstreamRequest } from '../exchange.ts';
import { idRefusal } from '../key-id.ts';

const ID = { character: /[A-Za-z0-9-]/, words: 'a letter, digit or dash', least: 8, most: 64 };

/** An HMAC secret; Gate issues no other kind. */
export function credential({ id, secret }: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(id, ID);
  if (wrong) return wrong;
  if (!secret.openBytes((bytes) => /^[\x21-\x7e]{16,128}$/.test(bytes.toString('latin1')))) {
    return refuse('credential-invalid', 'the secret is not 16 to 128 characters without spaces');
  }
  return { id, scheme: 'hmac', secret };
}

/** Signs the method, the path, the query as it reads decoded, the hash of the body, and the time in seconds. */
export function signed(
  request: Pick<UpstreamRequest, 'method' | 'host' | 'target' | 'body'>,
  { id, secret }: Credential,
  { timeMs }: SigningTime,
): UpstreamRequest {
  const stamp = String(Math.floor(timeMs / 1_000));
  const [path = '', query = ''] = request.target.split('?');
  const bodyHash = createHash('sha512').update(request.body).digest('hex');
  const text = [request.method, path, decodeURIComponent(query), bodyHash, stamp].join('\n');
  const sign = createHmac('sha512', secret.openKey()).update(text).digest('hex');
  const type = request.body === '' ? {} : { 'content-type': 'application/json' };
  return { ...request, headers: { key: id, timestamp: stamp, sign, ...type } };
}
