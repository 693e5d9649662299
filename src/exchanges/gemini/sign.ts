import { createHmac } from 'node:crypto';
import { type Refusal, refuse } from '../../core/index.ts';
import type { Credential, CredentialParts, UpstreamRequest } from '../exchange.ts';
import { idRefusal } from '../key-id.ts';

const ID = { character: /[A-Za-z0-9-]/, words: 'a letter, digit or dash', least: 8, most: 64 };

/** An API key, `account-` or `master-` and more, with its secret, which signs as it stands. */
export function credential(parts: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(parts.id, ID);
  if (wrong) return wrong;
  if (!/^(account|master)-./.test(parts.id))
    return refuse('credential-invalid', 'the API key starts with neither "account-" nor "master-"');
  if (!parts.secret.openBytes((bytes) => /^[\x21-\x7e]{16,128}$/.test(bytes.toString('latin1'))))
    return refuse('credential-invalid', 'the API secret is not 16 to 128 characters without spaces');
  return { id: parts.id, scheme: 'hmac', secret: parts.secret };
}

/** A call signed by HMAC-SHA384, in hex, of its payload; all that is asked stands in that header, and the body is empty. */
export function signed(
  host: string,
  path: string,
  params: Readonly<Record<string, string>>,
  nonce: bigint,
  { id, secret }: Credential,
): UpstreamRequest {
  const payload = Buffer.from(JSON.stringify({ request: path, nonce: String(nonce), ...params })).toString('base64');
  return {
    method: 'POST',
    host,
    target: path,
    headers: {
      'content-type': 'text/plain',
      'cache-control': 'no-cache',
      'x-gemini-apikey': id,
      'x-gemini-payload': payload,
      'x-gemini-signature': createHmac('sha384', secret.openKey()).update(payload, 'utf8').digest('hex'),
    },
    body: '',
  };
}
