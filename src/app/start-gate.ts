import type { Settings } from '../config/index.ts';
import { KeywardError } from '../core/index.ts';
import { failsAt, isForTime, type ReportedCheck, type Severity, severities } from '../posture/index.ts';
import { type CheckRun, checkAll } from './checking.ts';
import type { SessionParts } from './session.ts';

const MOST_TOLD = 6;
/** What these look at is on this host: where the time ran out, the next look may have more of it. Exchanges that are slow hold up no start. */
const LOCAL = new Set(['BOT', 'DEP', 'HOST', 'REPO', 'SEC']);

/**
 * Throws `check-failed` where keys of real exchanges would be used while a check fails at `check.refuseStart`, or a graver one, that nobody has
 * waived in writing. What cannot be seen refuses nothing: `keyward check` tells of it. Throws `check-late` where such a check could have been seen, had
 * there been time.
 */
export async function passChecks(parts: SessionParts, settings: Settings, version: string): Promise<void> {
  const level = settings.check.refuseStart;
  const isReal = Object.values(settings.keys).some(({ environment }) => environment === 'live');
  if (level === 'never' || !isReal) return;
  refuseBy(await checkAll(parts, { version }), level);
}

/** Throws as `passChecks` does, for what was found. */
export function refuseBy({ report: { checks }, late }: CheckRun, level: Severity): void {
  const failing = failsAt(checks, level);
  if (failing.length === 0) {
    refuseLate(unseenOf(checks, late, level));
    return;
  }
  const lines = failing.flatMap(({ id, findings }) =>
    findings.filter(({ state }) => state === 'fail').map(({ about, says }) => `${id}  ${about}: ${says}`),
  );
  const more = lines.length - MOST_TOLD;
  throw new KeywardError(
    'check-failed',
    `${failing.map(({ id }) => id).join(', ')} ${failing.length > 1 ? 'fail' : 'fails'}`,
    {
      lines: [
        ...lines.slice(0, MOST_TOLD),
        ...(more > 0 ? [`and ${more} more`] : []),
        `Mend it (keyward check ${failing[0]!.id} says how), or let it stand in writing: keyward waive ${failing[0]!.id} --why "..." --until DAY`,
      ],
    },
  );
}

/** Checks of this severity or a graver one that these families have not seen, and that nobody has waived for that. */
function unseenOf(
  checks: readonly ReportedCheck[],
  families: ReadonlySet<string>,
  level: Severity,
): readonly ReportedCheck[] {
  const limit = severities.indexOf(level);
  return checks.filter(({ family, findings }) =>
    findings.some(
      ({ state, severity, says }) =>
        state === 'unknown' &&
        severities.indexOf(severity) <= limit &&
        (families.has(family) || (LOCAL.has(family) && isForTime(says))),
    ),
  );
}

function refuseLate(unseen: readonly ReportedCheck[]): void {
  if (unseen.length === 0) return;
  const lines = unseen.flatMap(({ id, findings }) =>
    findings.filter(({ state }) => state === 'unknown').map(({ about, says }) => `${id}  ${about}: ${says}`),
  );
  const more = lines.length - MOST_TOLD;
  throw new KeywardError(
    'check-late',
    `the time ran out before ${unseen.map(({ id }) => id).join(', ')} could be seen`,
    {
      lines: [
        ...lines.slice(0, MOST_TOLD),
        ...(more > 0 ? [`and ${more} more`] : []),
        `Run it again; or let it stand in writing: keyward waive ${unseen[0]!.id} --why "..." --until DAY`,
      ],
    },
  );
}
