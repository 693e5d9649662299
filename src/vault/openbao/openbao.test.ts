import { createSign, generateKeyPairSync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { rootCertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { recordOutput, recordSecret } from '../../../test/canary.ts';
import { ENVIRONMENT_TIMEOUT_MS } from '../../../test/python/environment.ts';
import { KeywardError, Secret, systemClock } from '../../core/index.ts';
import type { Place } from '../back-end.ts';
import { documentNames } from '../names.ts';
import { openbao } from './back-end.ts';
import { type Bao, startBao, tokenWith } from './bao.contract.ts';
import { schema } from './settings.ts';

const folder = mkdtempSync(join(tmpdir(), 'keyward-openbao-'));
let bao: Bao | { readonly missing: string };

/** Keeps the reason for the tests, as a hook cannot skip them. */
async function tryStart(options?: { isTls: boolean }): Promise<Bao | { readonly missing: string }> {
  let missing = '';
  const skip = (why?: unknown): never => {
    missing = String(why);
    throw new Error(missing);
  };
  return startBao({ skip } as Pick<TestContext, 'skip'>, options).catch((error) => {
    if (missing === '') throw error;
    return { missing };
  });
}

function needBao(context: Pick<TestContext, 'skip'>): Bao {
  return 'missing' in bao ? context.skip(bao.missing) : bao;
}

beforeAll(async () => {
  bao = await tryStart();
}, ENVIRONMENT_TIMEOUT_MS);

afterAll(async () => {
  if (bao && 'stop' in bao) await bao.stop();
  rmSync(folder, { recursive: true, force: true });
});

function fresh(): string {
  const text = randomBytes(24).toString('base64url');
  recordSecret(text);
  return text;
}

/** A secret below the policies of recipes/openbao, and what is in it. */
async function put(server: Bao, name = randomBytes(6).toString('hex')): Promise<{ path: string; secret: string }> {
  const secret = fresh();
  const path = `keyward/${name}`;
  await server.put(path, Buffer.from(JSON.stringify({ api_key: 'an-id', secret })));
  return { path, secret };
}

function open(settings: object, variables: Record<string, string> = {}): Place {
  return openbao.open(schema.parse(settings), {
    names: documentNames('binance', {}, false),
    key: 'main',
    folder,
    home: folder,
    variables,
    clock: systemClock,
    identity: () => Promise.reject(new Error('not asked for')),
  });
}

async function secretOf(place: Place): Promise<string> {
  return (await place.read()).secret.openBytes((bytes) => bytes.toString('utf8'));
}

async function failure(work: Promise<unknown> | undefined): Promise<KeywardError> {
  const error = await work?.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof KeywardError)) throw new Error('no KeywardError came', { cause: error });
  recordOutput('an error of vault', [error.message, ...error.lines, String(error.cause ?? '')].join(' '));
  return error;
}

function file(content: string | Buffer, mode = 0o600): string {
  const path = join(folder, randomBytes(8).toString('hex'));
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

/** How many tokens the server knows that are good now. */
async function accessors(server: Bao): Promise<readonly string[]> {
  return (await server.api('LIST', 'auth/token/accessors')).data.keys;
}

describe('a given token', () => {
  it('is read from a file, and read again when the file has another', async (context) => {
    const server = needBao(context);
    const { path, secret } = await put(server);
    const first = await tokenWith(server, ['keyward-read']);
    const tokenFile = file(`${first}\n`);
    const place = open({ address: server.address, path, auth: { tokenFile } });
    expect(await secretOf(place)).toBe(secret);
    await server.api('POST', 'auth/token/revoke', { token: first });
    expect((await failure(place.read())).code).toBe('vault-refused');
    writeFileSync(tokenFile, await tokenWith(server, ['keyward-read']));
    expect(await secretOf(place)).toBe(secret);
    await place.close?.();
  });

  it('is read from VAULT_TOKEN where the settings name nothing, and not revoked at the end', async (context) => {
    const server = needBao(context);
    const { path, secret } = await put(server);
    const token = await tokenWith(server, ['keyward-read']);
    for (let time = 0; time < 2; time++) {
      const place = open({ address: server.address, path }, { VAULT_TOKEN: token });
      expect(await secretOf(place)).toBe(secret);
      await place.close?.();
    }
  });

  it('is refused where it is missing, open to others or no token', async (context) => {
    const server = needBao(context);
    const read = (auth: object, variables = {}) =>
      open({ address: server.address, path: 'keyward/x', auth }, variables);
    const cases = [
      [read({ tokenFile: file('token', 0o644) }), 'file-readable'],
      [read({ tokenFile: join(folder, 'none') }), 'credential-missing'],
      [read({ tokenFile: file('') }), 'credential-missing'],
      [read({ tokenVariable: 'NONE' }), 'credential-missing'],
      [read({ tokenFile: file('two words') }), 'credential-invalid'],
      [read({ tokenFile: file('wrong') }), 'vault-refused'],
    ] as const;
    for (const [place, code] of cases) {
      expect((await failure(place.read())).code).toBe(code);
      await place.close?.();
    }
  });
});

/** Makes an AppRole with these policies and writes its secret id. */
async function appRole(server: Bao, role: object): Promise<object> {
  const { data: methods } = await server.api('GET', 'sys/auth');
  if (!methods['approle/']) await server.api('POST', 'sys/auth/approle', { type: 'approle' });
  const name = randomBytes(6).toString('hex');
  await server.api('POST', `auth/approle/role/${name}`, {
    token_policies: ['keyward-read'],
    token_no_default_policy: true,
    ...role,
  });
  const { data } = await server.api('GET', `auth/approle/role/${name}/role-id`);
  const made = await server.api('POST', `auth/approle/role/${name}/secret-id`);
  recordSecret(made.data.secret_id);
  return { appRole: { roleId: data.role_id, secretIdFile: file(made.data.secret_id) } };
}

describe('a login', () => {
  it('by AppRole gives a token that is revoked at the end', async (context) => {
    const server = needBao(context);
    const { path, secret } = await put(server);
    const auth = await appRole(server, { token_ttl: '1h' });
    const before = await accessors(server);
    const place = open({ address: server.address, path, auth });
    expect(await secretOf(place)).toBe(secret);
    expect(await secretOf(place)).toBe(secret);
    expect(await accessors(server)).toHaveLength(before.length + 1);
    await place.close?.();
    expect(await accessors(server)).toHaveLength(before.length);
  });

  it('is made again when the token was revoked', async (context) => {
    const server = needBao(context);
    const { path, secret } = await put(server);
    const auth = await appRole(server, { token_ttl: '1h' });
    const place = open({ address: server.address, path, auth });
    const before = new Set(await accessors(server));
    expect(await secretOf(place)).toBe(secret);
    for (const accessor of (await accessors(server)).filter((one) => !before.has(one))) {
      await server.api('POST', 'auth/token/revoke-accessor', { accessor });
    }
    expect(await secretOf(place)).toBe(secret);
    await place.close?.();
  });

  it('that is not accepted is refused, and shows nothing', async (context) => {
    const server = needBao(context);
    const auth = await appRole(server, {});
    const { appRole: role } = auth as { appRole: object };
    const wrong = { appRole: { ...role, secretIdFile: file(fresh()) } };
    for (const each of [wrong, { ...auth, appRole: { ...role, mount: 'nowhere' } }]) {
      const place = open({ address: server.address, path: 'keyward/x', auth: each });
      expect((await failure(place.read())).code).toBe('vault-refused');
      await place.close?.();
    }
  });

  it('with a JWT gives what its role may read', async (context) => {
    const server = needBao(context);
    const { path, secret } = await put(server);
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    await server.api('POST', 'sys/auth/jwt', { type: 'jwt' });
    await server.api('POST', 'auth/jwt/config', {
      jwt_validation_pubkeys: [publicKey.export({ type: 'spki', format: 'pem' })],
    });
    await server.api('POST', 'auth/jwt/role/keyward', {
      role_type: 'jwt',
      user_claim: 'sub',
      bound_audiences: ['keyward'],
      token_policies: ['keyward-read'],
    });
    const signed = (audience: string): string => {
      const nowSeconds = Math.floor(Date.now() / 1_000);
      const claims = { sub: 'host-1', aud: audience, iat: nowSeconds, exp: nowSeconds + 60 };
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
      const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
      const jwt = `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
      recordSecret(jwt);
      return jwt;
    };
    const place = open({
      address: server.address,
      path,
      auth: { jwt: { role: 'keyward', file: file(signed('keyward')) } },
    });
    expect(await secretOf(place)).toBe(secret);
    await place.close?.();
    const other = open({
      address: server.address,
      path,
      auth: { jwt: { role: 'keyward', file: file(signed('other')) } },
    });
    expect((await failure(other.read())).code).toBe('vault-refused');
    await other.close?.();
  });

  /** The auth method is the server's own; the Kubernetes API that it asks about the token is the only call of it that this test answers. */
  it('as a service account of Kubernetes gives what its role may read', async (context) => {
    const server = needBao(context);
    const { path, secret } = await put(server);
    const jwt = fakeServiceToken();
    const kubernetes = createServer(async (request, response) => {
      let text = '';
      for await (const chunk of request) text += chunk;
      const asked = JSON.parse(text);
      const isGood = request.url === '/apis/authentication.k8s.io/v1/tokenreviews' && asked.spec.token === jwt;
      const user = { username: 'system:serviceaccount:bots:keyward', uid: 'u-1', groups: [] };
      response.writeHead(201, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ ...asked, status: isGood ? { authenticated: true, user } : { authenticated: false } }),
      );
    }).listen(0, '127.0.0.1');
    await once(kubernetes, 'listening');
    await server.api('POST', 'sys/auth/kubernetes', { type: 'kubernetes' });
    await server.api('POST', 'auth/kubernetes/config', {
      kubernetes_host: `http://127.0.0.1:${(kubernetes.address() as AddressInfo).port}`,
      token_reviewer_jwt: 'reviewer',
      disable_local_ca_jwt: true,
      kubernetes_ca_cert: rootCertificates[0],
    });
    await server.api('POST', 'auth/kubernetes/role/keyward', {
      bound_service_account_names: ['keyward'],
      bound_service_account_namespaces: ['bots'],
      token_policies: ['keyward-read'],
    });
    // Kubernetes gives the file to everyone in the container.
    const auth = { kubernetes: { role: 'keyward', file: file(jwt, 0o644) } };
    const place = open({ address: server.address, path, auth });
    expect(await secretOf(place)).toBe(secret);
    await place.close?.();
    const wrong = { kubernetes: { role: 'keyward', file: file(fakeServiceToken(), 0o644) } };
    const other = open({ address: server.address, path, auth: wrong });
    expect((await failure(other.read())).code).toBe('vault-refused');
    await other.close?.();
    kubernetes.closeAllConnections();
    kubernetes.close();
  });
});

/** In the shape of a token of Kubernetes; what it is worth, the API says. */
function fakeServiceToken(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = {
    iss: 'https://kubernetes.default.svc',
    sub: 'system:serviceaccount:bots:keyward',
    iat: Math.floor(Date.now() / 1_000) - 5,
    nbf: Math.floor(Date.now() / 1_000) - 5,
    exp: Math.floor(Date.now() / 1_000) + 600,
    'kubernetes.io': { namespace: 'bots', serviceaccount: { name: 'keyward', uid: 'u-1' } },
  };
  const text = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}`;
  const jwt = `${text}.${createSign('RSA-SHA256').update(text).sign(privateKey, 'base64url')}`;
  recordSecret(jwt);
  return jwt;
}

describe.concurrent('a lease', () => {
  it('of a given token is prolonged where it can be', async (context) => {
    const server = needBao(context);
    const { path, secret } = await put(server);
    const token = await tokenWith(server, ['keyward-read'], { ttl: '4s' });
    const place = open({ address: server.address, path }, { VAULT_TOKEN: token });
    expect(await secretOf(place)).toBe(secret);
    await sleep(6_500);
    expect(await secretOf(place)).toBe(secret);
    await place.close?.();
  }, 20_000);

  it('of a login is prolonged at its half, so that one login is enough', async (context) => {
    const server = needBao(context);
    const { path, secret } = await put(server);
    // One login is all that the secret id is good for.
    const auth = await appRole(server, { token_ttl: '4s', token_max_ttl: '1h', secret_id_num_uses: 1 });
    const place = open({ address: server.address, path, auth });
    expect(await secretOf(place)).toBe(secret);
    await sleep(6_500);
    expect(await secretOf(place)).toBe(secret);
    await place.close?.();
  }, 20_000);

  it('that has come to its longest is followed by another login', async (context) => {
    const server = needBao(context);
    const { path, secret } = await put(server);
    const auth = await appRole(server, { token_ttl: '2s', token_max_ttl: '3s' });
    const place = open({ address: server.address, path, auth });
    expect(await secretOf(place)).toBe(secret);
    await sleep(4_500);
    expect(await secretOf(place)).toBe(secret);
    await place.close?.();
  }, 20_000);

  it('that cannot be prolonged while the server is sealed is prolonged afterwards', async (context) => {
    needBao(context);
    const server = await tryStart();
    if ('missing' in server) return context.skip(server.missing);
    context.onTestFinished(() => server.stop());
    const { path, secret } = await put(server);
    // One login is all that the secret id is good for.
    const auth = await appRole(server, { token_ttl: '10s', token_max_ttl: '1h', secret_id_num_uses: 1 });
    const place = open({ address: server.address, path, auth });
    expect(await secretOf(place)).toBe(secret);
    await sleep(3_500);
    await server.api('PUT', 'sys/seal');
    await sleep(2_500);
    await server.api('PUT', 'sys/unseal', { key: server.unsealKey });
    await sleep(6_000);
    expect(await secretOf(place)).toBe(secret);
    await place.close?.();
  }, 60_000);
});

describe('the policies of recipes/openbao', () => {
  it('let Keyward read, or read and rotate, and nothing else', async (context) => {
    const server = needBao(context);
    const { path, secret } = await put(server);
    await server.put('elsewhere/binance', Buffer.from('{"api_key":"an-id","secret":"not-ours-to-see"}'));
    const [readOnly, rotating] = [
      await tokenWith(server, ['keyward-read']),
      await tokenWith(server, ['keyward-rotate']),
    ];
    const parts = () => ({ id: 'an-id', secret: Secret.take(Buffer.from(fresh())) });

    const reader = open({ address: server.address, path }, { VAULT_TOKEN: readOnly });
    expect(await secretOf(reader)).toBe(secret);
    const refused = await failure(reader.write?.(parts()));
    expect([refused.code, refused.lines.join()]).toEqual([
      'vault-refused',
      `its token needs a policy with path "secret/data/${path}" { capabilities = ["update"] }`,
    ]);
    await reader.close?.();

    const writer = open({ address: server.address, path }, { VAULT_TOKEN: rotating });
    await writer.write?.(parts());
    await writer.close?.();
    for (const elsewhere of ['elsewhere/binance', 'keyward/deeper/binance']) {
      const place = open({ address: server.address, path: elsewhere }, { VAULT_TOKEN: rotating });
      const error = await failure(place.read());
      expect(error.lines).toEqual([
        `its token needs a policy with path "secret/data/${elsewhere}" { capabilities = ["read"] }`,
      ]);
      await place.close?.();
    }
    const fresher = open({ address: server.address, path: 'keyward/not-there' }, { VAULT_TOKEN: rotating });
    expect((await failure(fresher.write?.(parts()))).code).toBe('vault-refused');
    await fresher.close?.();
  });
});

describe('versions', () => {
  it('of a credential are kept, and the one before can be read', async (context) => {
    const server = needBao(context);
    const { path, secret } = await put(server);
    const place = open({ address: server.address, path }, { VAULT_TOKEN: await tokenWith(server, ['keyward-rotate']) });
    expect(await place.readPrevious?.()).toBeUndefined();
    const second = fresh();
    await place.write?.({ id: 'second-id', secret: Secret.take(Buffer.from(second)) });
    expect(await secretOf(place)).toBe(second);
    const previous = await place.readPrevious?.();
    expect([previous?.id, previous?.secret.openBytes(String)]).toEqual(['an-id', secret]);
    await server.api('POST', `secret/delete/${path}`, { versions: [1] });
    expect(await place.readPrevious?.()).toBeUndefined();
    await server.api('DELETE', `secret/data/${path}`);
    expect((await failure(place.read())).code).toBe('credential-missing');
    const third = fresh();
    await place.write?.({ id: 'third-id', secret: Secret.take(Buffer.from(third)) });
    expect(await secretOf(place)).toBe(third);
    await place.close?.();
  });

  it('that someone else put meanwhile are not overwritten', async (context) => {
    const server = needBao(context);
    const { path } = await put(server);
    const place = open({ address: server.address, path }, { VAULT_TOKEN: await tokenWith(server, ['keyward-rotate']) });
    await place.read();
    const written = await Promise.allSettled(
      [1, 2, 3, 4].map((n) => place.write?.({ id: `id-${n}`, secret: Secret.take(Buffer.from(fresh())) })),
    );
    const reasons = written.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    const { data } = await server.api('GET', `secret/metadata/${path}`);
    expect(data.current_version).toBe(1 + written.length - reasons.length);
    expect(new Set(reasons).size).toBeLessThanOrEqual(1);
    await place.close?.();
  });
});

describe('a server', () => {
  it('that is sealed while Keyward runs does not answer, and answers again when it is open', async (context) => {
    needBao(context);
    const server = await tryStart();
    if ('missing' in server) return context.skip(server.missing);
    context.onTestFinished(() => server.stop());
    const { path, secret } = await put(server);
    const place = open({ address: server.address, path, auth: await appRole(server, { token_ttl: '1h' }) });
    expect(await secretOf(place)).toBe(secret);
    await server.api('PUT', 'sys/seal');
    const sealed = await failure(place.read());
    expect([sealed.code, sealed.message]).toEqual(['vault-unreached', 'the Vault server is sealed']);
    await server.api('PUT', 'sys/unseal', { key: server.unsealKey });
    await expect.poll(() => secretOf(place), { timeout: 10_000 }).toBe(secret);
    await server.stop();
    expect((await failure(place.read())).code).toBe('vault-unreached');
    await place.close?.();
  }, 60_000);

  it('is asked in its namespace', async (context) => {
    const server = needBao(context);
    await server.api('POST', 'sys/namespaces/desk', {});
    await server.api('POST', 'sys/mounts/kv', { type: 'kv', options: { version: '2' } }, 'desk');
    const secret = fresh();
    await expect
      .poll(() => server.api('POST', 'kv/data/binance', { data: { api_key: 'an-id', secret } }, 'desk').catch(String))
      .toHaveProperty('data');
    const settings = { address: server.address, mount: 'kv', path: 'binance' };
    const place = open({ ...settings, namespace: 'desk' }, { VAULT_TOKEN: server.rootToken });
    expect(await secretOf(place)).toBe(secret);
    await place.close?.();
    const outside = open(settings, { VAULT_TOKEN: server.rootToken });
    expect((await failure(outside.read())).code).toBe('credential-missing');
    await outside.close?.();
  });

  it('is asked over TLS with its own authority alone', async (context) => {
    needBao(context);
    const server = await tryStart({ isTls: true });
    if ('missing' in server) return context.skip(server.missing);
    context.onTestFinished(() => server.stop());
    const { path, secret } = await put(server);
    const variables = { VAULT_TOKEN: server.rootToken };
    const place = open({ address: server.address, path, caFile: server.caFile }, variables);
    expect(await secretOf(place)).toBe(secret);
    await place.close?.();
    const stranger = open({ address: server.address, path }, variables);
    const error = await failure(stranger.read());
    expect([error.code, error.message]).toEqual([
      'vault-unreached',
      expect.stringMatching(/\((?:UNABLE|SELF|DEPTH)_\w+\)$/),
    ]);
    await stranger.close?.();
    const without = open({ address: server.address, path, caFile: 'none.pem' }, variables);
    expect((await failure(without.read())).code).toBe('file-failed');
    await without.close?.();
  }, 60_000);

  it.each([
    ['sends it elsewhere', 307, ''],
    ['fails', 500, '{"errors":["x"]}'],
    ['is overloaded', 429, ''],
    ['answers without an end', 200, `{"a":"${'x'.repeat(600 * 1024)}"}`],
    ['answers with a page', 200, '<html>Log in</html>'],
  ])('that %s is one that does not answer', async (_title, status, body) => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked++;
      response.writeHead(status, { location: '/v1/elsewhere' });
      response.end(body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const place = open({ address, path: 'a' }, { VAULT_TOKEN: 'a-token' });
    expect((await failure(place.read())).code).toBe('vault-unreached');
    expect(asked).toBeLessThanOrEqual(2);
    await place.close?.();
    server.closeAllConnections();
    server.close();
  });

  it('that says nothing is left after 5 s', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const place = open({ address, path: 'a' }, { VAULT_TOKEN: 'a-token' });
    const startMs = Date.now();
    expect((await failure(place.read())).message).toMatch(/no answer in 5 s/);
    expect(Date.now() - startMs).toBeLessThan(8_000);
    await place.close?.();
    server.closeAllConnections();
    server.close();
  }, 20_000);
});

describe('the settings', () => {
  it.each([
    ['plain http to another host', { address: 'http://vault.example:8200' }],
    ['a name that only looks like loopback', { address: 'http://127.0.0.1.example' }],
    ['a password in the address', { address: 'https://me:pass@vault.example' }],
    ['a path in the address', { address: 'https://vault.example/v1' }],
    ['a path that climbs', { path: '../sys/raw' }],
    ['a path that climbs for one part', { path: { key: 'a', secret: 'a/../b' } }],
    ['a mount that climbs', { mount: 'secret/..' }],
    ['an unknown member', { token: 'hvs.x' }],
    ['a token itself', { auth: { token: 'hvs.x' } }],
    ['two ways to log in', { auth: { tokenFile: 'a', tokenVariable: 'B' } }],
  ])('refuse %s', (_title, settings) => {
    expect(schema.safeParse({ address: 'https://vault.example:8200', path: 'a', ...settings }).success).toBe(false);
  });

  it.each(['https://vault.example:8200', 'https://vault.example/', 'http://localhost:8200', 'http://[::1]:8200'])(
    'allow the address %s',
    (address) => {
      expect(schema.safeParse({ address, path: 'a/b' }).success).toBe(true);
    },
  );
});
