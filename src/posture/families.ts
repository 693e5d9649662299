import { accounts } from './account/family.ts';
import { alarmsFamily } from './alarms/family.ts';
import { botFamily } from './bots/family.ts';
import type { Check } from './check.ts';
import { hostFamily } from './host/family.ts';
import { keys } from './keys/family.ts';
import { killFamily } from './kill/family.ts';
import { packagesFamily } from './packages/family.ts';
import { recordsFamily } from './records/family.ts';
import { repositoryFamily } from './repository/family.ts';
import { secretsFamily } from './secrets/family.ts';
import { time } from './time/family.ts';

/** A family with what it judges left out: whoever looks hands its facts on, unread. */
export interface AnyFamily {
  readonly name: string;
  readonly title: string;
  readonly checks: readonly Check<never>[];
  blind(reason: string): unknown;
}

/** All families, in the order in which they are told. */
export const families: readonly AnyFamily[] = [
  keys,
  accounts,
  secretsFamily,
  repositoryFamily,
  packagesFamily,
  botFamily,
  hostFamily,
  time,
  killFamily,
  recordsFamily,
  alarmsFamily,
];
