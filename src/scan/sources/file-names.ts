import { isUtf8 } from 'node:buffer';

/**
 * Names of files need not be UTF-8. As texts each byte that is none is a lone half of a surrogate pair (U+DC80 to U+DCFF), which no UTF-8 holds, so that
 * the bytes are known from the text.
 */
const ESCAPED = /(?<![\ud800-\udbff])[\udc80-\udcff]/;
const FIRST = 0xdc00;

/** A name as a text, of which `bytesOfName` gives the bytes. */
export function nameOf(bytes: Buffer): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  let name = '';
  for (let at = 0; at < bytes.length; ) {
    const length = lengthAt(bytes, at);
    name += length === 0 ? String.fromCharCode(FIRST + bytes[at]!) : bytes.toString('utf8', at, at + length);
    at += Math.max(1, length);
  }
  return name;
}

/** So many bytes from here are one character; 0 where they are none. */
function lengthAt(bytes: Buffer, at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length++)
    if (isUtf8(bytes.subarray(at, at + length))) return length;
  return 0;
}

/** A path as the file system takes it. */
export const pathOfName = (name: string): string | Buffer => (ESCAPED.test(name) ? bytesOfName(name) : name);

function bytesOfName(name: string): Buffer {
  const pieces: Buffer[] = [];
  for (const char of name) {
    const code = char.charCodeAt(0);
    pieces.push(char.length === 1 && ESCAPED.test(char) ? Buffer.from([code - FIRST]) : Buffer.from(char, 'utf8'));
  }
  return Buffer.concat(pieces);
}

/** A name for people, and for reports: a byte that is no UTF-8 as `\xff`. */
export const shownName = (name: string): string =>
  ESCAPED.test(name)
    ? [...name].map((char) => (ESCAPED.test(char) ? `\\x${(char.charCodeAt(0) - FIRST).toString(16)}` : char)).join('')
    : name;

/** Whether a name is UTF-8, so that it may be an argument of a program. */
export const isPlainName = (name: string): boolean => !ESCAPED.test(name);
