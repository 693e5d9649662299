import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KeywardError } from '../core/index.ts';
import { flatten, isUnreadable, type Target, type TargetReport } from '../killswitch/index.ts';
import { askAdmin } from './admin.ts';
import { DeadManFile, type DeadManState } from './dead-man-file.ts';
import { openTarget } from './kill-targets.ts';
import type { OwnKey } from './own-key.ts';
import { placeOf } from './places.ts';
import { type FoundSettings, loadSettings, placesParts, type SessionParts } from './session.ts';

const LOOK_MS = 1_000;
const ANSWER_MS = 1_000;
const CALL_MS = 5_000;
/** How long one go at an account lasts at most; what is left is gone at again. */
const CANCEL_MS = 30_000;

export interface WatchdogWorld {
  readonly stopping: AbortSignal;
  /** A line for its owner. */
  say(line: string): void;
}

/**
 * Watches the Keyward of this state folder until it is stopped. When that has died or hangs, without an orderly end, the orders of each key
 * of `kill.deadMan` are cancelled once its time is over: what the exchanges' own timers do, for where they have none. Nothing is closed or sold.
 */
export async function watchdog(parts: SessionParts, { stopping, say }: WatchdogWorld): Promise<void> {
  const found = loadSettings(parts);
  if (Object.keys(found.settings.kill.deadMan).length === 0)
    throw new KeywardError('usage', 'the settings name no key under kill.deadMan, so there is nothing to watch over');
  const home = resolve(parts.environment.home);
  const file = new DeadManFile(home);
  let aliveMs = parts.clock.monotonicMs();
  let isSilent = false;
  const working = new Map<string, Promise<void>>();
  const act = async (key: string, seconds: number, state: DeadManState): Promise<void> => {
    say(`${key}: nothing was heard for ${seconds} s; cancels all orders.`);
    // Before the first cancel: a Keyward that wakes up now is not to take it for a stranger's.
    put(file, state, key, { cancellingAt: new Date(parts.clock.nowMs()).toISOString() });
    const report = await cancelAll(parts, settingsNow(parts, found, key), key, { stopping, say });
    say(`${key}: ${wordsOf(report, stopping.aborted)}`);
    if (!isDone(report)) return;
    put(file, state, key, { cancelledAt: new Date(parts.clock.nowMs()).toISOString() });
  };
  while (!stopping.aborted) {
    const state = file.read();
    const isAlive = state === undefined || state.endedAt !== undefined || (await answers(home));
    const nowMs = parts.clock.monotonicMs();
    if (isAlive) aliveMs = nowMs;
    if (!isAlive !== isSilent) {
      isSilent = !isAlive;
      say(isSilent ? 'Keyward does not answer any more.' : 'Keyward has ended in order, or answers again.');
    }
    const silentMs = nowMs - aliveMs;
    for (const [key, { seconds, cancelledAt }] of Object.entries(state?.keys ?? {})) {
      if (!state || silentMs < seconds * 1_000 || cancelledAt !== undefined || stopping.aborted) continue;
      // Beside each other, each begun right after a look: an exchange that hangs holds no other up, nor until Keyward is there again.
      if (working.has(key)) continue;
      working.set(
        key,
        act(key, seconds, state)
          .catch(() => undefined)
          .finally(() => working.delete(key)),
      );
    }
    await sleep(LOOK_MS, undefined, { signal: stopping }).catch(() => undefined);
  }
  await Promise.all(working.values());
}

/** The Keyward that has died may have been started with others since; where they are not to be read now, those of the start. */
function settingsNow(parts: SessionParts, found: FoundSettings, key: string): FoundSettings {
  try {
    const now = loadSettings(parts);
    return now.path === found.path && Object.hasOwn(now.settings.keys, key) ? now : found;
  } catch {
    return found;
  }
}

/** What is done is done also where the disk does not take it. A Keyward that was started meanwhile has written a file of its own. */
function put(
  file: DeadManFile,
  before: DeadManState | undefined,
  key: string,
  done: Pick<DeadManState['keys'][string], 'cancellingAt' | 'cancelledAt'>,
): void {
  const now = file.read();
  if (now?.startedAt !== before?.startedAt || !now?.keys[key]) return;
  const { seconds, setAt } = now.keys[key];
  const one = { seconds, ...(setAt === undefined ? {} : { setAt }), ...done };
  try {
    file.write({ ...now, keys: { ...now.keys, [key]: one } });
  } catch {
    return;
  }
}

/** A Keyward that cannot answer can refuse no order either. */
async function answers(home: string): Promise<boolean> {
  try {
    await askAdmin(home, 'haltState', undefined, { timeoutMs: ANSWER_MS });
    return true;
  } catch (error) {
    const { code } = error as KeywardError;
    return code !== 'not-running' && code !== 'not-answering';
  }
}

type Report = Pick<TargetReport, 'state' | 'cancelled' | 'residue'>;

async function cancelAll(
  parts: SessionParts,
  { settings, path }: FoundSettings,
  key: string,
  { stopping, say }: WatchdogWorld,
): Promise<Report> {
  let own: OwnKey | undefined;
  try {
    if (!Object.hasOwn(settings.keys, key)) throw new Error('the settings have no key of this name any more');
    const opened = await openTarget(
      {
        settings,
        home: resolve(parts.environment.home),
        clock: parts.clock,
        timeoutMs: CALL_MS,
        practicePort: settings.practice.port,
        placeOf: (name) => placeOf(name, placesParts(parts, settings, path)),
      },
      key,
    );
    own = opened.own;
    if (stopping.aborted) throw new Error('there was no time to begin');
    return await flatten(until(stopping, opened.target), { depth: 'cancel', keep: [], withinMs: CANCEL_MS }, (says) =>
      say(`${key}: ${says}`),
    );
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it failed';
    return { state: 'unreached', cancelled: 0, residue: [{ what: 'unread', name: 'everything', why }] };
  } finally {
    await own?.close();
  }
}

/** Its time is over when the watchdog is to end: what was asked is heard, and nothing more is begun. */
function until(stopping: AbortSignal, target: Target): Target {
  const { clock } = target;
  const monotonicMs = (): number => clock.monotonicMs() + (stopping.aborted ? CANCEL_MS : 0);
  return {
    ...target,
    clock: { nowMs: () => clock.nowMs(), monotonicMs },
    sleep: (ms) => sleep(ms, undefined, { signal: stopping }).catch(() => undefined),
  };
}

/** What the key may not read it does not read the next time either. */
function isDone({ state, residue }: Pick<Report, 'state' | 'residue'>): boolean {
  return state === 'flat' || (state === 'residue' && residue.every(isUnreadable));
}

function wordsOf({ state, cancelled, residue }: Report, isLast: boolean): string {
  if (isDone({ state, residue })) {
    const but = residue.length === 0 ? '' : `, but for what the key may not read (${residue.map(({ name }) => name)})`;
    return `no order is open any more${but}; ${cancelled} were cancelled.`;
  }
  const left = residue.map(({ what, name, why }) => `${what} ${name}: ${why}`).join('; ');
  return `not done, and ${isLast ? 'the watchdog is told to end' : 'tried again'}: ${left || state}`;
}
