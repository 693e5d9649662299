const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** How long after the first message the reminders go while an alarm lasts; then daily. */
const STEPS_MS = [5 * MINUTE_MS, 30 * MINUTE_MS, 120 * MINUTE_MS];

/** No two messages that raise one alarm are closer, unless it has become graver. */
export const SMALLEST_GAP_MS = STEPS_MS[0]!;
/** An alarm that comes back sooner after its end is the same one. */
export const SAME_AGAIN_MS = 30 * MINUTE_MS;

/** How old an alarm is when its reminder of this number, from zero, is due. */
export function reminderAgeMs(number: number): number {
  return STEPS_MS[number] ?? (number - STEPS_MS.length + 1) * DAY_MS;
}

/** The first reminder that is due later than at this age, and not before the number given: what was missed is not made up for. */
export function nextReminder(number: number, ageMs: number): number {
  let next = number;
  while (next < STEPS_MS.length && reminderAgeMs(next) <= ageMs) next++;
  if (next < STEPS_MS.length) return next;
  return Math.max(next, STEPS_MS.length - 1 + Math.floor(ageMs / DAY_MS) + 1);
}
