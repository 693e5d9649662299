import type { GetSecretValueCommandOutput } from '@aws-sdk/client-secrets-manager';
import { KeywardError } from '../../core/index.ts';
import { MAX_REPLY_BYTES, reasonOf } from '../remote.ts';
import { inTime } from '../sdk.ts';
import { type AwsTarget, type Opened, openClient } from './client.ts';

/** The value of a secret. The caller zeroes the bytes. */
export interface Value {
  readonly bytes: Buffer;
  /** It was put as bytes, not as text, and whoever reads it expects that. */
  readonly isBinary: boolean;
}

/** What AWS says of a secret without its value. */
export interface Described {
  readonly isRotated: boolean;
  /** By the id of the version. */
  readonly stages: Readonly<Record<string, readonly string[]>>;
}

/** The secrets of one account and region, by the SDK of AWS, which finds its own credentials. */
export class Secrets {
  readonly #settings: AwsTarget;
  readonly #variables: Readonly<Record<string, string | undefined>>;
  #opened: Promise<Opened> | undefined;

  /** `variables`: the environment, which the SDK reads by itself. */
  constructor(settings: AwsTarget, variables: Readonly<Record<string, string | undefined>>) {
    this.#settings = settings;
    this.#variables = variables;
  }

  where(name: string): string {
    return `the AWS secret ${name}`;
  }

  /** The value that has this stage, `undefined` when none has. */
  async value(name: string, stage: 'AWSCURRENT' | 'AWSPREVIOUS' = 'AWSCURRENT'): Promise<Value | undefined> {
    const { sdk, client } = await this.#open();
    const command = new sdk.GetSecretValueCommand({ SecretId: name, VersionStage: stage });
    try {
      return heldIn(await inTime(this.where(name), client.send(command)), this.where(name));
    } catch (error) {
      const fault = await this.#faultOf(error, name, 'secretsmanager:GetSecretValue', 'kms:Decrypt');
      if (fault.code === 'credential-missing') return undefined;
      throw fault;
    }
  }

  /** The value of one version, whatever its stages; `undefined` when it has none. */
  async valueOf(name: string, versionId: string): Promise<Value | undefined> {
    const { sdk, client } = await this.#open();
    const command = new sdk.GetSecretValueCommand({ SecretId: name, VersionId: versionId });
    try {
      return heldIn(await inTime(this.where(name), client.send(command)), this.where(name));
    } catch (error) {
      const fault = await this.#faultOf(error, name, 'secretsmanager:GetSecretValue', 'kms:Decrypt');
      if (fault.code === 'credential-missing') return undefined;
      throw fault;
    }
  }

  /** Which stages each version has, and whether AWS rotates the secret. */
  async describe(name: string): Promise<Described> {
    const { sdk, client } = await this.#open();
    try {
      const { RotationEnabled, VersionIdsToStages = {} } = await inTime(
        this.where(name),
        client.send(new sdk.DescribeSecretCommand({ SecretId: name })),
      );
      return { isRotated: RotationEnabled === true, stages: VersionIdsToStages };
    } catch (error) {
      throw await this.#faultOf(error, name, 'secretsmanager:DescribeSecret', 'kms:Decrypt');
    }
  }

  /** Puts the value of the version that AWS has opened for a rotation; the present one stays. Zeroes the bytes. */
  async putPending(name: string, versionId: string, { bytes, isBinary }: Value): Promise<void> {
    const { sdk, client } = await this.#open();
    const value = isBinary ? { SecretBinary: bytes } : { SecretString: bytes.toString('utf8') };
    const about = { SecretId: name, ClientRequestToken: versionId, VersionStages: ['AWSPENDING'] };
    try {
      await inTime(this.where(name), client.send(new sdk.PutSecretValueCommand({ ...about, ...value })));
    } catch (error) {
      throw await this.#faultOf(error, name, 'secretsmanager:PutSecretValue', 'kms:GenerateDataKey');
    } finally {
      bytes.fill(0);
    }
  }

  /** Takes a stage from one version and gives it to another; either may be absent. */
  async moveStage(name: string, stage: string, { from, to }: { from?: string; to?: string }): Promise<void> {
    const { sdk, client } = await this.#open();
    const command = new sdk.UpdateSecretVersionStageCommand({
      SecretId: name,
      VersionStage: stage,
      ...(from === undefined ? {} : { RemoveFromVersionId: from }),
      ...(to === undefined ? {} : { MoveToVersionId: to }),
    });
    try {
      await inTime(this.where(name), client.send(command));
    } catch (error) {
      throw await this.#faultOf(error, name, 'secretsmanager:UpdateSecretVersionStage', 'kms:Decrypt');
    }
  }

  /** The present bytes of a secret; throws `credential-missing`. */
  async bytes(name: string): Promise<Buffer> {
    const value = await this.value(name);
    if (value) return value.bytes;
    throw new KeywardError('credential-missing', `there is no ${this.where(name).slice(4)} that has a value`);
  }

  /** Puts a new present value; the one before stays as AWSPREVIOUS. Zeroes the bytes. */
  async put(name: string, { bytes, isBinary }: Value): Promise<void> {
    const { sdk, client } = await this.#open();
    // The SDK takes text as a string only.
    const value = isBinary ? { SecretBinary: bytes } : { SecretString: bytes.toString('utf8') };
    try {
      await inTime(this.where(name), client.send(new sdk.PutSecretValueCommand({ SecretId: name, ...value })));
    } catch (error) {
      throw await this.#faultOf(error, name, 'secretsmanager:PutSecretValue', 'kms:GenerateDataKey');
    } finally {
      bytes.fill(0);
    }
  }

  async close(): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    this.#opened = undefined;
    opened?.client.destroy();
  }

  #open(): Promise<Opened> {
    this.#opened ??= openClient(this.#settings, this.#variables).catch((error) => {
      this.#opened = undefined;
      throw error;
    });
    return this.#opened;
  }

  /** What the SDK threw; where it asked for its credentials in a way that we refuse, that. */
  async #faultOf(error: unknown, name: string, action: string, keyAction: string): Promise<KeywardError> {
    const fault = faultOf(error, this.where(name), action, keyAction);
    const refused = (await this.#opened?.catch(() => undefined))?.refused();
    return fault.code === 'vault-refused' && refused !== undefined ? refused : fault;
  }
}

function heldIn({ SecretString, SecretBinary }: GetSecretValueCommandOutput, where: string): Value | undefined {
  const size = SecretString?.length ?? SecretBinary?.length ?? 0;
  if (size > MAX_REPLY_BYTES) throw new KeywardError('credential-invalid', `${where} is too long`);
  // The SDK gives text as a string, which stays in memory until it is collected; nothing else can be had from it.
  if (SecretString !== undefined) return { bytes: Buffer.from(SecretString, 'utf8'), isBinary: false };
  if (SecretBinary === undefined) return undefined;
  const bytes = Buffer.from(SecretBinary);
  SecretBinary.fill(0);
  return { bytes, isBinary: true };
}

/** What the SDK threw, by its name and status; its text is left out. */
function faultOf(error: unknown, where: string, action: string, keyAction: string): KeywardError {
  if (error instanceof KeywardError) return error;
  const { name = 'unknown', $metadata } = error as { name?: string; $metadata?: { httpStatusCode?: number } };
  const status = $metadata?.httpStatusCode;
  // A secret that is marked for deletion is one that gives no value any more.
  if (name === 'ResourceNotFoundException' || name === 'InvalidRequestException')
    return new KeywardError('credential-missing', `there is no ${where.slice(4)}`);
  if (/^(?:Credentials|Token)?ProviderError$/.test(name)) {
    return new KeywardError('vault-refused', `no AWS credentials were found with which to ask for ${where.slice(4)}`, {
      lines: [
        'give this machine a role, or set a profile; Keyward asks the environment, the AWS files, the container and the instance',
      ],
    });
  }
  // What cannot be read as an answer of AWS is none, whatever its status says of success.
  const isBusy = /Throttl|TooManyRequests|InternalServiceError/.test(name);
  if (isBusy || status === undefined || status < 400 || status >= 500) {
    return new KeywardError('vault-unreached', `${where} cannot be had (${status ?? reasonOf(error)})`);
  }
  const reason = /^\w{1,60}Exception$/.test(name) ? name : `HTTP ${status}`;
  const isStranger = /Signature|Token|UnrecognizedClient|Authentication/.test(name);
  return new KeywardError('vault-refused', `${where} is not for Keyward to have (${reason})`, {
    lines: [
      isStranger
        ? 'AWS does not accept the credentials that it was asked with, or the clock is wrong'
        : `its role needs ${action} on this secret, and ${keyAction} where the secret has a key of its own`,
    ],
  });
}
