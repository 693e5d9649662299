import { isReading, type NtpReading, type NtpSilence } from './sntp.ts';

/**
 * What the servers say together. `agreed`: more than half of those that answered, and two of them where more than one was asked, can all be
 * right at once; `single`: one alone answered of several; `split`: no such majority; `silent`: none answered.
 */
export type NtpVote =
  | {
      readonly kind: 'agreed' | 'single';
      readonly offsetMs: number;
      readonly errorMs: number;
      readonly falsetickers: readonly string[];
    }
  | { readonly kind: 'split' | 'silent' };

/** The smallest span in which the most servers agree (Marzullo), where that is a majority. */
export function vote(answers: readonly (NtpReading | NtpSilence)[]): NtpVote {
  const readings = answers.filter(isReading);
  if (readings.length === 0) return { kind: 'silent' };
  const spans = readings.map(({ server, offsetMs, errorMs }) => ({
    server,
    low: offsetMs - errorMs,
    high: offsetMs + errorMs,
  }));
  let best: { low: number; high: number; servers: string[] } | undefined;
  // The best overlap begins where one of the spans begins.
  for (const { low } of spans) {
    const over = spans.filter((span) => span.low <= low && low <= span.high);
    if (best && over.length <= best.servers.length) continue;
    best = { low, high: Math.min(...over.map(({ high }) => high)), servers: over.map(({ server }) => server) };
  }
  const { low, high, servers } = best!;
  if (servers.length * 2 <= readings.length) return { kind: 'split' };
  return {
    kind: servers.length >= Math.min(2, answers.length) ? 'agreed' : 'single',
    offsetMs: (low + high) / 2,
    errorMs: (high - low) / 2,
    falsetickers: readings.map(({ server }) => server).filter((server) => !servers.includes(server)),
  };
}
