import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  DescribeSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RotateSecretCommand,
  SecretsManagerClient,
  UpdateSecretVersionStageCommand,
} from '@aws-sdk/client-secrets-manager';
import { request } from 'undici';
import type { TestContext } from 'vitest';
import { recordSecret } from '../../../test/canary.ts';
import { root } from '../../../test/source-tree.ts';
import { startServer } from '../server.contract.ts';

export const REGION = 'eu-central-1';

/** The credentials of a user or a role. */
export interface Given {
  readonly id: string;
  readonly secret: string;
  readonly session?: string;
}

export interface Policy {
  readonly Statement: readonly object[];
}

/** moto's AWS, with signatures and policies checked, and its owner's hands on it. It checks actions; every resource is `*` to it. */
export interface Moto {
  readonly endpoint: string;
  readonly folder: string;
  /** Makes a user with these policies of recipes/aws, or given whole, and a profile of this name in the files of AWS. */
  user(profile: string, policies: readonly (string | Policy)[]): Promise<Given>;
  /** Makes a role with this policy, or none, and takes it. */
  role(policy: string | undefined): Promise<Given>;
  create(name: string, value: Buffer | string): Promise<void>;
  replace(name: string, value: string): Promise<void>;
  read(name: string): Promise<Buffer>;
  remove(name: string): Promise<void>;
  /**
   * Begins a rotation as AWS does, and gives the id of the new version: with `isNow` it has no value yet, without it AWS tries the function out
   * with a version that holds the present one. Its function is one that does nothing; the test calls the real one.
   */
  rotate(name: string, isNow: boolean): Promise<string>;
  /** Takes a stage away from a version. */
  unstage(name: string, stage: string, versionId: string): Promise<void>;
  stages(name: string): Promise<Readonly<Record<string, readonly string[]>>>;
  stop(): Promise<void>;
}

/** What the SDK would find on this machine, and what the tests say instead. */
const VARIABLES = [
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'AWS_PROFILE',
  'AWS_REGION',
  'AWS_DEFAULT_REGION',
  'AWS_SHARED_CREDENTIALS_FILE',
  'AWS_CONFIG_FILE',
  'AWS_EC2_METADATA_DISABLED',
  'AWS_EC2_METADATA_SERVICE_ENDPOINT',
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_SECRETS_MANAGER',
  'AWS_ENDPOINT_URL_STS',
  'AWS_ENDPOINT_URL_SSO',
  'AWS_ENDPOINT_URL_SSO_OIDC',
  'AWS_WEB_IDENTITY_TOKEN_FILE',
  'AWS_ROLE_ARN',
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'HOME',
  'NODE_TLS_REJECT_UNAUTHORIZED',
] as const;

/** Sets the environment of the SDK, which reads no other, and gives what puts it back. */
export function awsVariables(variables: Partial<Record<(typeof VARIABLES)[number], string>>): () => void {
  const before = VARIABLES.map((name) => [name, process.env[name]] as const);
  for (const name of VARIABLES) delete process.env[name];
  Object.assign(process.env, { AWS_EC2_METADATA_DISABLED: 'true', ...variables });
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}

/** A policy of recipes/aws. As moto asks for the resource `*` whatever the secret, the statement is widened to it. */
function policyOf(given: string | Policy): string {
  const policy: Policy =
    typeof given === 'string' ? JSON.parse(readFileSync(join(root, 'recipes', 'aws', `${given}.json`), 'utf8')) : given;
  return JSON.stringify({ ...policy, Statement: policy.Statement.map((each) => ({ ...each, Resource: '*' })) });
}

export async function startMoto(context: Pick<TestContext, 'skip'>): Promise<Moto> {
  const server = await startServer(context, {
    program: 'moto_server',
    args: (port) => ['-H', '127.0.0.1', '-p', String(port)],
    isReady: async (port) => {
      const reply = await request(`http://127.0.0.1:${port}/moto-api/data.json`);
      await reply.body.dump();
      return reply.statusCode === 200;
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'keyward-moto-'));
  const endpoint = `http://127.0.0.1:${server.port}`;
  const owner = new SecretsManagerClient({
    endpoint,
    region: REGION,
    credentials: { accessKeyId: 'owner', secretAccessKey: 'owner' },
  });
  const checks = async (count: string): Promise<void> => {
    await (await request(`${endpoint}/moto-api/reset-auth`, { method: 'POST', body: count })).body.dump();
  };
  /** The owner is not asked for a signature; everyone else is. */
  const asOwner = async <T>(work: () => Promise<T>): Promise<T> => {
    await checks('inf');
    return work().finally(() => checks('0'));
  };
  const query = async (service: string, Action: string, more: Record<string, string>): Promise<string> => {
    const reply = await request(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        authorization: `AWS4-HMAC-SHA256 Credential=owner/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: new URLSearchParams({
        Action,
        Version: service === 'iam' ? '2010-05-08' : '2011-06-15',
        ...more,
      }).toString(),
    });
    const text = await reply.body.text();
    if (reply.statusCode !== 200) throw new Error(`${Action}: ${text}`);
    return text;
  };
  let profiles = '';
  let rotator: Promise<string> | undefined;
  await checks('0');
  return {
    endpoint,
    folder,
    user: (profile, policies) =>
      asOwner(async () => {
        const UserName = `${profile}-${randomBytes(4).toString('hex')}`;
        await query('iam', 'CreateUser', { UserName });
        for (const [at, policy] of policies.entries()) {
          const about = { UserName, PolicyName: `policy-${at}`, PolicyDocument: policyOf(policy) };
          await query('iam', 'PutUserPolicy', about);
        }
        const made = givenIn(await query('iam', 'CreateAccessKey', { UserName }));
        profiles += `[${profile}]\naws_access_key_id = ${made.id}\naws_secret_access_key = ${made.secret}\n`;
        writeFileSync(join(folder, 'credentials'), profiles, { mode: 0o600 });
        return made;
      }),
    role: (policy) =>
      asOwner(async () => {
        const RoleName = `keyward-${randomBytes(4).toString('hex')}`;
        const trust = {
          Version: '2012-10-17',
          Statement: [{ Effect: 'Allow', Principal: '*', Action: 'sts:AssumeRole' }],
        };
        await query('iam', 'CreateRole', { RoleName, AssumeRolePolicyDocument: JSON.stringify(trust) });
        if (policy !== undefined) {
          await query('iam', 'PutRolePolicy', { RoleName, PolicyName: policy, PolicyDocument: policyOf(policy) });
        }
        const RoleArn = `arn:aws:iam::123456789012:role/${RoleName}`;
        return givenIn(await query('sts', 'AssumeRole', { RoleArn, RoleSessionName: 'keyward' }));
      }),
    create: (Name, value) =>
      asOwner(async () => {
        const given = typeof value === 'string' ? { SecretString: value } : { SecretBinary: value };
        await owner.send(new CreateSecretCommand({ Name, ...given }));
      }),
    replace: (SecretId, SecretString) =>
      asOwner(async () => {
        await owner.send(new PutSecretValueCommand({ SecretId, SecretString }));
      }),
    read: (SecretId) =>
      asOwner(async () => {
        const { SecretString, SecretBinary } = await owner.send(
          new GetSecretValueCommand({ SecretId, VersionStage: 'AWSCURRENT' }),
        );
        return Buffer.from(SecretBinary ?? Buffer.from(SecretString ?? ''));
      }),
    remove: (SecretId) =>
      asOwner(async () => {
        await owner.send(new DeleteSecretCommand({ SecretId }));
      }),
    rotate: (SecretId, RotateImmediately) =>
      asOwner(async () => {
        rotator ??= functionOf(endpoint, query);
        // AWS ends a rotation with both stages on one version; moto takes that for one that is still under way.
        const before = (await owner.send(new DescribeSecretCommand({ SecretId }))).VersionIdsToStages ?? {};
        for (const [RemoveFromVersionId, stages] of Object.entries(before)) {
          const isOver = stages.includes('AWSPENDING') && stages.includes('AWSCURRENT');
          const about = { SecretId, VersionStage: 'AWSPENDING', RemoveFromVersionId };
          if (isOver) await owner.send(new UpdateSecretVersionStageCommand(about));
        }
        const { VersionId = '' } = await owner.send(
          new RotateSecretCommand({
            SecretId,
            RotateImmediately,
            RotationLambdaARN: await rotator,
            RotationRules: { AutomaticallyAfterDays: 30 },
          }),
        );
        const { VersionIdsToStages = {} } = await owner.send(new DescribeSecretCommand({ SecretId }));
        return (
          Object.keys(VersionIdsToStages).find((id) => VersionIdsToStages[id]?.includes('AWSPENDING')) ?? VersionId
        );
      }),
    unstage: (SecretId, VersionStage, RemoveFromVersionId) =>
      asOwner(async () => {
        await owner.send(new UpdateSecretVersionStageCommand({ SecretId, VersionStage, RemoveFromVersionId }));
      }),
    stages: (SecretId) =>
      asOwner(async () => (await owner.send(new DescribeSecretCommand({ SecretId }))).VersionIdsToStages ?? {}),
    stop: async () => {
      owner.destroy();
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function givenIn(xml: string): Given {
  const text = (name: string): string => new RegExp(`<${name}>([^<]+)<`).exec(xml)?.[1] ?? '';
  const [id, secret, session] = [text('AccessKeyId'), text('SecretAccessKey'), text('SessionToken')];
  recordSecret(secret);
  return session === '' ? { id, secret } : { id, secret, session };
}

/** A function of AWS Lambda that moto calls without running it. */
async function functionOf(
  endpoint: string,
  query: (service: string, action: string, more: Record<string, string>) => Promise<string>,
): Promise<string> {
  const post = async (path: string, body: object): Promise<string> => {
    const reply = await request(`${endpoint}${path}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `AWS4-HMAC-SHA256 Credential=owner/20260101/${REGION}/lambda/aws4_request, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(body),
    });
    const text = await reply.body.text();
    if (reply.statusCode >= 300) throw new Error(`${path}: ${text}`);
    return text;
  };
  await post('/moto-api/config', { lambda: { use_docker: false } });
  const AssumeRolePolicyDocument = JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }],
  });
  await query('iam', 'CreateRole', { RoleName: 'rotator', AssumeRolePolicyDocument });
  const made = await post('/2015-03-31/functions', {
    FunctionName: 'rotator',
    Runtime: 'nodejs22.x',
    Role: 'arn:aws:iam::123456789012:role/rotator',
    Handler: 'index.handler',
    Code: { ZipFile: '' },
  });
  return JSON.parse(made).FunctionArn;
}
