import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Agent, request } from 'undici';
import type { TestContext } from 'vitest';
import { root } from '../../../test/source-tree.ts';
import { type Running, startServer } from '../server.contract.ts';

/** What the server answers to the questions of these tests. */
interface Said {
  readonly auth: { readonly client_token: string };
  readonly data: {
    readonly 'approle/'?: object;
    readonly current_version: number;
    readonly data: object;
    readonly keys: readonly string[];
    readonly role_id: string;
    readonly secret_id: string;
  };
}

/** A real OpenBao, unsealed and in memory, and its owner's hands on it. */
export interface Bao {
  readonly address: string;
  readonly rootToken: string;
  /** Its certificate authority, where it was started with TLS. */
  readonly caFile: string;
  /** Asks as root; throws unless the status is below 300. */
  api(method: string, path: string, body?: unknown, namespace?: string): Promise<Said>;
  /** Puts a document as it is spelt. */
  put(path: string, document: Buffer): Promise<void>;
  unsealKey: string;
  stop(): Promise<void>;
}

/** Starts `bao server` in its development mode, with the policies of recipes/openbao. */
export async function startBao(context: Pick<TestContext, 'skip'>, { isTls = false } = {}): Promise<Bao> {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-bao-'));
  const rootToken = `root-${randomBytes(12).toString('hex')}`;
  const caFile = join(folder, 'vault-ca.pem');
  let agent = new Agent();
  const call = async (address: string, method: string, path: string, headers = {}, body?: string | Buffer) =>
    request(`${address}/v1/${path}`, { method, headers, body: body ?? null, dispatcher: agent });
  const scheme = isTls ? 'https' : 'http';
  const server = await startServer(context, {
    program: 'bao',
    variables: { HOME: folder },
    args: (port) => [
      ...['server', isTls ? '-dev-tls' : '-dev', `-dev-root-token-id=${rootToken}`, '-dev-no-store-token'],
      `-dev-listen-address=127.0.0.1:${port}`,
      ...(isTls ? [`-dev-tls-cert-dir=${folder}`] : []),
    ],
    isReady: async (port) => {
      if (isTls) agent = new Agent({ connect: { ca: readFileSync(caFile) } });
      const reply = await call(`${scheme}://127.0.0.1:${port}`, 'GET', 'secret/config', { 'x-vault-token': rootToken });
      await reply.body.dump();
      return reply.statusCode === 200;
    },
  });
  const address = `${scheme}://127.0.0.1:${server.port}`;
  const bao: Bao = {
    address,
    rootToken,
    caFile,
    api: async (method, path, body, namespace) => {
      const headers = { 'x-vault-token': rootToken, ...(namespace && { 'x-vault-namespace': namespace }) };
      const reply = await call(address, method, path, headers, body === undefined ? undefined : JSON.stringify(body));
      const text = await reply.body.text();
      if (reply.statusCode >= 300) throw new Error(`${method} ${path}: ${reply.statusCode} ${text}`);
      return JSON.parse(text === '' ? '{}' : text);
    },
    put: async (path, document) => {
      const body = Buffer.concat([Buffer.from('{"data":'), document, Buffer.from('}')]);
      const reply = await call(address, 'PUT', `secret/data/${path}`, { 'x-vault-token': rootToken }, body);
      const text = await reply.body.text();
      if (reply.statusCode >= 300) throw new Error(`${path}: ${reply.statusCode} ${text}`);
    },
    unsealKey: await unsealKeyIn(server),
    stop: async () => {
      await agent.destroy();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  for (const name of ['keyward-read', 'keyward-rotate']) {
    const policy = readFileSync(join(root, 'recipes', 'openbao', `${name}.hcl`), 'utf8');
    await bao.api('PUT', `sys/policies/acl/${name}`, { policy });
  }
  return bao;
}

/** The server shows it a little after it begins to answer. */
async function unsealKeyIn(server: Running): Promise<string> {
  for (;;) {
    const [, key] = /Unseal Key: (\S+)/.exec(server.said()) ?? [];
    if (key !== undefined) return key;
    await sleep(20);
  }
}

/** A token with these policies alone. */
export async function tokenWith(bao: Bao, policies: readonly string[], more: object = {}): Promise<string> {
  const { auth } = await bao.api('POST', 'auth/token/create', { policies, no_default_policy: true, ...more });
  return auth.client_token;
}
