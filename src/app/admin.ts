import { chmodSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { join } from 'node:path';
import { type Code, catalogue, KeywardError } from '../core/index.ts';
import { operationNames, type Operations } from './operations.ts';

const MAX_BYTES = 1 << 20;

/** Serves the operations on the state folder's socket: 0600 in a 0700 folder, so the owner alone. */
export function serveAdmin(home: string, operations: Operations): Promise<Server> {
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
      void answer(operations, message.url ?? '', Buffer.concat(chunks).toString('utf8')).then((body) => {
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

type Reply = { readonly ok: unknown } | { readonly error: { readonly code: Code; readonly message: string; readonly lines: readonly string[] } };

async function answer(operations: Operations, url: string, body: string): Promise<Reply> {
  try {
    const name = operationNames.find((candidate) => url === `/${candidate}`);
    if (!name) throw new KeywardError('usage', 'there is no such operation');
    const operation = operations[name].bind(operations) as (argument: unknown) => Promise<unknown>;
    return { ok: (await operation(body === '' ? undefined : JSON.parse(body))) ?? null };
  } catch (error) {
    if (error instanceof KeywardError) return { error: { code: error.code, message: error.message, lines: error.lines } };
    return { error: { code: 'internal', message: error instanceof Error ? error.message : 'not an error', lines: [] } };
  }
}

/** The operations of the Keyward that runs on this state folder; `undefined` when none does. */
export async function connectAdmin(home: string): Promise<Operations | undefined> {
  const path = socketPath(home);
  const call = async (name: string, argument: unknown): Promise<unknown> => {
    const reply = (await post(path, `/${name}`, argument === undefined ? '' : JSON.stringify(argument))) as Reply;
    if ('ok' in reply) return reply.ok;
    const { code, message, lines } = reply.error;
    throw new KeywardError(Object.hasOwn(catalogue, code) ? code : 'internal', message, { lines });
  };
  try {
    await call('haltState', undefined);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'ENOENT' || code === 'ECONNREFUSED') return undefined;
    throw error;
  }
  const entries = operationNames.map((name) => [name, (argument: unknown) => call(name, argument)] as const);
  return Object.fromEntries(entries) as unknown as Operations;
}

function post(socket: string, path: string, body: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const message = request({ socketPath: socket, path, method: 'POST', timeout: 10_000 }, (response) => {
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
    message.on('timeout', () => message.destroy(new KeywardError('not-running', 'the running Keyward does not answer')));
    message.on('error', reject);
    message.end(body);
  });
}

function socketPath(home: string): string {
  return join(home, 'admin.sock');
}
