import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { practiceSettings, type Settings } from '../config/index.ts';
import { KeywardError, meantText } from '../core/index.ts';
import {
  type BotFacts,
  beforeOf,
  driftOf,
  families,
  judgeAll,
  type Looked,
  type Past,
  pastOf,
  pastsOf,
  type Report,
  type ReportedCheck,
  reportOf,
  sinceMs,
  strategyDigests,
  type Where,
} from '../posture/index.ts';
import { practiceExchanges } from '../practice/index.ts';
import { ShownTexts } from '../scan/index.ts';
import { baselineNotes, clockNotes, newestMs, unsealedNotes, whereOf } from './check-known.ts';
import { looks } from './check-looks.ts';
import type { CheckParts } from './check-parts.ts';
import { CheckState } from './check-state.ts';
import { cutNotes, sureBefore, sureDrift, surePast } from './cut-report.ts';
import { eyesOf } from './eyes.ts';
import { knownFault } from './faults.ts';
import { findBots } from './find-bots.ts';
import { Pulse } from './pulse.ts';
import { loadSettings, type SessionParts } from './session.ts';

/**
 * However slow a look is, the report waits no longer; of that, bots may be looked for so long. The same for a start: what it is refused for, and for
 * what it is waived, is what a report says.
 */
const WAITS = { lookMs: 20_000, botsMs: 8_000 } as const;
/** After so long a standstill a look may have run into a time-out of its own. */
const STANDSTILL_MS = 2_500;

export interface CheckRequest {
  /** Ids of checks or names of families, in any case; all when empty. */
  readonly wants?: readonly string[];
  readonly version: string;
  /** What is waited for, while it is. */
  say?(waitingFor: readonly string[]): void;
  /** This state is called good: what is worse later is drift. */
  readonly blesses?: boolean;
}

export interface CheckRun {
  readonly report: Report;
  /** Families whose look was ended by the time: what of them is not known could have been. */
  readonly late: ReadonlySet<string>;
}

/** Runs the checks. Changes nothing but what it keeps in the state folder, where there is one: past reports, and the blessed state. */
export async function runChecks(parts: SessionParts, request: CheckRequest): Promise<Report> {
  return (await checkAll(parts, request)).report;
}

/** As `runChecks`, with what the report does not say. */
export async function checkAll(parts: SessionParts, request: CheckRequest): Promise<CheckRun> {
  const wants = wanted(request.wants ?? []);
  const { clock } = parts;
  const state = new CheckState(parts.environment.home);
  const { words, unsealed } = state.words();
  const names = new ShownTexts();
  const shown = (text: string): string => names.of(text);
  const blessed = state.blessed();
  const atMs = clock.nowMs();
  const stop = new AbortController();
  // Every program that is run listens to it.
  setMaxListeners(0, stop.signal);
  try {
    const { checkParts, notes } = prepare(parts, { signal: stop.signal, blessed: blessed?.strategies });
    const where = whereOf(checkParts, (path) => state.nameOf(path, shown));
    const all = state.history();
    const knownMs = await newestMs({ state, all, words, home: parts.environment.home });
    const nowMs = Math.max(atMs, knownMs);
    const say = request.say ? { say: request.say } : {};
    const { looked, late, isStill } = await lookAll(checkParts, { wants, notes, ...say });
    // A search that goes on now was not waited for.
    const bots = await Promise.race([checkParts.bots, undefined]);
    const cut = [...late, ...(bots === undefined || bots.isCutShort ? ofBots(looked) : [])];
    const uncompared = looked.map(({ family }) => family.name).filter((name) => cut.includes(name));
    const digestOf = (text: string): string => state.seal.digestOf(text);
    const markOf = (text: string): string | undefined => state.markOf(text);
    const judge = (those: readonly Looked[]) => judgeAll(those, { words, nowMs, wants, digestOf, shown, markOf });
    const judged = judge(looked);
    const isWhole = wants.length === 0;
    const pasts = pastsOf(all, where);
    const checks = judged.map((check) => withSince(check, pasts));
    const last = pasts.at(-1);
    const baseline = blessed?.past as Past | undefined;
    const isComparable = baseline !== undefined && baseline.where.settings === where.settings;
    const report = reportOf(checks, {
      atMs,
      version: request.version,
      notes: [
        ...notes.map(({ says }) => says),
        ...unsealedNotes(unsealed),
        ...clockNotes(atMs, nowMs),
        ...baselineNotes(baseline, where),
        ...cutNotes(uncompared),
      ].map(shown),
      ...(isWhole ? {} : { asked: wants }),
      ...(isWhole && last ? { before: sureBefore(beforeOf(last, checks), checks, uncompared) } : {}),
      ...(isComparable ? { drift: sureDrift(driftOf(baseline, checks), checks, uncompared) } : {}),
      ...(uncompared.length > 0 ? { uncompared } : {}),
    });
    const failed: string[] = [];
    const keep = async (work: Promise<void>): Promise<void> => {
      const why = await unkeptWhy(work);
      if (why !== undefined && !failed.includes(shown(why))) failed.push(shown(why));
    };
    if (words.length > 0) await keep(state.noteLooked(nowMs));
    if (request.blesses === true) await bless(state, { report, where, looked, judge });
    if (isWhole) await keep(state.addPast(surePast(report, where, last)));
    for (const reason of failed) parts.log.warn('the report was not kept', { reason });
    return {
      report: { ...report, notes: [...report.notes, ...failed.map((why) => `${UNKEPT} (${why})`)] },
      late: isStill ? new Set(looked.map(({ family }) => family.name)) : late,
    };
  } finally {
    stop.abort();
  }
}

const UNKEPT = 'this report was not kept, so the next one is not compared with it';

/** Why something could not be kept, which is no reason not to tell the report. */
async function unkeptWhy(work: Promise<void>): Promise<string | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return knownFault(error).message;
  }
}

/** Keeps how things stand once this is blessed: what changed before is fine then, and is worse when it changes again. Throws `check-late` for a report in which the time ran out. */
async function bless(
  state: CheckState,
  {
    report,
    where,
    looked,
    judge,
  }: {
    report: Report;
    where: Where;
    looked: readonly Looked[];
    judge(those: readonly Looked[]): readonly ReportedCheck[];
  },
): Promise<void> {
  if (report.uncompared !== undefined)
    throw new KeywardError('check-late', `this state is not the baseline: ${cutNotes(report.uncompared).join()}`);
  const strategies = strategiesOf(looked);
  const checks = judge(
    looked.map((one) =>
      one.family.name === 'BOT' ? { ...one, facts: { ...(one.facts as BotFacts), blessed: strategies } } : one,
    ),
  );
  await state.bless({ past: pastOf({ ...report, checks }, where), strategies });
}

const ofBots = (looked: readonly Looked[]): string[] =>
  looked.map(({ family }) => family.name).filter((name) => looks[name]?.needsBots === true);

/** What a baseline keeps of the files that decide what is traded; none where nobody could look. */
function strategiesOf(looked: readonly Looked[]): Record<string, string> {
  const facts = looked.find(({ family }) => family.name === 'BOT')?.facts;
  return facts === undefined ? {} : strategyDigests(facts as BotFacts);
}

/** The names as they are registered. Throws `usage` for one that is not. */
function wanted(names: readonly string[]): string[] {
  const known = families.flatMap(({ name, checks }) => [name, ...checks.map(({ id }) => id)]);
  return names.map((given) => {
    const name = given.toUpperCase();
    if (!known.includes(name))
      throw new KeywardError(
        'usage',
        `there is no check or family ${name.slice(0, 40)}${meantText(name, known)}; the families are ${families.map((family) => family.name).join(', ')}`,
      );
    return name;
  });
}

interface Note {
  readonly says: string;
}

function prepare(
  parts: SessionParts,
  { signal, blessed }: { signal: AbortSignal; blessed: Readonly<Record<string, string>> | undefined },
): { checkParts: CheckParts; notes: readonly Note[] } {
  const { environment, clock } = parts;
  const eyes = eyesOf({ nowMs: clock.nowMs(), signal });
  const notes: Note[] = [];
  let found: { readonly settings: Settings; readonly path?: string };
  try {
    found = loadSettings(parts);
  } catch (error) {
    if (!(error instanceof KeywardError)) throw error;
    notes.push({ says: `the settings cannot be read: ${error.message}` });
    found = { settings: practiceSettings(practiceExchanges()) };
  }
  const bots = findBots({ eyes, folder: parts.folder, signal, longestMs: WAITS.botsMs });
  const checkParts = {
    session: parts,
    ...found,
    home: environment.home,
    eyes,
    bots,
    ...(blessed === undefined ? {} : { blessed }),
    signal,
  };
  return { checkParts, notes };
}

/** All families at once; one that fails or hangs has seen nothing. */
async function lookAll(
  parts: CheckParts,
  {
    wants,
    notes,
    say,
  }: {
    wants: readonly string[];
    notes: readonly Note[];
    say?(waitingFor: readonly string[]): void;
  },
): Promise<{ looked: readonly Looked[]; late: ReadonlySet<string>; isStill: boolean }> {
  const needed = families.filter(
    ({ name, checks }) => wants.length === 0 || wants.includes(name) || checks.some(({ id }) => wants.includes(id)),
  );
  const waiting = new Set(needed.map(({ name }) => looks[name]?.asks ?? name));
  const late = new Set<string>();
  const pulse = new Pulse(parts.session.clock);
  const looked = await Promise.all(
    needed.map(async (family): Promise<Looked> => {
      const look = looks[family.name];
      const facts = await seenBy(look, parts, notes[0]).catch((error: unknown) => blindOf(error));
      if (facts instanceof Blind && facts.isLate) late.add(family.name);
      waiting.delete(look?.asks ?? family.name);
      say?.([...waiting]);
      return { family, facts: facts instanceof Blind ? family.blind(facts.reason) : facts };
    }),
  ).finally(() => pulse.stop());
  return { looked, late, isStill: pulse.stop() > STANDSTILL_MS };
}

/** A look that came to nothing. */
class Blind {
  readonly reason: string;
  readonly isLate: boolean;
  constructor(reason: string, isLate = false) {
    this.reason = reason;
    this.isLate = isLate;
  }
}

function blindOf(error: unknown): Blind {
  return new Blind(`the look failed: ${error instanceof Error ? error.message.slice(0, 160) : 'not an error'}`);
}

async function seenBy(
  look: (typeof looks)[string] | undefined,
  parts: CheckParts,
  note: Note | undefined,
): Promise<unknown> {
  if (!look) return new Blind('nothing looks at this yet');
  if (look.needsSettings && note) return new Blind(note.says);
  const { lookMs } = WAITS;
  const late = sleep(lookMs, new Blind(`the look took longer than ${lookMs / 1_000} s`, true), {
    signal: parts.signal,
    ref: false,
  }).catch(() => new Blind('the look was given up'));
  return Promise.race([look.look(parts), late]);
}

function withSince(check: ReportedCheck, pasts: readonly Past[]): ReportedCheck {
  return {
    ...check,
    findings: check.findings.map((finding) => {
      const since = sinceMs(pasts, check.id, finding.about, finding.state);
      return since === undefined ? finding : { ...finding, sinceMs: since };
    }),
  };
}
