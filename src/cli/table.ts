import { stripVTControlCharacters } from 'node:util';

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

function widthOf(cell: string): number {
  return stripVTControlCharacters(cell).length;
}
