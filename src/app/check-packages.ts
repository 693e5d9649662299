import { lookAtPackages, type PackagesFacts, type ProjectFolder } from '../posture/index.ts';
import type { CheckParts } from './check-parts.ts';

/** Days that a release is to be old before a bot uses it, where the settings say nothing. */
const MIN_AGE_DAYS = 7;

/** A look ends so long after it began, with what it has: what was not read by then is unknown. */
const LOOK_MS = 5_000;

/** Looks at the packages of the bots on this host and of the current folder. `minAgeDays`: how old a release is to be. */
export async function lookPackages(parts: CheckParts, minAgeDays = MIN_AGE_DAYS): Promise<PackagesFacts> {
  const { eyes, session, signal } = parts;
  const { clock } = session;
  const { bots, gaps } = await parts.bots;
  const folders = new Map<string, ProjectFolder>();
  for (const { folder, kind, settingsFiles } of bots) {
    if (folder === undefined) continue;
    const before = folders.get(folder);
    folders.set(folder, {
      folder,
      bot: before?.bot ?? kind,
      settingsFiles: [...(before?.settingsFiles ?? []), ...settingsFiles],
    });
  }
  if (!folders.has(session.folder)) folders.set(session.folder, { folder: session.folder, isGuess: true });
  const endMs = clock.monotonicMs() + LOOK_MS;
  const gatewayPort = parts.settings.gateway.port;
  return lookAtPackages(eyes, [...folders.values()], minAgeDays, {
    left: () => (signal.aborted ? 0 : endMs - clock.monotonicMs()),
    ...(gaps[0] === undefined ? {} : { gap: gaps[0] }),
    ...(gatewayPort === 0 ? {} : { gatewayPort }),
  });
}
