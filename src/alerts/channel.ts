import type { ZodType } from 'zod';
import type { Clock, Secret } from '../core/index.ts';
import type { Ask } from './ask.ts';
import type { CommandPort } from './commands.ts';
import type { Message } from './message.ts';

/** How a send ended. `says` holds no secret and no address with one. */
export type Sent =
  | { readonly kind: 'sent'; readonly says?: string }
  /** The service wants us to wait. */
  | { readonly kind: 'later'; readonly afterMs: number; readonly says: string }
  /** `refused`: trying again changes nothing until its owner does something; else it was not reached, or is down. */
  | { readonly kind: 'failed'; readonly isRefused: boolean; readonly says: string; readonly mayHaveArrived?: true };

/** One way to reach a human, opened. Throws nothing. */
export interface Channel {
  send(message: Message): Promise<Sent>;
  /** Finds out whether it works, waking nobody. */
  check(message: Message): Promise<Sent>;
  /** Takes replies until the signal aborts; absent where there are none. */
  listen?(port: CommandPort, stopping: AbortSignal): Promise<void>;
}

/** What a service lets us send, with the source and the day that it was read. */
export interface Limits {
  /** Between two messages. */
  readonly gapMs: number;
  readonly most: number;
  readonly withinMs: number;
  /** How much of several alarms at once goes into one message; 3,000 characters when absent. */
  readonly digestCharacters?: number;
  readonly source: string;
}

export interface ChannelContext {
  /** The name in the settings. */
  readonly name: string;
  readonly ask: Ask;
  readonly clock: Clock;
  /** The secret from its place, by the name of the contract; `undefined` where it is not there and need not be. Throws `KeywardError` else. */
  secret(): Promise<Secret | undefined>;
  /** A file beside the settings. */
  readFile(path: string): Buffer;
  /** What programs get as their environment. */
  readonly variables: Readonly<Record<string, string>>;
}

/** The contract of a channel: one service, in a folder of its own. */
export interface ChannelKind<S = unknown> {
  /** What stands in the settings: `channels: {NAME: {<id>: {…}}}`. */
  readonly id: string;
  readonly schema: ZodType<S>;
  /** The name under which its secret is looked for; absent: it has none. */
  readonly secretName?: string;
  /** Whether it works without the secret, by its settings. */
  needsSecret(settings: S): boolean;
  limits(settings: S): Limits;
  /** A machine reads it: each message goes by itself, also in a burst. */
  readonly isForMachines: boolean;
  /** Two channels of one failure group fail together. */
  failsWith(settings: S): string;
  /** The users who may lower the halt level by a reply. */
  commandUsers?(settings: S): readonly number[];
  open(settings: S, context: ChannelContext): Channel;
}

/** The channel as the registry keeps it: it is handed only what its own schema has read. */
export function channelKind<S>(typed: ChannelKind<S>): ChannelKind {
  return typed as unknown as ChannelKind;
}
