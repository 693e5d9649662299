import { stripVTControlCharacters } from 'node:util';
import { wrap } from './wrap.ts';

/** Columns that a list needs in a cell of its own. */
const LEAST_ROOM = 12;

/** Rows as aligned lines: columns two spaces apart, the last one open-ended; colours do not count. */
export function table(rows: readonly (readonly string[])[], indent = 0): string[] {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [column, cell] of row.entries()) widths[column] = Math.max(widths[column] ?? 0, widthOf(cell));
  }
  return rows.map((row) => {
    const cells = row.map((cell, column) =>
      column === row.length - 1 ? cell : cell + ' '.repeat(widths[column]! - widthOf(cell)),
    );
    return (' '.repeat(indent) + cells.join('  ')).trimEnd();
  });
}

/**
 * As `table`, within the terminal where that can be: the last column goes on in further lines, and where there is no room for that each row
 * stands alone, a line for each of its cells under the name of its column, which the first row holds.
 */
export function fittedTable(rows: readonly (readonly string[])[], columns: number): string[] {
  const plain = table(rows);
  if (fits(plain, columns)) return plain;
  const [head = [], ...body] = rows;
  const room = roomForLast(rows, columns);
  if (room < LEAST_ROOM) {
    return body.flatMap((row, at) => [
      ...(at === 0 ? [] : ['']),
      ...fields(
        row.flatMap((cell, column) => (cell === '' ? [] : [[head[column] ?? '', cell]])),
        columns,
      ),
    ]);
  }
  return table(
    rows.flatMap((row) => {
      const [start = '', ...rest] = wrap(row.at(-1) ?? '', room);
      return [[...row.slice(0, -1), start], ...rest.map((more) => [...row.slice(0, -1).map(() => ''), more])];
    }),
  );
}

/** What a terminal leaves to the last column of these rows. */
export function roomForLast(rows: readonly (readonly string[])[], columns: number): number {
  const taken = Math.max(...table(rows.map((row) => [...row.slice(0, -1), '|'])).map((line) => widthOf(line)));
  return columns - taken + 1;
}

/** Names, each with what it says beside it; what is too long for the terminal goes on below itself, `broken` into lines. */
export function fields(
  rows: readonly (readonly string[])[],
  columns: number,
  indent = 0,
  broken: (text: string, columns: number) => readonly string[] = wrap,
): string[] {
  const width = Math.max(0, ...rows.map(([name = '']) => widthOf(name)));
  const room = Math.max(LEAST_ROOM, columns - indent - width - 2);
  const lines = rows.flatMap(([name = '', text = '']) =>
    (widthOf(text) <= room ? [text] : broken(text, room)).map((line, at) => [at === 0 ? name : '', line]),
  );
  return table(lines, indent);
}

/** Whether every line has room on the terminal. */
export function fits(lines: readonly string[], columns: number): boolean {
  return lines.every((line) => widthOf(line) <= columns);
}

function widthOf(cell: string): number {
  return stripVTControlCharacters(cell).length;
}
