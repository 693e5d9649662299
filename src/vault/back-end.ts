import type { ZodType } from 'zod';
import type { Clock, Secret } from '../core/index.ts';
import type { NameSettings, Names, Parts } from './names.ts';

/** The contract of a back end: one kind of place where credentials live, in a folder of its own. */
export interface BackEnd<S = unknown> {
  /** What stands in the settings: `from: {<id>: {…}}`. */
  readonly id: string;
  readonly schema: ZodType<S>;
  /** The names of the fields, as the settings say them. */
  fields(settings: S): NameSettings;
  /** Another machine, or a program that asks one, keeps the secret: nothing of it may be written to this disk. */
  readonly isRemote: boolean;
  open(settings: S, context: VaultContext): Place;
}

/** One place, opened: it is read again whenever the credential may have changed. */
export interface Place {
  /** For messages, without a secret: `the AWS secret trading/binance`. */
  readonly where: string;
  /** How often it is worth looking again, in ms; absent where it cannot change while Keyward runs. */
  readonly lookEveryMs?: number;
  /**
   * Differs from before whenever `read` may give something else, and costs next to nothing; `undefined` while that cannot be told. Absent where
   * only reading tells.
   */
  stamp?(): string | undefined;
  /**
   * Reads the whole credential. Throws `credential-missing`, `credential-invalid`, `file-readable`; `vault-unreached` when the back end does not
   * answer, `vault-refused` when it does not let us, `vault-unsupported` when a program or package that it needs is not here.
   */
  read(): Promise<Parts>;
  /**
   * Replaces the credential, keeping whatever else the place holds; durable when it returns. Absent where Keyward cannot write: then the owner
   * is told what to change.
   */
  write?(parts: Parts): Promise<void>;
  /** Throws what `write` would, as far as that can be told without writing: asked before a key is made that would have to be stored there. */
  checkWrite?(): Promise<void>;
  /** How the owner puts another credential there, a line each, where that is not plain from the place. */
  readonly byHand?: readonly string[];
  /** The credential before the present one, where the place keeps it. */
  readPrevious?(): Promise<Parts | undefined>;
  /** Lets go of sessions and tokens. */
  close?(): Promise<void>;
}

export interface VaultContext {
  readonly names: Names;
  /** The key's name in the settings. */
  readonly key: string;
  /** Relative files stand here: the folder of the settings. */
  readonly folder: string;
  /** The state folder. */
  readonly home: string;
  /** The environment of Keyward, handed in. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
  /** The age identity (`AGE-SECRET-KEY-1…`) that opens Keyward's own vault; throws `vault-locked` when it is not to be had. */
  identity(): Promise<Secret>;
}

/** The back end as the registry keeps it: it is handed only what its own schema has read. */
export function backEnd<S>(typed: BackEnd<S>): BackEnd {
  return typed as unknown as BackEnd;
}
