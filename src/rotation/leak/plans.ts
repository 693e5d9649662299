import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { basename, join } from 'node:path';
import { type AsideWrite, makePrivateFolder, writeFileAside } from '../../core/index.ts';
import type { LeakPlan } from './plan.ts';
import { leakPlanOf } from './plan-schema.ts';

/** A file of a leak that is no plan, or cannot be read: the leak may be under way all the same. */
export interface DamagedPlan {
  /** Absent where the folder of all leaks cannot be read. */
  readonly key?: string;
  readonly path: string;
}

const DAMAGED = 'damaged';

/** The leaks of a state folder, a file for each key; one that is over stands in its evidence too. */
export class LeakPlans {
  readonly #folder: string;

  constructor(home: string) {
    this.#folder = join(home, 'leaks');
  }

  /** Never throws. `damaged`: there is a file, and it is no plan of this key. */
  read(key: string): LeakPlan | typeof DAMAGED | undefined {
    // A name that leads elsewhere is that of no leak.
    if (basename(key) !== key) return undefined;
    try {
      return leakPlanOf(readFileSync(this.#path(key), 'utf8'), key);
    } catch (error) {
      return isAbsent(error) ? undefined : DAMAGED;
    }
  }

  /** Where the disk hangs for longer than `mostMs`, whoever reads it has it all the same. Throws where there can be no such file. */
  write(plan: LeakPlan, mostMs: number): AsideWrite {
    makePrivateFolder(this.#folder);
    return writeFileAside(this.#path(plan.key), JSON.stringify(plan), mostMs);
  }

  /** All of them that can be read, the latest first. */
  list(): LeakPlan[] {
    const plans = (this.#keys() ?? []).map((key) => this.read(key));
    return plans
      .filter((plan) => plan !== undefined && plan !== DAMAGED)
      .sort((a, b) => b.startedAt.localeCompare(a.startedAt));
  }

  /** The files that are no plans; of a folder that cannot be read, the folder. */
  damaged(): DamagedPlan[] {
    const keys = this.#keys();
    if (!keys) return [{ path: this.#folder }];
    return keys.filter((key) => this.read(key) === DAMAGED).map((key) => ({ key, path: this.#path(key) }));
  }

  /** Gives the damaged file of a key another name, and says which. Throws where the disk does not. */
  setAside(key: string, nowMs: number): string {
    const path = this.#path(key);
    const aside = `${path}.damaged-${new Date(nowMs).toISOString().replaceAll(':', '-')}`;
    renameSync(path, aside);
    return aside;
  }

  /** `undefined` where the folder is there and cannot be read. */
  #keys(): string[] | undefined {
    try {
      const names = readdirSync(this.#folder).filter((name) => name.endsWith('.json'));
      return names.sort().map((name) => name.slice(0, -'.json'.length));
    } catch (error) {
      return isAbsent(error) ? [] : undefined;
    }
  }

  #path(key: string): string {
    return join(this.#folder, `${key}.json`);
  }
}

const isAbsent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';
