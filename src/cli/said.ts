/** What an entry of the journal says, for people. */
export interface Said {
  /** One word: what kind of entry. */
  readonly what: string;
  readonly paint?: (text: string) => string;
  readonly text: string;
  /** Lines under it: reasons, and an id where one leads on. */
  readonly more?: readonly string[];
}

export function because(reason: string): string {
  return reason === '' ? '' : `: ${reason}`;
}
