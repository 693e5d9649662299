import type { IncomingMessage } from 'node:http';
import { isRefusal, type Refusal, refuse } from '../core/index.ts';
import type { BotRequest, Method } from '../exchanges/index.ts';
import { readBody, readPairs } from './params.ts';
import { readTarget } from './target.ts';

/** No more than 16,000 characters of parameters are ever sent on, however they are encoded. */
const MAX_BODY_BYTES = 64 << 10;
/** Far more than a client sends. Each takes memory before it is known whose it is. */
const MAX_HEADERS = 64;
const METHODS: ReadonlySet<string> = new Set(['GET', 'POST', 'PUT', 'DELETE']);

/** What a refused request may still send before its connection is closed, so that its sender reads the answer. */
const MAX_REST_BYTES = 8 << 20;
const REST_WAIT_MS = 1_000;

/** Headers of plain HTTP that say nothing to an exchange; they are not sent on. */
export const plainHeaders: ReadonlySet<string> = new Set([
  'accept',
  'accept-encoding',
  'accept-language',
  'baggage',
  'cache-control',
  'connection',
  'content-length',
  'content-type',
  'host',
  'keep-alive',
  'origin',
  'pragma',
  // Node's own fetch sends this one alone; a browser always sends Sec-Fetch-Site with it, which is refused.
  'sec-fetch-mode',
  'traceparent',
  'tracestate',
  'transfer-encoding',
  'user-agent',
]);

/** The strict HTTP door: one reading of the request, or a refusal with its own code. `hosts` are the accepted Host headers. */
export async function readRequest(message: IncomingMessage, hosts: ReadonlySet<string>): Promise<BotRequest | Refusal> {
  const headers = readHeaders(message.rawHeaders, hosts);
  if (isRefusal(headers)) return headers;
  if (!METHODS.has(message.method ?? '')) return refuse('http-method', 'the method is not one that an exchange uses');
  const target = readTarget(message.url ?? '');
  if (isRefusal(target)) return target;
  const origin = headers.get('origin');
  if (origin !== undefined && !(origin === '*' && target.proxied)) {
    return refuse('http-browser', 'the request carries the Origin of a web page');
  }
  const query = readPairs(target.rawQuery);
  if (isRefusal(query)) return query;
  const bytes = await collect(message, headers.get('content-length'));
  if (isRefusal(bytes)) return bytes;
  const read = readBody(bytes, headers.get('content-type'));
  if (isRefusal(read)) return read;
  const method = message.method as Method;
  if (method === 'GET' && read.body.kind !== 'none') return refuse('http-body', 'a GET carries a body');
  return {
    method,
    host: target.host,
    path: target.path,
    rawQuery: target.rawQuery,
    query,
    headers,
    rawBody: read.text,
    body: read.body,
    addressedAs: [`https://${target.host}${target.path}`, `http://${headers.get('host')}/${target.host}${target.path}`],
  };
}

function readHeaders(raw: readonly string[], hosts: ReadonlySet<string>): Map<string, string> | Refusal {
  const headers = new Map<string, string>();
  if (raw.length > 2 * MAX_HEADERS) return refuse('http-header', `there are more than ${MAX_HEADERS} headers`);
  for (let i = 0; i + 1 < raw.length; i += 2) {
    const name = raw[i]!.toLowerCase();
    if (headers.has(name)) {
      return name === 'host'
        ? refuse('http-host', 'the Host header appears twice')
        : refuse('http-header', `a header appears twice`);
    }
    if (!/^[\x20-\x7e]*$/.test(raw[i + 1]!))
      return refuse('http-header', 'a header holds a byte that is not plain ASCII');
    headers.set(name, raw[i + 1]!);
  }
  if (headers.has('expect')) return refuse('http-header', 'the header Expect is not served');
  if (!hosts.has((headers.get('host') ?? '').toLowerCase()))
    return refuse('http-host', 'the Host header is not this gateway');
  for (const name of headers.keys()) {
    if (name.startsWith('sec-') && name !== 'sec-fetch-mode')
      return refuse('http-browser', 'the request comes from a web page');
  }
  const transfer = headers.get('transfer-encoding');
  const encoding = headers.get('content-encoding');
  if ((transfer !== undefined && transfer.toLowerCase() !== 'chunked') || encoding !== undefined) {
    return refuse('http-transfer-encoding', 'the body is encoded in a way that Keyward does not read');
  }
  return headers;
}

/** The whole body, at most 64 KiB; a body that ends early is refused. */
function collect(message: IncomingMessage, announced: string | undefined): Promise<Buffer | Refusal> {
  return new Promise((resolve) => {
    const tooLarge = refuse('http-too-large', 'the body is over 64 KiB');
    if (Number(announced ?? 0) > MAX_BODY_BYTES) {
      resolve(tooLarge);
      return;
    }
    // Copied together: kept one by one, chunks of a byte each would take hundreds of times their size.
    let body = Buffer.alloc(0);
    let size = 0;
    const take = (chunk: Buffer): void => {
      const end = size + chunk.length;
      if (end > MAX_BODY_BYTES) {
        message.off('data', take).pause();
        resolve(tooLarge);
        return;
      }
      if (end > body.length) body = Buffer.concat([body.subarray(0, size)], Math.max(end, 2 * body.length));
      chunk.copy(body, size);
      size = end;
    };
    message.on('data', take);
    message.once('end', () => {
      if (message.rawTrailers.length > 0) resolve(refuse('http-transfer-encoding', 'the body has trailers'));
      else resolve(body.subarray(0, size));
    });
    const early = (): void => resolve(refuse('http-malformed', 'the body ended early'));
    message.once('error', early);
    message.once('close', early);
  });
}

/** Reads on for a moment after a refusal: an answer to somebody who is still sending would be lost with the connection. */
export function readRest(message: IncomingMessage): Promise<void> {
  if (message.complete || message.destroyed) return Promise.resolve();
  return new Promise((resolve) => {
    let size = 0;
    const done = (): void => {
      clearTimeout(timer);
      resolve();
    };
    const timer = setTimeout(done, REST_WAIT_MS);
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_REST_BYTES) done();
    });
    message.once('end', done).once('close', done).once('error', done);
    message.resume();
  });
}
