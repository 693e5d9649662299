/** One thing that was looked at. `unknown` is never fine. */
export interface Examined {
  readonly what: string;
  readonly outcome: 'fine' | 'warning' | 'fault' | 'unknown';
  readonly says: string;
  /** What to do, where there is something to do. */
  readonly fix?: string;
}
