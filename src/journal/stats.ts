import { stat } from 'node:fs/promises';
import type { Entry } from './entries.ts';
import { listSegments } from './lines.ts';
import { readEntries } from './read.ts';

export type Counts = Readonly<Record<string, number>>;

export interface Stats {
  readonly entries: number;
  readonly segments: number;
  readonly bytes: number;
  /** ISO times of the first and the last entry; absent in an empty book. */
  readonly firstTime?: string;
  readonly lastTime?: string;
  readonly kinds: Counts;
  readonly bots: Counts;
  readonly exchanges: Counts;
  readonly effects: Counts;
  /** Reasons of denials, error codes of outcomes, and denials that were only counted. */
  readonly codes: Counts;
}

/** Counts what stands in the book of a folder. Throws `journal-broken` at a damaged line. */
export async function stats(folder: string): Promise<Stats> {
  const tally = {
    kinds: new Tally(),
    bots: new Tally(),
    exchanges: new Tally(),
    effects: new Tally(),
    codes: new Tally(),
  };
  const segments = await listSegments(folder);
  let entries = 0;
  let firstTime: string | undefined;
  let lastTime: string | undefined;
  for await (const entry of readEntries(folder, {})) {
    entries++;
    firstTime ??= entry.time;
    lastTime = entry.time;
    tally.kinds.add(entry.kind);
    if ('bot' in entry) tally.bots.add(entry.bot);
    if (entry.kind === 'decision') {
      tally.exchanges.add(entry.exchange);
      tally.effects.add(entry.effect);
    }
    for (const [code, count] of codesOf(entry)) tally.codes.add(code, count);
  }
  const sizes = await Promise.all(segments.map(async ({ path }) => (await stat(path)).size));
  return {
    entries,
    segments: segments.length,
    bytes: sizes.reduce((sum, size) => sum + size, 0),
    ...(firstTime === undefined || lastTime === undefined ? {} : { firstTime, lastTime }),
    kinds: tally.kinds.counts(),
    bots: tally.bots.counts(),
    exchanges: tally.exchanges.counts(),
    effects: tally.effects.counts(),
    codes: tally.codes.counts(),
  };
}

function codesOf(entry: Entry): readonly (readonly [code: string, count: number])[] {
  if (entry.kind === 'decision') return entry.reasons.map(({ code }) => [code, 1]);
  if (entry.kind === 'repeat') return [[entry.code, entry.count]];
  return entry.kind === 'outcome' && entry.code !== undefined ? [[entry.code, 1]] : [];
}

class Tally {
  readonly #counts = new Map<string, number>();

  add(name: string, count = 1): void {
    this.#counts.set(name, (this.#counts.get(name) ?? 0) + count);
  }

  counts(): Counts {
    return Object.fromEntries([...this.#counts].sort(([a], [b]) => (a < b ? -1 : 1)));
  }
}
