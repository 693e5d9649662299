import { createHmac } from 'node:crypto';
import { type Refusal, refuse } from '../../core/index.ts';
import type { Credential, CredentialParts, UpstreamRequest } from '../exchange.ts';
import { idRefusal } from '../key-id.ts';

const ID = { character: /[A-Za-z0-9_-]/, words: 'a letter, digit, - or _', least: 6, most: 64 };

/** A client id with its client secret; keys of the owner's own making (Ed25519, RSA) are not read. */
export function credential(parts: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(parts.id, ID);
  if (wrong) return wrong;
  if (!parts.secret.openBytes((bytes) => /^[A-Za-z0-9_-]{16,128}$/.test(bytes.toString('latin1'))))
    return refuse('credential-invalid', 'the client secret is not 16 to 128 letters, digits, - and _');
  return { id: parts.id, scheme: 'hmac', secret: parts.secret };
}

/** The grant `client_credentials`, which sends the secret itself; it stands in the body, where no proxy or log of addresses sees it. */
export function login(host: string, { id, secret }: Credential): UpstreamRequest {
  const method = 'public/auth';
  const body = secret.openBytes((bytes) => {
    const params = { grant_type: 'client_credentials', client_id: id, client_secret: bytes.toString('latin1') };
    return JSON.stringify({ jsonrpc: '2.0', id: 1, method, params });
  });
  return {
    method: 'POST',
    host,
    target: `/api/v2/${method}`,
    headers: { 'content-type': 'application/json' },
    body,
  };
}

/** A GET signed by HMAC-SHA256, in hex, of time, nonce, method, target and body, each ended by a line feed. */
export function signed(host: string, target: string, timeMs: number, { id, secret }: Credential): UpstreamRequest {
  const timestamp = String(Math.round(timeMs));
  const text = `${timestamp}\n${timestamp}\nGET\n${target}\n\n`;
  const signature = createHmac('sha256', secret.openKey()).update(text, 'utf8').digest('hex');
  return {
    method: 'GET',
    host,
    target,
    headers: { authorization: `deri-hmac-sha256 id=${id},ts=${timestamp},sig=${signature},nonce=${timestamp}` },
    body: '',
  };
}
