import type { Register } from '../command.ts';
import { registerBot } from './bot.ts';
import { registerExplain } from './explain.ts';
import { registerHalt } from './halt.ts';
import { registerJournal } from './journal.ts';
import { registerKey } from './key.ts';
import { registerPolicy } from './policy.ts';
import { registerUp } from './up.ts';

/** Every command: one line each, in the order of the help. */
export const commands: readonly Register[] = [
  registerUp,
  registerBot,
  registerKey,
  registerHalt,
  registerPolicy,
  registerJournal,
  registerExplain,
];
