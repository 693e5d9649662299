import type { Severity, Sight } from '../check.ts';
import type { BotSecretFacts } from './bot-secrets.ts';
import type { HeldSecret } from './held.ts';

/** Who can read a file beside its owner and root. */
export interface Readers {
  /** Every user of this host can. */
  readonly everyone: boolean;
  /** Users who can by a group or an access list, by name. */
  readonly users: readonly string[];
  /** What lets them: `its mode 644`, `the access list`, for people. */
  readonly by: string;
}

/** Something that could not be looked at: `about` is a path, `why` for people, `fix` a command. */
export interface Gap {
  readonly about: string;
  readonly why: string;
  readonly fix?: string;
}

/** A file in which a secret stands. */
export interface SecretFile {
  /** As it may be shown. */
  readonly path: string;
  readonly secrets: readonly HeldSecret[];
  /** It is of tests, examples or documents, and so its keys may be made up. */
  readonly isOfTests: boolean;
  readonly readers: Sight<Readers>;
}

export interface SecretFiles {
  /** Files that were read. */
  readonly read: number;
  readonly files: readonly SecretFile[];
  readonly gaps: readonly Gap[];
  /** Folders that a tool has made, whose own parts were not looked into. */
  readonly skipped?: readonly string[];
}

export const traceKinds = ['history', 'backup', 'log', 'core'] as const;
/** A place in which programs leave copies behind. */
export interface Trace {
  readonly path: string;
  readonly kind: (typeof traceKinds)[number];
  /** None in a core file, whose memory is not read. */
  readonly secrets: readonly HeldSecret[];
}

export interface Traces {
  readonly read: number;
  readonly traces: readonly Trace[];
  readonly gaps: readonly Gap[];
}

/** The environment of a bot's process, or what its container was given. */
export interface BotEnvironment {
  /** `process python3 bot.py (/srv/grid)` without its number, or `container grid`. */
  readonly about: string;
  /** By their names there; `unseen` where it could not be read. */
  readonly secrets: Sight<readonly HeldSecret[]>;
}

/** Where a key of the settings is kept, when that is another machine. */
export interface BackEndSeen {
  readonly key: string;
  /** `vault`, `aws`, `gcp`. */
  readonly kind: string;
  readonly isReal: boolean;
  /** What proves who Keyward is: `a token of the file bao.token`. */
  readonly proof: string;
  /** It does not end by itself, and is a file or a variable: a copy of it works elsewhere. */
  readonly isLasting: boolean | 'unknown';
  /** Whether it answers. */
  readonly reached: Sight<true | string>;
  /** What it may do more than read its own secret; empty where nothing more. */
  readonly rights: Sight<{ readonly tooMuch: readonly string[]; readonly ttl?: string }>;
  /** The command that tells what could not be seen. */
  readonly ask: string;
}

/** All that the checks of secrets judge; what bots keep in ways of their own among it. */
export interface SecretsFacts extends BotSecretFacts {
  readonly files: Sight<SecretFiles>;
  readonly traces: Sight<Traces>;
  readonly environments: Sight<readonly BotEnvironment[]>;
  /** Of keys that are kept elsewhere. */
  readonly backEnds: Sight<readonly BackEndSeen[]>;
}

const STEPS: readonly Severity[] = ['low', 'medium', 'high', 'critical'];

/**
 * How grave a finding is: a key for tries opens nothing of worth, a token less than a key. Only what is known of these very secrets counts, and of
 * none that the settings know as live.
 */
export function severityIn(severity: Severity, secrets: readonly HeldSecret[]): Severity {
  if (secrets.length === 0 || secrets.some(({ own }) => own?.isReal === true)) return severity;
  if (secrets.every(isOfTries)) return 'low';
  const isToken = secrets.every(({ weight }) => weight === 'token');
  return STEPS[Math.max(0, STEPS.indexOf(severity) - (isToken ? 1 : 0))]!;
}

/** As grave as what may be made up can be. */
export const doubtful = (severity: Severity): Severity => (severity === 'low' ? 'low' : 'medium');

const isOfTries = ({ own, isForTries }: HeldSecret): boolean => (own === undefined ? isForTries : !own.isReal);

/** Why it is lighter, to be added to what is said. */
export const toldTries = (secrets: readonly HeldSecret[]): string =>
  secrets.length > 0 && secrets.every(isOfTries) ? '; lighter, for it is of an exchange for tries' : '';
