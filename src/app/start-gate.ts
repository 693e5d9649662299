import type { Settings } from '../config/index.ts';
import { KeywardError } from '../core/index.ts';
import { failsAt } from '../posture/index.ts';
import { runChecks } from './checking.ts';
import type { SessionParts } from './session.ts';

const MOST_TOLD = 6;

/**
 * Throws `check-failed` where keys of real exchanges would be used while a check fails at `check.refuseStart`, or a graver one, that nobody has
 * waived in writing. What could not be seen refuses nothing: `keyward check` tells of it.
 */
export async function passChecks(parts: SessionParts, settings: Settings, version: string): Promise<void> {
  const level = settings.check.refuseStart;
  const isReal = Object.values(settings.keys).some(({ environment }) => environment === 'live');
  if (level === 'never' || !isReal) return;
  const { checks } = await runChecks(parts, { version });
  const failing = failsAt(checks, level);
  if (failing.length === 0) return;
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
