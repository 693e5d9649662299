/** What people write where a secret is to be put in. */
const PLACEHOLDER =
  /your|here|example|sample|placeholder|change_?me|replace|dummy|redacted|insert|my_?(?:api|secret|key)|xxxx|\*\*\*\*|todo|1234567890|0123456789|abcdefgh|bcdefghi|deadbeef|cafebabe|(.)\1{5}|.(?:secret|token|passw)(?!_)|-0000-/i;

/** How many of its characters differ, at least, in a random value of so many characters: far below what chance gives, by alphabet. */
const FEWEST: readonly (readonly [alphabet: RegExp, share: number, most: number])[] = [
  [/^[0-9a-fx-]+$/i, 0.25, 9],
  [/^[\s\S]+$/, 0.3, 20],
];

/** Whether a value is what people write where a secret is to be put in. */
export const isPlaceholder = (text: string): boolean => PLACEHOLDER.test(text);

/** One value is asked about by rule after rule. */
let last = '';
let isLastRandom = false;

/** Whether a value looks like drawn by chance, and not like a word, a number, a placeholder or a pattern. */
export function looksRandom(text: string): boolean {
  if (text === last) return isLastRandom;
  const isRandom = isDrawn(text);
  last = text;
  isLastRandom = isRandom;
  return isRandom;
}

function isDrawn(text: string): boolean {
  const { different, rows, isCounting } = countsOf(text);
  const [, share, most] = FEWEST.find(([alphabet]) => alphabet.test(text))!;
  if (different < Math.min(most, Math.floor(text.length * share)) || isCounting) return false;
  return !hasRows(text, rows) && !isRepeated(text) && !PLACEHOLDER.test(text) && !isWords(text);
}

const SNAKE = /[_\-+/=]/;
const CAMEL = /[_\-+/=0-9]|(?<=[a-z])(?=[A-Z])/;

/** Words joined by case, dashes or underscores: what code and paths are made of. */
function isWords(text: string): boolean {
  // Names of code mix cases: their digits part words too.
  const isCamel = /[a-z]/.test(text) && /[A-Z]/.test(text);
  const parts = text.split(isCamel ? CAMEL : SNAKE).filter((part) => part !== '');
  const words = parts.filter((part) => /^[A-Z]?[a-z]{3,}$|^[A-Z]{4,}$|^\d{1,4}$/.test(part));
  const letters = words.reduce((sum, word) => sum + word.length, 0);
  return letters * 4 >= parts.reduce((sum, part) => sum + part.length, 0) * 3;
}

/** As far apart alphabets and rows of digits may count in turns: a1b2c3. */
const MOST_APART = 4;
const CHARACTERS = 256;
const seen = new Uint32Array(CHARACTERS);
let looks = 0;

interface Counts {
  /** Characters, each once. */
  readonly different: number;
  /** Characters that are the same as the one before. */
  readonly rows: number;
  /** Most characters are the one after the one some places before. */
  readonly isCounting: boolean;
}

function countsOf(text: string): Counts {
  looks = (looks + 1) >>> 0;
  let different = 0;
  let rows = 0;
  const steps = [0, 0, 0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const place = code % CHARACTERS;
    if (seen[place] !== looks) different++;
    seen[place] = looks;
    if (at > 0 && code === text.charCodeAt(at - 1)) rows++;
    for (let apart = 1; apart <= MOST_APART && apart <= at; apart++)
      if (code - text.charCodeAt(at - apart) === 1) steps[apart]!++;
  }
  return { different, rows, isCounting: Math.max(...steps) * 2 > text.length };
}

/** The least that has to come twice for it to be no chance. */
const LEAST_REPEATED = 8;

/** What somebody types who needs a value that looks like one: something twice, or rows of one character, as in 1111-4222-8333-444455556666. */
export const isPattern = (text: string): boolean => hasRows(text, countsOf(text).rows) || isRepeated(text);

const hasRows = (text: string, rows: number): boolean =>
  rows >= LEAST_REPEATED && rows * 5 >= text.replaceAll('-', '').length * 2;

function isRepeated(text: string): boolean {
  const apart = text.indexOf(text.slice(0, LEAST_REPEATED), 1);
  return apart > 0 && text.length - apart >= LEAST_REPEATED && text.startsWith(text.slice(apart));
}

/** What may stand before a value of a service, as `whsec_`. */
const PREFIX = /^[a-z]{2,8}_/;

/** Whether a value is words in base64: nobody drew those. */
export function isEncodedWords(text: string): boolean {
  const bytes = Buffer.from(text.replace(PREFIX, ''), 'base64').toString('latin1');
  return bytes.length >= LEAST_REPEATED && /^[\x20-\x7e]+$/.test(bytes) && !looksRandom(bytes);
}

/** Whether a value may be one that a person chose to be secret: of several kinds of characters, and no reference to one. */
export function looksChosen(text: string): boolean {
  if (text.length < 6 || text.length > 64 || PLACEHOLDER.test(text)) return false;
  if (/^[$<%@/.]|\$\{|\$\(|\{\{|^\{|[<>]|^ENC\[|^(?:vault|secret|op|env|file):|process\.env|environ|getenv/i.test(text))
    return false;
  // What is left of one: a digest of it.
  if (/^(?:md5[0-9a-f]{32}$|scram-|\{\w{2,12}\}|(?:pbkdf2|bcrypt|argon2|sha\d{1,3})[\w-]{0,12}[$:])/i.test(text))
    return false;
  if (/^[A-Za-z0-9+/]{43}=$/.test(text)) return false;
  // The type of a column.
  if (/^(?:n?(?:var)?(?:char|binary)|decimal|numeric|text|blob|timestamp)\d?\(\d{1,5}(?:,\d{1,3})?\)$/i.test(text))
    return false;
  if (/pass(?:word|phrase|wd)|secret|api[_-]?key|^(?:true|false|null|none|undefined|optional|string|str)$/i.test(text))
    return false;
  const kinds = [/[a-z]/, /[A-Z]/, /\d/, /[^A-Za-z0-9]/].filter((kind) => kind.test(text)).length;
  return kinds >= 3 || (kinds === 2 && /\d/.test(text) && text.length >= 8);
}
