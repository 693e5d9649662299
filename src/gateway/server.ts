import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { isRefusal, KeywardError, type Refusal, refuse } from '../core/index.ts';
import type { Answer } from '../exchanges/index.ts';
import { plainAnswer } from './answers.ts';
import type { Deps } from './deps.ts';
import { readRequest, readRest } from './door.ts';
import { handle } from './handle.ts';

const REQUEST_TIMEOUT_MS = 10_000;
const MAX_HEADER_BYTES = 16_384;
/** Far more than bots open; the rest of the process keeps the file descriptors that it needs. */
const MAX_CONNECTIONS = 2_000;
/** Where Node stops to collect headers; beyond the door's own count, so that one with fewer has them all. */
const MAX_PARSED_HEADERS = 128;
/** Requests that may wait for their turn on one connection. */
const MAX_WAITING = 8;
/** What answers may take that their readers have not taken yet; beyond, the longest unread one goes. */
const MAX_UNREAD_BYTES = 128 << 20;
/** How long an answer may take to be read. */
const READ_WITHIN_MS = 30_000;
/** How long an answer may take to be read once the gateway is closed. */
const LAST_READ_MS = 2_000;

/** One connection. Its requests take turns, so that nothing that stands behind a refused one is ever acted on. */
interface Line {
  /** False once the connection is not used any more. */
  turn: Promise<boolean>;
  waiting: number;
  /** A request of it is past the door, so the next bytes to be written are its answer. */
  isHandling: boolean;
  /** What came after could not be read: the answer under way is the last one. */
  isBroken: boolean;
}

/** The bots' port on loopback: strict HTTP in, HTTP out. */
export class GatewayServer {
  readonly #server: Server;
  readonly #deps: Deps;
  readonly #hosts = new Set<string>();
  readonly #lines = new Map<Socket, Line>();
  /** Bytes by answer, the oldest first. */
  readonly #unread = new Map<ServerResponse, number>();
  #unreadBytes = 0;
  #isClosing = false;

  constructor(deps: Deps) {
    this.#deps = deps;
    this.#server = createServer({
      maxHeaderSize: MAX_HEADER_BYTES,
      headersTimeout: REQUEST_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: 1_000,
      keepAliveTimeout: 65_000,
      insecureHTTPParser: false,
      // A missing Host is refused at the door, with its own code.
      requireHostHeader: false,
      noDelay: true,
    });
    // Node drops what is beyond without a word; the door refuses a request that comes near it.
    this.#server.maxHeadersCount = MAX_PARSED_HEADERS;
    this.#server.maxConnections = MAX_CONNECTIONS;
    this.#server.on('connection', (socket) => this.#meet(socket));
    for (const event of ['request', 'checkContinue', 'checkExpectation'] as const) {
      this.#server.on(event, (message: IncomingMessage, response: ServerResponse) => this.#queue(message, response));
    }
    this.#server.on('upgrade', (_message, socket) =>
      this.#turnAway(socket as Socket, refuse('http-upgrade', 'another protocol is not served')),
    );
    this.#server.on('connect', (_message, socket) =>
      this.#turnAway(socket as Socket, refuse('http-method', 'CONNECT is not served')),
    );
    this.#server.on('clientError', (error, socket) => this.#turnAway(socket as Socket, refusalOf(error)));
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

  /** Waits until what is in flight has been answered, then closes every connection. Until then others are still told why they are refused. */
  async close(): Promise<void> {
    await Promise.all([...this.#lines.values()].filter(({ isHandling }) => isHandling).map(({ turn }) => turn));
    this.#isClosing = true;
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    for (const [socket, { isHandling }] of this.#lines) if (!isHandling) socket.destroySoon();
    const late = setTimeout(() => this.#server.closeAllConnections(), LAST_READ_MS);
    await closed;
    clearTimeout(late);
  }

  #meet(socket: Socket): void {
    this.#lines.set(socket, { turn: Promise.resolve(true), waiting: 0, isHandling: false, isBroken: false });
    socket.once('close', () => this.#lines.delete(socket));
    // Node takes its own listener away when it hands a connection over; a reset must not end the process then.
    socket.on('error', () => undefined);
  }

  #queue(message: IncomingMessage, response: ServerResponse): void {
    const line = this.#lines.get(message.socket);
    if (!line || line.waiting >= MAX_WAITING) {
      message.socket.destroy();
      return;
    }
    line.waiting++;
    line.turn = line.turn.then(async (isOpen) => {
      const goesOn = isOpen && (await this.#serve(message, response, line));
      line.waiting--;
      return goesOn;
    });
  }

  /** Answers one request; false when its connection is not used again. Never rejects. */
  async #serve(message: IncomingMessage, response: ServerResponse, line: Line): Promise<boolean> {
    try {
      const request = await readRequest(message, this.#hosts);
      let answer: Answer;
      if (isRefusal(request)) {
        await readRest(message);
        answer = plainAnswer(request);
      } else {
        // Whoever has gone, or was turned away for what came behind, gets nothing done.
        if (!message.socket.writable) return false;
        line.isHandling = true;
        answer = await handle(request, this.#deps);
      }
      if (response.destroyed || !message.socket.writable) return false;
      const goesOn = line.isHandling && !line.isBroken && !this.#isClosing;
      this.#write(response, answer, goesOn);
      return goesOn;
    } catch (error) {
      this.#deps.log.error('request failed', {
        code: error instanceof KeywardError ? error.code : 'internal',
        reason: nameOf(error),
      });
      const refusal = refuse('internal', 'Keyward has failed on this request; it may or may not have been sent');
      if (response.headersSent || response.destroyed) message.socket.destroy();
      else this.#write(response, plainAnswer(refusal), false);
      return false;
    } finally {
      line.isHandling = false;
    }
  }

  #write(response: ServerResponse, answer: Answer, goesOn: boolean): void {
    response.writeHead(answer.status, {
      ...answer.headers,
      'content-length': Buffer.byteLength(answer.body),
      ...(goesOn ? {} : { connection: 'close' }),
    });
    // A text leaves with the head in one write.
    response.end(answer.body);
    const { socket } = response;
    if (socket && socket.writableLength > 0) this.#awaitReader(response, socket, socket.writableLength);
  }

  /** Keeps count of an answer that its reader has not taken at once. Who asks and does not read must not fill the memory. */
  #awaitReader(response: ServerResponse, socket: Socket, bytes: number): void {
    const late = setTimeout(() => socket.destroy(), READ_WITHIN_MS).unref();
    this.#unread.set(response, bytes);
    this.#unreadBytes += bytes;
    response.once('close', () => {
      clearTimeout(late);
      this.#unreadBytes -= this.#unread.get(response) ?? 0;
      this.#unread.delete(response);
    });
    for (const [oldest, held] of this.#unread) {
      if (this.#unreadBytes <= MAX_UNREAD_BYTES || oldest === response) break;
      this.#unreadBytes -= held;
      this.#unread.delete(oldest);
      oldest.socket?.destroy();
    }
  }

  /** Refuses what never became a request. An answer that is under way is not written into; the connection ends after it. */
  #turnAway(socket: Socket, refusal: Refusal): void {
    const line = this.#lines.get(socket);
    if (line?.isHandling) {
      line.isBroken = true;
      return;
    }
    if (line) line.turn = Promise.resolve(false);
    if (!socket.writable) {
      socket.destroy();
      return;
    }
    const { status, body } = plainAnswer(refusal);
    const head = `HTTP/1.1 ${status} Refused\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\nconnection: close`;
    socket.end(`${head}\r\n\r\n${body}`, () => socket.destroy());
  }
}

/** What Node's parser found, in the words of the catalogue. */
function refusalOf(error: NodeJS.ErrnoException): Refusal {
  switch (error.code) {
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return refuse('http-timeout', 'the request did not arrive in time');
    case 'HPE_HEADER_OVERFLOW':
      return refuse('http-header-size', 'the headers are over 16 KiB, or too many');
    case 'HPE_CHUNK_EXTENSIONS_OVERFLOW':
      return refuse('http-too-large', 'the extensions of the chunks are over 16 KiB');
    case 'HPE_INVALID_TRANSFER_ENCODING':
    case 'HPE_UNEXPECTED_CONTENT_LENGTH':
      return refuse('http-transfer-encoding', 'the length of the body could be read in two ways');
    default:
      return refuse('http-malformed', 'the request is not valid HTTP/1.1');
  }
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}`.slice(0, 200) : 'not an error';
}
