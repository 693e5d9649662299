import { CheckLoop } from './check-loop.ts';
import { runChecks } from './checking.ts';
import { loadSettings, type Running, type SessionParts, startUp } from './session.ts';
import { passChecks } from './start-gate.ts';

/** Starts everything that `keyward up` runs, once the checks let it; and the checks again and again from then on. */
export async function start(parts: SessionParts, version: string): Promise<Running> {
  const { settings } = loadSettings(parts);
  await passChecks(parts, settings, version);
  const running = await startUp(parts, version);
  const checks = new CheckLoop({
    everyHours: settings.check.everyHours,
    alarms: running.alarms,
    log: parts.log,
    run: () => runChecks(parts, { version }),
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
