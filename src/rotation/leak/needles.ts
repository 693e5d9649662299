import { createHmac, randomBytes } from 'node:crypto';
import type { Parts } from '../../vault/index.ts';

/** A shorter value turns up by chance, or is guessed from its digest. So long is the window that rolls over the bytes, too. */
const SHORTEST = 16;
/** Bits of a sum by which most places are passed by. */
const SIEVE_BITS = 16;
/** Of a PEM, the lines that are long enough to be of this key alone. */
const PEM_LINE = 40;

/** What may stand within a value that is wrapped, laid out or in UTF-16: zeros, tabs, ends of lines and blanks. */
const BETWEEN = new Set([0, 9, 10, 13, 32]);
const IS_BETWEEN = Uint8Array.from({ length: 256 }, (_, byte) => (BETWEEN.has(byte) ? 1 : 0));

/** Bytes without what may stand within a value. Every needle is so, and what it is looked for in has to be so too. */
export function squeezed(bytes: Buffer): Buffer {
  const made = Buffer.allocUnsafe(bytes.length);
  let length = 0;
  for (let at = 0; at < bytes.length; at++) {
    const byte = bytes[at]!;
    if (IS_BETWEEN[byte] === 0) made[length++] = byte;
  }
  return made.subarray(0, length);
}

export function isBetween(byte: number): boolean {
  return IS_BETWEEN[byte] === 1;
}

/** A spelling of a part of the credential that is looked for, without the value: a keyed digest, and a rolling sum that finds it fast. */
export interface Needle {
  readonly part: 'key' | 'secret';
  readonly form: 'plain' | 'base64' | 'url' | 'hex' | 'bytes';
  readonly length: number;
  /** Of its last bytes, as many as the window has. */
  readonly sum: number;
  /** Of all of it. */
  readonly digest: string;
}

export interface NeedleSet {
  /** Of the digests, hex. */
  readonly salt: string;
  readonly needles: readonly Needle[];
  /** Parts that are too short, or too guessable, to be looked for. */
  readonly left: readonly string[];
}

/** Where a needle begins in some bytes. */
export interface Hit {
  readonly needle: Needle;
  readonly offset: number;
}

/**
 * What is looked for when a credential is gone: nothing in it gives the credential back. A passphrase is left out, for a digest of one that a
 * person has thought up can be guessed.
 */
export function needlesOf(parts: Parts): NeedleSet {
  const salt = randomBytes(32);
  const seeker = new Seeker({ salt: salt.toString('hex'), needles: [], left: [] });
  const needles: Needle[] = [];
  const left: string[] =
    parts.passphrase === undefined ? [] : ['the passphrase, which is never written down, not even as a digest'];
  const take = (part: Needle['part'], value: Buffer): void => {
    for (const [form, spelling] of spellings(value)) {
      const bytes = squeezed(spelling);
      if (bytes.length >= SHORTEST) needles.push({ part, form, length: bytes.length, ...seeker.of(bytes) });
    }
  };
  const id = Buffer.from(parts.id, 'utf8');
  if (id.length >= SHORTEST) take('key', id);
  else left.push('the key, which is too short');
  parts.secret.openBytes((bytes) => {
    const values = valuesOf(bytes);
    if (values.length === 0) left.push('the secret, which is too short');
    for (const value of values) take('secret', value);
  });
  return { salt: salt.toString('hex'), needles, left };
}

/** The secret, or of a PEM its lines. */
function valuesOf(bytes: Buffer): Buffer[] {
  if (!bytes.includes('-----BEGIN')) return bytes.length < SHORTEST ? [] : [bytes];
  return bytes
    .toString('latin1')
    .split(/\r?\n|\\n/)
    .filter((line) => !line.startsWith('-----') && line.length >= PEM_LINE)
    .map((line) => Buffer.from(line, 'latin1'));
}

/** As it stands, in an address, inside of something in base64 (also of UTF-16), as hex, and as a list of bytes. */
function spellings(value: Buffer): (readonly [Needle['form'], Buffer])[] {
  const text = value.toString('latin1');
  const found: (readonly [Needle['form'], string])[] = [
    ['plain', text],
    ...withinBase64(value),
    ...withinBase64(Buffer.from(text, 'utf16le')),
    ['hex', value.toString('hex')],
    ['hex', value.toString('hex').toUpperCase()],
    ['bytes', [...value].join(',')],
  ];
  const url = encodeURIComponent(text);
  if (url !== text) found.push(['url', url], ['url', url.replace(/%../g, (code) => code.toLowerCase())]);
  const known = new Set<string>();
  return found.flatMap(([form, one]) => {
    if (known.has(one)) return [];
    known.add(one);
    return [[form, Buffer.from(one, 'latin1')]];
  });
}

/** At each of three places, in both alphabets. The first and last characters depend on what stands beside it. */
function withinBase64(value: Buffer): (readonly ['base64', string])[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), value]);
    const [from, to] = [Math.ceil((before * 8) / 6), Math.floor((bytes.length * 8) / 6)];
    return (['base64', 'base64url'] as const).map((alphabet): readonly ['base64', string] => [
      'base64',
      bytes.toString(alphabet).slice(from, to),
    ]);
  });
}

/** Looks for all needles in one pass over some bytes: the sum of a window finds where one may end, the digest confirms it. */
export class Seeker {
  readonly #salt: Buffer;
  readonly #factor: number;
  /** What each byte is taken away with when the window leaves it. */
  readonly #leaving = new Int32Array(256);
  readonly #sieve = new Uint8Array(1 << SIEVE_BITS);
  readonly #bySum = new Map<number, readonly Needle[]>();

  constructor({ salt, needles }: NeedleSet) {
    this.#salt = Buffer.from(salt, 'hex');
    const factor = this.#salt.readUInt32LE(0) | 1;
    this.#factor = factor;
    let top = 1;
    for (let at = 0; at < SHORTEST; at++) top = Math.imul(top, factor);
    for (let byte = 0; byte < 256; byte++) this.#leaving[byte] = Math.imul(byte, top);
    for (const needle of needles) {
      this.#bySum.set(needle.sum, [...(this.#bySum.get(needle.sum) ?? []), needle]);
      this.#sieve[needle.sum >>> (32 - SIEVE_BITS)] = 1;
    }
  }

  /** The sum and the digest of a value, which is at least as long as the window. */
  of(value: Buffer): Pick<Needle, 'sum' | 'digest'> {
    let sum = 0;
    for (const byte of value.subarray(-SHORTEST)) sum = (Math.imul(sum, this.#factor) + byte) | 0;
    return { sum, digest: this.#digest(value) };
  }

  find(bytes: Buffer): Hit[] {
    const hits: Hit[] = [];
    const [factor, leaving, sieve] = [this.#factor, this.#leaving, this.#sieve];
    const size = bytes.length;
    let sum = 0;
    for (let at = 0; at < size && at < SHORTEST - 1; at++) sum = (Math.imul(sum, factor) + bytes[at]!) | 0;
    if (size >= SHORTEST) sum = (Math.imul(sum, factor) + bytes[SHORTEST - 1]!) | 0;
    for (let end = SHORTEST; end <= size; end++) {
      if (sieve[sum >>> (32 - SIEVE_BITS)] === 1) this.#confirm(bytes, end, sum, hits);
      if (end < size) sum = (Math.imul(sum, factor) + bytes[end]! - leaving[bytes[end - SHORTEST]!]!) | 0;
    }
    return hits.sort((a, b) => a.offset - b.offset);
  }

  /** A text that may be shown: where a value stands in it, such as in the name of a file, its part is named instead. */
  masked(text: string): string {
    const bytes = Buffer.from(text, 'utf8');
    const hits = this.find(bytes);
    if (hits.length === 0) return text;
    let made = '';
    let at = 0;
    for (const { needle, offset } of hits) {
      if (offset >= at) made += `${bytes.toString('utf8', at, offset)}[the ${needle.part}]`;
      at = Math.max(at, offset + needle.length);
    }
    return made + bytes.toString('utf8', at);
  }

  #confirm(bytes: Buffer, end: number, sum: number, hits: Hit[]): void {
    for (const needle of this.#bySum.get(sum) ?? []) {
      const offset = end - needle.length;
      if (offset >= 0 && this.#digest(bytes.subarray(offset, end)) === needle.digest) hits.push({ needle, offset });
    }
  }

  #digest(value: Buffer): string {
    return createHmac('sha256', this.#salt).update(value).digest('hex');
  }
}
