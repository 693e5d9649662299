import { existsSync, lchownSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { KeywardError, makePrivateFolder } from '../core/index.ts';
import { HaltFile, type HaltLevel, type HaltState, isTighter } from '../halt/index.ts';
import { KillRecords } from '../killswitch/index.ts';
import { askAdmin } from './admin.ts';
import { changeHalt, type HaltChange } from './halt-change.ts';
import { leaksAlive } from './leak-alive.ts';
import type { SessionParts } from './session.ts';
import { checkFolder, checkOwner, openState } from './state.ts';

/** How long a kill waits to be confirmed and written down; it counts from before this wait. */
const CONFIRM_MS = 2_000;
const RAISE_MS = 10_000;
const AGAIN_MS = 50;

/** Whether a Keyward runs on the state folder. `not-answering`: one holds the folder, but hangs or is just starting. */
export type Running = 'yes' | 'no' | 'not-answering';

export interface HaltNow extends HaltState {
  readonly home: string;
  readonly running: Running;
}

export interface HaltReport extends HaltNow {
  readonly from: HaltLevel;
  readonly changed: boolean;
  /** It stands in the journal. */
  readonly journaled: boolean;
  /** Why it does not; the level counts all the same. */
  readonly unjournaled?: string;
}

/** The halt level of the state folder, read from its file, which counts also while nothing runs. */
export async function readHalt({ environment }: SessionParts): Promise<HaltNow> {
  const home = resolve(environment.home);
  checkOwner(home);
  const running = await askAdmin(home, 'haltState', undefined, { timeoutMs: CONFIRM_MS }).then(
    () => 'yes' as const,
    runningOf,
  );
  return { ...new HaltFile(home).read(), home, running };
}

/** Throws `usage` for `run` while a key that leaked may be alive, or a use of the kill switch was not resumed: the way back goes over `reduce`. */
export function checkRaise({ environment }: SessionParts, level: HaltLevel): void {
  if (level !== 'run') return;
  const home = resolve(environment.home);
  const [leak] = leaksAlive(home);
  const isHeld = leak !== undefined && new HaltFile(home).read().level !== 'run';
  if (isHeld && leak.damaged !== undefined)
    throw new KeywardError('usage', `${leak.key} may have leaked: ${leak.damaged} cannot be read`, {
      lines: [`First keyward leak ${leak.key}, which begins anew; or take the file away, where no key has leaked.`],
    });
  if (isHeld)
    throw new KeywardError('usage', `${leak.key} has leaked, and is not proven dead`, {
      lines: [`First keyward leak resume ${leak.key}; with --unproven where nobody can prove it.`],
    });
  const standing = new KillRecords(home).standing();
  if (standing.length === 0 || new HaltFile(home).read().level === 'run') return;
  const keys = [...new Set(standing.flatMap((one) => one.keys))].join(', ') || 'no account';
  throw new KeywardError('usage', `the kill switch was used (${keys}) and not resumed since`, {
    lines: ['First keyward resume, which goes to reduce; then keyward halt run.'],
  });
}

/**
 * Sets the halt level. A tighter one stands in the file before anything else is tried, so that it counts whether or not the running Keyward
 * answers, the journal can be written or the settings are in order. A looser one is set only once it is written down.
 */
export async function setHalt(parts: SessionParts, change: Omit<HaltChange, 'from' | 'by'>): Promise<HaltReport> {
  const home = resolve(parts.environment.home);
  const request = { ...change, by: `cli ${parts.environment.user}` };
  checkFolder(home);
  if (!isRoot()) checkOwner(home);
  checkRaise(parts, change.level);
  const file = new HaltFile(home);
  const before = file.read();
  if (before.level === change.level)
    return { ...(await readHalt(parts)), from: before.level, changed: false, journaled: false };
  return isTighter(change.level, before.level)
    ? lower(parts, home, file, { ...request, from: before.level })
    : raise(parts, home, request);
}

/**
 * For the kill switch and for leaks: when it returns, the level in the file is `halt`, or tighter already, also while the disk hangs. `told` has
 * it written down, by whoever can, and never throws; `unset` says why the file did not take it. Until `isFree` this process takes no state
 * folder for that.
 */
export function lowerToHalt(
  parts: SessionParts,
  reason: string,
  isFree: Promise<unknown> = Promise.resolve(),
): { readonly level: HaltLevel; readonly told: Promise<unknown>; readonly unset?: string } {
  const home = resolve(parts.environment.home);
  const file = new HaltFile(home);
  try {
    checkFolder(home);
    if (!isRoot()) checkOwner(home);
    const { level: from } = file.read();
    if (!isTighter('halt', from)) return { level: from, told: Promise.resolve() };
    const change = { level: 'halt' as const, by: `cli ${parts.environment.user}`, reason, from };
    // All of it up to the first wait is done before this returns.
    const told = lower(parts, home, file, change, isFree).catch(() => undefined);
    const { level } = file.read();
    return { level, told, ...(isTighter('halt', level) ? { unset: 'the disk does not take it' } : {}) };
  } catch (error) {
    return { level: file.read().level, told: Promise.resolve(), unset: messageOf(error) };
  }
}

async function lower(
  parts: SessionParts,
  home: string,
  file: HaltFile,
  change: HaltChange & { from: HaltLevel },
  isFree?: Promise<unknown>,
): Promise<HaltReport> {
  const { level, by, reason, from } = change;
  const state = { level, since: new Date(parts.clock.nowMs()).toISOString(), by, reason };
  let durable: Promise<unknown> = Promise.resolve();
  const set = (): void => {
    if (!isTighter(level, file.read().level)) return;
    if (isFree) durable = file.tightenAtOnce(state).catch(() => undefined);
    else file.tighten(state);
    giveToOwner(home, 'halt.json');
  };
  makePrivateFolder(home);
  set();
  const told = await tell(parts, home, change, isFree);
  // Whoever was raising it at the same moment does not win.
  set();
  await durable;
  return { ...file.read(), home, from, changed: true, ...told };
}

/** Has the change written down by whoever holds the state folder; never throws, for the level counts already. */
async function tell(
  parts: SessionParts,
  home: string,
  change: HaltChange,
  isFree: Promise<unknown> | undefined,
): Promise<Pick<HaltReport, 'running' | 'journaled' | 'unjournaled'>> {
  const untilMs = parts.clock.monotonicMs() + CONFIRM_MS;
  for (;;) {
    try {
      // Without a moment by which: a Keyward that wakes up later writes it down then.
      await askAdmin(home, 'halt', change, { timeoutMs: CONFIRM_MS });
      return { running: 'yes', journaled: true };
    } catch (error) {
      if (!isCode(error, 'not-running'))
        return { running: runningOf(error), journaled: false, unjournaled: messageOf(error) };
    }
    try {
      await isFree;
      await onState(parts, change);
      return { running: 'no', journaled: true };
    } catch (error) {
      const isLocked = isCode(error, 'home-locked');
      if (!isLocked || parts.clock.monotonicMs() > untilMs) {
        return { running: isLocked ? 'not-answering' : 'no', journaled: false, unjournaled: messageOf(error) };
      }
    }
    await sleep(AGAIN_MS);
  }
}

async function raise(parts: SessionParts, home: string, change: HaltChange): Promise<HaltReport> {
  try {
    const state = await askAdmin(home, 'halt', change, {
      timeoutMs: RAISE_MS,
      untilMs: parts.clock.nowMs() + RAISE_MS,
    });
    return { ...state, home, running: 'yes', changed: true, journaled: true };
  } catch (error) {
    if (!isCode(error, 'not-running')) throw error;
  }
  return { ...(await onState(parts, change)), home, running: 'no', changed: true, journaled: true };
}

async function onState(parts: SessionParts, change: HaltChange): Promise<HaltState & { from: HaltLevel }> {
  const state = await openState(parts.environment.home, parts.clock, parts.log, 'no-seal');
  try {
    return await changeHalt(state, parts.clock, change);
  } finally {
    await state.close();
  }
}

/** What root writes must stay readable for the user that runs Keyward. `paths`: below the state folder; a folder with the files in it. */
export function giveToOwner(home: string, ...paths: readonly string[]): void {
  const { uid, gid } = statSync(home);
  if (!isRoot() || uid === 0) return;
  for (const path of paths.map((name) => join(home, name)).filter((each) => existsSync(each))) {
    lchownSync(path, uid, gid);
    if (lstatSync(path).isDirectory()) for (const name of readdirSync(path)) lchownSync(join(path, name), uid, gid);
  }
}

function isRoot(): boolean {
  return process.getuid?.() === 0;
}

function runningOf(error: unknown): Running {
  if (isCode(error, 'not-running')) return 'no';
  return isCode(error, 'not-answering') ? 'not-answering' : 'yes';
}

function isCode(error: unknown, code: KeywardError['code']): boolean {
  return error instanceof KeywardError && error.code === code;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'not an error';
}

/** True where a Keyward has ever kept state. */
export function hasState({ environment }: SessionParts): boolean {
  return existsSync(join(resolve(environment.home), 'journal'));
}
