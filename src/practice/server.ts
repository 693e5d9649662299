import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { PracticeCore } from './core/practice-core.ts';
import { type Fault, type Faults, ofKind } from './faults.ts';
import {
  type Front,
  type FrontAnswer,
  type FrontContext,
  type FrontRequest,
  jsonAnswer,
  parseParams,
} from './front.ts';
import type { KeyRing } from './keys.ts';
import type { Ledger, Received } from './ledger.ts';
import { type Routed, routeOf } from './route.ts';

const MAX_BODY_BYTES = 1024 * 1024;

export interface Parts {
  readonly core: PracticeCore;
  readonly keys: KeyRing;
  readonly fronts: readonly Front[];
  readonly faults: Faults;
  readonly ledger: Ledger;
  /** Told of a defect in a front. */
  readonly onDefect: (error: unknown) => void;
}

/** The HTTP server of the practice exchange; the caller makes it listen. */
export function practiceServer(parts: Parts): Server {
  const byHost = new Map(parts.fronts.flatMap((front) => front.hosts.map((host) => [host, front] as const)));
  const hosts = new Set(byHost.keys());
  return createServer((incoming, response) => {
    readBody(incoming, (body) => {
      const routed = routeOf(incoming.url ?? '/', incoming.headers.host ?? '', hosts);
      const front = routed && byHost.get(routed.host);
      const answer = (what: FrontAnswer) => send(response, what);
      if (body === undefined) return answer(jsonAnswer(413, { error: 'the body is over 1 MiB' }));
      if (!routed || !front) {
        const lost = requestOf(incoming, { host: incoming.headers.host ?? '', target: incoming.url ?? '/' }, body);
        note(parts, '', lost).status = 404;
        return answer(jsonAnswer(404, { error: 'no exchange is reached under this address' }));
      }
      serve(parts, front, requestOf(incoming, routed, body), incoming, response);
    });
  });
}

function readBody(incoming: IncomingMessage, done: (body: string | undefined) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  incoming.on('data', (chunk: Buffer) => {
    size += chunk.length;
    if (size <= MAX_BODY_BYTES) chunks.push(chunk);
  });
  incoming.on('end', () => done(size > MAX_BODY_BYTES ? undefined : Buffer.concat(chunks).toString('utf8')));
  incoming.on('error', () => incoming.destroy());
}

function requestOf(incoming: IncomingMessage, routed: Routed, rawBody: string): FrontRequest {
  const at = routed.target.indexOf('?');
  const rawQuery = at === -1 ? '' : routed.target.slice(at + 1);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(incoming.headers))
    headers[name] = Array.isArray(value) ? value.join(', ') : (value ?? '');
  const isForm = rawBody !== '' && !/^\s*[[{]/.test(rawBody);
  return {
    method: incoming.method ?? 'GET',
    host: routed.host,
    path: at === -1 ? routed.target : routed.target.slice(0, at),
    rawQuery,
    query: parseParams(rawQuery) ?? [],
    headers,
    rawBody,
    form: isForm ? (parseParams(rawBody) ?? []) : [],
    ip: (incoming.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
  };
}

function serve(
  parts: Parts,
  front: Front,
  request: FrontRequest,
  incoming: IncomingMessage,
  response: ServerResponse,
): void {
  const place = { exchange: front.exchange, path: request.path, method: request.method };
  const met = parts.faults.meet(place);
  const received = note(parts, front.exchange, request);
  const answer = answerOf(parts, front, request, met, received);
  if (ofKind(met, 'accept-then-hang')) return;
  const finish = () => {
    if (ofKind(met, 'accept-then-reset')) {
      incoming.socket.resetAndDestroy();
      return;
    }
    received.status = answer.status;
    const garbage = ofKind(met, 'garbage');
    send(response, garbage ? { status: 200, body: garbage.body ?? '<html>\u0000 not what you asked for' } : answer);
  };
  const latency = ofKind(met, 'latency');
  if (latency) setTimeout(finish, latency.delayMs).unref();
  else finish();
}

function note(parts: Parts, exchange: string, request: FrontRequest): Received {
  return parts.ledger.add({
    atMs: parts.core.now(),
    exchange,
    method: request.method,
    host: request.host,
    path: request.path,
    params: [...request.query, ...request.form],
    rawQuery: request.rawQuery,
    rawBody: request.rawBody,
    headerNames: Object.keys(request.headers),
    headers: request.headers,
  });
}

function answerOf(
  parts: Parts,
  front: Front,
  request: FrontRequest,
  met: readonly Fault[],
  received: Received,
): FrontAnswer {
  const broken = ofKind(met, 'server-error');
  if (broken) return front.fault({ kind: 'server-error', status: broken.status ?? 502 });
  const limited = ofKind(met, 'rate-limit');
  if (limited) {
    const { banned = false, retryAfterS = 30, isUntold } = limited;
    const answer = front.fault({ kind: 'rate-limit', banned, retryAfterS });
    if (!isUntold) return answer;
    const headers = Object.entries(answer.headers ?? {}).filter(([name]) => !/retry-after/i.test(name));
    return { ...answer, headers: Object.fromEntries(headers) };
  }
  try {
    return front.handle(request, contextOf(parts, request, met, received));
  } catch (error) {
    parts.onDefect(error);
    return jsonAnswer(500, { error: 'the practice exchange has failed' });
  }
}

function contextOf(parts: Parts, request: FrontRequest, met: readonly Fault[], received: Received): FrontContext {
  const nowMs = received.atMs + (ofKind(met, 'clock-skew')?.skewMs ?? 0);
  const named = (fault: { keyId?: string } | undefined, id: string) => fault && (fault.keyId ?? id) === id;
  return {
    core: parts.core,
    keys: parts.keys,
    nowMs,
    keyProblem: (key) => {
      if (named(ofKind(met, 'key-revoked'), key.id)) return 'revoked';
      if (named(ofKind(met, 'ip-refused'), key.id)) return 'ip';
      return parts.keys.problem(key, request.ip, received.atMs);
    },
    identify: (key) => {
      received.account = key.account;
      received.keyId = key.id;
      return parts.core.world.accounts.get(key.account)!;
    },
  };
}

function send(response: ServerResponse, answer: FrontAnswer): void {
  response.writeHead(answer.status, {
    ...answer.headers,
    'content-length': String(Buffer.byteLength(answer.body)),
  });
  response.end(answer.body);
}
