import type { Register } from '../command.ts';
import { registerAlert } from './alert.ts';
import { registerBot } from './bot.ts';
import { registerDemo } from './demo.ts';
import { registerDoctor } from './doctor.ts';
import { registerExplain } from './explain.ts';
import { registerHalt } from './halt.ts';
import { registerInit } from './init.ts';
import { registerJournal } from './journal.ts';
import { registerKey } from './key.ts';
import { registerKill } from './kill.ts';
import { registerPolicy } from './policy.ts';
import { registerPractice } from './practice.ts';
import { registerResume } from './resume.ts';
import { registerRun } from './run.ts';
import { registerUp } from './up.ts';
import { registerVault } from './vault.ts';
import { registerWatch } from './watch.ts';
import { registerWatchdog } from './watchdog.ts';

/** Every command: one line each, in the order of the help. */
export const commands: readonly Register[] = [
  registerInit,
  registerUp,
  registerDemo,
  registerBot,
  registerRun,
  registerKey,
  registerVault,
  registerHalt,
  registerWatchdog,
  registerKill,
  registerResume,
  registerWatch,
  registerAlert,
  registerPolicy,
  registerJournal,
  registerExplain,
  registerDoctor,
  registerPractice,
];
