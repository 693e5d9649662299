import { type Clock, KeywardError, meantText } from '../core/index.ts';
import {
  type Covered,
  families,
  LONGEST_WORD_MS,
  type ReportedCheck,
  type ReportedFinding,
  type Word,
} from '../posture/index.ts';
import { CheckState } from './check-state.ts';
import { runChecks } from './checking.ts';
import type { SessionParts } from './session.ts';
import { withOperations } from './session.ts';
import { WordSeal } from './word-seal.ts';

export interface WordRequest {
  readonly kind: Word['kind'];
  readonly id: string;
  readonly about?: string;
  readonly why: string;
  /** A day, such as 2027-01-31 (its end, UTC), or a time. */
  readonly until: string;
}

const DAY_MS = 86_400_000;
const MOST_WHY = 500;

/**
 * Writes down what the owner says of what a check finds now: in the journal, then where the checks read it. Throws `usage` for what is no word, and
 * where there is nothing that it could be about.
 */
export async function sayWord(parts: SessionParts, request: WordRequest & { readonly version: string }): Promise<Word> {
  const { kind } = request;
  const id = knownCheck(request.id).id;
  const why = request.why.trim();
  if (why === '') throw new KeywardError('usage', 'the reason is empty');
  if (why.length > MOST_WHY) throw new KeywardError('usage', `the reason is longer than ${MOST_WHY} characters`);
  if (kind === 'attest' && !isAttestable(id))
    throw new KeywardError(
      'usage',
      `${id} is measured, and not believed: it can be waived, not attested (keyward waive ${id} --why TEXT --until DAY)`,
    );
  const untilMs = endOf(request.until, parts.clock);
  const { user, home } = parts.environment;
  // Before the look: under another key nothing that it finds would be found again.
  WordSeal.make(home);
  const covers = await coveredNow(parts, { ...request, id });
  const atMs = parts.clock.nowMs();
  const word: Word = { kind, id, covers, why, who: user.slice(0, 100), atMs, untilMs };
  const state = new CheckState(home);
  // What cannot be kept is not written into the journal either.
  state.checkWord(word);
  const what = kind === 'attest' ? 'attested' : 'waived';
  const about = covers.map((one) => one.about).join('; ');
  const reason = `${why} (until ${new Date(untilMs).toISOString()})`;
  await withOperations(parts, (operations) =>
    operations.noteCheckWord({ id, about: about.slice(0, 300), what, by: `cli ${user}`, reason }),
  );
  await state.addWord(word);
  return word;
}

/** What a check finds now that such a word answers. */
async function coveredNow(
  parts: SessionParts,
  { kind, id, about, version }: WordRequest & { readonly version: string },
): Promise<readonly Covered[]> {
  const { checks } = await runChecks(parts, { wants: [id], version });
  const open = (checks[0]?.findings ?? []).filter(({ result }) =>
    kind === 'attest' ? result === 'unknown' : result === 'unknown' || result === 'warn' || result === 'fail',
  );
  const meant = open.filter((finding) => about === undefined || finding.about === about);
  if (meant.length > 0) return meant.map(({ about, result, severity, saw }) => ({ about, result, severity, saw }));
  throw new KeywardError(
    'usage',
    nothingText({ kind, id, ...(about === undefined ? {} : { about }) }, checks[0], open),
  );
}

/** Why there is nothing to say of a check, and what to do instead. */
function nothingText(
  { kind, id, about }: Pick<WordRequest, 'kind' | 'id' | 'about'>,
  check: ReportedCheck | undefined,
  open: readonly ReportedFinding[],
): string {
  if (about !== undefined && open.length > 0) {
    const there = open.map((finding) => finding.about).join('; ');
    return `${id} finds nothing about ${about.slice(0, 100)}; there is ${there.slice(0, 400)}`;
  }
  const [worst] = check?.findings ?? [];
  const nothing = `${id} finds nothing now that could be ${kind === 'attest' ? 'attested' : 'waived'}`;
  if (!worst) return nothing;
  const says = `${worst.about}: ${worst.says}`.slice(0, 300);
  if (worst.result === 'not-applicable') return `${nothing}: it does not apply here (${says})`;
  if (worst.result === 'pass') return `${nothing}: it passes (${says})`;
  const does = worst.result === 'fail' ? 'fails' : 'warns';
  return `${nothing}: it ${does} (${says}), and what was seen is not believed away; mend it, or let it stand in writing: keyward waive ${id} --why TEXT --until DAY`;
}

/** Takes back what the owner has said of a check, or of one thing of it. Gives how many words that were; they stand in the journal still. */
export async function endWord(
  parts: SessionParts,
  { kind, id: given, about }: Pick<WordRequest, 'kind' | 'id' | 'about'>,
): Promise<{ readonly id: string; readonly ended: number }> {
  const { id } = knownCheck(given);
  const { user, home } = parts.environment;
  const state = new CheckState(home);
  const { words, unsealed } = state.words();
  const ended = [...words, ...unsealed]
    .filter((word) => word.kind === kind && word.id === id)
    .filter(({ covers }) => about === undefined || covers.some((one) => one.about === about)).length;
  if (ended === 0) return { id, ended };
  const what = kind === 'attest' ? 'attestation-ended' : 'waiver-ended';
  const note = {
    id,
    ...(about === undefined ? {} : { about }),
    what,
    by: `cli ${user}`,
    reason: 'taken back',
  } as const;
  await withOperations(parts, (operations) => operations.noteCheckWord(note));
  await state.endWords({ kind, id, ...(about === undefined ? {} : { about }) });
  return { id, ended };
}

/** A check by its id, in any case. Throws `usage` with what may be meant. */
export function knownCheck(given: string): (typeof families)[number]['checks'][number] {
  const id = given.toUpperCase();
  const checks = families.flatMap((family) => family.checks);
  const found = checks.find((check) => check.id === id);
  if (!found)
    throw new KeywardError(
      'usage',
      `there is no check ${id.slice(0, 40)}${meantText(
        id,
        checks.map((check) => check.id),
      )}`,
    );
  return found;
}

const isAttestable = (id: string): boolean =>
  families.some(({ checks }) => checks.some((check) => check.id === id && check.isAttestable === true));

const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/;

function endOf(text: string, clock: Clock): number {
  const isDay = /^\d{4}-\d\d-\d\d$/.test(text);
  const midnight = Date.parse(`${text.slice(0, 10)}T00:00:00Z`);
  // The thirtieth of February is read as a day of March.
  const isReal = Number.isFinite(midnight) && new Date(midnight).toISOString().startsWith(text.slice(0, 10));
  const ms = isDay ? midnight + DAY_MS : TIME.test(text) ? Date.parse(text) : Number.NaN;
  if (!isReal || !Number.isFinite(ms))
    throw new KeywardError('usage', `--until: not a day such as 2027-01-31: ${text.slice(0, 40)}`);
  if (ms <= clock.nowMs()) throw new KeywardError('usage', `--until: ${text} is over`);
  if (ms - clock.nowMs() > LONGEST_WORD_MS)
    throw new KeywardError(
      'usage',
      `--until: ${text} is more than a year away; what nobody looks at for longer is not known`,
    );
  return ms;
}
