import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, type TestContext } from 'vitest';
import { recordOutput, recordSecret } from '../../../test/canary.ts';
import { ENVIRONMENT_TIMEOUT_MS } from '../../../test/python/environment.ts';
import { root } from '../../../test/source-tree.ts';
import { KeywardError, Secret, systemClock } from '../../core/index.ts';
import type { Place } from '../back-end.ts';
import { documentNames } from '../names.ts';
import { aws } from './back-end.ts';
import { awsVariables, type Given, type Moto, REGION, startMoto } from './moto.contract.ts';
import { schema } from './settings.ts';

let started: Moto | { readonly missing: string };
let restore = (): void => undefined;

beforeAll(async () => {
  let missing = '';
  const skip = (why?: unknown): never => {
    missing = String(why);
    throw new Error(missing);
  };
  started = await startMoto({ skip } as Pick<TestContext, 'skip'>).catch((error) => {
    if (missing === '') throw error;
    return { missing };
  });
}, ENVIRONMENT_TIMEOUT_MS);

afterEach(() => restore());

afterAll(async () => {
  if (started && 'stop' in started) await started.stop();
});

function needMoto(context: Pick<TestContext, 'skip'>): Moto {
  return 'missing' in started ? context.skip(started.missing) : started;
}

function fresh(): string {
  const text = randomBytes(24).toString('base64url');
  recordSecret(text);
  return text;
}

async function put(moto: Moto): Promise<{ name: string; secret: string }> {
  const [name, secret] = [`keyward/${randomBytes(6).toString('hex')}`, fresh()];
  await moto.create(name, JSON.stringify({ api_key: 'an-id', secret, note: 'kept' }));
  return { name, secret };
}

/** As someone with these credentials in the environment. */
function as({ id, secret, session }: Given): void {
  restore = awsVariables({
    AWS_ACCESS_KEY_ID: id,
    AWS_SECRET_ACCESS_KEY: secret,
    ...(session !== undefined && { AWS_SESSION_TOKEN: session }),
  });
}

function open(moto: Moto, settings: object): Place {
  return aws.open(schema.parse({ endpoint: moto.endpoint, region: REGION, ...settings }), {
    names: documentNames('binance', {}, false),
    key: 'main',
    folder: '.',
    home: '.',
    variables: {},
    clock: systemClock,
    identity: () => Promise.reject(new Error('not asked for')),
  });
}

async function secretOf(place: Place): Promise<string> {
  return (await place.read()).secret.openBytes(String);
}

async function failure(work: Promise<unknown> | undefined): Promise<KeywardError> {
  const error = await work?.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof KeywardError)) throw new Error('no KeywardError came', { cause: error });
  recordOutput('an error of aws', [error.message, ...error.lines, String(error.cause ?? '')].join(' '));
  return error;
}

describe('an address of AWS that the environment names', () => {
  it.each(['AWS_ENDPOINT_URL', 'AWS_ENDPOINT_URL_SECRETS_MANAGER'] as const)(
    'in %s is asked over TLS or on this host',
    async (name) => {
      let count = 0;
      const server = createServer((_, response) => {
        count++;
        response.end(JSON.stringify({ SecretString: JSON.stringify({ api_key: 'an-id', secret: 'a-secret' }) }));
      });
      await once(server.listen(0, '127.0.0.1'), 'listening');
      const { port } = server.address() as AddressInfo;
      const place = (): Place =>
        aws.open(schema.parse({ region: REGION, name: 'a' }), {
          names: documentNames('binance', {}, false),
          key: 'main',
          folder: '.',
          home: '.',
          variables: {},
          clock: systemClock,
          identity: () => Promise.reject(new Error('not asked for')),
        });
      const given = { AWS_ACCESS_KEY_ID: 'AKIAIOSFODNN7EXAMPLE', AWS_SECRET_ACCESS_KEY: fresh() };
      for (const address of ['http://aws.example', `http://127.0.0.1.example:${port}`, 'http://10.0.0.1/path']) {
        restore = awsVariables({ ...given, [name]: address });
        const error = await failure(place().read());
        expect([error.code, error.message]).toEqual([
          'vault-refused',
          `AWS is not asked in clear text, at http://${new URL(address).hostname}`,
        ]);
        restore();
      }
      restore = awsVariables({ ...given, [name]: `http://127.0.0.1:${port}` });
      expect((await place().read()).id).toBe('an-id');
      expect(count).toBe(1);
      server.close();
    },
  );
});

describe('a user of AWS', () => {
  it('with the policy keyward-read reads, and may not write', async (context) => {
    const moto = needMoto(context);
    const { name, secret } = await put(moto);
    as(await moto.user('reading', ['keyward-read']));
    const place = open(moto, { name });
    expect(await secretOf(place)).toBe(secret);
    const error = await failure(place.write?.({ id: 'x', secret: Secret.take(Buffer.from(fresh())) }));
    expect([error.code, error.lines.join()]).toEqual([
      'vault-refused',
      'its role needs secretsmanager:PutSecretValue on this secret, and kms:GenerateDataKey where the secret has a key of its own',
    ]);
    await place.close?.();
  });

  it('with the policy keyward-rotate writes, and reads the one before', async (context) => {
    const moto = needMoto(context);
    const { name, secret } = await put(moto);
    as(await moto.user('rotating', ['keyward-rotate']));
    const place = open(moto, { name });
    expect(await place.readPrevious?.()).toBeUndefined();
    const next = fresh();
    await place.write?.({ id: 'next-id', secret: Secret.take(Buffer.from(next)) });
    expect(await secretOf(place)).toBe(next);
    expect(JSON.parse((await moto.read(name)).toString())).toEqual({ api_key: 'next-id', secret: next, note: 'kept' });
    const previous = await place.readPrevious?.();
    expect([previous?.id, previous?.secret.openBytes(String)]).toEqual(['an-id', secret]);
    await place.close?.();
  });

  it('without a policy, or with a wrong secret, is refused', async (context) => {
    const moto = needMoto(context);
    const { name } = await put(moto);
    const nobody = await moto.user('nobody', []);
    as(nobody);
    const place = open(moto, { name });
    const error = await failure(place.read());
    expect([error.code, error.lines.join()]).toEqual([
      'vault-refused',
      'its role needs secretsmanager:GetSecretValue on this secret, and kms:Decrypt where the secret has a key of its own',
    ]);
    await place.close?.();
    restore();
    const right = await moto.user('right', ['keyward-read']);
    for (const wrong of [
      { ...right, secret: fresh() },
      { ...right, id: 'AKIAIOSFODNN7EXAMPLE' },
    ]) {
      as(wrong);
      const other = open(moto, { name });
      expect((await failure(other.read())).code).toBe('vault-refused');
      await other.close?.();
      restore();
    }
  });

  it('who is not there is asked for', async (context) => {
    const moto = needMoto(context);
    const { name } = await put(moto);
    restore = awsVariables({ AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_CONFIG_FILE: '/dev/null' });
    const place = open(moto, { name });
    const error = await failure(place.read());
    expect([error.code, error.message]).toEqual([
      'vault-refused',
      `no AWS credentials were found with which to ask for AWS secret ${name}`,
    ]);
    await place.close?.();
  });
});

/**
 * The metadata service of an instance, version 2, as its guide describes it: a session by PUT, and nothing without one. A double of this test's
 * own, since that of moto gives a key that moto itself does not know.
 */
async function metadataService(role: Given): Promise<{ address: string; asked: string[]; stop(): void }> {
  const session = randomBytes(16).toString('hex');
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const answer = (status: number, text: string): void => {
      response.writeHead(status);
      response.end(text);
    };
    if (request.url === '/latest/api/token') {
      const isAsked = request.method === 'PUT' && request.headers['x-aws-ec2-metadata-token-ttl-seconds'] !== undefined;
      return isAsked ? answer(200, session) : answer(400, '');
    }
    if (request.headers['x-aws-ec2-metadata-token'] !== session) return answer(401, '');
    if (request.url === '/latest/meta-data/iam/security-credentials/') return answer(200, 'keyward');
    if (request.url !== '/latest/meta-data/iam/security-credentials/keyward') return answer(404, '');
    const atMs = Date.now();
    return answer(
      200,
      JSON.stringify({
        Code: 'Success',
        Type: 'AWS-HMAC',
        AccessKeyId: role.id,
        SecretAccessKey: role.secret,
        Token: role.session,
        LastUpdated: new Date(atMs).toISOString(),
        Expiration: new Date(atMs + 3_600_000).toISOString(),
      }),
    );
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    stop: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

describe('an instance with a role', () => {
  it.for([
    ['reads with its policy, without a key of AWS on the disk', 'keyward-read', undefined],
    ['is refused without one', undefined, 'vault-refused'],
  ] as const)('%s', async ([, policy, code], context) => {
    const moto = needMoto(context);
    const { name, secret } = await put(moto);
    const metadata = await metadataService(await moto.role(policy));
    restore = awsVariables({
      AWS_EC2_METADATA_DISABLED: 'false',
      AWS_EC2_METADATA_SERVICE_ENDPOINT: metadata.address,
      AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      AWS_CONFIG_FILE: '/dev/null',
    });
    const place = open(moto, { name });
    if (code === undefined) expect(await secretOf(place)).toBe(secret);
    else expect((await failure(place.read())).code).toBe(code);
    expect(metadata.asked).toContain('PUT /latest/api/token');
    await place.close?.();
    metadata.stop();
  });
});

describe('a secret of AWS', () => {
  it('that was put as bytes stays bytes', async (context) => {
    const moto = needMoto(context);
    const name = `keyward/${randomBytes(6).toString('hex')}`;
    await moto.create(name, Buffer.from(`{"api_key":"an-id","secret":"${fresh()}"}`));
    as(await moto.user('binary', ['keyward-rotate']));
    const place = open(moto, { name });
    const next = fresh();
    await place.write?.({ id: 'an-id', secret: Secret.take(Buffer.from(next)) });
    expect(await secretOf(place)).toBe(next);
    expect((await moto.read(name)).toString()).toBe(`{"api_key":"an-id","secret":"${next}"}`);
    await place.close?.();
  });

  it('that is marked for deletion is missing', async (context) => {
    const moto = needMoto(context);
    const { name } = await put(moto);
    await moto.remove(name);
    as(await moto.user('late', ['keyward-read']));
    const place = open(moto, { name });
    expect((await failure(place.read())).code).toBe('credential-missing');
    await place.close?.();
  });

  it('needs a region, from the settings or the environment', async (context) => {
    const moto = needMoto(context);
    const { name, secret } = await put(moto);
    const user = await moto.user('anywhere', ['keyward-read']);
    restore = awsVariables({ AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null' });
    const without = open(moto, { name, region: undefined });
    expect((await failure(without.read())).code).toBe('config-invalid');
    await without.close?.();
    restore();
    as(user);
    process.env.AWS_REGION = REGION;
    const place = open(moto, { name, region: undefined });
    expect(await secretOf(place)).toBe(secret);
    await place.close?.();
  });
});

describe('AWS', () => {
  it.each([
    ['fails', 500, 'vault-unreached'],
    ['throttles', 400, 'vault-unreached'],
    ['answers with nothing', 200, 'credential-missing'],
  ])('that %s is told as such', async (title, status, code) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' });
      response.end(title === 'throttles' ? '{"__type":"ThrottlingException"}' : '{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    as({ id: 'an-id', secret: fresh() });
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const place = open({ endpoint } as Moto, { name: 'keyward/x' });
    expect((await failure(place.read())).code).toBe(code);
    await place.close?.();
    server.closeAllConnections();
    server.close();
  });

  it('that says nothing is left after a few seconds', async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(server, 'listening');
    as({ id: 'an-id', secret: fresh() });
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const place = open({ endpoint } as Moto, { name: 'keyward/x' });
    const startMs = Date.now();
    expect((await failure(place.read())).code).toBe('vault-unreached');
    expect(Date.now() - startMs).toBeLessThan(15_000);
    await place.close?.();
    server.closeAllConnections();
    server.close();
  }, 20_000);
});

describe('the policies of recipes/aws', () => {
  it.each([
    ['keyward-read', ['secretsmanager:GetSecretValue']],
    ['keyward-rotate', ['secretsmanager:GetSecretValue', 'secretsmanager:PutSecretValue']],
  ])('%s allows these actions below keyward/ alone', (name, actions) => {
    const policy = JSON.parse(readFileSync(join(root, 'recipes', 'aws', `${name}.json`), 'utf8'));
    expect(policy.Statement).toEqual([
      {
        Sid: expect.any(String),
        Effect: 'Allow',
        Action: actions,
        Resource: ['arn:aws:secretsmanager:*:*:secret:keyward/*'],
      },
    ]);
  });
});

describe('the settings', () => {
  it.each([
    ['plain http to another host', { endpoint: 'http://secretsmanager.example' }],
    ['a key of AWS', { accessKeyId: 'AKIAIOSFODNN7EXAMPLE' }],
    ['what is no region', { region: 'https://x' }],
    ['a profile over two lines', { profile: 'a\nb' }],
    ['a look each second', { everySeconds: 1 }],
  ])('refuse %s', (_title, settings) => {
    expect(schema.safeParse({ name: 'keyward/binance', ...settings }).success).toBe(false);
  });
});
