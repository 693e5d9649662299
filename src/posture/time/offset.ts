import { type Finding, whenSeen } from '../check.ts';
import type { ClockFacts, ClockSource, Offset, Venue } from './facts.ts';

/** From where on exchanges that allow no more than a second of future refuse, in ms. */
export const SECOND_MS = 1_000;

const SHARED = 'the practice exchange runs with this very clock';

/** One finding for each exchange: whether the clock is surely within the limit, surely over it, or too roughly known. */
export function judgeOffsets({ venues }: ClockFacts, limitOf: (venue: Venue) => number): readonly Finding[] {
  return whenSeen('exchange clocks', venues, (all, by) => {
    if (all.length === 0)
      return [
        { result: 'not-applicable', about: 'exchange clocks', says: 'no exchange key stands in the settings', by },
      ];
    const isShared = all.every(({ ahead }) => 'seen' in ahead && ahead.seen === 'shared');
    if (isShared) return [{ result: 'not-applicable', about: 'exchange clocks', says: SHARED, by }];
    return all.flatMap((venue) => judgeVenue(venue, limitOf(venue)));
  });
}

function judgeVenue({ name, ahead, isPractice }: Venue, limitMs: number): readonly Finding[] {
  const about = `exchange ${name}`;
  const found = whenSeen(about, ahead, (offset, by): readonly Finding[] => {
    if (offset === 'shared') return [{ result: 'not-applicable', about, says: SHARED, by }];
    const says = `this clock is ${offsetText(offset)}`;
    const over = verdictOf(offset, limitMs);
    if (over === 'no') return [{ result: 'pass', about, says, by }];
    if (over === 'yes') return [{ result: 'fail', about, says: `${says}, over ${limitMs} ms`, by }];
    return [{ result: 'unknown', about, says: `${says}, which is too rough to tell it from ${limitMs} ms`, by }];
  });
  // Nothing can be lost there.
  return isPractice ? found.map((one) => ({ ...one, severity: 'low' })) : found;
}

function verdictOf({ aheadMs, errorMs }: Offset, limitMs: number): 'yes' | 'no' | 'unknown' {
  const ms = Math.abs(aheadMs);
  if (ms - errorMs > limitMs) return 'yes';
  return ms + errorMs <= limitMs ? 'no' : 'unknown';
}

function offsetText({ aheadMs, errorMs }: Offset): string {
  const ms = Math.round(aheadMs);
  const side = ms === 0 ? '0 ms off' : `${Math.abs(ms)} ms ${ms < 0 ? 'behind' : 'ahead'}`;
  return `${side} (within ${Math.ceil(errorMs)} ms)`;
}

/** A real exchange by which the clock is surely right now, whatever keeps it. */
export function rightBy({ venues }: ClockFacts): string | undefined {
  if ('unseen' in venues) return undefined;
  return venues.seen.find(
    ({ ahead, isPractice }) =>
      !isPractice && 'seen' in ahead && ahead.seen !== 'shared' && verdictOf(ahead.seen, SECOND_MS) === 'no',
  )?.name;
}

/** A container has its host's clock and cannot set it. */
export function fixOf(source: ClockFacts['source']): { readonly fix?: string } {
  const isInside = 'seen' in source && source.seen.isContainer;
  return isInside ? { fix: 'Set the clock on the host that runs this container; a container cannot set it.' } : {};
}

export function sourceText({ kind, evidence }: ClockSource): string {
  return [NAMES[kind], ...evidence].join('; ');
}

const NAMES = {
  chrony: 'chrony keeps this clock',
  timesyncd: 'systemd-timesyncd keeps this clock',
  ntpd: 'ntpd keeps this clock',
  other: 'a program that timedatectl does not name keeps this clock',
  none: 'nothing keeps this clock',
  unknown: 'what keeps this clock cannot be seen from here',
} as const;
