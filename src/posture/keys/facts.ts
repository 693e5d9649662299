import type { AuditedKey } from '../../audit/index.ts';
import type { Right } from '../../exchanges/index.ts';
import type { Sight } from '../check.ts';

/** What the key audit tells of the exchange keys. */
export interface KeyFacts {
  /** In the order of the settings; empty where no key stands there. */
  readonly keys: Sight<readonly LookedKey[]>;
}

export interface LookedKey {
  readonly name: string;
  /** Of the practice exchange: nothing can be lost there. */
  readonly isPractice: boolean;
  /** What the bots need that use it, by the settings; absent for a key of a running Keyward that they do not name. */
  readonly needs?: readonly Right[];
  readonly audit: Sight<AuditedKey>;
}
