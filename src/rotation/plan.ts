import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { KeywardError, removeLeftovers, syncFolder, writeFileDurably } from '../core/index.ts';
import type { KeyReport } from '../exchanges/index.ts';

/** How a key is replaced, in order. Until `revoke` is done everything can be undone. */
export const steps = ['create', 'audit', 'store', 'switch', 'prove', 'revoke', 'prove-dead', 'record'] as const;
export type Step = (typeof steps)[number];

/** What is under way for one key, as its file keeps it: no secret in clear. */
export interface Plan {
  readonly id: string;
  readonly key: string;
  readonly exchange: string;
  readonly startedAt: string;
  /** `api`: a master key makes and removes keys of a sub-account; `guided`: the owner does. */
  readonly way: 'api' | 'guided';
  /** Of the plan that works by API. */
  readonly subAccount?: string;
  /** Tells the new key again where it was made by API. */
  readonly label: string;
  readonly done: readonly Step[];
  /** When the new key was proven; the grace of the old one begins then. */
  readonly provenAt?: string;
  readonly old: OldKey;
  /** The new key, once it was made. */
  readonly fresh?: { readonly id: string; readonly fingerprint: string };
  /** Of the key that is being made, sealed; absent where the exchange has none, or the place is remote. */
  readonly freshPassphrase?: string;
}

export interface OldKey {
  readonly id: string;
  readonly fingerprint: string;
  /** Sealed by the state folder's seal; absent where the place itself keeps the credential before. */
  readonly secret?: string;
  readonly passphrase?: string;
  /** What it could do when the plan began; absent when the exchange did not answer for it then. */
  readonly report?: Pick<KeyReport, 'rights' | 'ipRestricted' | 'ips'> & {
    /** A digest of whose key it is. */
    readonly account?: string;
  };
}

/** The plans of a state folder, one file for each key. */
export class Plans {
  readonly #folder: string;

  constructor(home: string) {
    this.#folder = join(home, 'rotations');
  }

  read(key: string): Plan | undefined {
    const path = this.#path(key);
    if (!existsSync(path)) return undefined;
    try {
      return JSON.parse(readFileSync(path, 'utf8')) as Plan;
    } catch (error) {
      throw new KeywardError('state-corrupt', `${path} cannot be read`, { cause: error });
    }
  }

  write(plan: Plan): void {
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    writeFileDurably(this.#path(plan.key), JSON.stringify(plan));
  }

  remove(key: string): void {
    if (!existsSync(this.#folder)) return;
    rmSync(this.#path(key), { force: true });
    removeLeftovers(this.#path(key));
    syncFolder(this.#folder);
  }

  #path(key: string): string {
    return join(this.#folder, `${key}.json`);
  }
}
