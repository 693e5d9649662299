import { type Refusal, refuse } from '../../core/index.ts';
import type { Credential, CredentialParts, UpstreamRequest } from '../exchange.ts';
import { idRefusal } from '../key-id.ts';

const ID = { character: /[A-Za-z0-9-]/, words: 'a letter, digit or dash', least: 10, most: 64 };

/** A key id and its secret, which is sent with each request. */
export function credential(parts: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(parts.id, ID);
  if (wrong) return wrong;
  if (!parts.secret.openBytes((bytes) => /^[\x21-\x7e]{16,128}$/.test(bytes.toString('latin1')))) {
    return refuse('credential-invalid', 'the secret key is not 16 to 128 characters without spaces');
  }
  return { id: parts.id, scheme: 'secret', secret: parts.secret };
}

/** A read with the secret as a header: Alpaca has no signature, so whoever sees the request has the key. */
export function proven(host: string, path: string, { id, secret }: Credential): UpstreamRequest {
  return {
    method: 'GET',
    host,
    target: path,
    headers: {
      'apca-api-key-id': id,
      'apca-api-secret-key': secret.openBytes((bytes) => bytes.toString('latin1')),
    },
    body: '',
  };
}
