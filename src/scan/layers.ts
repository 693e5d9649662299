import { namingOf } from './names.ts';
import type { Page } from './page.ts';

/** A text that stands encoded in another. */
export interface Layer {
  readonly bytes: Buffer;
  /** Where it stands encoded, in bytes. */
  readonly start: number;
  readonly length: number;
  /** What stands there is nothing but this text encoded. */
  readonly isWhole: boolean;
}

const SHORTEST_BASE64 = 20;
/** The longest value or text that is decoded. */
const LONGEST = 16_000;
/** What is longer may end far from where it begins. */
const LONGEST_NEAR = 1_000;
/** So many characters are decoded to see whether a text comes out. */
const TRIED = 12;
const PRINTABLE = /^[\t\n\r\x20-\x7e]*$/;

/** The texts that stand encoded at a run: in base64, with percent signs, with escapes of JSON, over two lines, in two strings. */
export function layersAt(page: Page, start: number, end: number): Layer[] {
  const found = unescapedAt(page, start, end) ?? base64At(page, start, end);
  return found ? [found] : [];
}

function base64At(page: Page, start: number, end: number): Layer | undefined {
  if (end - start < SHORTEST_BASE64 || end - start > LONGEST) return undefined;
  const run = page.bytes.toString('latin1', start, end);
  const value = /(?:^|=)([A-Za-z0-9+/_-]+={0,2})$/.exec(run)?.[1] ?? '';
  if (value.length < SHORTEST_BASE64 || !mayBeText(value)) return undefined;
  if (!PRINTABLE.test(Buffer.from(value.slice(0, TRIED), 'base64').toString('latin1'))) return undefined;
  const text = Buffer.from(value, 'base64').toString('latin1');
  if (text.length < TRIED || !PRINTABLE.test(text)) return undefined;
  const at = end - value.length;
  return layerOf(page, text, at, value.length, true);
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
/** The six bits of each character; those of base64url are those of base64. */
const BITS = new Uint8Array(128);
for (let at = 0; at < ALPHABET.length; at++) BITS[ALPHABET.charCodeAt(at)] = at;
BITS[0x2d] = BITS[0x2b]!;
BITS[0x5f] = BITS[0x2f]!;
const isPrintable = (byte: number): boolean => (byte >= 0x20 && byte <= 0x7e) || (byte >= 9 && byte <= 13);

/** Whether the first three bytes may be of a text: of a value that was drawn they all but never are. */
function mayBeText(value: string): boolean {
  const [a, b, c, d] = [0, 1, 2, 3].map((at) => BITS[value.charCodeAt(at)]!) as [number, number, number, number];
  return isPrintable((a << 2) | (b >> 4)) && isPrintable(((b & 15) << 4) | (c >> 2)) && isPrintable(((c & 3) << 6) | d);
}

/** A text as it is, or one value with the name that it has outside. */
function layerOf(page: Page, text: string, start: number, length: number, isWhole: boolean): Layer {
  const isText = /[\s"']|[:=].*[,;&\n]/.test(text.trim());
  // A name and a password, as for a server: of an exchange, a key and its secret.
  const pair = /^([A-Za-z0-9_-]{16,128}):([A-Za-z0-9+/=_-]{16,128})$/.exec(text.trim());
  if (pair) return { bytes: Buffer.from(`api_key: "${pair[1]}"\napi_secret: "${pair[2]}"`), start, length, isWhole };
  const name = isText ? '' : namingOf(page.before(start)).name;
  const inner = name === '' || name.length > LONGEST_NAME ? text : `${name}: "${text}"`;
  return { bytes: Buffer.from(inner, 'latin1'), start, length, isWhole };
}

/** What is longer is a value above the value. */
const LONGEST_NAME = 48;

interface Escape {
  /** What follows the run where it goes on. */
  readonly goesOn: RegExp;
  /** What stands before the run where the value began earlier. */
  readonly before: RegExp;
  readonly all: RegExp;
  decode(text: string): string | undefined;
}

const ESCAPES: readonly Escape[] = [
  {
    goesOn: /^%[0-9A-Fa-f]{2}/,
    before: /(?:[A-Za-z0-9+/_~.!*'()-]|%[0-9A-Fa-f]{2}){0,200}%$/,
    all: /(?:[A-Za-z0-9+/=_~.!*'()-]|%[0-9A-Fa-f]{2})+/y,
    decode: percentDecoded,
  },
  {
    goesOn: /^\\{1,4}(?:\/|u00[0-9a-fA-F]{2})/,
    before: /(?:[A-Za-z0-9+_-]|\\{1,4}\/){0,200}[A-Za-z0-9+_-]\\{1,4}$/,
    all: /(?:[A-Za-z0-9+/=_-]|\\{1,4}(?:\/|u00[0-9a-fA-F]{2}))+/y,
    decode: (text) =>
      text
        .replace(/\\{1,4}u(00[0-9a-fA-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
        .replace(/\\{1,4}\//g, '/'),
  },
  {
    goesOn: /^\r?\n(?!-----)[A-Za-z0-9+/_-]/,
    before: /(?!)/,
    all: /(?:[A-Za-z0-9+/_-]|=[0-9A-F]{2}|=\r?\n)+/y,
    decode: (text) =>
      /=\r?\n/.test(text)
        ? text
            .replace(/=\r?\n/g, '')
            .replace(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
        : undefined,
  },
  {
    before: /(?!)/,
    goesOn:
      /^(["'`])\s{0,80}(?:(?:\+{1,2}|\.{1,2}|&|~|\^|\|\||<>)\s{0,80}(?:_\s{0,80})?|\\\s{0,80})?\1[A-Za-z0-9+/_-]{8,200}={0,2}\1/,
    all: /[A-Za-z0-9+/_-]+(["'`])\s{0,80}(?:(?:\+{1,2}|\.{1,2}|&|~|\^|\|\||<>)\s{0,80}(?:_\s{0,80})?|\\\s{0,80})?\1[A-Za-z0-9+/_-]{8,200}={0,2}/y,
    decode: (text) => text.replace(/(["'`])[^"'`]*\1/, ''),
  },
];

const PERCENT = 0x25;
const BACKSLASH = 0x5c;
/** Quotes, and ends of lines behind an equals sign, may go on: what follows decides. */
const MAY_GO_ON = new Set([0x22, 0x27, 0x60, 0x0a, 0x0d, PERCENT, BACKSLASH]);
const ENDS = new Set([0x2c, 0x29, 0x3b, 0x7d, 0x5d, 0x3a, 0x3e]);

/** Whether the bytes at either side of a run leave it open: most runs end where they end. */
function mayBeEscaped({ bytes }: Page, start: number, end: number): boolean {
  const before = bytes[start - 1];
  if (before === PERCENT || before === BACKSLASH) return true;
  const next = bytes[end]!;
  if (!MAY_GO_ON.has(next)) return false;
  if (next === 0x0a || next === 0x0d) return bytes[end - 1] === 0x3d;
  return next === PERCENT || next === BACKSLASH || !ENDS.has(bytes[end + 1]!);
}

function unescapedAt(page: Page, start: number, end: number): Layer | undefined {
  if (!mayBeEscaped(page, start, end)) return undefined;
  const behind = page.behind(end, 320);
  const left = page.before(start).slice(-8);
  const found = ESCAPES.find(({ goesOn, before }) => goesOn.test(behind) || before.test(left));
  if (!found) return undefined;
  const run = page.bytes.toString('latin1', start, end);
  // What ends on an equals sign goes on in the next line only in mail.
  if (found === ESCAPES[2] && (!run.endsWith('=') || lineLength(page, end) < SHORTEST_MAIL || endsWrapped(page, end)))
    return undefined;
  // What comes before an escape, as a piece too short to be a run of its own.
  const back = found.before.exec(page.before(start))?.[0].length ?? 0;
  const at = start - back + (back > 0 ? 0 : valueStart(found === ESCAPES[2] ? run.slice(0, -1) : run));
  found.all.lastIndex = 0;
  const encoded = found.all.exec(page.behind(at, LONGEST))?.[0];
  const text = encoded && found.decode(encoded);
  if (encoded && encoded.length > LONGEST_NEAR) page.reachesFar();
  if (!encoded || !text || text === encoded) return undefined;
  return layerOf(page, text, at, encoded.length, found !== ESCAPES[3]);
}

/** Mail breaks lines at 76 characters: what ends a shorter one is padding. */
const SHORTEST_MAIL = 70;
const lineLength = (page: Page, end: number): number => end - 1 - page.bytes.lastIndexOf(0x0a, end - 1);

/** The line above is full of base64 and breaks without an equals sign: this one ends with its padding. */
function endsWrapped({ bytes }: Page, end: number): boolean {
  const begin = bytes.lastIndexOf(0x0a, end - 1);
  if (begin < SHORTEST_MAIL) return false;
  const above = bytes.toString('latin1', Math.max(bytes.lastIndexOf(0x0a, begin - 1) + 1, begin - 100), begin);
  return above.length >= SHORTEST_MAIL && /^\s*[A-Za-z0-9+/]{60,}\r?$/.test(above);
}

/** Where the value of `name=value` begins. */
const valueStart = (run: string): number => run.slice(0, -2).lastIndexOf('=') + 1;

function percentDecoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
