import { createHash } from 'node:crypto';

const DIGITS = '0123456789';
const LOWER = 'abcdefghijklmnopqrstuvwxyz';
const UPPER = LOWER.toUpperCase();
const ALNUM = UPPER + LOWER + DIGITS;

/** Chance that a seed and a label give: the same wherever they are the same. */
export class Drawn {
  readonly #label: string;
  #round = 0;
  #held = Buffer.alloc(0);

  constructor(seed: string, label: string) {
    this.#label = `${seed}\0${label}`;
  }

  bytes(count: number): Buffer {
    while (this.#held.length < count) {
      const more = createHash('sha512')
        .update(`${this.#label}\0${this.#round++}`)
        .digest();
      this.#held = Buffer.concat([this.#held, more]);
    }
    const taken = Buffer.from(this.#held.subarray(0, count));
    this.#held = this.#held.subarray(count);
    return taken;
  }

  /** A whole number below a bound of at most 2^24. */
  below(bound: number): number {
    return this.bytes(4).readUInt32BE() % bound;
  }

  of(alphabet: string, count: number): string {
    let text = '';
    for (let at = 0; at < count; at++) text += alphabet[this.below(alphabet.length)];
    return text;
  }

  one<Item>(items: readonly Item[]): Item {
    return items[this.below(items.length)]!;
  }
}

type Spec = (drawn: Drawn, count: number) => string;

const wrapped = (text: string): string => text.match(/.{1,64}/g)!.join('\n');

/** Fillers by name, as `placeholders.json` describes them. */
const SPECS: Readonly<Record<string, Spec>> = {
  hex: (drawn, count) => drawn.of('0123456789abcdef', count),
  HEX: (drawn, count) => drawn.of('0123456789ABCDEF', count),
  digits: (drawn, count) => drawn.of('123456789', 1) + drawn.of(DIGITS, count - 1),
  alnum: (drawn, count) => drawn.of(ALNUM, count),
  alnumlower: (drawn, count) => drawn.of(LOWER + DIGITS, count),
  upper: (drawn, count) => drawn.of(UPPER + DIGITS, count),
  base32: (drawn, count) => drawn.of(`${UPPER}234567`, count),
  base32l: (drawn, count) => drawn.of(`${LOWER}234567`, count),
  base58: (drawn, count) => drawn.of('123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz', count),
  bech32: (drawn, count) => drawn.of('qpzry9x8gf2tvdw0s3jn54khce6mua7l', count),
  bcrypt: (drawn, count) => drawn.of(`./${ALNUM}`, count),
  vlq: (drawn, count) => drawn.of('ACEGIKMOQSUWYacegikmoqsu,;', count),
  b64url: (drawn, count) => drawn.of(`${ALNUM}-_`, count),
  base64nopad: (drawn, count) => drawn.of(`${ALNUM}+/`, count),
  base64: (drawn, count) => base64Of(drawn, count),
  base64lines: (drawn, count) => wrapped(base64Of(drawn, count)),
};

function base64Of(drawn: Drawn, count: number): string {
  // A length that is no whole number of groups has no padding to show.
  if (count % 4 !== 0) return drawn.of(`${ALNUM}+/`, count);
  const padding = count === 88 ? 2 : count === 44 ? 1 : 0;
  return drawn.bytes((count / 4) * 3 - padding).toString('base64');
}

/** What a filler such as `hex64` or `alnum:18` gives; `undefined` for a name that is none. */
export function drawnBy(spec: string, drawn: Drawn): string | undefined {
  const match = /^([A-Za-z]+\d*?[a-z]*?):?(\d+)$/.exec(spec) ?? [];
  const [, name = '', count = ''] =
    /^(base64nopad|base64lines|base64|base58|base32l|base32|bech32|b64url|[A-Za-z]+?):?(\d+)$/.exec(spec) ?? match;
  return SPECS[name]?.(drawn, Number(count));
}

/** A UUID of version 4. */
export function uuidOf(drawn: Drawn): string {
  const bytes = drawn.bytes(16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x40;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const WORDS = [
  'Falcon',
  'harbor',
  'Tide',
  'copper',
  'Maple',
  'quartz',
  'Velvet',
  'orbit',
  'Pepper',
  'lunar',
  'Cedar',
  'ripple',
];

/** What a person chooses to be secret, 8 to 20 characters: words and numbers, or what a password manager gives. */
export function phraseOf(drawn: Drawn): string {
  const word = (): string => drawn.one(WORDS);
  const mark = (): string => drawn.one(['!', '*', '-', '_', '.']);
  return drawn.one([
    () => `${word()}${mark()}${word()}${drawn.below(90) + 10}`,
    () => `${word()}${drawn.below(9_000) + 1_000}${mark()}`,
    () => `${drawn.of(ALNUM, 9 + drawn.below(8))}${drawn.below(10)}`,
    () => `${drawn.of(LOWER, 1)}${drawn.of(ALNUM, 7 + drawn.below(6))}${mark()}${drawn.of(DIGITS, 2)}`,
  ])();
}

export const wordOf = (drawn: Drawn): string => `${drawn.one(WORDS).toLowerCase()}${drawn.below(900) + 100}`;
