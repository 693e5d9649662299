import { KeywardError } from '../core/index.ts';

/** A command as words, by spaces; quotes keep them together, and nothing is replaced. Throws `usage` for a quote that is left open, and for none. */
export function commandWords(option: string, text: string): readonly string[] {
  const words: string[] = [];
  let word: string | undefined;
  let quote = '';
  for (const char of text) {
    if (quote !== '') {
      if (char === quote) quote = '';
      else word += char;
    } else if (char === '"' || char === "'") {
      quote = char;
      word ??= '';
    } else if (char === ' ') {
      if (word !== undefined) words.push(word);
      word = undefined;
    } else word = (word ?? '') + char;
  }
  if (quote !== '') throw new KeywardError('usage', `${option} has a quote that is not closed`);
  if (word !== undefined) words.push(word);
  if (words.length === 0) throw new KeywardError('usage', `${option} names no program`);
  return words;
}
