import { Agent } from 'undici';

export interface AskRequest {
  readonly method: 'GET' | 'POST';
  /** May hold a secret: it stands in no error. */
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface Reply {
  readonly status: number;
  readonly text: string;
  readonly retryAfter?: string;
}

/** Asks once. Throws `NotAsked` when no whole answer comes, or when the address is not one that may be asked. */
export type Ask = (request: AskRequest) => Promise<Reply>;

/** Why no answer came: a code or a few words, never the address or anything that was sent. */
export class NotAsked extends Error {
  /** It may have arrived all the same. */
  readonly mayHaveArrived: boolean;

  constructor(reason: string, mayHaveArrived: boolean) {
    super(reason);
    this.name = 'NotAsked';
    this.mayHaveArrived = mayHaveArrived;
  }
}

const TIMEOUT_MS = 15_000;
const MAX_REPLY_BYTES = 256 * 1024;
const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;
/** After these nothing was sent. */
const BEFORE_SENDING =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|DEPTH_|SELF_|UNABLE_|ERR_TLS)/;

/** An https address, or an http one of this host. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, username, password } = new URL(text);
  if (username !== '' || password !== '') return false;
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname));
}

/** An address in the settings, which holds no secret: without path, user or query. */
export function isSafeOrigin(text: string): boolean {
  if (!isSafeUrl(text)) return false;
  const { pathname, search, hash } = new URL(text);
  return pathname === '/' && search === '' && hash === '';
}

/** HTTP for the channels: follows nothing, verifies certificates whatever the environment says, bounds time and size. */
export function httpAsk(): { readonly ask: Ask; close(): Promise<void> } {
  const agent = new Agent({
    connect: { timeout: TIMEOUT_MS, rejectUnauthorized: true },
    maxResponseSize: MAX_REPLY_BYTES,
  });
  return { ask: (request) => askOnce(agent, request), close: () => agent.destroy() };
}

async function askOnce(agent: Agent, request: AskRequest): Promise<Reply> {
  const { method, url, headers = {}, body, timeoutMs = TIMEOUT_MS, signal } = request;
  if (!isSafeUrl(url)) throw new NotAsked('the address is not https (http is taken on this host alone)', false);
  const { origin, pathname, search } = new URL(url);
  const timeout = AbortSignal.timeout(timeoutMs);
  try {
    const reply = await agent.request({
      origin,
      path: `${pathname}${search}`,
      method,
      headers: { accept: 'application/json', 'user-agent': 'keyward', ...headers },
      ...(body === undefined ? {} : { body }),
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
      signal: signal ? AbortSignal.any([signal, timeout]) : timeout,
    });
    const retryAfter = reply.headers['retry-after'];
    const text = await reply.body.text();
    return { status: reply.statusCode, text, ...(typeof retryAfter === 'string' ? { retryAfter } : {}) };
  } catch (error) {
    const reason = reasonOf(error);
    throw new NotAsked(reason, !BEFORE_SENDING.test(reason));
  }
}

/** The code or name of an error, or of what caused it; never its text, which may hold what was sent. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return 'no answer in time';
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) return code;
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  return inner instanceof Error ? reasonOf(inner) : /^[A-Za-z]{1,40}$/.test(error.name) ? error.name : 'unknown';
}
