import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { isRefusal, KeywardError, refuse } from '../core/index.ts';
import type { Answer } from '../exchanges/index.ts';
import { plainAnswer } from './answers.ts';
import type { Deps } from './deps.ts';
import { readRequest } from './door.ts';
import { handle } from './handle.ts';

const REQUEST_TIMEOUT_MS = 10_000;
const MAX_HEADER_BYTES = 16_384;

/** The bots' port on loopback: strict HTTP in, HTTP out. */
export class GatewayServer {
  readonly #server: Server;
  readonly #deps: Deps;
  readonly #hosts = new Set<string>();

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#server = createServer(
      {
        maxHeaderSize: MAX_HEADER_BYTES,
        headersTimeout: REQUEST_TIMEOUT_MS,
        requestTimeout: REQUEST_TIMEOUT_MS,
        connectionsCheckingInterval: 1_000,
        keepAliveTimeout: 65_000,
        insecureHTTPParser: false,
        noDelay: true,
      },
      (message, response) => void this.#serve(message, response),
    );
    this.#server.on('checkContinue', (message, response) => void this.#serve(message, response));
    this.#server.on('upgrade', (_message, socket) => socket.destroy());
    this.#server.on('clientError', (error: NodeJS.ErrnoException, socket) => {
      if (!socket.writable) return;
      const late = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
      const refusal = late
        ? refuse('http-timeout', 'the request did not arrive in time')
        : refuse('http-malformed', 'the request is not valid HTTP/1.1');
      const { status, body } = plainAnswer(refusal);
      socket.end(
        `HTTP/1.1 ${status} Refused\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
      );
    });
  }

  /** Listens on 127.0.0.1; port 0 takes a free one. A busy port is an error. */
  listen(port: number): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once('error', (error: NodeJS.ErrnoException) => {
        reject(
          error.code === 'EADDRINUSE'
            ? new KeywardError('port-busy', `port ${port} of 127.0.0.1 is in use`, { cause: error })
            : error,
        );
      });
      this.#server.listen(port, '127.0.0.1', () => {
        const address = this.#server.address();
        const actual = typeof address === 'object' && address ? address.port : port;
        for (const name of ['127.0.0.1', 'localhost']) this.#hosts.add(`${name}:${actual}`);
        resolve(actual);
      });
    });
  }

  /** Stops taking connections and waits until what is in flight has been answered. */
  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeIdleConnections();
    await closed;
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    let answer: Answer;
    let isWhole = true;
    try {
      const request = await readRequest(message, this.#hosts);
      isWhole = !isRefusal(request);
      answer = isRefusal(request) ? plainAnswer(request) : await handle(request, this.#deps);
    } catch (error) {
      this.#deps.log.error('request failed', { code: error instanceof KeywardError ? error.code : 'internal', reason: nameOf(error) });
      answer = plainAnswer(refuse('internal', 'Keyward has failed on this request; it may or may not have been sent'));
    }
    if (response.destroyed) return;
    const body = Buffer.from(answer.body, 'utf8');
    // A refused request may have an unread body: the connection is not used again.
    if (!isWhole) response.setHeader('connection', 'close');
    response.writeHead(answer.status, { ...answer.headers, 'content-length': body.length });
    response.end(body);
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'not an error';
}
