import { isIP } from 'node:net';
import { type Dispatcher, Pool } from 'undici';
import type { Silence, UpstreamRequest } from '../exchanges/index.ts';

/** `unknown`: the exchange did not answer, so a change may or may not have happened; `not-sent`: it surely did not leave. */
export type Outcome =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: 'unknown'; readonly cause: string }
  | { readonly kind: 'not-sent'; readonly cause: string };

/** Who gave no answer; `undefined` where there was one. */
export function silenceOf({ host }: UpstreamRequest, outcome: Outcome): Silence | undefined {
  return outcome.kind === 'answered' ? undefined : { host, cause: outcome.cause };
}

/** `mayStart` is asked when the connection is there, right before the first byte; when it says no, the request is `not-sent`. */
export type Forward = (request: UpstreamRequest, mayStart?: () => boolean) => Promise<Outcome>;

const MAX_REPLY_BYTES = 64 * 1024 * 1024;
/** How much longer than one silence a whole answer may take, so that one that trickles ends as well. */
const WHOLE_ANSWER = 3;

/** Where requests for an exchange's hosts really go: the host itself over TLS, or the practice exchange on loopback. */
export type Upstream = { readonly kind: 'exchange' } | { readonly kind: 'practice'; readonly port: number };

/** Errors of a connection that was never made, so that no byte of the request can have been read; an open one may end in them, too. */
const NOT_CONNECTED = new Set(['ECONNREFUSED', 'ENETUNREACH', 'EHOSTUNREACH', 'EADDRNOTAVAIL', 'ETIMEDOUT']);
/** Errors that come only before a connection is made. */
const NOT_SENT = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'STOPPED',
]);

/** Sends each request once over a warm connection. No redirect is followed and nothing is retried: only the bot knows whether a second order is wanted. */
export class Forwarder {
  readonly #upstream: Upstream;
  readonly #timeoutMs: number;
  readonly #localAddress: string | undefined;
  readonly #pools = new Map<string, Pool>();

  /** `localAddress`: the address of this host from which requests to exchanges leave; without it the routes choose. */
  constructor(upstream: Upstream, timeoutMs: number, localAddress?: string) {
    this.#upstream = upstream;
    this.#timeoutMs = timeoutMs;
    this.#localAddress = upstream.kind === 'exchange' ? localAddress : undefined;
  }

  send: Forward = (request, mayStart = () => true) =>
    new Promise((resolve) => {
      const reply = new Reply(resolve, mayStart, WHOLE_ANSWER * this.#timeoutMs);
      this.#pool(request.host).dispatch(
        {
          method: request.method,
          path: request.target,
          headers: {
            host: request.host,
            'user-agent': 'keyward',
            accept: 'application/json',
            'accept-encoding': 'identity',
            ...request.headers,
          },
          body: request.body === '' ? null : request.body,
          headersTimeout: this.#timeoutMs,
          bodyTimeout: this.#timeoutMs,
        },
        reply,
      );
    });

  async close(): Promise<void> {
    await Promise.all([...this.#pools.values()].map((pool) => pool.close()));
  }

  #pool(host: string): Pool {
    const origin = this.#upstream.kind === 'practice' ? `http://127.0.0.1:${this.#upstream.port}` : `https://${host}`;
    let pool = this.#pools.get(origin);
    if (!pool) {
      pool = new Pool(origin, {
        connections: 64,
        pipelining: 1,
        keepAliveTimeout: 30_000,
        keepAliveMaxTimeout: 600_000,
        // The environment may not switch the check of certificates off.
        connect: {
          rejectUnauthorized: true,
          ...(this.#localAddress === undefined ? {} : { family: isIP(this.#localAddress) }),
        },
        ...(this.#localAddress === undefined ? {} : { localAddress: this.#localAddress }),
      });
      this.#pools.set(origin, pool);
    }
    return pool;
  }
}

/** Collects one answer, at most 64 MiB of it. */
class Reply implements Dispatcher.DispatchHandler {
  readonly #resolve: (outcome: Outcome) => void;
  readonly #chunks: Buffer[] = [];
  #size = 0;
  #status = 0;
  #headers: Record<string, string> = {};
  readonly #mayStart: () => boolean;
  readonly #withinMs: number;
  #isStarted = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(resolve: (outcome: Outcome) => void, mayStart: () => boolean, withinMs: number) {
    this.#resolve = resolve;
    this.#mayStart = mayStart;
    this.#withinMs = withinMs;
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#isStarted) controller.abort(faultOf('SENT_TWICE'));
    else if (this.#mayStart()) {
      this.#isStarted = true;
      this.#timer = setTimeout(() => controller.abort(faultOf('TOO_SLOW')), this.#withinMs);
    } else controller.abort(faultOf('STOPPED'));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.#status = status;
    this.#headers = flat(headers);
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > MAX_REPLY_BYTES) controller.abort(faultOf('TOO_LARGE'));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    clearTimeout(this.#timer);
    const encoding = this.#headers['content-encoding']?.toLowerCase() ?? 'identity';
    const transfer = this.#headers['transfer-encoding']?.toLowerCase() ?? 'chunked';
    if (encoding !== 'identity' || transfer !== 'chunked') {
      this.#resolve({ kind: 'unknown', cause: 'ENCODED' });
      return;
    }
    const body = (this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks)).toString('utf8');
    this.#resolve({ kind: 'answered', status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    clearTimeout(this.#timer);
    const { code, syscall } = systemError(error);
    // The source address is bound before anything connects.
    const isConnecting = syscall === 'connect' || syscall === 'bind';
    const isSurelyNotSent = NOT_SENT.has(code) || (isConnecting && NOT_CONNECTED.has(code));
    this.#resolve({ kind: isSurelyNotSent ? 'not-sent' : 'unknown', cause: code });
  }
}

function flat(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flattened: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flattened[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flattened;
}

function faultOf(code: string): Error {
  return Object.assign(new Error(code), { code });
}

/** undici hides the socket's error one or two causes deep; an AggregateError holds one per address tried. */
function systemError(error: unknown): { code: string; syscall?: unknown } {
  for (let at = error, depth = 0; at instanceof Error && depth < 4; depth++) {
    if (at instanceof AggregateError && at.errors.length > 0) at = at.errors[0];
    const { code, syscall } = at as { code?: unknown; syscall?: unknown };
    if (typeof code === 'string') return { code, syscall };
    at = (at as Error).cause;
  }
  return { code: 'UNKNOWN' };
}
