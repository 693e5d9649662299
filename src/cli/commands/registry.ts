import type { Register } from '../command.ts';
import { registerBot } from './bot.ts';
import { registerUp } from './up.ts';

/** Every command: one line each, in the order of the help. */
export const commands: readonly Register[] = [registerUp, registerBot];
