import { wrap } from './wrap.ts';

/** Beyond this, lines are hard to read however wide the terminal is. */
export const WIDEST = 88;

/** A paragraph as lines that fit the terminal, all of them indented; a word longer than a line stands alone. */
export function paragraph(text: string, columns: number, indent = 0): string[] {
  const width = Math.max(20, Math.min(columns, WIDEST) - indent);
  return wrap(text, width).map((line) => ' '.repeat(indent) + line);
}
