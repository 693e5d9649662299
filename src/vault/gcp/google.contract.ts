import { generateKeyPairSync, type KeyObject, randomBytes, verify } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordSecret } from '../../../test/canary.ts';
import { crc32c } from './crc32c.ts';

type Right = 'access' | 'add';

/**
 * A double of this test's own of three services of Google Cloud, as their references describe the wire: Secret Manager (REST, version 1:
 * `:access`, `:addVersion`), the metadata service that gives a machine its token, and the Security Token Service of workload identity. It checks who
 * asks (tokens that it gave; JWTs that service accounts signed), what they may, and checksums. There is no emulator that does: gcplocal 0.1.0
 * does not serve Secret Manager. What the double gets wrong, these tests do not see.
 */
export interface Google {
  readonly address: string;
  readonly folder: string;
  readonly asked: readonly string[];
  /** Who the machine is, by the metadata service. */
  readonly machine: string;
  /** Lets an account do this with a secret. */
  grant(account: string, secret: string, ...rights: readonly Right[]): void;
  /** The file of a service account with a key, for GOOGLE_APPLICATION_CREDENTIALS. */
  keyFile(account: string): string;
  /** The file of a workload that is known to another identity provider; `account` is who it is here. */
  workloadFile(account: string): string;
  put(secret: string, data: Buffer): void;
  /** The bytes of each version of a secret; one that is disabled is undefined. */
  versions(secret: string): (Buffer | undefined)[];
  /** Tokens given so far are good no more. */
  withdrawTokens(): void;
  /** Changes what is sent as payload of the next access. */
  damageNext(change: (payload: { data: string; dataCrc32c: string }) => object): void;
  stop(): Promise<void>;
}

const VARIABLES = [
  'GOOGLE_APPLICATION_CREDENTIALS',
  'GCE_METADATA_HOST',
  'GCE_METADATA_IP',
  'METADATA_SERVER_DETECTION',
  'CLOUDSDK_CONFIG',
  'GOOGLE_CLOUD_PROJECT',
  'GOOGLE_CLOUD_QUOTA_PROJECT',
] as const;

/** Sets the environment of Google's package, which reads no other, and gives what puts it back. */
export function googleVariables(variables: Partial<Record<(typeof VARIABLES)[number], string>>): () => void {
  const before = VARIABLES.map((name) => [name, process.env[name]] as const);
  for (const name of VARIABLES) delete process.env[name];
  Object.assign(process.env, { METADATA_SERVER_DETECTION: 'none', CLOUDSDK_CONFIG: '/dev/null/none', ...variables });
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

interface Answer {
  readonly status: number;
  readonly body: object;
}

const MACHINE = 'machine@desk-1.iam.gserviceaccount.com';

export async function startGoogle(): Promise<Google> {
  const folder = mkdtempSync(join(tmpdir(), 'keyward-google-'));
  const secrets = new Map<string, (Buffer | undefined)[]>();
  const rights = new Set<string>();
  const tokens = new Map<string, string>();
  const keys = new Map<string, KeyObject>();
  const workloads = new Map<string, string>();
  const asked: string[] = [];
  let damage: ((payload: { data: string; dataCrc32c: string }) => object) | undefined;

  const tokenFor = (account: string): object => {
    const token = `ya29.${randomBytes(24).toString('base64url')}`;
    recordSecret(token);
    tokens.set(token, account);
    return { access_token: token, expires_in: 3_600, token_type: 'Bearer' };
  };
  const accountOf = (authorization = ''): string | undefined => {
    const [, token = ''] = /^Bearer (\S+)$/.exec(authorization) ?? [];
    return tokens.get(token) ?? signerOf(token, keys);
  };
  const access = (name: string, version: string): Answer => {
    const versions = secrets.get(name);
    const number = version === 'latest' ? (versions?.length ?? 0) : Number(version);
    if (!versions || number < 1 || number > versions.length) return fault(404, 'NOT_FOUND');
    const bytes = versions[number - 1];
    if (!bytes) return fault(400, 'FAILED_PRECONDITION');
    const payload = { data: bytes.toString('base64'), dataCrc32c: String(crc32c(bytes)) };
    const sent = damage?.(payload) ?? payload;
    damage = undefined;
    return { status: 200, body: { name: `${name.replace('desk-1', '123456')}/versions/${number}`, payload: sent } };
  };
  const add = (name: string, { payload }: { payload: { data: string; dataCrc32c?: string } }): Answer => {
    const bytes = Buffer.from(payload.data, 'base64');
    if (payload.dataCrc32c !== undefined && payload.dataCrc32c !== String(crc32c(bytes)))
      return fault(400, 'INVALID_ARGUMENT');
    const versions = secrets.get(name);
    if (!versions) return fault(404, 'NOT_FOUND');
    versions.push(bytes);
    return { status: 200, body: { name: `${name}/versions/${versions.length}`, state: 'ENABLED' } };
  };
  const answer = (request: IncomingMessage, text: string): Answer => {
    const { method, url = '', headers } = request;
    if (url.startsWith('/computeMetadata/')) {
      if (headers['metadata-flavor'] !== 'Google') return fault(403, 'PERMISSION_DENIED');
      return { status: 200, body: tokenFor(MACHINE) };
    }
    if (url === '/sts' && method === 'POST') {
      const account = workloads.get(new URLSearchParams(text).get('subject_token') ?? '');
      const issued = 'urn:ietf:params:oauth:token-type:access_token';
      return account ? { status: 200, body: { ...tokenFor(account), issued_token_type: issued } } : fault(400, 'x');
    }
    const account = accountOf(headers.authorization);
    if (account === undefined) return fault(401, 'UNAUTHENTICATED');
    const [, name = '', version, isAdd] =
      /^\/v1\/(projects\/[^:]+?)(?:\/versions\/(\w+):access|(:addVersion))$/.exec(url) ?? [];
    const right = isAdd ? 'add' : 'access';
    if (!rights.has(`${account} ${name} ${right}`)) return fault(403, 'PERMISSION_DENIED');
    if (isAdd && method === 'POST') return add(name, JSON.parse(text));
    return version !== undefined && method === 'GET' ? access(name, version) : fault(404, 'NOT_FOUND');
  };

  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    asked.push(`${request.method} ${request.url}`);
    const { status, body } = answer(request, text);
    response.writeHead(status, { 'content-type': 'application/json', 'metadata-flavor': 'Google' });
    response.end(JSON.stringify(body));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  const file = (content: object): string => {
    const path = join(folder, `${randomBytes(6).toString('hex')}.json`);
    writeFileSync(path, JSON.stringify(content), { mode: 0o600 });
    return path;
  };
  return {
    address,
    folder,
    asked,
    machine: MACHINE,
    grant: (account, secret, ...given) => {
      for (const right of given) rights.add(`${account} ${secret} ${right}`);
    },
    keyFile: (account) => {
      const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
      const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
      recordSecret(pem.split('\n')[3] ?? '');
      const id = randomBytes(10).toString('hex');
      keys.set(id, publicKey);
      return file({
        type: 'service_account',
        project_id: 'desk-1',
        private_key_id: id,
        private_key: pem,
        client_email: account,
        client_id: '1',
        token_uri: `${address}/token`,
      });
    },
    workloadFile: (account) => {
      const subject = randomBytes(24).toString('base64url');
      recordSecret(subject);
      workloads.set(subject, account);
      const path = join(folder, `${randomBytes(6).toString('hex')}.jwt`);
      writeFileSync(path, subject, { mode: 0o600 });
      return file({
        type: 'external_account',
        audience: '//iam.googleapis.com/projects/123456/locations/global/workloadIdentityPools/hosts/providers/own',
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        token_url: `${address}/sts`,
        credential_source: { file: path },
      });
    },
    put: (secret, data) => void secrets.set(secret, [...(secrets.get(secret) ?? []), Buffer.from(data)]),
    versions: (secret) => secrets.get(secret) ?? [],
    withdrawTokens: () => tokens.clear(),
    damageNext: (change) => {
      damage = change;
    },
    stop: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function fault(code: number, status: string): Answer {
  return { status: code, body: { error: { code, status, message: 'a text that Keyward does not repeat' } } };
}

/** The account that signed a JWT for all of Google Cloud, as a service account with a key may instead of asking for a token. */
function signerOf(token: string, keys: ReadonlyMap<string, KeyObject>): string | undefined {
  const [header = '', claims = '', signature = ''] = token.split('.');
  const read = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString('utf8') || '{}');
  try {
    const key = keys.get(read(header).kid);
    const { iss, sub, scope, exp } = read(claims);
    const isSigned =
      key !== undefined &&
      verify('RSA-SHA256', Buffer.from(`${header}.${claims}`), key, Buffer.from(signature, 'base64url'));
    const isGood =
      iss === sub && scope === 'https://www.googleapis.com/auth/cloud-platform' && exp > Date.now() / 1_000;
    return isSigned && isGood ? iss : undefined;
  } catch {
    return undefined;
  }
}
