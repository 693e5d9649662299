import type { CredentialParts } from '../exchanges/index.ts';
import type { Plan, Step } from './plan.ts';

/** What the caller gives for a step that waits for it. */
export interface Given {
  readonly credential?: CredentialParts;
  /** A one-time code, where the exchange asks for one. */
  readonly code?: string;
  /** The owner says that the old key was deleted on the exchange's page. */
  readonly revoked?: boolean;
}

/** What a step waits for. `time`: the exchange needs a while; ask again. `grace`: the old key may live until `untilMs`. */
export type Need = 'credential' | 'code' | 'stored-by-hand' | 'revoked-by-hand' | 'time' | 'grace';

export interface Progress {
  readonly plan: string;
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
}

/** What became of one step. */
export type Result =
  | { readonly done: string; readonly plan?: Plan }
  | { readonly waits: Need; readonly says: string; readonly untilMs?: number }
  | { readonly failed: string };
