import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { lookSecrets } from '../../../src/app/check-secrets.ts';
import { parseSettings } from '../../../src/config/index.ts';
import { type Finding, secretsFamily } from '../../../src/posture/index.ts';
import { startBao, tokenWith } from '../../../src/vault/openbao/bao.contract.ts';
import { recordSecret } from '../../canary.ts';
import { ENVIRONMENT_TIMEOUT_MS, pythonEnvironment } from '../../python/environment.ts';
import { SecretsScene } from './secrets-scene.ts';

let scene: SecretsScene;
const servers: Server[] = [];

beforeAll(() => pythonEnvironment('servers').then(() => undefined), ENVIRONMENT_TIMEOUT_MS);

beforeEach(() => {
  scene = new SecretsScene();
});

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
  scene.close();
});

/** What is said of a key whose place is this. */
async function told(from: object, variables: Readonly<Record<string, string>> = {}): Promise<readonly Finding[]> {
  const text = JSON.stringify({ version: 1, keys: { main: { exchange: 'binance', from } } });
  const path = scene.write('here/keyward.yaml', text);
  const settings = parseSettings(text, path);
  const facts = await lookSecrets(scene.parts([], { settings, path, variables }));
  return scene.judge(secretsFamily, facts).of('SEC-09');
}

const of = (findings: readonly Finding[], what: string): Finding | undefined =>
  findings.find(({ about }) => about === `key main: ${what}`);

describe('a token of OpenBao', () => {
  it('is told to be the root token, to make policies, or to read its secret alone, by the server itself', async (context) => {
    const bao = await startBao(context);
    try {
      const place = { address: bao.address, path: 'trading/binance' };
      await bao.api('PUT', 'sys/policies/acl/wide', {
        policy:
          'path "sys/policies/*" { capabilities = ["update"] }\npath "sys/capabilities-self" { capabilities = ["update"] }\npath "auth/token/lookup-self" { capabilities = ["read"] }',
      });
      await bao.api('PUT', 'sys/policies/acl/self', {
        policy:
          'path "sys/capabilities-self" { capabilities = ["update"] }\npath "auth/token/lookup-self" { capabilities = ["read"] }',
      });
      const rights = async (token: string): Promise<Finding | undefined> => {
        recordSecret(token);
        return of(
          await told({ vault: { ...place, auth: { tokenVariable: 'BAO_TOKEN' } } }, { BAO_TOKEN: token }),
          'rights',
        );
      };
      expect(await rights(bao.rootToken)).toMatchObject({ result: 'fail', severity: 'high' });
      expect((await rights(bao.rootToken))?.says).toContain('it is the root token');
      expect((await rights(await tokenWith(bao, ['wide'], { ttl: '1h' })))?.says).toContain('write policies');
      expect(await rights(await tokenWith(bao, ['keyward-read', 'self'], { ttl: '1h' }))).toMatchObject({
        result: 'pass',
      });
      expect(await rights('no-such-token')).toMatchObject({ result: 'unknown' });
    } finally {
      await bao.stop();
    }
  });

  it('is unknown where the server is silent, and the check does not wait for it', async () => {
    const server = createServer(() => {});
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    scene.write('here/bao.token', 'hvs.silent');
    const beganMs = performance.now();
    const findings = await told({ vault: { address, path: 'a', auth: { tokenFile: 'bao.token' } } });
    expect(performance.now() - beganMs).toBeLessThan(3_000);
    expect(of(findings, 'rights')).toMatchObject({
      result: 'unknown',
      fix: expect.stringContaining('bao token lookup'),
    });
    expect(of(findings, 'reached')).toMatchObject({ result: 'unknown' });
  });

  it('sends its token nowhere but to its own server, and follows nothing', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.writeHead(307, { location: '/elsewhere' }).end();
    });
    servers.push(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const findings = await told({ vault: { address, path: 'a', auth: { tokenVariable: 'T' } } }, { T: 'hvs.moved' });
    expect(of(findings, 'rights')).toMatchObject({ result: 'unknown' });
    expect(asked).toEqual(['/v1/auth/token/lookup-self']);
  });

  it('that cannot be read is unknown', async () => {
    const findings = await told({
      vault: { address: 'http://127.0.0.1:9', path: 'a', auth: { tokenFile: join(scene.base, 'none') } },
    });
    expect(of(findings, 'rights')).toMatchObject({ result: 'unknown' });
  });
});

describe('a role of a cloud', () => {
  it('is unknown, and a key that does not end is told', async () => {
    const lasting = await told(
      { aws: { name: 'trading/binance' } },
      { AWS_ACCESS_KEY_ID: 'x', AWS_SECRET_ACCESS_KEY: 'y' },
    );
    expect(of(lasting, 'rights')).toMatchObject({
      result: 'unknown',
      fix: expect.stringContaining('simulate-principal-policy'),
    });
    expect(of(lasting, 'proof')).toMatchObject({ result: 'warn' });
    expect(of(await told({ aws: { name: 'trading/binance' } }), 'proof')).toBeUndefined();
    const file = scene.write('google.json', JSON.stringify({ type: 'service_account' }));
    const google = { gcp: { name: 'projects/desk-1/secrets/binance' } };
    expect(of(await told(google, { GOOGLE_APPLICATION_CREDENTIALS: file }), 'proof')).toMatchObject({ result: 'warn' });
    expect(of(await told(google), 'proof')).toBeUndefined();
  });
});

it('says of keys on this host that the question does not apply', async () => {
  const findings = await told({ dotenv: { file: '.env' } });
  expect(findings.map(({ result }) => result)).toEqual(['not-applicable']);
});
