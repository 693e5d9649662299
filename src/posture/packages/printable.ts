const LONGEST = 80;

/** A text of unknown origin as one short piece of a line: nothing in it moves a cursor, hides, or turns the direction of writing. */
export function printable(text: string, longest = LONGEST): string {
  const plain = text.replace(
    /[^\x20-\x7e\u00a1-\u02ff\u0370-\u058f\u0e00-\u0eff\u1e00-\u1fff\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]/gu,
    '?',
  );
  return plain.length > longest ? `${plain.slice(0, longest - 1)}…` : plain;
}

/** Up to `most` of these, and how many more there are. */
export function listed(names: readonly string[], most = 5): string {
  const shown = names.slice(0, most).map((name) => printable(name));
  const more = names.length - shown.length;
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ');
}

export const counted = (count: number, one: string, many = `${one}s`): string => `${count} ${count === 1 ? one : many}`;
