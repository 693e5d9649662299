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
  type Report,
  type ReportedCheck,
  reportOf,
  sinceMs,
  strategyDigests,
} from '../posture/index.ts';
import { practiceExchanges } from '../practice/index.ts';
import { ShownTexts } from '../scan/index.ts';
import { looks } from './check-looks.ts';
import type { CheckParts } from './check-parts.ts';
import { CheckState } from './check-state.ts';
import { eyesOf } from './eyes.ts';
import { findBots } from './find-bots.ts';
import { loadSettings, type SessionParts } from './session.ts';

/** However slow a look is, the report waits no longer. */
const LOOK_MS = 10_000;

export interface CheckRequest {
  /** Ids of checks or names of families, in any case; all when empty. */
  readonly wants?: readonly string[];
  readonly version: string;
  /** What is waited for, while it is. */
  say?(waitingFor: readonly string[]): void;
  /** This state is called good: what is worse later is drift. */
  readonly blesses?: boolean;
}

/** Runs the checks. Changes nothing but what it keeps in the state folder, where there is one: past reports, and the blessed state. */
export async function runChecks(parts: SessionParts, request: CheckRequest): Promise<Report> {
  const wants = wanted(request.wants ?? []);
  const { clock } = parts;
  const state = new CheckState(parts.environment.home);
  const names = new ShownTexts();
  const shown = (text: string): string => names.of(text);
  const words = state.words();
  const blessed = state.blessed();
  const atMs = clock.nowMs();
  const stop = new AbortController();
  // Every program that is run listens to it.
  setMaxListeners(0, stop.signal);
  try {
    const { checkParts, notes } = prepare(parts, stop.signal, blessed?.strategies);
    const looked = await lookAll(checkParts, { wants, notes, ...(request.say ? { say: request.say } : {}) });
    const judged = judgeAll(looked, { words, nowMs: atMs, wants, shown });
    const isWhole = wants.length === 0;
    const pasts = state.history();
    const checks = judged.map((check) => withSince(check, pasts));
    const last = pasts.at(-1);
    const report = reportOf(checks, {
      atMs,
      version: request.version,
      notes: notes.map(({ says }) => shown(says)),
      ...(isWhole && last ? { before: beforeOf(last, checks) } : {}),
      ...(blessed ? { drift: driftOf(blessed.past as Past, checks) } : {}),
    });
    if (isWhole) await state.addPast(pastOf(report));
    if (request.blesses === true) await state.bless({ past: pastOf(report), strategies: strategiesOf(looked) });
    return report;
  } finally {
    stop.abort();
  }
}

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
      throw new KeywardError('usage', `there is no check or family ${name.slice(0, 40)}${meantText(name, known)}`);
    return name;
  });
}

interface Note {
  readonly says: string;
}

function prepare(
  parts: SessionParts,
  signal: AbortSignal,
  blessed: Readonly<Record<string, string>> | undefined,
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
  const bots = findBots({ eyes, folder: parts.folder, signal });
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
  }: { wants: readonly string[]; notes: readonly Note[]; say?(waitingFor: readonly string[]): void },
): Promise<readonly Looked[]> {
  const needed = families.filter(
    ({ name, checks }) => wants.length === 0 || wants.includes(name) || checks.some(({ id }) => wants.includes(id)),
  );
  const waiting = new Set(needed.map(({ name }) => looks[name]?.asks ?? name));
  return Promise.all(
    needed.map(async (family): Promise<Looked> => {
      const look = looks[family.name];
      const facts = await seenBy(look, parts, notes[0]).catch((error: unknown) => blindOf(error));
      waiting.delete(look?.asks ?? family.name);
      say?.([...waiting]);
      return { family, facts: facts instanceof Blind ? family.blind(facts.reason) : facts };
    }),
  );
}

/** A look that came to nothing. */
class Blind {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
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
  const late = sleep(LOOK_MS, new Blind(`the look took longer than ${LOOK_MS / 1_000} s`), {
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
