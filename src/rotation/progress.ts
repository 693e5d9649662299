import type { CredentialParts } from '../exchanges/index.ts';
import type { Plan, Step } from './plan.ts';

/** What the caller gives for a step that waits for it. */
export interface Given {
  readonly credential?: CredentialParts;
  /** A one-time code, where the exchange asks for one. */
  readonly code?: string;
  /** The owner says that the old key was deleted on the exchange's page. */
  readonly revoked?: boolean;
  /** The owner says that the new key is right, though the old one is dead and it could be compared with nothing. */
  readonly uncompared?: boolean;
  /** Why nothing is to be done now; looked at before each step, and again right before a key is removed. */
  held?(): string | undefined;
}

/**
 * What a step waits for. `time`: the exchange needs a while; ask again. `grace`: a key may live until `untilMs`. `uncompared`: the owner's word for
 * a new key that can be compared with nothing. `held`: Keyward is halted, where nobody is there to ask, or stops.
 */
export type Need =
  | 'credential'
  | 'code'
  | 'stored-by-hand'
  | 'revoked-by-hand'
  | 'time'
  | 'grace'
  | 'uncompared'
  | 'held';

export interface Progress {
  /** Absent while there is none: nothing was begun yet. */
  readonly plan?: string;
  readonly key: string;
  readonly way: Plan['way'];
  readonly step: Step;
  readonly state: 'done' | 'waits' | 'failed';
  readonly says: string;
  readonly needs?: Need;
  /** Until when it waits, ms since the epoch, where that is known. */
  readonly untilMs?: number;
  /** The next step; absent when all is done. */
  readonly next?: Step;
  /** The plan was undone, to its end. */
  readonly undone?: true;
}

/** What became of one step. */
export type Result =
  | { readonly done: string; readonly plan?: Plan }
  | { readonly waits: Need; readonly says: string; readonly untilMs?: number }
  | { readonly failed: string };
