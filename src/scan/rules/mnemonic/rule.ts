import type { FoundPart } from '../../find.ts';
import type { Rule } from '../../rule.ts';
import { isMnemonic } from './mnemonic.ts';
import { findWordRuns, type PlacedWord } from './word-runs.ts';

const SIZES = [24, 21, 18, 15, 12];
/** A run may begin or end with words that are not of the phrase: a label, a word of the next sentence. */
const MOST_BESIDE = 3;
/** Over so many words it is a list. */
const MOST_WORDS = 24 + 2 * MOST_BESIDE;

export const mnemonic: Rule = {
  id: 'mnemonic',
  title: 'wallet seed phrase (BIP-39)',
  words: { id: 'mnemonic', names: [] },
  shapes: [],
  take: () => undefined,
};

/** The seed phrases of a text: words of the English list of BIP-39, with a checksum that holds. */
export function mnemonicsOf(bytes: Buffer): FoundPart[] {
  const found: FoundPart[] = [];
  findWordRuns(bytes, (words) => {
    const phrase = phraseOf(words);
    if (!phrase || !isOneList(bytes, phrase)) return;
    const { start } = phrase[0]!;
    const last = phrase.at(-1)!;
    found.push({
      part: 'mnemonic',
      by: 'proof',
      text: phrase.map(({ text }) => text).join(' '),
      start,
      length: last.start + last.text.length - start,
      name: '',
    });
  });
  return found;
}

function phraseOf(words: readonly PlacedWord[]): readonly PlacedWord[] | undefined {
  if (words.length > MOST_WORDS) return undefined;
  for (const size of SIZES)
    for (let from = 0; from <= MOST_BESIDE && from + size <= words.length; from++) {
      if (words.length - from - size > MOST_BESIDE) continue;
      const some = words.slice(from, from + size);
      const texts = some.map(({ text }) => text);
      if (!isSorted(texts) && isMnemonic(texts)) return some;
    }
  return undefined;
}

/** Words of one phrase stand apart in one way, or in two where a line ends, and few of them twice. */
function isOneList(bytes: Buffer, words: readonly PlacedWord[]): boolean {
  const gaps = words.slice(1).map(({ start }, at) => {
    const before = words[at]!;
    const gap = bytes.toString('latin1', before.start + before.text.length, start);
    return gap.replace(/\d+/g, '#').replace(/[ \t]+/g, ' ');
  });
  const different = new Set(gaps);
  if (different.size > 2 || (different.size === 2 && ![...different].some((gap) => /^[\s\\n]+$/.test(gap))))
    return false;
  // Of several texts in a list each is one by itself.
  if (different.size === 2 && new Set([...different].map((gap) => gap.includes(','))).size === 2) return false;
  return new Set(words.map(({ text }) => text)).size * 6 >= words.length * 5;
}

/** The list itself, and parts of it. */
const isSorted = (words: readonly string[]): boolean => words.every((word, at) => at === 0 || words[at - 1]! < word);
