const NEWLINE = 0x0a;
const EQUALS = 0x3d;
const HASH = 0x23;
const NAME = /^(?:export[ \t]+)?([A-Za-z_][A-Za-z0-9_]*)[ \t]*$/;

/** What stands behind a name: a view into the bytes and the place of it with its quotes, or why it cannot be read in one way. */
export type Found = { readonly line: number } & (Value | { readonly fault: string });

interface Value {
  readonly value: Buffer;
  readonly from: number;
  readonly to: number;
}

/**
 * The values of `NAME=value` lines by name, as views into the bytes; the last of two wins, as in every reader of such files. A value over several
 * lines is a PEM, or has a fault.
 */
export function valuesOfLines(bytes: Buffer): Map<string, Found> {
  const values = new Map<string, Found>();
  let line = 0;
  for (let at = 0; at < bytes.length; ) {
    line++;
    const lineEnd = endOf(bytes, NEWLINE, at);
    const equals = bytes.indexOf(EQUALS, at);
    const name =
      equals === -1 || equals >= lineEnd ? undefined : NAME.exec(bytes.toString('utf8', at, equals).trimStart())?.[1];
    if (name === undefined) {
      at = lineEnd + 1;
      continue;
    }
    const read = readValue(bytes, equals + 1, lineEnd);
    const fault = 'fault' in read ? read.fault : faultOf(read.value);
    const { next, ...found } = read;
    values.set(name, { line, ...(fault === undefined && 'value' in found ? found : { fault: fault ?? '' }) });
    for (let passed = lineEnd; passed < read.next - 1; passed = endOf(bytes, NEWLINE, passed + 1)) line++;
    at = next;
  }
  return values;
}

type Read = { readonly next: number } & (Value | { readonly fault: string });

function readValue(bytes: Buffer, from: number, lineEnd: number): Read {
  let start = from;
  while (start < lineEnd && isSpace(bytes[start]!)) start++;
  const quote = bytes[start];
  if (quote === 0x22 || quote === 0x27) return readQuoted(bytes, start, quote, lineEnd);
  const comment = bytes.indexOf(' #', start);
  let end = comment !== -1 && comment < lineEnd ? comment : lineEnd;
  while (end > start && isSpace(bytes[end - 1]!)) end--;
  return { value: bytes.subarray(start, end), from: start, to: end, next: lineEnd + 1 };
}

/** Behind the closing quote only a comment may stand; else it is not the closing one, or the value is not whole. */
function readQuoted(bytes: Buffer, start: number, quote: number, lineEnd: number): Read {
  const close = bytes.indexOf(quote, start + 1);
  if (close === -1) return { fault: 'has a quote that does not close', next: lineEnd + 1 };
  const closeEnd = endOf(bytes, NEWLINE, close);
  let rest = close + 1;
  while (rest < closeEnd && isSpace(bytes[rest]!)) rest++;
  const isWhole = rest === closeEnd || (bytes[rest] === HASH && rest > close + 1);
  if (isWhole) return { value: bytes.subarray(start + 1, close), from: start, to: close + 1, next: closeEnd + 1 };
  return { fault: 'has text behind its closing quote, or a quote that does not close', next: lineEnd + 1 };
}

/** A value over several lines is a PEM, or a quote that closed too late. */
function faultOf(value: Buffer): string | undefined {
  if (value.indexOf(NEWLINE) === -1) return undefined;
  const isPem =
    value.indexOf('-----BEGIN ') === 0 && value.lastIndexOf('-----END ') > 0 && value.indexOf('-----BEGIN ', 1) === -1;
  return isPem ? undefined : 'spans lines and is no PEM';
}

function endOf(bytes: Buffer, byte: number, from: number): number {
  const at = bytes.indexOf(byte, from);
  return at === -1 ? bytes.length : at;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}

/** A copy of a value; a PEM on one line is written with `\n` in it. */
export function unescapedLine(value: Buffer): Buffer {
  const out = Buffer.alloc(value.length);
  let length = 0;
  for (let at = 0; at < value.length; at++) {
    const isNewline = value[at] === 0x5c && value[at + 1] === 0x6e;
    out[length++] = isNewline ? NEWLINE : value[at]!;
    if (isNewline) at++;
  }
  const whole = Buffer.from(out.subarray(0, length));
  out.fill(0);
  return whole;
}
