import { type Sight, unseen } from '../check.ts';

/** A channel of the settings. */
export interface AlarmChannel {
  readonly name: string;
  readonly kind: string;
  readonly takesCritical: boolean;
  /** Channels of one group fail together. */
  readonly failsWith: string;
}

/** The last message of each channel that tells whether it works. */
export interface ChannelTests {
  readonly last: Readonly<
    Record<string, { readonly atMs: number; readonly isSent: boolean; readonly what: string; readonly says?: string }>
  >;
  /** Nothing older was read, ms since the epoch; absent: the journal was read from its beginning. */
  readonly sinceMs?: number;
}

/** What tells somebody elsewhere that Keyward has fallen silent. */
export interface Outside {
  /** Of the settings. */
  readonly heartbeat?: { readonly everyMinutes: number };
  /** Why the pings do not arrive, as the running Keyward says; `undefined`: they do, or none was sent yet. */
  readonly fault: Sight<string | undefined>;
  /** Whether a `keyward watchdog` runs on this host. */
  readonly watchdog: Sight<boolean>;
}

/** Where the secret of a channel is read from. */
export interface SecretPlace {
  /** Its channel, or `heartbeat`. */
  readonly channel: string;
  /** The back end: `env`, `dotenv`, `age`, … */
  readonly place: string;
  /** Of a plain file. */
  readonly file?: { readonly path: string; readonly mode: Sight<number> };
}

export interface AlarmsFacts {
  readonly nowMs: number;
  /** Whether any key is of a real account. */
  readonly isReal: Sight<boolean>;
  readonly channels: Sight<readonly AlarmChannel[]>;
  readonly tests: Sight<ChannelTests>;
  /** Why each channel fails that does, as the running Keyward says. */
  readonly failing: Sight<Readonly<Record<string, string>>>;
  readonly outside: Sight<Outside>;
  readonly secrets: Sight<readonly SecretPlace[]>;
}

export function blindAlarms(reason: string): AlarmsFacts {
  const nothing = unseen('keyward', reason);
  return {
    nowMs: 0,
    isReal: nothing,
    channels: nothing,
    tests: nothing,
    failing: nothing,
    outside: nothing,
    secrets: nothing,
  };
}

/** Where nothing but practice keys is used, an alarm that nobody hears loses nothing yet. */
export const lighter = ({ isReal }: Pick<AlarmsFacts, 'isReal'>): { readonly severity?: 'low' } =>
  'seen' in isReal && !isReal.seen ? { severity: 'low' } : {};
