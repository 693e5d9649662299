import { wrap } from './wrap.ts';

/** Stands for a space at which no line is broken. */
const FIXED = '\u0001';
/** A command that is longer, or of several, stands alone. */
const MOST_WITHIN = 40;

/**
 * A text within `columns` whose commands (in backticks) can be pasted: none is broken, and one that is long, or of several, stands on a line of
 * its own as it is, however long that gets.
 */
export function fixLines(text: string, columns: number): string[] {
  const parts = text.split('`');
  const lines: string[] = [];
  let said = '';
  const tell = (): void => {
    // What joined it to the command before it.
    const words = said.trim().replace(/^[;,.:]\s*/, '');
    if (words !== '') lines.push(...wrap(words, columns).map((line) => line.replaceAll(FIXED, ' ')));
    said = '';
  };
  for (const [at, part] of parts.entries()) {
    const isCommand = at % 2 === 1 && at < parts.length - 1;
    if (isCommand && (part.length > Math.min(MOST_WITHIN, columns - 2) || /&&|\|/.test(part))) {
      tell();
      lines.push(part);
    } else if (isCommand) said += `\`${part.replaceAll(' ', FIXED)}\``;
    else said += at % 2 === 1 ? `\`${part}` : part;
  }
  tell();
  return lines.length === 0 ? [''] : lines;
}
