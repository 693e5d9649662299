import { readFileSync } from 'node:fs';
import { Agent } from 'undici';
import { z } from 'zod';
import { KeywardError } from '../core/index.ts';

/** How long a back end may take to answer, in ms. */
export const REMOTE_TIMEOUT_MS = 5_000;
/** A reply longer than this is none: a credential has a few kilobytes. */
export const MAX_REPLY_BYTES = 512 * 1024;

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/** An `https` origin, or an `http` one on loopback. */
export const remoteAddress = z
  .string()
  .max(500)
  .refine(
    isSafeAddress,
    'not an address such as https://vault.example:8200 (plain http only on loopback; no path, user or password)',
  );

/** The rule of `remoteAddress`. */
export function isSafeAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash, username, password } = new URL(text);
  const isBare = pathname === '/' && search === '' && hash === '' && username === '' && password === '';
  return isBare && (protocol === 'https:' || (protocol === 'http:' && LOOPBACK.test(hostname)));
}

export interface RemoteCall {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** With its query, every part encoded. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer;
}

/** The caller zeroes the body. */
export interface RemoteReply {
  readonly status: number;
  readonly body: Buffer;
}

/**
 * One back end over HTTP, by connections of its own. Asks once, follows nothing, verifies TLS, bounds the time and the size; throws
 * `vault-unreached` when no whole answer comes, and says of the reason only its code.
 */
export class Remote {
  readonly #origin: string;
  readonly #where: string;
  readonly #caFile: string | undefined;
  #agent: Agent | undefined;

  constructor(parts: { readonly address: string; readonly where: string; readonly caFile?: string | undefined }) {
    this.#origin = new URL(parts.address).origin;
    this.#where = parts.where;
    this.#caFile = parts.caFile;
  }

  async ask({ method, path, headers = {}, body }: RemoteCall): Promise<RemoteReply> {
    this.#agent ??= this.#opened();
    try {
      const reply = await this.#agent.request({
        origin: this.#origin,
        method,
        path,
        headers: { accept: 'application/json', ...(body && { 'content-type': 'application/json' }), ...headers },
        ...(body && { body }),
        signal: AbortSignal.timeout(REMOTE_TIMEOUT_MS),
      });
      const chunks: Buffer[] = [];
      for await (const chunk of reply.body) chunks.push(chunk as Buffer);
      const whole = Buffer.concat(chunks);
      for (const chunk of chunks) chunk.fill(0);
      // Something else answers in its place, such as the page of a proxy.
      const isStrange = reply.statusCode < 300 && whole.length > 0 && whole[0] !== 0x7b;
      if (isStrange) throw Object.assign(new Error(), { code: 'NO_JSON' });
      return { status: reply.statusCode, body: whole };
    } catch (error) {
      throw new KeywardError('vault-unreached', `${this.#where} does not answer (${reasonOf(error)})`);
    }
  }

  async close(): Promise<void> {
    await this.#agent?.destroy();
    this.#agent = undefined;
  }

  #opened(): Agent {
    return new Agent({
      connect: {
        timeout: REMOTE_TIMEOUT_MS,
        // The environment may not switch it off.
        rejectUnauthorized: true,
        ...(this.#caFile !== undefined && { ca: authorityOf(this.#caFile) }),
      },
      headersTimeout: REMOTE_TIMEOUT_MS,
      bodyTimeout: REMOTE_TIMEOUT_MS,
      maxResponseSize: MAX_REPLY_BYTES,
    });
  }
}

function authorityOf(path: string): Buffer {
  try {
    return readFileSync(path);
  } catch (error) {
    const { code = 'not readable' } = error as NodeJS.ErrnoException;
    throw new KeywardError('file-failed', `the certificate authority ${path} cannot be read (${code})`);
  }
}

/** The code or name of an error, or of what caused it; never its text, which may hold what was sent. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.name === 'TimeoutError') return `no answer in ${REMOTE_TIMEOUT_MS / 1_000} s`;
  const inner = error instanceof AggregateError ? error.errors[0] : error.cause;
  const { code } = error as NodeJS.ErrnoException;
  if (typeof code === 'string' && /^[A-Z][A-Z0-9_]{1,60}$/.test(code)) return code;
  return inner instanceof Error ? reasonOf(inner) : error.name;
}
