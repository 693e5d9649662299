import { Pool } from 'undici';
import type { UpstreamRequest } from '../exchanges/index.ts';

/** `unknown`: the exchange did not answer, so a change may or may not have happened; `not-sent`: it surely did not leave. */
export type Outcome =
  | { readonly kind: 'answered'; readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string }
  | { readonly kind: 'unknown'; readonly cause: string }
  | { readonly kind: 'not-sent'; readonly cause: string };

export type Forward = (request: UpstreamRequest) => Promise<Outcome>;

const MAX_REPLY_BYTES = 64 * 1024 * 1024;

/** Where requests for an exchange's hosts really go: the host itself over TLS, or the practice exchange on loopback. */
export type Upstream = { readonly kind: 'exchange' } | { readonly kind: 'practice'; readonly port: number };

/** Errors with which a connection was never made, so that no byte of the request can have been read. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** Sends each request once over a warm connection. No redirect is followed and nothing is retried: only the bot knows whether a second order is wanted. */
export class Forwarder {
  readonly #upstream: Upstream;
  readonly #timeoutMs: number;
  readonly #pools = new Map<string, Pool>();

  constructor(upstream: Upstream, timeoutMs: number) {
    this.#upstream = upstream;
    this.#timeoutMs = timeoutMs;
  }

  send: Forward = async (request) => {
    try {
      const reply = await this.#pool(request.host).request({
        method: request.method,
        path: request.target,
        headers: { host: request.host, 'user-agent': 'keyward', accept: 'application/json', ...request.headers },
        body: request.body === '' ? null : request.body,
        headersTimeout: this.#timeoutMs,
        bodyTimeout: this.#timeoutMs,
      });
      const body = await readAll(reply.body);
      if (body === undefined) return { kind: 'unknown', cause: 'the answer is too large' };
      return { kind: 'answered', status: reply.statusCode, headers: flat(reply.headers), body };
    } catch (error) {
      const code = codeOf(error);
      return { kind: NOT_SENT.has(code) ? 'not-sent' : 'unknown', cause: code };
    }
  };

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
  }

  #pool(host: string): Pool {
    const origin = this.#upstream.kind === 'practice' ? `http://127.0.0.1:${this.#upstream.port}` : `https://${host}`;
    let pool = this.#pools.get(origin);
    if (!pool) {
      pool = new Pool(origin, { connections: 64, pipelining: 1, keepAliveTimeout: 30_000, keepAliveMaxTimeout: 600_000 });
      this.#pools.set(origin, pool);
    }
    return pool;
  }
}

async function readAll(body: AsyncIterable<Buffer>): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.length;
    if (size > MAX_REPLY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flattened: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flattened[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flattened;
}

/** undici hides the socket's error one or two causes deep; an AggregateError holds one per address tried. */
function codeOf(error: unknown): string {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; depth++) {
    if (at instanceof AggregateError && at.errors.length > 0) at = at.errors[0];
    const code = (at as { code?: unknown }).code;
    if (typeof code === 'string') return code;
    at = (at as Error).cause;
  }
  return 'UNKNOWN';
}
