import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ownCertificate } from '../../../test/certificate.ts';
import { KeywardError, systemClock } from '../../core/index.ts';
import { documentNames } from '../names.ts';
import { aws } from './back-end.ts';
import { awsVariables, REGION } from './moto.contract.ts';
import { schema } from './settings.ts';

const START = 'https://owner.awsapps.example/start';
/** Where the SDK of AWS goes to learn who it is, each in a profile or by variables of its own. */
const profiles = `
[profile source]
aws_access_key_id = AKIAIOSFODNN7EXAMPLE
aws_secret_access_key = practice-not-a-secret

[profile role]
role_arn = arn:aws:iam::123456789012:role/keyward
source_profile = source
region = ${REGION}

[profile legacy]
sso_start_url = ${START}
sso_region = ${REGION}
sso_account_id = 123456789012
sso_role_name = keyward

[profile session]
sso_session = desk
sso_account_id = 123456789012
sso_role_name = keyward

[sso-session desk]
sso_start_url = ${START}
sso_region = ${REGION}
`;

type Variables = Parameters<typeof awsVariables>[0];
let folder: string;
let restore = (): void => undefined;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'keyward-aws-providers-'));
  writeFileSync(join(folder, 'config'), profiles);
  writeFileSync(join(folder, 'token'), 'a token of a platform', { mode: 0o600 });
  const cache = join(folder, '.aws', 'sso', 'cache');
  mkdirSync(cache, { recursive: true });
  const token = { accessToken: 'practice', expiresAt: '2099-01-01T00:00:00Z', startUrl: START, region: REGION };
  for (const name of [START, 'desk'])
    writeFileSync(join(cache, `${createHash('sha1').update(name).digest('hex')}.json`), JSON.stringify(token));
});
afterEach(() => {
  restore();
  rmSync(folder, { recursive: true });
});

const cases: [string, string | undefined, (address: string) => Variables][] = [
  ['STS, for a role', 'role', (address) => ({ AWS_ENDPOINT_URL_STS: address })],
  [
    'STS, for a token of a platform',
    undefined,
    (address) => ({
      AWS_ENDPOINT_URL_STS: address,
      AWS_ROLE_ARN: 'arn:aws:iam::123456789012:role/keyward',
      AWS_WEB_IDENTITY_TOKEN_FILE: join(folder, 'token'),
    }),
  ],
  ['SSO', 'legacy', (address) => ({ AWS_ENDPOINT_URL_SSO: address })],
  ['SSO, with a session', 'session', (address) => ({ AWS_ENDPOINT_URL_SSO: address })],
  ['the metadata of a container', undefined, (address) => ({ AWS_CONTAINER_CREDENTIALS_FULL_URI: address })],
];

/** What reading comes to where AWS is asked at an address for who Keyward is. */
async function readAs(profile: string | undefined, variables: Variables): Promise<KeywardError> {
  restore = awsVariables({ HOME: folder, AWS_CONFIG_FILE: join(folder, 'config'), ...variables });
  const given = { region: REGION, name: 'a', ...(profile === undefined ? {} : { profile }) };
  const place = aws.open(schema.parse({ ...given, endpoint: 'http://127.0.0.1:9' }), {
    names: documentNames('binance', {}, false),
    key: 'main',
    folder,
    home: folder,
    variables: process.env,
    clock: systemClock,
    identity: () => Promise.reject(new Error('not asked for')),
  });
  try {
    return await place.read().then(
      () => expect.unreachable(),
      (error: KeywardError) => error,
    );
  } finally {
    await place.close?.();
    restore();
  }
}

describe.each(cases)('%s', (_what, profile, variables) => {
  it('is not asked in clear text', async () => {
    const error = await readAs(profile, variables('http://aws.example'));
    expect(error).toBeInstanceOf(KeywardError);
    expect([error.code, error.message]).toEqual([
      'vault-refused',
      expect.stringMatching(/not asked (for )?in clear text, at http:\/\/aws\.example$/),
    ]);
  });

  it('is not asked where nobody verifies who answers', async (context) => {
    let count = 0;
    const server = createServer(ownCertificate(context, folder), (_, response) => {
      count++;
      response.writeHead(400).end('{}');
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const address = `https://localhost:${(server.address() as AddressInfo).port}`;
    try {
      const error = await readAs(profile, { ...variables(address), NODE_TLS_REJECT_UNAUTHORIZED: '0' });
      expect([error instanceof KeywardError, count]).toEqual([true, 0]);
    } finally {
      server.close();
    }
  });
});
