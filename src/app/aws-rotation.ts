import { setTimeout as sleep } from 'node:timers/promises';
import { readEnvironment } from '../config/index.ts';
import { type Clock, jsonLog, KeywardError, scrub, systemClock } from '../core/index.ts';
import { Forwarder } from '../gateway/index.ts';
import { AwsFunction, type RotationEvent } from '../rotation/index.ts';
import { AwsSecrets } from '../vault/index.ts';
import { askerOf } from './asker.ts';

/** Longer than two looks of a Keyward with the usual `everySeconds` of 300. */
const GRACE_S = 3_600;
const SHORTEST_GRACE_S = 60;
const LONGEST_GRACE_S = 30 * 86_400;
/** How long an exchange may be silent, in ms. */
const TIMEOUT_MS = 10_000;

export interface AwsRotationParts {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** Where the hosts of exchanges are reached; absent: under their own names. */
  readonly practicePort?: number;
  /** Another address of Secrets Manager. */
  readonly endpoint?: string;
  /** In ms; absent: that of the variable KEYWARD_GRACE_SECONDS. */
  readonly graceMs?: number;
  write(line: string): void;
}

/**
 * The rotation function, built anew for each call, as a Lambda may sleep for days between two. What it throws has no cause and no text of a
 * library: AWS writes it into CloudWatch.
 */
export function awsRotation(parts: AwsRotationParts): (event: RotationEvent) => Promise<{ says: string }> {
  const { clock } = parts;
  const log = jsonLog(parts.write, clock);
  return async (event) => {
    const forwarder = new Forwarder(
      parts.practicePort === undefined ? { kind: 'exchange' } : { kind: 'practice', port: parts.practicePort },
      TIMEOUT_MS,
    );
    const secrets = new AwsSecrets(
      { region: undefined, profile: undefined, endpoint: parts.endpoint },
      parts.variables,
    );
    try {
      const says = await new AwsFunction({
        secrets,
        clock,
        graceMs: parts.graceMs ?? graceMsOf(parts.variables),
        pause: (ms) => sleep(ms),
        askFor: (inspection, environment) => askerOf({ inspection, environment, forward: forwarder.send, clock }),
      }).run(event);
      log.info(`${event.Step}: ${says}`, { key: event.SecretId });
      return { says };
    } catch (error) {
      throw plainFault(error);
    } finally {
      await Promise.all([secrets.close(), forwarder.close()]);
    }
  };
}

/** What a Lambda calls, as `keyward/aws-rotation`: see recipes/aws/rotation. */
export const handler = (event: RotationEvent): Promise<{ says: string }> =>
  awsRotation({
    variables: readEnvironment().variables,
    clock: systemClock,
    write: (line) => process.stdout.write(`${line}\n`),
  })(event);

function graceMsOf({ KEYWARD_GRACE_SECONDS: given }: AwsRotationParts['variables']): number {
  const seconds = given === undefined || given === '' ? GRACE_S : Number(given);
  if (Number.isInteger(seconds) && seconds >= SHORTEST_GRACE_S && seconds <= LONGEST_GRACE_S) return seconds * 1_000;
  throw new KeywardError(
    'config-invalid',
    `KEYWARD_GRACE_SECONDS is not a whole number from ${SHORTEST_GRACE_S} to ${LONGEST_GRACE_S}`,
  );
}

function plainFault(error: unknown): Error {
  const isOurs = error instanceof KeywardError;
  const text = isOurs
    ? [`${error.code}: ${error.message}`, ...error.lines].join('; ')
    : `internal: ${error instanceof Error ? error.name : 'unknown'}`;
  return Object.assign(new Error(scrub(text)), { name: isOurs ? 'KeywardError' : 'Error' });
}
