/** Beyond this, lines are hard to read however wide the terminal is. */
export const WIDEST = 88;

/** A paragraph as lines that fit the terminal, all of them indented; a word longer than a line stands alone. */
export function paragraph(text: string, columns: number, indent = 0): string[] {
  const width = Math.max(20, Math.min(columns, WIDEST) - indent);
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line].map((each) => ' '.repeat(indent) + each);
}
