import type { Clock, Log } from '../core/index.ts';
import type { HaltFile } from '../halt/index.ts';
import type { Journal } from '../journal/index.ts';
import type { Policy, Scopes } from '../policy/index.ts';
import type { BotKeys } from './bot-keys.ts';
import type { Decoys } from './decoys.ts';
import type { Ledger } from './ledger.ts';
import type { Link, SigningKey } from './link.ts';
import type { PublicCounts } from './public-counts.ts';
import type { RepeatMemory } from './repeats.ts';
import type { ReplayMemory } from './replay.ts';

/** Everything that a request needs, given in; nothing here is reached in another way. */
export interface Deps {
  readonly clock: Clock;
  readonly log: Log;
  readonly journal: Journal;
  readonly halt: HaltFile;
  readonly botKeys: BotKeys;
  readonly decoys: Decoys;
  readonly policies: ReadonlyMap<string, Policy>;
  readonly scopes: Scopes;
  readonly ledger: Ledger;
  readonly replays: ReplayMemory;
  readonly repeats: RepeatMemory;
  /** Of requests that no bot key proves, which are logged and not written down. */
  readonly strangers: RepeatMemory;
  readonly publicCounts: PublicCounts;
  readonly links: readonly Link[];
  readonly keys: ReadonlyMap<string, SigningKey>;
  /** The names of those that open the practice exchange. */
  readonly practised: ReadonlySet<string>;
  newId(): string;
  /** True once the gateway is being stopped: what is in flight ends, nothing new begins. */
  isDraining(): boolean;
  /** Told when an outcome is unknown or orders may have closed, so that the exchange is asked. */
  askSoon(key: string): void;
}
