import { chmodSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { join, resolve } from 'node:path';
import { type Clock, type Code, catalogue, KeywardError } from '../core/index.ts';
import { knownFault } from './faults.ts';
import { checkRequest } from './operation-requests.ts';
import { type OperationName, type Operations, operationNames } from './operations.ts';
import { checkFolder } from './state.ts';

const MAX_BYTES = 1 << 20;
const CALL_TIMEOUT_MS = 10_000;
/** What asks exchanges takes longer. */
const LONG_CALL_MS = 90_000;
const LONG_CALLS: ReadonlySet<OperationName> = new Set<OperationName>([
  'auditKeys',
  'rotateKey',
  'undoRotation',
  'testAlerts',
]);
/** After this moment (ms since the epoch) the caller has gone away believing that nothing happened. */
const UNTIL_HEADER = 'x-keyward-until';

/** Serves the operations on the state folder's socket: 0600 in a 0700 folder, so the owner alone. */
export function serveAdmin(home: string, operations: Operations, clock: Clock): Promise<Server> {
  const path = socketPath(home);
  rmSync(path, { force: true });
  const server = createServer((message, response) => {
    const chunks: Buffer[] = [];
    let size = 0;
    message.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BYTES) message.destroy();
      else chunks.push(chunk);
    });
    message.on('end', () => {
      const until = Number(message.headers[UNTIL_HEADER] ?? Number.POSITIVE_INFINITY);
      const isLate = !(clock.nowMs() <= until);
      void answer(operations, message.url ?? '', Buffer.concat(chunks).toString('utf8'), isLate).then((body) => {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify(body));
      });
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      chmodSync(path, 0o600);
      resolve(server);
    });
  });
}

type Reply =
  | { readonly ok: unknown }
  | { readonly error: { readonly code: Code; readonly message: string; readonly lines: readonly string[] } };

async function answer(operations: Operations, url: string, body: string, isLate: boolean): Promise<Reply> {
  try {
    const name = operationNames.find((candidate) => url === `/${candidate}`);
    if (!name) throw new KeywardError('usage', 'there is no such operation');
    if (isLate) throw new KeywardError('not-answering', 'the caller has not waited, so nothing was done');
    const operation = operations[name].bind(operations) as (argument: unknown) => Promise<unknown>;
    const argument = body === '' ? undefined : parsed(body);
    checkRequest(name, argument);
    return { ok: (await operation(argument)) ?? null };
  } catch (error) {
    const { code, message, lines } = knownFault(error);
    return { error: { code, message, lines } };
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch (error) {
    throw new KeywardError('usage', 'the request is no JSON', { cause: error });
  }
}

export interface AskLimits {
  readonly timeoutMs: number;
  /** When it is to be done by, or not at all, in ms since the epoch; absent: whenever it is read. */
  readonly untilMs?: number;
}

/**
 * Asks the Keyward that runs on a state folder for one operation. Throws `not-running` when none runs, `not-answering` when one does but stays
 * silent, `home-foreign` when it is another user's, and whatever the operation throws.
 */
export async function askAdmin<K extends OperationName>(
  home: string,
  name: K,
  argument: unknown,
  limits: AskLimits,
): Promise<Awaited<ReturnType<Operations[K]>>> {
  const body = argument === undefined ? '' : JSON.stringify(argument);
  const reply = (await post(socketPath(home), `/${name}`, body, limits).catch(explained)) as Reply;
  if ('ok' in reply) return reply.ok as Awaited<ReturnType<Operations[K]>>;
  const { code, message, lines } = reply.error;
  throw new KeywardError(Object.hasOwn(catalogue, code) ? code : 'internal', message, { lines });
}

/** The operations of the Keyward that runs on this state folder; `undefined` when none does. Throws as `askAdmin`, and `file-failed`. */
export async function connectAdmin(home: string, clock: Clock): Promise<Operations | undefined> {
  const call = (name: OperationName, argument: unknown): Promise<unknown> => {
    const timeoutMs = LONG_CALLS.has(name) ? LONG_CALL_MS : CALL_TIMEOUT_MS;
    return askAdmin(home, name, argument, { timeoutMs, untilMs: clock.nowMs() + timeoutMs });
  };
  checkFolder(resolve(home));
  try {
    await call('haltState', undefined);
  } catch (error) {
    if (error instanceof KeywardError && error.code === 'not-running') return undefined;
    throw error;
  }
  const entries = operationNames.map((name) => [name, (argument: unknown) => call(name, argument)] as const);
  return Object.fromEntries(entries) as unknown as Operations;
}

function explained(error: unknown): never {
  if (error instanceof KeywardError) throw error;
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ENOENT' || code === 'ECONNREFUSED')
    throw new KeywardError('not-running', 'no Keyward is running here', { cause: error });
  if (code === 'EACCES' || code === 'EPERM')
    throw new KeywardError('home-foreign', 'the state folder belongs to another user', { cause: error });
  throw new KeywardError('not-answering', 'the running Keyward does not answer', { cause: error });
}

function post(socket: string, path: string, body: string, { timeoutMs, untilMs }: AskLimits): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const headers = untilMs === undefined ? {} : { [UNTIL_HEADER]: String(untilMs) };
    const message = request({ socketPath: socket, path, method: 'POST', headers, timeout: timeoutMs }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        try {
          resolve(JSON.parse(Buffer.concat(chunks).toString('utf8')));
        } catch (error) {
          reject(error);
        }
      });
      response.on('error', reject);
    });
    message.on('timeout', () =>
      message.destroy(new KeywardError('not-answering', 'the running Keyward does not answer')),
    );
    message.on('error', reject);
    message.end(body);
  });
}

function socketPath(home: string): string {
  return join(home, 'admin.sock');
}
