import { isHarmless, partOf } from './names.ts';

/** A line that names columns: in CSV, a table of Markdown, one copied out of a sheet, an INSERT of SQL. */
interface Header {
  readonly end: number;
  readonly separator: string;
  readonly names: readonly string[];
  /** Its marks are doubled, as in a wiki; those of rows may be. */
  readonly isDoubled?: boolean;
  /** It names nothing secret: it tells only of rows of as many cells. */
  readonly isHarmless?: boolean;
}

const TELLING =
  /secret|api.?key|access.?key|priv.?key|private|passphrase|password|token|\bkey\b|\border\b|[_-]id\b|\bhash|\btx|\bmd5\b|sha\d|digest|fingerprint|checksum|[_-]hash/gi;
const LONGEST_HEADER = 1_200;
const SEPARATORS = ['|', '\t', ';', ',', ':'];
/** A line of names and colons alone. */
const COLONS = /^[#\s/]*[\w.-]{2,24}(?::[\w.-]{2,24})+$/;
/** What rows of trading have: an id of a client in those is one of an order. */
const OF_TRADES = /order|trade|symbol|price|side|qty|amount/i;
/** What tables have beside the keys of their rows. */
const OF_ROWS = /^(?:value|title|label|text|description|size|ttl|expires(?:_at)?|hits|etag|offset|partition|type)$/i;
const SECRET_PARTS = new Set<ReturnType<typeof partOf>>(['secret', 'passphrase', 'private-key']);
/** Rows are read so far below their header, in characters. */
const FAR = 20_000;
const MOST_HEADERS = 60;

/** What opens a row that is a value of code or of SQL, and rows before it on its line. */
const BEFORE_ROW = /^(?:.*\)\s{0,4},\s{0,4}\(|.*\bVALUES\s{0,4}\(|[\s*-]*[([{])/i;

/** The columns of a text, where it has any. */
export class Table {
  readonly #text: string;
  readonly #headers: readonly Header[];

  constructor(text: string) {
    this.#text = text;
    this.#headers = headersOf(text);
  }

  /** The name of the column that a value at this place stands in. */
  nameAt(place: number): string | undefined {
    const header = this.#headers.findLast(({ end }) => end < place && place - end < FAR);
    if (!header) return undefined;
    if (header.separator === CELL) return header.names[cellAt(this.#text, header.end, place)];
    const lineStart = this.#text.lastIndexOf('\n', place - 1) + 1;
    if (place - lineStart > 2_000) return undefined;
    const line = this.#text.slice(Math.max(lineStart, header.end), place).replace(BEFORE_ROW, '');
    const row = header.isDoubled ? line.replaceAll('||', '|') : line;
    const cells = cellsOf(row, header.separator);
    const name = header.names[cells.length - 1];
    const isStrict = header.isHarmless || header.separator === ':';
    return isStrict && !this.#isRow(header, lineStart) ? undefined : name;
  }

  #isRow({ names, separator, end }: Header, lineStart: number): boolean {
    const lineEnd = this.#text.indexOf('\n', lineStart);
    const line = this.#text.slice(Math.max(lineStart, end), lineEnd < 0 ? lineStart + LONGEST_HEADER : lineEnd);
    return cellsOf(line.replace(BEFORE_ROW, '').replace(/\)[;,\s]*$/, ''), separator).length === names.length;
  }
}

function headersOf(text: string): Header[] {
  const headers: Header[] = [];
  TELLING.lastIndex = 0;
  for (let match = TELLING.exec(text); match && headers.length < MOST_HEADERS; match = TELLING.exec(text)) {
    const start = text.lastIndexOf('\n', match.index) + 1;
    const end = text.indexOf('\n', match.index);
    const line = text.slice(start, end < 0 ? text.length : end);
    const header = elementsOf(text, match.index) ?? (line.length < LONGEST_HEADER ? headerOf(line, start) : undefined);
    if (header) headers.push(header);
    TELLING.lastIndex = Math.max(header?.end ?? start + line.length, match.index + 1);
  }
  return headers;
}

function headerOf(line: string, start: number): Header | undefined {
  const copied = /^COPY\s[^(]{1,100}\(([^()]{1,600})\)\s{1,9}FROM\s{1,9}stdin/i.exec(line);
  if (copied) {
    const names = copied[1]!.split(',').map((name) => name.trim());
    return { end: start + line.length, separator: '\t', names };
  }
  const wiki = /^\s*(?:\|\||!)(.{3,600})$/.exec(line.trimEnd());
  if (wiki && /\|\||!!/.test(wiki[1]!)) {
    const names = line
      .trim()
      .split(/\|\||!!|^!/)
      .map((name) => name.trim());
    if (names.every((name) => name.length <= 40) && names.some((name) => partOf(name) !== undefined))
      return { end: start + line.length, separator: '|', names, isDoubled: true };
  }
  const sql = /^(\s*INSERT\s+INTO\s[^(]{1,100}\()([^()]{1,500})\)/i.exec(line);
  const columns = sql ? sql[2]! : said(line);
  const separator = SEPARATORS.find((one) => columns.includes(one));
  if (!separator || (separator === ':' && !COLONS.test(columns))) return undefined;
  const cells = cellsOf(columns, separator).map((cell) => cell.replace(/[\s"'`*]+/g, ' ').trim());
  const isOfTrades = cells.some((name) => OF_TRADES.test(name)) && !cells.some((name) => partOf(name) === 'secret');
  const isOfRows = cells.some((name) => OF_ROWS.test(name)) && !cells.some((name) => SECRET_PARTS.has(partOf(name)));
  const names = cells.map((name) => {
    if (isOfTrades && /^client.?id$/i.test(name)) return 'client_order_id';
    return isOfRows && /^key$/i.test(name) ? 'row_key' : name;
  });
  // An element of a list in code, and no row.
  if (names.length === 2 && names[1] === '') return undefined;
  // A header is of names alone.
  if (names.some((name) => name.length > 40 || /[=(){}<>]|\d{4}/.test(name))) return undefined;
  const end = sql ? start + sql[0].length : start + line.length;
  if (names.some((name) => partOf(name) !== undefined)) return { end, separator, names };
  const areNames = names.length > 2 && names.every((name) => /^(?:[\w.-]{1,24}(?: \w{1,12})?)?$/.test(name));
  return areNames && names.some(isHarmless) ? { end, separator, names, isHarmless: true } : undefined;
}

/** What a line says; a comment above a list says it in brackets. */
function said(line: string): string {
  const noted = /^\s*(?:#|\/\/|--|;|\*)\s*(?:[\w ]{0,24}:\s*)?([([{]?)([^()[\]{}]{3,400})[)\]}]?\s*$/.exec(line);
  return noted?.[2]?.includes(',') ? noted[2] : line.trimEnd();
}

/** Stands for elements that are cells. */
const CELL = '<td>';
const CELLS = /<t[dh]\b[^<>]{0,200}>/gi;
const LONGEST_ROW = 2_000;

/** The row of elements around a place, if each of them is a short text: the head of a table of HTML. */
function elementsOf(text: string, place: number): Header | undefined {
  const before = text.slice(Math.max(0, place - LONGEST_ROW), place);
  const start = before.search(/<tr\b(?![\s\S]*<tr\b)/i);
  if (start < 0 || /<\/tr>/i.test(before.slice(start))) return undefined;
  const from = Math.max(0, place - LONGEST_ROW) + start;
  const close = text.slice(place, place + LONGEST_ROW).search(/<\/tr>/i);
  if (close < 0) return undefined;
  const names = text
    .slice(from, place + close)
    .split(CELLS)
    .slice(1)
    .map((cell) =>
      cell
        .replace(/<[^<>]{0,200}>/g, ' ')
        .replace(/\s+/g, ' ')
        .trim(),
    );
  const isHead = names.length > 2 && names.every((name) => name.length <= 40 && !/\d{4}/.test(name));
  return isHead && names.some((name) => partOf(name) !== undefined)
    ? { end: place + close, separator: CELL, names }
    : undefined;
}

/** In which cell of its row a place is, from zero. */
function cellAt(text: string, from: number, place: number): number {
  const row = text.slice(Math.max(from, place - LONGEST_ROW), place);
  const start = Math.max(row.toLowerCase().lastIndexOf('<tr'), 0);
  return (row.slice(start).match(CELLS)?.length ?? 0) - 1;
}

/** Cells of a row up to a place; a separator within quotes is none. */
function cellsOf(row: string, separator: string): string[] {
  const cells: string[] = [''];
  let quote = '';
  for (const char of row) {
    if (quote === '' && char === separator) {
      cells.push('');
      continue;
    }
    if (char === quote) quote = '';
    else if (quote === '' && (char === '"' || char === "'") && cells.at(-1)!.trim() === '') quote = char;
    cells[cells.length - 1] += char;
  }
  return cells;
}
