import { existsSync, readFileSync, statSync } from 'node:fs';
import { KeywardError, Secret } from '../../core/index.ts';
import { type Names, type Parts, takeParts } from '../names.ts';

/**
 * Reads a credential from a file of `NAME=value` lines (`export` before and quotes around the value are allowed, `#` begins a comment line,
 * a quoted value may span lines). The bytes never become a string, but for the key id. Refused when others can read the file.
 */
export function fromDotenv(path: string, names: Names): Parts {
  if (!existsSync(path)) throw new KeywardError('credential-missing', `there is no file ${path}`);
  if ((statSync(path).mode & 0o077) !== 0) throw new KeywardError('file-readable', `${path} can be read by others: chmod 600 ${path}`);
  const bytes = readFileSync(path);
  try {
    const values = readLines(bytes);
    const secret = (name: string): Secret | undefined => {
      const value = values.get(name);
      return value === undefined || value.length === 0 ? undefined : Secret.take(Buffer.from(unescaped(value)));
    };
    const text = (name: string): string | undefined => {
      const value = values.get(name)?.toString('utf8');
      return value === '' ? undefined : value;
    };
    return takeParts(names, path, secret, text);
  } finally {
    bytes.fill(0);
  }
}

const NEWLINE = 0x0a;
const EQUALS = 0x3d;

/** Values as views into the bytes, by name; the last of two wins, as in every reader of such files. */
function readLines(bytes: Buffer): Map<string, Buffer> {
  const values = new Map<string, Buffer>();
  for (let at = 0; at < bytes.length; ) {
    const lineEnd = endOf(bytes, NEWLINE, at);
    const equals = bytes.indexOf(EQUALS, at);
    if (equals === -1 || equals >= lineEnd || bytes[at] === 0x23) {
      at = lineEnd + 1;
      continue;
    }
    const name = bytes.subarray(at, equals).toString('utf8').trim().replace(/^export\s+/, '');
    const { value, next } = readValue(bytes, equals + 1, lineEnd);
    if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) values.set(name, value);
    at = next;
  }
  return values;
}

function readValue(bytes: Buffer, from: number, lineEnd: number): { value: Buffer; next: number } {
  let start = from;
  while (start < lineEnd && isSpace(bytes[start]!)) start++;
  const quote = bytes[start];
  if (quote === 0x22 || quote === 0x27) {
    const close = bytes.indexOf(quote, start + 1);
    if (close !== -1) return { value: bytes.subarray(start + 1, close), next: endOf(bytes, NEWLINE, close) + 1 };
  }
  const comment = bytes.indexOf(' #', start);
  let end = comment !== -1 && comment < lineEnd ? comment : lineEnd;
  while (end > start && isSpace(bytes[end - 1]!)) end--;
  return { value: bytes.subarray(start, end), next: lineEnd + 1 };
}

function endOf(bytes: Buffer, byte: number, from: number): number {
  const at = bytes.indexOf(byte, from);
  return at === -1 ? bytes.length : at;
}

function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0d;
}

/** A PEM on one line is written with `\n` in it. */
function unescaped(value: Buffer): Buffer {
  const out = Buffer.alloc(value.length);
  let length = 0;
  for (let at = 0; at < value.length; at++) {
    const isNewline = value[at] === 0x5c && value[at + 1] === 0x6e;
    out[length++] = isNewline ? NEWLINE : value[at]!;
    if (isNewline) at++;
  }
  return out.subarray(0, length);
}
