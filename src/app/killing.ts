import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Settings } from '../config/index.ts';
import { KeywardError, markOf, ulids, unknownName } from '../core/index.ts';
import { inspections } from '../exchanges/index.ts';
import type { HaltLevel } from '../halt/index.ts';
import { flatten, type KillRecord, KillRecords, type KillWishes, kill, type Target } from '../killswitch/index.ts';
import { askAdmin } from './admin.ts';
import { wishesOf } from './guard.ts';
import { giveToOwner, lowerToHalt } from './halting.ts';
import { type KeyEnd, keyEndsOf, untilDead } from './kill-keys.ts';
import { noteKills } from './kill-notes.ts';
import { type KillPlan, planOf } from './kill-plan.ts';
import { killable, openTarget } from './kill-targets.ts';
import { killSettings, ON_PRACTICE } from './killing-settings.ts';
import type { OwnKey } from './own-key.ts';
import { placeOf } from './places.ts';
import { type FoundSettings, placesParts, type SessionParts } from './session.ts';
import { openState } from './state.ts';
import { noteStop, type StopReport } from './stop-bots.ts';
import { stopBotsHere } from './stop-bots-here.ts';

const CALL_TIMEOUT_MS = 5_000;
const ADDRESS_MS = 1_000;
/** How long the end waits for whoever holds the state folder to write it down, in ms. */
const NOTE_MS = 5_000;
const AGAIN_MS = 100;

export interface KillRequest {
  /** Names of keys; absent: all that bots trade with. */
  readonly scope?: readonly string[];
  readonly depth: KillWishes['depth'];
  readonly reason: string;
  /** Afterwards it is asked until the exchanges refuse the keys, or until this is aborted; absent: nobody asks. */
  readonly untilDead?: AbortSignal;
}

/** What is about to be done, without a look at any account. */
export interface KillScope {
  readonly keys: readonly string[];
  /** Left by a use that was cut off; they are in `keys` too. */
  readonly takenUp: readonly KillRecord[];
  readonly wishes: KillWishes;
}

export interface KillReport {
  readonly record: KillRecord;
  readonly level: HaltLevel;
  /** Why the halt level could not be lowered. */
  readonly unset?: string;
  readonly journaled: boolean;
  readonly unjournaled?: string;
  /** Why the record is not on disk. */
  readonly unrecorded?: string;
  /** How the bots of these keys were told to stop, where a way is known. */
  readonly stops: readonly StopReport[];
  /** Where the keys are taken out of use. */
  readonly ends: readonly KeyEnd[];
}

/** Throws `usage` for a name that is no key that bots trade with. */
export function killScope(
  parts: SessionParts,
  { settings }: FoundSettings,
  request: Omit<KillRequest, 'reason' | 'untilDead'>,
): KillScope {
  const known = killable(settings);
  for (const name of request.scope ?? [])
    if (!known.includes(name)) throw new KeywardError('usage', unknownName('key that bots trade with', name, known));
  const takenUp = new KillRecords(resolve(parts.environment.home)).cutOff();
  const keys = [...new Set([...takenUp.flatMap((cut) => cut.keys), ...(request.scope ?? known)])];
  return { keys, takenUp, wishes: wishesOf(settings, request.depth) };
}

/**
 * Uses the kill switch from this process, over connections of its own: whether or not a Keyward runs, answers, or can write its journal. The
 * halt level is lowered before anything else, also where the settings turn out to be broken.
 */
export async function useKill(
  parts: SessionParts,
  request: KillRequest,
  tell: (key: string, says: string) => void,
): Promise<KillReport> {
  const home = resolve(parts.environment.home);
  const halted = lowerToHalt(parts, `keyward kill${request.reason === '' ? '' : `: ${request.reason}`}`);
  const { found, keys, wishes } = await scopeHalted(parts, request, halted.level);
  if (found.path === undefined) tell('', ON_PRACTICE);
  const stopping = stopBotsHere(parts, keys).catch((error: unknown): StopReport[] => {
    tell('bots', `they could not be told to stop: ${messageOf(error)}`);
    return [];
  });
  const accounts = await Accounts.open(parts, found);
  const records = new KillRecords(home);
  let unrecorded: string | undefined;
  try {
    const record = await kill({
      clock: parts.clock,
      records,
      wishes,
      by: `cli ${parts.environment.user}`,
      why: request.reason,
      keys,
      worker: markOf(process.pid),
      newId: ulids(parts.clock),
      open: (name) => {
        // The record stands by now: a resume that raised the level before it could see that is undone.
        lowerToHalt(parts, 'keyward kill is at work');
        return accounts.target(name);
      },
      tell,
      unrecorded: (error) => {
        unrecorded = error instanceof Error ? error.message : 'the disk does not take it';
      },
    });
    await halted.told;
    try {
      giveToOwner(home, 'kill', 'nonces', 'monitor');
    } catch (error) {
      // Where there is no state folder nothing of it is anybody's; what was done is told all the same.
      unrecorded ??= messageOf(error);
    }
    const stops = await stopping;
    const noted = await note(parts, home, records, record, stops);
    const ends = await accounts.ends(record, request.untilDead, tell);
    return {
      record,
      level: halted.level,
      ...(halted.unset === undefined ? {} : { unset: halted.unset }),
      ...noted,
      ...(unrecorded === undefined ? {} : { unrecorded }),
      stops,
      ends,
    };
  } finally {
    await accounts.close();
  }
}

/** What the switch would do to each account now; nothing but reads is sent. */
export async function planKill(
  parts: SessionParts,
  found: FoundSettings,
  request: Omit<KillRequest, 'reason' | 'untilDead'>,
): Promise<readonly KillPlan[]> {
  const { keys, wishes } = killScope(parts, found, request);
  const accounts = await Accounts.open(parts, found);
  try {
    return await Promise.all(
      keys.map(async (key) => {
        const target = await accounts.target(key).catch(unreached);
        return planOf(key, target, wishes, flatten);
      }),
    );
  } finally {
    await accounts.close();
  }
}

/** Those that were cut off and on which nobody works: the next use takes them up. */
export function unfinishedKills(parts: SessionParts): readonly KillRecord[] {
  return new KillRecords(resolve(parts.environment.home)).cutOff();
}

/** Those that were not resumed since. */
export function standingKills(parts: SessionParts): readonly KillRecord[] {
  return new KillRecords(resolve(parts.environment.home)).standing();
}

async function scopeHalted(
  parts: SessionParts,
  request: KillRequest,
  level: HaltLevel,
): Promise<KillScope & { readonly found: FoundSettings }> {
  try {
    const found = await killSettings(parts);
    return { found, ...killScope(parts, found, request) };
  } catch (error) {
    if (!(error instanceof KeywardError)) throw error;
    const lines = [...error.lines, `The halt level is ${level}; nothing was cancelled, closed or sold.`];
    throw new KeywardError(error.code, error.message, { lines, cause: error });
  }
}

/** The accounts of the settings, each over a connection of its own. */
class Accounts {
  readonly #parts: SessionParts;
  readonly #settings: Settings;
  readonly #places: ReturnType<typeof placesParts>;
  readonly #practicePort: number;
  readonly #owns = new Map<string, OwnKey>();

  private constructor(parts: SessionParts, settings: Settings, path: string | undefined, practicePort: number) {
    this.#parts = parts;
    this.#settings = settings;
    this.#places = placesParts(parts, settings, path);
    this.#practicePort = practicePort;
  }

  static async open(parts: SessionParts, { settings, path }: FoundSettings): Promise<Accounts> {
    return new Accounts(parts, settings, path, await practicePortOf(parts, settings));
  }

  async target(name: string): Promise<Target | { readonly unreached: string; readonly exchange: string }> {
    const key = this.#settings.keys[name];
    if (!key || !killable(this.#settings).includes(name))
      return {
        exchange: key?.exchange ?? '',
        unreached: 'no key of this name that bots trade with is in the settings',
      };
    const { exchange, environment } = key;
    if (environment === 'practice' && this.#practicePort === 0)
      return { exchange, unreached: 'the practice exchange is served by keyward up, which does not answer' };
    return this.#open(name).catch((error: unknown) => ({ ...unreached(error), exchange }));
  }

  /** Where the keys of these accounts end, and with `stopping` not before they have. */
  async ends(
    { keys, reports }: KillRecord,
    stopping: AbortSignal | undefined,
    tell: (key: string, says: string) => void,
  ): Promise<readonly KeyEnd[]> {
    const ends = keyEndsOf(this.#settings, keys);
    if (!stopping) return ends;
    const inspect = (key: string): ReturnType<OwnKey['signing']['inspect']> | undefined =>
      this.#owns.get(key)?.signing.inspect(inspections[this.#settings.keys[key]!.exchange]!);
    const worked = (key: string): boolean => reports.some((one) => one.key === key && one.state !== 'unreached');
    return untilDead(ends, { stopping, inspect, worked, tell });
  }

  async close(): Promise<void> {
    await Promise.all([...this.#owns.values()].map((own) => own.close()));
  }

  async #open(name: string): Promise<Target> {
    const { environment, clock } = this.#parts;
    const { target, own } = await openTarget(
      {
        settings: this.#settings,
        home: resolve(environment.home),
        clock,
        timeoutMs: CALL_TIMEOUT_MS,
        practicePort: this.#practicePort,
        placeOf: (key) => placeOf(key, this.#places),
      },
      name,
    );
    this.#owns.set(name, own);
    return target;
  }
}

/** Where the practice exchange listens; zero where nobody can tell. */
export async function practicePortOf({ environment }: SessionParts, { practice, keys }: Settings): Promise<number> {
  const isUsed = Object.values(keys).some((key) => key.environment === 'practice');
  if (practice.port !== 0 || !practice.serve || !isUsed) return practice.port;
  return askAdmin(resolve(environment.home), 'address', undefined, { timeoutMs: ADDRESS_MS }).then(
    ({ practicePort }) => practicePort ?? 0,
    () => 0,
  );
}

function unreached(error: unknown): { readonly exchange: string; readonly unreached: string } {
  return { exchange: '', unreached: error instanceof Error ? error.message : 'it failed' };
}

/** By the Keyward that runs here, else by taking the lock, else by whoever starts next: the record says whether it was done. */
async function note(
  parts: SessionParts,
  home: string,
  records: KillRecords,
  record: KillRecord,
  stops: readonly StopReport[],
): Promise<Pick<KillReport, 'journaled' | 'unjournaled'>> {
  const untilMs = parts.clock.monotonicMs() + NOTE_MS;
  for (;;) {
    try {
      await askAdmin(home, 'noteKills', { record, stops }, { timeoutMs: NOTE_MS });
      return { journaled: true };
    } catch (error) {
      if (!isCode(error, 'not-running')) return { journaled: false, unjournaled: messageOf(error) };
    }
    try {
      const state = await openState(parts.environment.home, parts.clock, parts.log, 'no-seal');
      try {
        await noteKills(state.journal, records, record);
        for (const stop of stops) noteStop(state.journal, stop);
        return { journaled: true };
      } finally {
        await state.close();
      }
    } catch (error) {
      if (!isCode(error, 'home-locked') || parts.clock.monotonicMs() > untilMs)
        return { journaled: false, unjournaled: messageOf(error) };
    }
    await sleep(AGAIN_MS);
  }
}

function isCode(error: unknown, code: KeywardError['code']): boolean {
  return error instanceof KeywardError && error.code === code;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : 'not an error';
}
