import type { Part } from './shape.ts';

/** Drawn by chance: one of them is like no other. */
const DRAWN: readonly Part[] = ['private-key', 'mnemonic', 'secret', 'token', 'webhook'];
/** What people choose, and use again: the key beside it tells whose it is. */
export const CHOSEN: readonly Part[] = ['password', 'passphrase'];

/** The parts that are to be kept from others: what was drawn; without that what was chosen; a key alone is its own. */
export function secretParts<T extends { readonly part: Part }>(parts: readonly T[]): readonly T[] {
  const drawn = parts.filter(({ part }) => DRAWN.includes(part));
  if (drawn.length > 0) return drawn;
  const chosen = parts.filter(({ part }) => CHOSEN.includes(part));
  return chosen.length > 0 ? chosen : parts;
}

/** What tells a credential from every other: its secret; without one, what was chosen together with the key that it belongs to. */
export function tellingOf(parts: readonly { readonly part: Part; readonly text: string }[]): {
  readonly text: string;
  readonly isChosen: boolean;
} {
  const drawn = parts.find(({ part }) => DRAWN.includes(part));
  if (drawn) return { text: drawn.text, isChosen: false };
  const chosen = parts.find(({ part }) => CHOSEN.includes(part));
  const key = parts.find(({ part }) => part === 'key') ?? parts[0]!;
  if (!chosen) return { text: key.text, isChosen: false };
  return { text: chosen === key ? chosen.text : `${key.text}\0${chosen.text}`, isChosen: true };
}
