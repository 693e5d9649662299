/** A stretch of a text that is not to be shown. */
export interface Hidden {
  /** Offsets in bytes. */
  readonly start: number;
  readonly end: number;
  /** In words: `binance secret`. */
  readonly kind: string;
  /** What is hidden, by which it is known again. */
  readonly text: string;
}
