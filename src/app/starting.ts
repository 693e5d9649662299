import { CheckLoop } from './check-loop.ts';
import { checkApart } from './check-process.ts';
import { loadSettings, type Running, type SessionParts, startUp } from './session.ts';
import { passChecks } from './start-gate.ts';

/** Starts everything that `keyward up` runs, once the checks let it; and the checks again and again from then on, by the program in `main`. */
export async function start(session: SessionParts, version: string, main: string): Promise<Running> {
  // Read once: what the checks have seen is what is started.
  const found = loadSettings(session);
  const parts = { ...session, found };
  const { settings } = found;
  await passChecks(parts, settings, version);
  const running = await startUp(parts, version);
  const checks = new CheckLoop({
    everyHours: settings.check.everyHours,
    alarms: running.alarms,
    log: parts.log,
    run: (signal) => checkApart({ session, main, signal }),
  });
  checks.start();
  return {
    ...running,
    stop: async (reason, exitCode) => {
      await checks.stop();
      await running.stop(reason, exitCode);
    },
  };
}
