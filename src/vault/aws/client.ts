import type { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { KeywardError } from '../../core/index.ts';
import { isSafeAddress, REMOTE_TIMEOUT_MS } from '../remote.ts';
import { loadPackage } from '../sdk.ts';
import type { AwsSettings } from './settings.ts';

/** Behind the step that says where a request goes, before it is signed. */
const CHECK = { step: 'build', name: 'keywardAddress', priority: 'low' } as const;

export type Sdk = typeof import('@aws-sdk/client-secrets-manager');
export type AwsTarget = Pick<AwsSettings, 'region' | 'endpoint' | 'profile'>;

/** The SDK of AWS with one client of it. */
export interface Opened {
  readonly sdk: Sdk;
  readonly client: SecretsManagerClient;
  /** The last address that was not asked; what looks for credentials says only that there are none. */
  refused(): KeywardError | undefined;
}

type Handler = SecretsManagerClient['config']['requestHandler'];

/**
 * A client that verifies TLS whatever the environment says and asks nothing in clear text but this host, also where it is STS or SSO that it asks
 * for its credentials. Throws `config-invalid` without a region, `vault-unsupported` without the package, `vault-refused` as `checkProviders`.
 */
export async function openClient(
  { region, endpoint, profile }: AwsTarget,
  variables: Readonly<Record<string, string | undefined>>,
): Promise<Opened> {
  const sdk = await loadPackage('@aws-sdk/client-secrets-manager', () => import('@aws-sdk/client-secrets-manager'));
  checkProviders(variables);
  let refusal: KeywardError | undefined;
  const check = (request: unknown): void => {
    try {
      checkAddress(request);
    } catch (error) {
      refusal = error as KeywardError;
      throw error;
    }
  };
  const target = {
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(profile !== undefined && { profile }),
    maxAttempts: 2,
  };
  // Only a client tells how the SDK looks for credentials, and which handler it makes of the options.
  const { config } = new sdk.SecretsManagerClient({
    ...target,
    requestHandler: {
      connectionTimeout: REMOTE_TIMEOUT_MS,
      requestTimeout: REMOTE_TIMEOUT_MS,
      throwOnRequestTimeout: true,
      // The environment may not switch it off.
      httpsAgent: { rejectUnauthorized: true, keepAlive: true, maxSockets: 50 },
    },
  });
  const requestHandler = guarded(config.requestHandler, check);
  const client = new sdk.SecretsManagerClient({
    ...target,
    requestHandler,
    // Some of its sources would take a handler of their own.
    credentialDefaultProvider: (input: object) =>
      config.credentialDefaultProvider({ ...input, clientConfig: { requestHandler } }),
  });
  client.middlewareStack.add(
    (next) => (args) => {
      check(args.request);
      return next(args);
    },
    CHECK,
  );
  try {
    await client.config.region();
  } catch {
    client.destroy();
    throw new KeywardError('config-invalid', 'neither the settings nor the environment say which AWS region it is', {
      lines: ['give `region` under `from` of the key, or set AWS_REGION'],
    });
  }
  return { sdk, client, refused: () => refusal };
}

/** The handler, that first looks where a request goes. */
function guarded(handler: Handler, check: (request: unknown) => void): Handler {
  const handle: Handler['handle'] = async (request, options) => {
    check(request);
    return handler.handle(request, options);
  };
  return Object.create(handler, { handle: { value: handle } });
}

/** Where a request is really about to go: the environment and the files of AWS may name another place than the settings (AWS_ENDPOINT_URL). */
function checkAddress(request: unknown): void {
  const { protocol, hostname, port } = request as { protocol: string; hostname: string; port?: number };
  if (isSafeAddress(`${protocol}//${hostname}${port === undefined ? '' : `:${port}`}`)) return;
  throw new KeywardError('vault-refused', `AWS is not asked in clear text, at ${protocol}//${hostname}`, {
    lines: [
      'take AWS_ENDPOINT_URL (and the same for STS and SSO) out of the environment, and endpoint_url out of the profile, or let them begin with https://',
    ],
  });
}

/** The metadata services of AWS, which speak plain http and never leave the machine. */
const METADATA: ReadonlySet<string> = new Set([
  '169.254.169.254',
  '169.254.170.2',
  '169.254.170.23',
  '[fd00:ec2::254]',
]);

/** What the container and the instance are asked for, the SDK asks by itself, without our handler: throws `vault-refused` where that would break our rule. */
function checkProviders(variables: Readonly<Record<string, string | undefined>>): void {
  for (const name of ['AWS_CONTAINER_CREDENTIALS_FULL_URI', 'AWS_EC2_METADATA_SERVICE_ENDPOINT']) {
    const text = variables[name];
    if (text === undefined || text === '' || !URL.canParse(text)) continue;
    const { origin, protocol, hostname } = new URL(text);
    if (METADATA.has(hostname)) continue;
    if (!isSafeAddress(origin))
      throw new KeywardError('vault-refused', `credentials of AWS are not asked for in clear text, at ${origin}`, {
        lines: [`take ${name} out of the environment, or let it begin with https://`],
      });
    if (protocol === 'https:' && variables.NODE_TLS_REJECT_UNAUTHORIZED === '0')
      throw new KeywardError(
        'vault-refused',
        `credentials of AWS are not asked for at ${origin} without a check of TLS`,
        {
          lines: ['take NODE_TLS_REJECT_UNAUTHORIZED out of the environment'],
        },
      );
  }
}
