import type { Mentions, Told } from './mentions.ts';
import { isHarmless, type Naming, partOf } from './names.ts';
import type { Rule } from './rule.ts';
import type { Shape, Token } from './shape.ts';
import { Table } from './table.ts';

/** Files that hold hashes by the thousand, made by programs. */
const GENERATED =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|[^/]+\.lock(?:file)?|go\.sum|Package\.resolved|packages\.lock\.json|\.terraform\.lock\.hcl|\.secrets\.baseline|\.gitleaksignore|[^/]*\.(?:sha\d+(?:sums?)?|md5|sig|minisig)|(?:SHA\d+|MD5)SUMS|checksums?\.txt|[^/]*\.svg)$/i;
/** Files that hold nothing else, by their name. */
const KEY_FILE =
  /\.(?:keys?|secrets?|cred(?:ential)?s?)$|(?:^|[/._-])(?:api[-_]?)?(?:keys?|secrets?|cred(?:ential)?s?|accounts|claves|login)(?:[._-][\w-]{1,20})?(?:\.(?:txt|csv|tsv|md|conf|cfg|ini|dat))?$/i;

export const isGenerated = (path: string): boolean => GENERATED.test(path);
export const isKeyFile = (path: string): boolean => KEY_FILE.test(path);

/** As far as a line is read at either side of a value, in bytes: there are texts of one line. */
const FAR = 400;
/** As far before a value whom it is of is named, in bytes. */
const NAMED_WITHIN = 80;

/** A value of a known shape that no name tells. */
export interface Unnamed {
  readonly token: Token;
  readonly shapes: readonly (readonly [Rule, Shape])[];
  /** It is a line by itself, or what somebody says. */
  readonly isAlone: boolean;
}

/** A text that is judged, with what is known of the whole of it; each looked for once, and only when asked for. */
export class Page {
  readonly bytes: Buffer;
  readonly isGenerated: boolean;
  /** What stands at its end was not judged. */
  isCut = false;
  /** Values of known shapes that nothing around them names. */
  readonly unnamed: Unnamed[] = [];
  readonly #path: string;
  readonly #mentions: Mentions;
  readonly #outer: () => readonly string[];
  #isFarReaching = false;
  #text: string | undefined;
  #told: Told | undefined;
  #table: Table | undefined;

  /** `outer`: who is spoken of where the text was taken from. */
  constructor(bytes: Buffer, path: string, mentions: Mentions, outer: () => readonly string[] = () => []) {
    this.bytes = bytes;
    this.#path = path;
    this.#mentions = mentions;
    this.#outer = outer;
    this.isGenerated = isGenerated(path);
  }

  /** Each byte a character. */
  get text(): string {
    this.#text ??= this.bytes.toString('latin1', 0, this.bytes.length);
    return this.#text;
  }

  get told(): Told {
    this.#isFarReaching = true;
    this.#told ??= this.#mentions.in(this.bytes, this.#path, this.#outer());
    return this.#told;
  }

  get table(): Table {
    this.#isFarReaching = true;
    this.#table ??= new Table(this.text);
    return this.#table;
  }

  /** Whether anything was met that is decided by more than what stands near it. */
  get isFarReaching(): boolean {
    return this.#isFarReaching;
  }

  /** Notes that what was met may reach far. */
  reachesFar(): void {
    this.#isFarReaching = true;
  }

  /** Notes a value that nothing names; one that fits shapes of several alphabets is one. */
  addUnnamed(one: Unnamed): void {
    const last = this.unnamed.at(-1);
    if (last?.token.start === one.token.start && last.token.text === one.token.text)
      this.unnamed[this.unnamed.length - 1] = { ...last, shapes: [...last.shapes, ...one.shapes] };
    else this.unnamed.push(one);
  }

  /** What a file is called that holds keys and says which: private_keys.txt. */
  get fileNaming(): Naming | undefined {
    const name = /([^/]{2,60}?)(?:\.\w{1,8})?$/.exec(this.#path)?.[1]?.replace(/s$/i, '') ?? '';
    return isKeyFile(this.#path) && !this.#path.endsWith('.pub') && partOf(name) !== undefined && !isHarmless(name)
      ? { name }
      : undefined;
  }

  /** Who a name is about. */
  whoIs(name: string): readonly string[] {
    return this.#mentions.of(name);
  }

  /** Whether an exchange is named right before a place: nothing but what parts values, or opens a list of them, is between. */
  isNamedRightBefore(place: number, id: string): boolean {
    const line = this.before(place).slice(-NAMED_WITHIN);
    const last =
      /([A-Za-z][\w. -]{0,40})(?:[^A-Za-z0-9]|\\[nrt]|\b(?:new|api|client|keys?|[a-z]|["'][a-z]{2,12}["'])\b){0,24}$/i.exec(
        line,
      )?.[1];
    return last !== undefined && this.#mentions.of(last).includes(id);
  }

  /** Whether the path says that it holds keys. */
  get isOfKeys(): boolean {
    return isKeyFile(this.#path);
  }

  /** Whether the path says so. */
  isTried(pattern: RegExp): boolean {
    return pattern.test(this.#path);
  }

  /** Where a run begins that may begin on the end of a colour of a terminal, or of an escape. */
  undressed(start: number): number {
    return start + colourAt(this, start) + escapeAt(this.bytes, start);
  }

  /** What stands before a place, some hundred bytes of it. */
  before(place: number): string {
    return this.bytes.toString('latin1', Math.max(0, place - FAR), place);
  }

  /** What stands behind a place, some bytes of it. */
  behind(place: number, count: number): string {
    return this.bytes.toString('latin1', place, Math.min(this.bytes.length, place + count));
  }
}

/** So many bytes at the beginning of a run are the end of a colour of a terminal. */
function colourAt(page: Page, start: number): number {
  // Runs that begin with a digit are few: a colour ends on digits and an m.
  const first = page.bytes[start]!;
  if (first < 0x30 || first > 0x39) return 0;
  const colour = /^\d{1,3}m/.exec(page.behind(start, 4))?.[0];
  if (colour === undefined || !/(?:u001b|\x1b|x1b|033)\[(?:\d{1,3};){0,5}$/.test(page.before(start).slice(-30)))
    return 0;
  return colour.length;
}

const BACKSLASH = 0x5c;
/** The letters of ends of lines and of tabs, as strings write them. */
const ESCAPED = new Set([0x6e, 0x72, 0x74]);
/** The first byte of a run is the end of an escape. */
const escapeAt = (bytes: Buffer, start: number): number =>
  bytes[start - 1] === BACKSLASH && ESCAPED.has(bytes[start]!) ? 1 : 0;
