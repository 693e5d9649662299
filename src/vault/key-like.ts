/** Shorter than any key of an exchange. */
const SHORT = 20;
/** How many of its neighbours are of another kind in a text of random letters and digits; names stay far below. */
const LEAST_CHANGES = 0.25;

/**
 * Whether a text looks like a key rather than a name: of twenty letters and digits or more, in which digits, small letters and capitals take turns as
 * nobody writes them, or in which so many stand in one piece.
 */
export function isKeyLike(text: string): boolean {
  const letters = text.replaceAll(/[^A-Za-z0-9]/g, '');
  if (letters.length < SHORT) return false;
  let changes = 0;
  for (let at = 1; at < letters.length; at++) if (isChange(letters[at - 1]!, letters[at]!)) changes++;
  if (changes / (letters.length - 1) >= LEAST_CHANGES && !/^[a-z0-9]+(?:-[a-z0-9]{1,12})+$/.test(text)) return true;
  return text.split(/[^A-Za-z0-9]+/).some((piece) => piece.length >= SHORT && isMixed(piece));
}

/** A capital behind a small letter begins a word, and a small one behind a capital goes on with it: neither is strange by itself. */
function isChange(before: string, now: string): boolean {
  const kind = (one: string): string => (/\d/.test(one) ? 'digit' : /[a-z]/.test(one) ? 'small' : 'capital');
  return kind(before) !== kind(now) && !(kind(before) === 'capital' && kind(now) === 'small');
}

/** Digits in more than one place, or letters of both kinds that make no words. */
function isMixed(piece: string): boolean {
  const runs = piece.match(/\d+/g)?.length ?? 0;
  return runs >= 3 || !/^(?:[A-Z]*\d*|[A-Z]?[a-z]+\d*(?:[A-Z][a-z]+\d*)*|[a-z]*\d*)$/.test(piece);
}

/** Names that people give to what holds a credential, by one of their words. */
const TELLING = /(?:^|[^a-z])(?:api|key|id|secret|pass|passphrase|password|phrase|token|pin|pw)(?:[^a-z]|$)/i;

/** A name out of the settings as a message may show it; what may be no name but the value itself is left out. */
export function shownName(name: string): string {
  const spaced = name.replaceAll(/([a-z])([A-Z])/g, '$1 $2');
  return TELLING.test(spaced) && name.length <= 64 && !isKeyLike(name) ? name : 'value under the name in the settings';
}
