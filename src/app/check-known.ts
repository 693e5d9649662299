import { join, resolve } from 'node:path';
import { tail } from '../journal/index.ts';
import type { Past, Where, Word } from '../posture/index.ts';
import type { CheckParts } from './check-parts.ts';
import type { CheckState } from './check-state.ts';

/** A clock that is set right by so much wakes nothing. */
const USUAL_MS = 60_000;
const MOST_NAMED = 6;

/** What is looked at, by its paths as they may be kept. */
export function whereOf(
  { path, session }: Pick<CheckParts, 'path' | 'session'>,
  nameOf: (path: string) => string,
): Where {
  const folder = nameOf(resolve(session.folder));
  return path === undefined ? { folder } : { settings: nameOf(resolve(path)), folder };
}

/** The newest time that anything in the state folder bears: reports, words, the end of the journal. 0 where there is nothing. */
export async function newestMs(parts: {
  readonly state: CheckState;
  readonly all: readonly Past[];
  readonly words: readonly Word[];
  readonly home: string;
}): Promise<number> {
  const { state, all, words, home } = parts;
  // Nothing hangs on the time but whether a word has ended.
  if (words.length === 0) return 0;
  const times = [...all, ...words].map(({ atMs }) => atMs);
  return Math.max(state.lookedMs(), await journalMs(home), ...times);
}

async function journalMs(home: string): Promise<number> {
  try {
    for await (const { time } of tail(join(resolve(home), 'journal'), { lines: 1 })) return Date.parse(time) || 0;
  } catch {
    // The checks of the records tell of a book that cannot be read.
  }
  return 0;
}

export function unsealedNotes(unsealed: readonly Word[]): readonly string[] {
  if (unsealed.length === 0) return [];
  const ids = [...new Set(unsealed.map(({ id }) => id))];
  const named = ids.slice(0, MOST_NAMED).join(', ');
  const [what, do_] = unsealed.length === 1 ? ['a word', 'does'] : [`${unsealed.length} words`, 'do'];
  return [
    `${what} in posture/words.json, of ${named}${ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : ''}, ${do_} not count: no seal of this state folder shows that the owner said it with keyward; say it again, or take it out with --end`,
  ];
}

export function clockNotes(atMs: number, nowMs: number): readonly string[] {
  if (nowMs - atMs < USUAL_MS) return [];
  return [
    `this clock says ${momentText(atMs)}, and something in the state folder is of ${momentText(nowMs)}: attestations and waivers end by the later one; where that time never was, take posture/looked.json and posture/history.json away`,
  ];
}

export function baselineNotes(baseline: Past | undefined, where: Where): readonly string[] {
  if (!baseline) return [];
  const { settings, folder } = baseline.where;
  if (settings !== where.settings)
    return [`the baseline is of other settings (${settings ?? 'none'}), and was not compared`];
  return folder === where.folder
    ? []
    : [`the baseline is of the folder ${folder}: what differs may be of the folder, not of the time`];
}

const momentText = (ms: number): string =>
  ms <= 8.64e15 ? `${new Date(ms).toISOString().slice(0, 16).replace('T', ' ')} UTC` : 'a time to come';
