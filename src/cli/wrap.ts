import { stripVTControlCharacters } from 'node:util';

/**
 * A text as lines of at most `columns`, broken between words; every line after the first begins with `indent` spaces. A longer word stands
 * alone, colours do not count.
 */
export function wrap(text: string, columns: number, indent = 0): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line.trim() !== '' && widthOf(line) + 1 + widthOf(word) > columns) {
      lines.push(line);
      line = `${' '.repeat(indent)}${word}`;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}

function widthOf(text: string): number {
  return stripVTControlCharacters(text).length;
}
