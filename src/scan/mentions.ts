/** Words by which a text shows that it is about somebody: names, hosts, headers, packages. */
export interface Words {
  readonly id: string;
  /** Found in any spelling of case, also inside of names, as in `BINANCE_API_KEY`. */
  readonly names: readonly string[];
  /** Found as they stand, in any spelling of case. */
  readonly marks?: readonly string[];
}

interface Mention {
  readonly id: string;
  readonly at: number;
}

/** How far above a value a mention is about it, in characters, where the text speaks of several. */
const NEAR = 1_200;

/** A word in lower case. */
interface Word {
  readonly id: string;
  readonly bytes: Buffer;
}

/** Words are told apart by so many first letters, of five bits each: no word is shorter. */
const FIRST_LETTERS = 3;
const LETTER_BITS = 5;
const LOW_BITS = (1 << LETTER_BITS) - 1;
const PLACES = 1 << (FIRST_LETTERS * LETTER_BITS);

/** Finds who is spoken of in a text. */
export class Mentions {
  /** Whether a word begins with three such letters; the five low bits of a letter are the same in either case. */
  readonly #begins = new Uint8Array(PLACES);
  /** The words that begin so, the longest first: binanceus is not binance. */
  readonly #words = new Map<number, Word[]>();

  constructor(all: readonly Words[]) {
    const known = new Set<string>();
    for (const { id, names, marks = [] } of all)
      for (const name of [...names, ...marks]) {
        // Of letters beyond ASCII either case is a word of its own.
        for (const word of new Set([name.toLowerCase(), /[^\x00-\x7f]/.test(name) ? name : name.toLowerCase()])) {
          if (known.has(word)) continue;
          known.add(word);
          this.#learn({ id, bytes: Buffer.from(word, 'utf8') });
        }
      }
  }

  #learn(word: Word): void {
    let place = 0;
    for (let at = 0; at < FIRST_LETTERS; at++) place = (place << LETTER_BITS) | (word.bytes[at]! & LOW_BITS);
    this.#begins[place] = 1;
    const same = this.#words.get(place) ?? [];
    same.push(word);
    this.#words.set(
      place,
      same.sort((a, b) => b.bytes.length - a.bytes.length),
    );
  }

  /** Who a name is about, or a line, the last first. */
  of(text: string): readonly string[] {
    if (text.length < FIRST_LETTERS) return [];
    const found = this.#all(Buffer.from(text, 'latin1'));
    return found.length === 0 ? [] : [...new Set(found.map(({ id }) => id))].reverse();
  }

  /** Who a text is about; `outer`: who is spoken of where the text was taken from. */
  in(bytes: Buffer, path: string, outer: readonly string[] = []): Told {
    return new Told(this.#all(bytes), [...this.of(path), ...outer]);
  }

  /** Whether anybody is spoken of. */
  isIn(bytes: Buffer): boolean {
    return this.#all(bytes).length > 0;
  }

  #all(bytes: Buffer): Mention[] {
    const found: Mention[] = [];
    const begins = this.#begins;
    const end = bytes.length;
    let place = 0;
    let least = 0;
    for (let at = 0; at < end; at++) {
      place = ((place << LETTER_BITS) | (bytes[at]! & LOW_BITS)) & (PLACES - 1);
      if (begins[place] === 0) continue;
      const start = at - FIRST_LETTERS + 1;
      if (start < least) continue;
      const word = this.#words.get(place)!.find((one) => isAt(bytes, start, one.bytes));
      if (!word) continue;
      least = start + word.bytes.length;
      if (!isInsideWord(bytes, start, least)) found.push({ id: word.id, at: start });
    }
    return found;
  }
}

/** In either case. */
function isAt(bytes: Buffer, start: number, word: Buffer): boolean {
  if (start + word.length > bytes.length) return false;
  for (let at = 0; at < word.length; at++) {
    const byte = bytes[start + at]!;
    const lower = byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte;
    if (lower !== word[at]) return false;
  }
  return true;
}

/** Who one text speaks of. */
export class Told {
  readonly #mentions: readonly Mention[];
  readonly #path: readonly string[];
  readonly all: readonly string[];

  constructor(mentions: readonly Mention[], path: readonly string[]) {
    this.#mentions = mentions;
    this.#path = path;
    this.all = [...new Set([...path, ...mentions.map(({ id }) => id)])];
  }

  /** Who a value at this place may be of, the likeliest first: whoever was named last before it, then all others. */
  at(place: number): readonly string[] {
    const found = new Set<string>();
    const next = this.#firstAfter(place);
    for (let at = next - 1; at >= 0 && place - this.#mentions[at]!.at < NEAR; at--) found.add(this.#mentions[at]!.id);
    for (let at = next; at < this.#mentions.length && this.#mentions[at]!.at - place < NEAR / 4; at++)
      found.add(this.#mentions[at]!.id);
    for (const id of this.#path) found.add(id);
    for (const id of this.all) found.add(id);
    return [...found];
  }

  #firstAfter(place: number): number {
    let low = 0;
    let high = this.#mentions.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#mentions[middle]!.at <= place) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

const isSmall = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x61 && byte <= 0x7a;
const isCapital = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x41 && byte <= 0x5a;
const isDigit = (byte: number | undefined): boolean => byte !== undefined && byte >= 0x30 && byte <= 0x39;
const SMALL_M = 0x6d;

/** `gate` in `aggregate`, `navigate`: a letter of the same case goes on at either side. */
function isInsideWord(bytes: Buffer, start: number, end: number): boolean {
  // The end of a colour of a terminal is no letter of the word.
  const isColour = bytes[start - 1] === SMALL_M && isDigit(bytes[start - 2]);
  const goesOn = (one: number | undefined, other: number | undefined): boolean =>
    (isSmall(one) && isSmall(other)) || (isCapital(one) && isCapital(other));
  // A word of its own in a name of several: TBinanceApi.
  const isBegun = isCapital(bytes[start]) && isSmall(bytes[start + 1]);
  return (
    (!isColour && !isBegun && goesOn(bytes[start - 1], bytes[start]) && !isJoined(bytes, start, -1)) ||
    (goesOn(bytes[end - 1], bytes[end]) && !isJoined(bytes, end, 1))
  );
}

const LONGEST_JOINED = 10;
/** What packages and files of a name are called besides: krakenex, pybitget, bybitbot. */
const JOINED_BEHIND =
  /^(?:ex|api|apis|client|bot|bots|py|js|sdk|rest|ws|keys?|secret|exchange|trader|trading|trade|spot|futures?|pro|live|main|account|perp|swap|connector|wrapper|lib|auth|net|us|global|intl)$/i;
const JOINED_BEFORE =
  /^(?:py|go|my|node|lib|api|async|aio|ccxt|the|rs|php|cpp|ex|bot|async|get|use|with|is|new|on|live)$/i;

/** Whether the letters that go on at a place are a word that is joined to names. */
function isJoined(bytes: Buffer, at: number, step: 1 | -1): boolean {
  let far = at;
  const letterAt = (place: number): number | undefined => bytes[step > 0 ? place : place - 1];
  const isLetter = (byte: number | undefined): boolean => isSmall(byte) || isCapital(byte);
  while (isLetter(letterAt(far)) && Math.abs(far - at) <= LONGEST_JOINED) far += step;
  const word = bytes.toString('latin1', Math.min(at, far), Math.max(at, far));
  return (step > 0 ? JOINED_BEHIND : JOINED_BEFORE).test(word);
}
