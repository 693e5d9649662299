/** The word `practice`, in clear, in hex, or as much of it as the shape of an id takes. */
const MARKS = [/practice/i, /7072616374696365/i, /^70726163-7469-/, /^PRACT-/];

/**
 * Whether an id was minted by a practice exchange: each front writes a mark into the ids that it makes, which no exchange's own have. Addresses
 * (Hyperliquid) hold no mark.
 */
export function isPracticeId(id: string): boolean {
  return MARKS.some((mark) => mark.test(id));
}
