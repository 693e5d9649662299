/** The two clocks of a process; both come in as an argument, so that a test can move them. */
export interface Clock {
  /** Wall time, milliseconds since the epoch; may jump. */
  nowMs(): number;
  /** Milliseconds since an arbitrary start; never goes back. */
  monotonicMs(): number;
}

export const systemClock: Clock = {
  nowMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};
