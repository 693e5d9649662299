import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { KeywardError, removeLeftovers, Secret, syncFolder, writeFileDurably } from '../core/index.ts';
import type { KeyReport } from '../exchanges/index.ts';
import type { Seal } from '../vault/index.ts';

/** How a key is replaced, in order. Until `revoke` is done everything can be undone. */
export const steps = ['create', 'audit', 'store', 'switch', 'prove', 'revoke', 'prove-dead', 'record'] as const;
export type Step = (typeof steps)[number];

/** What is under way for one key. Its file has no secret and no key id in clear. */
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
  /** It is being undone: when the old key was in use again. The new one lives on for the grace from then. */
  readonly backAt?: string;
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
  /** What it can do, as the exchange told this plan; absent while it refuses the key. */
  readonly report?: Told;
  /** Why there is no report. */
  readonly refused?: string;
  /** What the last audit of it found, where there is no report. */
  readonly before?: Told;
}

/** What a plan keeps of what a key can do. */
export type Told = Pick<KeyReport, 'rights' | 'ipRestricted' | 'ips'> & {
  /** A digest of whose key it is. */
  readonly account?: string;
};

/** What a new key is compared with; absent where nothing is known of the old one. */
export function comparedWith({ report, before }: OldKey): Told | undefined {
  return report ?? before;
}

/** What a part of a plan is sealed for, so that none can stand in for another. */
export function purposeOf(key: string, part: string): string {
  return `rotation ${key} ${part}`;
}

function planPath(home: string, key: string): string {
  return join(home, 'rotations', `${key}.json`);
}

/** As its file has it: the ids are sealed. Throws `state-corrupt`. */
function sealedPlan(path: string): Plan | undefined {
  if (!existsSync(path)) return undefined;
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Plan;
  } catch (error) {
    throw new KeywardError('state-corrupt', `${path} cannot be read`, { cause: error });
  }
}

/** Whether a plan is under way for a key, also one that cannot be read. */
export function isPlanned(home: string, key: string): boolean {
  return existsSync(planPath(home, key));
}

/** The plans of a state folder, one file for each key. The ids of the keys are sealed in it. */
export class Plans {
  readonly #home: string;
  readonly #seal: Seal;

  constructor(home: string, seal: Seal) {
    this.#home = home;
    this.#seal = seal;
  }

  has(key: string): boolean {
    return isPlanned(this.#home, key);
  }

  read(key: string): Plan | undefined {
    const plan = sealedPlan(this.#path(key));
    if (!plan) return undefined;
    return withIds(plan, (text, part) =>
      this.#seal.unseal(text, purposeOf(key, `${part} id`)).openBytes((bytes) => bytes.toString('utf8')),
    );
  }

  write(plan: Plan): void {
    mkdirSync(dirname(this.#path(plan.key)), { recursive: true, mode: 0o700 });
    const sealed = withIds(plan, (id, part) =>
      this.#seal.seal(Secret.take(Buffer.from(id, 'utf8')), purposeOf(plan.key, `${part} id`)),
    );
    writeFileDurably(this.#path(plan.key), JSON.stringify(sealed));
  }

  remove(key: string): void {
    const folder = dirname(this.#path(key));
    if (!existsSync(folder)) return;
    rmSync(this.#path(key), { force: true });
    removeLeftovers(this.#path(key));
    syncFolder(folder);
  }

  #path(key: string): string {
    return planPath(this.#home, key);
  }
}

function withIds(plan: Plan, change: (id: string, part: 'old' | 'new') => string): Plan {
  const { old, fresh } = plan;
  return {
    ...plan,
    old: { ...old, id: change(old.id, 'old') },
    ...(fresh === undefined ? {} : { fresh: { ...fresh, id: change(fresh.id, 'new') } }),
  };
}

/** The fingerprint of the new key that a plan under way holds, which is no secret. */
export function freshFingerprint(home: string, key: string): string | undefined {
  return sealedPlan(planPath(home, key))?.fresh?.fingerprint;
}

/** The fingerprint of the key that a plan under way replaces, which is no secret. */
export function oldFingerprint(home: string, key: string): string | undefined {
  return sealedPlan(planPath(home, key))?.old.fingerprint;
}
