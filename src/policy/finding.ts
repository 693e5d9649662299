/** Something in a valid policy that its owner may not have meant. */
export interface PolicyFinding {
  readonly id:
    | 'unlimited'
    | 'order-above-day'
    | 'order-above-open'
    | 'scope-loose'
    | 'scope-unused'
    | 'hours-never'
    | 'hours-overlap'
    | 'quotes-several'
    | 'limits-unused';
  /** `warn`: a limit is missing or cannot work as written. `note`: worth knowing. */
  readonly level: 'warn' | 'note';
  /** Where it stands in the settings. */
  readonly path: string;
  readonly message: string;
}
