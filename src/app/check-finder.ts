import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fingerprintOf } from '../gateway/index.ts';
import { Finder } from '../posture/index.ts';
import { readBaseline } from '../scan/index.ts';
import type { CheckParts } from './check-parts.ts';
import { askRunning } from './check-running.ts';
import { oncePerCheck } from './once-per-check.ts';
import { placeOf } from './places.ts';
import { isOfPractice } from './practice-home.ts';
import { KeptLeaks } from './scan-kept.ts';
import { placesParts } from './session.ts';

/** What reads for the checks of secrets and of repositories, in one time for both. */
export interface CheckFinder {
  readonly finder: Finder;
  /** No time is left to read files. */
  isLate(): boolean;
  /** So long a history may be read still. */
  leftMs(): number;
}

/** Reading ends so long after the bots are known: most hosts need far less, and what there was no time for is unknown. */
const FILES_MS = 4_000;
const HISTORY_MS = 6_000;
const BASELINE = 'keyward-baseline.jsonl';
/** A baseline stands at the top of a repository, a bot not always. */
const MOST_ABOVE = 4;

/** One for all families, so that each file is read once. */
export const finderFor = oncePerCheck(makeFinder);

async function makeFinder(parts: CheckParts): Promise<CheckFinder> {
  const { session, home, eyes, signal } = parts;
  const [{ key, dead }, own, { bots }] = [kept(home), await ownKeys(parts), await parts.bots];
  const beganMs = session.clock.monotonicMs();
  const pastMs = (): number => session.clock.monotonicMs() - beganMs;
  const isLate = (): boolean => signal.aborted || pastMs() > FILES_MS;
  // An address says of itself neither that it is real nor that it is not.
  const isPracticeKey = (id: string): boolean => !id.startsWith('0x') && isOfPractice(home, id);
  const folders = [session.folder, ...bots.flatMap(({ folder }) => folder ?? [])];
  const finder = new Finder({
    eyes,
    key,
    dead,
    own: (id) => own.get(fingerprintOf(id)) ?? (isPracticeKey(id) ? { key: 'practice', isReal: false } : undefined),
    baselines: [...new Set(folders)].flatMap(baselineAbove),
    today: new Date(eyes.nowMs).toISOString().slice(0, 10),
    isLate,
  });
  return { finder, isLate, leftMs: () => (signal.aborted ? 0 : HISTORY_MS - pastMs()) };
}

/** What earlier scans have found, under their key; nothing is made where there is nothing. */
function kept(home: string): { readonly key: Buffer; readonly dead: ReadonlyMap<string, string> } {
  const none = { key: randomBytes(32), dead: new Map<string, string>() };
  if (!existsSync(join(home, 'scan', 'key'))) return none;
  try {
    const leaks = new KeptLeaks(home);
    const dead = leaks.list().flatMap(({ id, dead: day }) => (day === undefined ? [] : [[id, day] as const]));
    return { key: leaks.key(), dead: new Map(dead) };
  } catch {
    return none;
  }
}

/** The keys of the settings by the fingerprint of their ids: as a running Keyward knows them, else those whose place is a file or variable of this host. */
async function ownKeys(
  parts: CheckParts,
): Promise<ReadonlyMap<string, { readonly key: string; readonly isReal: boolean }>> {
  const own = new Map<string, { readonly key: string; readonly isReal: boolean }>();
  const listed = await askRunning(parts, 'listKeys');
  if (listed && 'seen' in listed)
    for (const { key, environment, fingerprint } of listed.seen)
      if (fingerprint !== undefined) own.set(fingerprint, { key, isReal: environment === 'live' });
  const places = placesParts(parts.session, parts.settings, parts.path);
  await Promise.all(
    Object.entries(parts.settings.keys).map(async ([key, { from, environment }]) => {
      if (environment === 'practice' || !(from === undefined || 'env' in from || 'dotenv' in from)) return;
      const read = await placeOf(key, places)
        .read()
        .catch(() => undefined);
      if (read) own.set(fingerprintOf(read.id), { key, isReal: environment === 'live' });
    }),
  );
  return own;
}

function baselineAbove(
  folder: string,
): { readonly folder: string; readonly baseline: ReturnType<typeof readBaseline> }[] {
  for (let at = folder, above = 0; above < MOST_ABOVE; at = dirname(at), above++) {
    const path = join(at, BASELINE);
    try {
      if (existsSync(path)) return [{ folder: at, baseline: readBaseline(readFileSync(path, 'utf8'), path) }];
    } catch {
      return [];
    }
  }
  return [];
}
