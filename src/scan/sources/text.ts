/** So many bytes, behind what is empty at the beginning, tell whether a file is text. */
const LOOKED_AT = 8_000;
const ZERO = 0;
const BLANK = 0x20;

/** What keeps a file from being read as text. */
/** `lfs`: it only says where else git-lfs keeps what is meant. */
export type Unreadable = 'binary' | 'archive' | 'lfs' | 'too-big';
/** How the characters of a text stand in its bytes. */
export type Encoding = 'bytes' | Wide;
type Wide = 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';

const ARCHIVES: readonly (readonly [name: string, magic: readonly number[]])[] = [
  ['zip', [0x50, 0x4b, 0x03, 0x04]],
  ['zip, empty', [0x50, 0x4b, 0x05, 0x06]],
  ['zip, in parts', [0x50, 0x4b, 0x07, 0x08]],
  ['gzip', [0x1f, 0x8b]],
  ['compress', [0x1f, 0x9d]],
  ['lzh', [0x1f, 0xa0]],
  ['bzip2', [0x42, 0x5a, 0x68]],
  ['xz', [0xfd, 0x37, 0x7a, 0x58, 0x5a]],
  ['zstd', [0x28, 0xb5, 0x2f, 0xfd]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
  ['rar', [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['lz4', [0x04, 0x22, 0x4d, 0x18]],
  ['lz4, old', [0x02, 0x21, 0x4c, 0x18]],
  ['lzma', [0x5d, 0x00, 0x00]],
  ['lzip', [0x4c, 0x5a, 0x49, 0x50, 0x01]],
  ['lzop', [0x89, 0x4c, 0x5a, 0x4f, 0x00]],
  ['snappy', [0xff, 0x06, 0x00, 0x00, 0x73, 0x4e, 0x61, 0x50, 0x70, 0x59]],
  ['cab', [0x4d, 0x53, 0x43, 0x46, 0, 0, 0, 0]],
  ['wim', [0x4d, 0x53, 0x57, 0x49, 0x4d, 0, 0, 0]],
  ['xar', [0x78, 0x61, 0x72, 0x21, 0x00]],
  ['rpm', [0xed, 0xab, 0xee, 0xdb]],
  ['squashfs', [0x68, 0x73, 0x71, 0x73]],
  ['dmg, encrypted', [0x65, 0x6e, 0x63, 0x72, 0x63, 0x64, 0x73, 0x61]],
];
/** An image of a disk of macOS ends with this, so many bytes before its end. */
const DMG = { mark: Buffer.from('koly'), fromEnd: 512 };
/** What git has of a file that git-lfs keeps: nothing else may stand in it. */
const LFS =
  /^version https:\/\/(?:git-lfs\.github\.com|hawser\.github\.com)\/spec\/v1\n(?:ext-\d-[\w.-]{1,40} sha256:[0-9a-f]{64}\n){0,10}oid sha256:[0-9a-f]{64}\nsize \d{1,20}\n?$/;
const LFS_BEGIN = Buffer.from('version https://');
const LONGEST_LFS = 1_024;
/** Marks at the beginning; the longer first. */
const MARKS: readonly (readonly [Wide, readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
const MARK = /^\ufeff/;

/** A text as its bytes in UTF-8; or why it is none. Bytes of no meaning in a text are blanks, so that none of them hides the rest. */
export function textOfBytes(bytes: Buffer): Buffer | Unreadable {
  const encoding = encodingOf(bytes);
  if (encoding === 'binary' || encoding === 'archive') return encoding;
  if (encoding !== 'bytes')
    return encoding.startsWith('utf-16') && hasNarrow(bytes) ? withoutZeros(bytes, 0) : decoded(bytes, encoding);
  if (isLfs(bytes)) return 'lfs';
  const first = bytes.indexOf(ZERO);
  return first < 0 ? bytes : withoutZeros(bytes, first);
}

/** So many letters of one byte behind each other are none of two. */
export const NARROW_BYTES = 24;

/** Whether a text of another encoding was added to one in UTF-16, as by `echo KEY=... >> .env`. */
export function hasNarrow(bytes: Buffer): boolean {
  let run = 0;
  for (const byte of bytes) {
    run = byte >= BLANK && byte < 127 ? run + 1 : 0;
    if (run === NARROW_BYTES) return true;
  }
  return false;
}

/** How a file is to be read, by its beginning. */
export function encodingOf(bytes: Buffer): Encoding | 'binary' | 'archive' {
  const marked = MARKS.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte))?.[0];
  if (marked) return marked;
  if (isPacked(bytes)) return 'archive';
  if (!bytes.subarray(0, LOOKED_AT).includes(ZERO)) return 'bytes';
  const wide = wideOf(bytes.subarray(0, LOOKED_AT));
  if (wide) return wide;
  let begin = 0;
  while (bytes[begin] === ZERO) begin++;
  return isMostlyText(bytes.subarray(begin, begin + LOOKED_AT)) ? 'bytes' : 'binary';
}

/** Whether it is packed or compressed, by how it begins or ends. */
function isPacked(bytes: Buffer): boolean {
  const first = bytes[0];
  if (ARCHIVES.some(([, magic]) => magic[0] === first && magic.every((byte, at) => bytes[at] === byte))) return true;
  const at = bytes.length - DMG.fromEnd;
  return at >= 0 && DMG.mark.equals(bytes.subarray(at, at + DMG.mark.length));
}

const isLfs = (bytes: Buffer): boolean =>
  bytes.length <= LONGEST_LFS &&
  LFS_BEGIN.equals(bytes.subarray(0, LFS_BEGIN.length)) &&
  LFS.test(bytes.toString('latin1'));

/** The encoding of which each character of a western text has zeros at the same place. */
function wideOf(sample: Buffer): Wide | undefined {
  const zeros = [0, 0, 0, 0];
  for (let at = 0; at < sample.length; at++) if (sample[at] === ZERO) zeros[at % 4]!++;
  const of = sample.length / 4;
  const isZero = zeros.map((count) => count >= of * 0.7);
  const isFull = zeros.map((count) => count <= of * 0.1);
  const found = WIDE.find(([, widths]) => widths.every((width, at) => (width ? isFull[at] : isZero[at])))?.[0];
  return found && isMostlyText(decoded(sample, found)) ? found : undefined;
}

const WIDE: readonly (readonly [Wide, readonly (0 | 1)[]])[] = [
  ['utf-16le', [1, 0, 1, 0]],
  ['utf-16be', [0, 1, 0, 1]],
  ['utf-32le', [1, 0, 0, 0]],
  ['utf-32be', [0, 0, 0, 1]],
];

/** Of bytes drawn by chance one in nine is a control character. */
function isMostlyText(sample: Buffer): boolean {
  let controls = 0;
  let others = 0;
  for (const byte of sample) {
    if (byte === ZERO) continue;
    if (isControl(byte)) controls++;
    else others++;
  }
  return others > 0 && controls * 20 <= others;
}

/** But for blanks, ends of lines and pages, the bell, the backspace and the escape. */
const isControl = (byte: number): boolean =>
  byte < 7 || (byte > 13 && byte < 32 && byte !== 27) || byte === 11 || byte === 127;

function decoded(bytes: Buffer, encoding: Wide): Buffer {
  const width = encoding.startsWith('utf-16') ? 2 : 4;
  const whole = Buffer.from(bytes.subarray(0, bytes.length - (bytes.length % width)));
  if (encoding === 'utf-16be') whole.swap16();
  if (encoding === 'utf-32be') whole.swap32();
  return Buffer.from((width === 2 ? whole.toString('utf16le') : ofUtf32(whole)).replace(MARK, ''), 'utf8');
}

function ofUtf32(bytes: Buffer): string {
  const pieces: string[] = [];
  for (let at = 0; at < bytes.length; at += 4) {
    const code = bytes.readUInt32LE(at);
    pieces.push(code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd');
  }
  return pieces.join('');
}

/** Blanks for zeros; where every second byte is one, as where UTF-16 was added to a text, the others alone. */
function withoutZeros(bytes: Buffer, first: number): Buffer {
  const made = Buffer.allocUnsafe(bytes.length);
  let length = bytes.copy(made, 0, 0, first);
  for (let at = first; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (byte !== ZERO) made[length++] = byte;
    else if (!isBetween(bytes, at)) made[length++] = BLANK;
  }
  return made.subarray(0, length);
}

/** Whether a zero is the other half of a letter: there is one at either side, and no second zero beside them. */
const isBetween = (bytes: Buffer, at: number): boolean =>
  (bytes[at + 1] !== ZERO && bytes[at + 2] === ZERO && bytes[at - 1] !== ZERO) ||
  (bytes[at - 1] !== ZERO && bytes[at - 2] === ZERO && bytes[at + 1] !== ZERO);
