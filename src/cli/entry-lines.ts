import type { Entry, EntryOf } from '../app/index.ts';
import type { Context, Style } from './command.ts';

/** An entry of the journal as lines: time, what it is, and what it says; a second line where an id leads on. */
export function entryLines({ style, columns }: Context, entry: Entry): string[] {
  const [what, text, ...more] = says(style, entry);
  const time = entry.time.slice(11, 19);
  const pad = ' '.repeat(Math.max(0, 9 - what.length));
  const first = `${style.dim(time)}  ${paintWhat(style, what)}${pad}  ${text}`;
  return [clip(first, columns), ...more.map((line) => `${' '.repeat(21)}${line}`)];
}

/** On a terminal a long line is left to wrap; it is never cut, for what it says may matter. */
function clip(line: string, _columns: number): string {
  return line.trimEnd();
}
