import { createHmac } from 'node:crypto';
import { type Refusal, refuse } from '../../core/index.ts';
import type { Credential, CredentialParts, Method, Param, SigningTime, UpstreamRequest } from '../exchange.ts';
import { idRefusal } from '../key-id.ts';

const ID = { character: /[A-Za-z0-9-]/, words: 'a letter, digit or dash', least: 8, most: 64 };
const WINDOW_MS = 5_000;

/** An HMAC secret; MEXC issues no other kind. */
export function credential({ id, secret }: CredentialParts): Credential | Refusal {
  const wrong = idRefusal(id, ID);
  if (wrong) return wrong;
  if (!secret.openBytes((bytes) => /^[\x21-\x7e]{16,128}$/.test(bytes.toString('latin1')))) {
    return refuse('credential-invalid', 'the secret is not 16 to 128 characters without spaces');
  }
  return { id, scheme: 'hmac', secret };
}

/** A request of the spot interface: everything stands in the query, which is signed as it is sent. */
export function signed(
  { method, host, path, params }: SpotRequest,
  { id, secret }: Credential,
  { timeMs }: SigningTime,
): UpstreamRequest {
  const all = [...params, ['timestamp', String(Math.floor(timeMs))], ['recvWindow', String(WINDOW_MS)]] as const;
  const query = all.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const signature = createHmac('sha256', secret.openKey()).update(query).digest('hex');
  return {
    method,
    host,
    target: `${path}?${query}&signature=${signature}`,
    headers: { 'x-mexc-apikey': id, 'content-type': 'application/json' },
    body: '',
  };
}

interface SpotRequest {
  readonly method: Method;
  readonly host: string;
  readonly path: string;
  readonly params: readonly Param[];
}
