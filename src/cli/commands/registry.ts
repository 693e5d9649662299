import type { Register } from '../command.ts';

/** Every command: one line each, in the order of the help. Each is loaded when it is asked for: what one needs is nothing to the others. */
const commands: Readonly<Record<string, () => Promise<Register>>> = {
  init: async () => (await import('./init.ts')).registerInit,
  up: async () => (await import('./up.ts')).registerUp,
  demo: async () => (await import('./demo.ts')).registerDemo,
  bot: async () => (await import('./bot.ts')).registerBot,
  run: async () => (await import('./run.ts')).registerRun,
  key: async () => (await import('./key.ts')).registerKey,
  vault: async () => (await import('./vault.ts')).registerVault,
  halt: async () => (await import('./halt.ts')).registerHalt,
  watchdog: async () => (await import('./watchdog.ts')).registerWatchdog,
  kill: async () => (await import('./kill.ts')).registerKill,
  resume: async () => (await import('./resume.ts')).registerResume,
  leak: async () => (await import('./leak.ts')).registerLeak,
  check: async () => (await import('./check.ts')).registerCheck,
  attest: async () => (await import('./check-words.ts')).registerAttest,
  waive: async () => (await import('./check-words.ts')).registerWaive,
  scan: async () => (await import('./scan.ts')).registerScan,
  redact: async () => (await import('./redact.ts')).registerRedact,
  hook: async () => (await import('./hook.ts')).registerHook,
  watch: async () => (await import('./watch.ts')).registerWatch,
  alert: async () => (await import('./alert.ts')).registerAlert,
  policy: async () => (await import('./policy.ts')).registerPolicy,
  journal: async () => (await import('./journal.ts')).registerJournal,
  explain: async () => (await import('./explain.ts')).registerExplain,
  harden: async () => (await import('./harden.ts')).registerHarden,
  doctor: async () => (await import('./doctor.ts')).registerDoctor,
  practice: async () => (await import('./practice.ts')).registerPractice,
};

/** The command that a command line names, alone; all of them where it names none, or where another option stands before it. */
export async function askedCommands(words: readonly string[]): Promise<readonly Register[]> {
  const asked = nameIn(words);
  const load = asked !== undefined && Object.hasOwn(commands, asked) ? commands[asked] : undefined;
  return load ? [await load()] : Promise.all(Object.values(commands).map((one) => one()));
}

/** The first word, behind the options that every command takes. */
function nameIn(words: readonly string[]): string | undefined {
  for (let at = 0; at < words.length; at++) {
    const word = words[at]!;
    if (word === '--config') at++;
    else if (word !== '--json' && !word.startsWith('--config=')) return word;
  }
  return undefined;
}
