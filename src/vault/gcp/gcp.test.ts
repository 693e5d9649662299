import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { recordOutput, recordSecret } from '../../../test/canary.ts';
import { KeywardError, Secret, systemClock } from '../../core/index.ts';
import type { Place } from '../back-end.ts';
import { documentNames } from '../names.ts';
import { freePort } from '../server.contract.ts';
import { gcp } from './back-end.ts';
import { type Google, googleVariables, startGoogle } from './google.contract.ts';
import { schema } from './settings.ts';

const ACCOUNT = 'keyward@desk-1.iam.gserviceaccount.com';
let google: Google;
let restore = (): void => undefined;

beforeAll(async () => {
  google = await startGoogle();
});
afterEach(() => restore());
afterAll(() => google.stop());

function fresh(): string {
  const text = randomBytes(24).toString('base64url');
  recordSecret(text);
  return text;
}

function put(account: string | undefined, ...rights: ('access' | 'add')[]): { name: string; secret: string } {
  const [name, secret] = [`projects/desk-1/secrets/${randomBytes(6).toString('hex')}`, fresh()];
  google.put(name, Buffer.from(JSON.stringify({ api_key: 'an-id', secret, note: 'kept' })));
  if (account !== undefined) google.grant(account, name, ...rights);
  return { name, secret };
}

function asMachine(): void {
  restore = googleVariables({
    GCE_METADATA_HOST: google.address.slice('http://'.length),
    METADATA_SERVER_DETECTION: 'assume-present',
  });
}

function open(settings: object): Place {
  return gcp.open(schema.parse({ endpoint: google.address, ...settings }), {
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
  recordOutput('an error of gcp', [error.message, ...error.lines, String(error.cause ?? '')].join(' '));
  return error;
}

describe('who Keyward is to Google Cloud', () => {
  it('is what the metadata service says, without a key on the disk', async () => {
    const { name, secret } = put(google.machine, 'access');
    asMachine();
    const place = open({ name });
    expect(await secretOf(place)).toBe(secret);
    expect(await secretOf(place)).toBe(secret);
    expect(google.asked.filter((line) => line.includes('service-accounts/default/token'))).toHaveLength(1);
    google.withdrawTokens();
    expect(await secretOf(place)).toBe(secret);
    await place.close?.();
  });

  it('is a service account by its key file, which signs for itself', async () => {
    const { name, secret } = put(ACCOUNT, 'access');
    restore = googleVariables({ GOOGLE_APPLICATION_CREDENTIALS: google.keyFile(ACCOUNT) });
    const place = open({ name });
    expect(await secretOf(place)).toBe(secret);
    expect(google.asked).not.toContain('POST /token');
    await place.close?.();
  });

  it('is a workload that another identity provider knows', async () => {
    const { name, secret } = put(ACCOUNT, 'access');
    restore = googleVariables({ GOOGLE_APPLICATION_CREDENTIALS: google.workloadFile(ACCOUNT) });
    const place = open({ name });
    expect(await secretOf(place)).toBe(secret);
    expect(google.asked).toContain('POST /sts');
    await place.close?.();
  });

  it('is no one where there are no credentials', async () => {
    for (const variables of [{}, { GOOGLE_APPLICATION_CREDENTIALS: '/nowhere/key.json' }]) {
      restore = googleVariables(variables);
      const place = open({ name: put(ACCOUNT, 'access').name });
      expect((await failure(place.read())).code).toBe('vault-refused');
      await place.close?.();
      restore();
    }
  });

  it('is not known while the metadata service does not answer', async () => {
    restore = googleVariables({
      GCE_METADATA_HOST: `127.0.0.1:${await freePort()}`,
      METADATA_SERVER_DETECTION: 'assume-present',
    });
    const place = open({ name: put(google.machine, 'access').name });
    expect((await failure(place.read())).code).toBe('vault-unreached');
    await place.close?.();
  }, 20_000);
});

describe('a secret of Google Cloud', () => {
  it('is read by who may access it, and by no one else', async () => {
    asMachine();
    const place = open({ name: put(ACCOUNT, 'access').name });
    const error = await failure(place.read());
    expect([error.code, error.lines.join()]).toEqual([
      'vault-refused',
      'its account needs roles/secretmanager.secretAccessor on this secret',
    ]);
    await place.close?.();
  });

  it('takes a new version from who may add one, and keeps the one before', async () => {
    const { name, secret } = put(google.machine, 'access', 'add');
    asMachine();
    const place = open({ name });
    expect(await place.readPrevious?.()).toBeUndefined();
    const next = fresh();
    await place.write?.({ id: 'next-id', secret: Secret.take(Buffer.from(next)) });
    expect(await secretOf(place)).toBe(next);
    expect(JSON.parse(String(google.versions(name)[1]))).toEqual({ api_key: 'next-id', secret: next, note: 'kept' });
    const previous = await place.readPrevious?.();
    expect([previous?.id, previous?.secret.openBytes(String)]).toEqual(['an-id', secret]);
    await place.close?.();

    const reader = open({ name: put(google.machine, 'access').name });
    const error = await failure(reader.write?.({ id: 'x', secret: Secret.take(Buffer.from(fresh())) }));
    expect([error.code, error.lines.join()]).toEqual([
      'vault-refused',
      'its account needs roles/secretmanager.secretVersionAdder on this secret',
    ]);
    await reader.close?.();
  });

  it('has as the one before the enabled version before', async () => {
    const { name, secret } = put(google.machine, 'access');
    asMachine();
    google.put(name, Buffer.from('{}'));
    google.put(name, Buffer.from(JSON.stringify({ api_key: 'third-id', secret: fresh() })));
    google.versions(name)[1] = undefined;
    const place = open({ name });
    expect((await place.readPrevious?.())?.secret.openBytes(String)).toBe(secret);
    google.versions(name)[2] = undefined;
    const error = await failure(place.read());
    expect([error.code, error.message]).toEqual([
      'credential-missing',
      `there is no Google secret ${name} with an enabled version latest`,
    ]);
    await place.close?.();
  });

  it('that is pinned to a version stays there, and is not written', async () => {
    const { name, secret } = put(google.machine, 'access', 'add');
    google.put(name, Buffer.from(JSON.stringify({ api_key: 'next-id', secret: fresh() })));
    asMachine();
    const place = open({ name, version: '1' });
    expect(await secretOf(place)).toBe(secret);
    expect(place.write).toBeUndefined();
    await place.close?.();
  });

  it.each([
    ['another checksum', (payload: { data: string }) => ({ ...payload, dataCrc32c: '1' })],
    ['other bytes', (payload: { data: string }) => ({ ...payload, data: payload.data.replace(/^./, 'f') })],
    ['what is no base64', (payload: { data: string }) => ({ ...payload, data: `${payload.data}*` })],
  ])('that arrives with %s is not taken', async (_title, change) => {
    const { name, secret } = put(google.machine, 'access');
    asMachine();
    const place = open({ name });
    google.damageNext(change);
    const error = await failure(place.read());
    expect([error.code, error.message]).toEqual(['vault-unreached', expect.stringContaining('is damaged')]);
    expect(await secretOf(place)).toBe(secret);
    await place.close?.();
  });
});

describe('Google Cloud', () => {
  it.each([
    ['fails', 503],
    ['has no more room', 429],
    ['sends Keyward elsewhere', 302],
  ])('that %s does not answer', async (_title, status) => {
    const server = createServer((_request, response) => {
      response.writeHead(status, { location: '/elsewhere' });
      response.end('{}');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    asMachine();
    const { port } = server.address() as AddressInfo;
    const place = open({ name: put(google.machine, 'access').name, endpoint: `http://127.0.0.1:${port}` });
    expect((await failure(place.read())).code).toBe('vault-unreached');
    await place.close?.();
    server.closeAllConnections();
    server.close();
  });
});

describe('the settings', () => {
  it.each([
    ['a name without its project', { name: 'binance' }],
    ['a name with its version', { name: 'projects/desk-1/secrets/binance/versions/1' }],
    ['a name that climbs', { name: 'projects/../secrets/binance' }],
    ['such a name for one part', { name: { key: 'projects/desk-1/secrets/a', secret: 'b' } }],
    ['plain http to another host', { endpoint: 'http://secretmanager.example' }],
    ['what is no version', { version: '1/..' }],
    ['a key of Google', { credentials: {} }],
  ])('refuse %s', (_title, settings) => {
    expect(schema.safeParse({ name: 'projects/desk-1/secrets/binance', ...settings }).success).toBe(false);
  });

  it('allow a regional secret', () => {
    expect(schema.safeParse({ name: 'projects/desk-1/locations/europe-west3/secrets/binance' }).success).toBe(true);
  });
});
