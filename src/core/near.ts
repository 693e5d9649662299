/** Of the known names, those that a typo away are meant by this one; the nearest first, three at most. */
export function nearNames(name: string, known: readonly string[]): string[] {
  const most = name.length < 4 ? 1 : 2;
  return known
    .map((each) => ({ each, steps: stepsBetween(name.toLowerCase(), each.toLowerCase()) }))
    .filter(({ each, steps }) => steps <= most || (name.length > 2 && each.startsWith(name)))
    .sort((a, b) => a.steps - b.steps)
    .slice(0, 3)
    .map(({ each }) => each);
}

/** `; did you mean a, b?`, or nothing. */
export function meantText(name: string, known: readonly string[]): string {
  const near = nearNames(name, known);
  return near.length === 0 ? '' : `; did you mean ${near.join(', ')}?`;
}

/** Says that there is no such thing in the settings, what is near, and what there is. */
export function unknownName(what: string, name: string, known: readonly string[]): string {
  const meant = meantText(name, known);
  return `there is no ${what} ${name} in the settings${meant || `; there is ${known.join(', ') || 'none'}`}`;
}

/** Says that a word is none of those that there are, what is near, and which there are to choose from. */
export function notOneOf(what: string, word: string, known: readonly string[]): string {
  const near = nearNames(word, known);
  const meant = near.length === 0 ? '' : `did you mean ${near.join(', ')}? `;
  return `${word} is not ${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}; ${meant}choose one of ${known.join(', ')}`;
}

/** How many letters have to be put in, taken out, changed or swapped with their neighbour. */
function stepsBetween(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, at) => at)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const changed = rows[i - 1]![j - 1]! + (one[i - 1] === other[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      const swapped = isSwap ? rows[i - 2]![j - 2]! + 1 : changed;
      row.push(Math.min(rows[i - 1]![j]! + 1, row[j - 1]! + 1, changed, swapped));
    }
    rows.push(row);
  }
  return rows[one.length]![other.length]!;
}
