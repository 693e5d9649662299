import { isPlaceholder, looksRandom } from './chance.ts';
import type { Hidden } from './redact-hidden.ts';
import { isPublic } from './redact-public.ts';
import { spelledOut } from './redact-spelled.ts';
import { findWordRuns } from './rules/mnemonic/word-runs.ts';
import { tokensOf } from './shape.ts';

/** What else is hidden when it is asked for. */
export interface AlsoHidden {
  readonly email?: boolean;
  readonly ip?: boolean;
}

const FAR = 240;
const RANDOM = 'value that looks random';

/**
 * What may be a secret, with a text of Latin-1 as its bytes: much that is none as well. `isKnown`: a value that is hidden elsewhere, and is so here
 * whatever its name is.
 */
export function looselyHidden(text: string, isKnown: (value: string) => boolean): Hidden[] {
  const told = [
    ...keyBlocks(text),
    ...phrases(text),
    ...spokenPhrases(text),
    ...headers(text),
    ...userInfos(text),
    ...numberArrays(text),
    ...namedValues(text),
    ...clientIds(text),
    ...spelledOut(text),
  ];
  const values = new Set(told.map((one) => one.text));
  return [...told, ...randomValues(text, (value) => values.has(value) || isKnown(value))];
}

function hiddenAt(kind: string, text: string, start: number): Hidden {
  return { kind, text, start, end: start + text.length };
}

const FRAME = /-----(BEGIN|END) [A-Z0-9 ]{0,40}PRIVATE KEY[A-Z ]{0,10}-----/g;
/** A key of RSA with 16384 bits, with its line ends escaped. */
const LONGEST_KEY = 16_000;
/** A line of such a block, with what a log or a program writes around it. */
const KEY_LINE = /(?:[A-Za-z0-9+/]{20,}={0,2}|^\s*[A-Za-z0-9+/]{2,}={0,2}|: [\w,-]+)[\s"',\\nr+|]{0,12}$/;
/** A word alone, and no end of a key. */
const WORD = /^\s*[A-Za-z]?[a-z]{3,}\s*$/;
const FULL_LINE = /[A-Za-z0-9+/]{60,}|: [\w,-]+|^\s*$/;

/** Private keys in PEM, whole or cut off at either end. */
function keyBlocks(text: string): Hidden[] {
  const found: Hidden[] = [];
  let open: { readonly start: number; readonly end: number } | undefined;
  const cutOff = (): void => {
    if (open) found.push(hiddenAt('private key', text.slice(open.start, endOfLines(text, open.end)), open.start));
    open = undefined;
  };
  for (const match of text.matchAll(FRAME)) {
    const start = match.index;
    const end = start + match[0].length;
    if (open && end - open.start > LONGEST_KEY) cutOff();
    if (match[1] === 'BEGIN') {
      cutOff();
      open = { start, end };
      continue;
    }
    const from = open?.start ?? beginOfLines(text, start);
    open = undefined;
    found.push(hiddenAt('private key', text.slice(from, end), from));
  }
  cutOff();
  return found;
}

function endOfLines(text: string, from: number): number {
  let end = from;
  for (let at = text.indexOf('\n', from); at >= 0 && end - from < LONGEST_KEY; ) {
    const next = text.indexOf('\n', at + 1);
    const line = text.slice(at + 1, next < 0 ? undefined : next);
    if (!KEY_LINE.test(line.slice(0, FAR)) || WORD.test(line)) break;
    end = at + 1 + line.length;
    // A line that is not full is the last of its block.
    if (!FULL_LINE.test(line)) break;
    at = next;
  }
  return end;
}

function beginOfLines(text: string, from: number): number {
  let start = from;
  for (let end = text.lastIndexOf('\n', from); end > 0 && from - start < LONGEST_KEY; ) {
    const begin = text.lastIndexOf('\n', end - 1) + 1;
    const line = text.slice(begin, end).slice(-FAR);
    // Only the last line of a block is not full.
    if (!(start === from ? KEY_LINE : FULL_LINE).test(line)) break;
    start = begin;
    end = begin - 1;
  }
  return start;
}

const PHRASE_NAME =
  /(?:mnemonic|seed|recovery|secret)[\s_-]{0,2}(?:phrase|words)?["'\\]{0,3}\s{0,4}(?:[:=]|\bis\b)\s{0,4}["'\\]{0,3}((?:[a-z]{3,8}[ ,]{1,3}){2,23}[a-z]{3,8})\b/gi;
const PHRASE = 'seed phrase';
/** So many words of the list in a row are the list, or a piece of it. */
const MOST_WORDS = 60;

/** Words that may be of a wallet, also with an error in them, or a part alone where they are named. */
function phrases(text: string): Hidden[] {
  const found: Hidden[] = [];
  findWordRuns(Buffer.from(text.toLowerCase(), 'latin1'), (words) => {
    const isList = words.length > MOST_WORDS || words.every((word, at) => at === 0 || words[at - 1]!.text < word.text);
    const last = words.at(-1)!;
    const { start } = words[0]!;
    if (!isList) {
      const plain = words.map((word) => word.text).join(' ');
      found.push({ kind: PHRASE, text: plain, start, end: last.start + last.text.length });
    }
  });
  for (const match of text.matchAll(PHRASE_NAME)) {
    const words = match[1]!;
    found.push({
      ...hiddenAt(PHRASE, words, match.index + match[0].length - words.length),
      text: words.toLowerCase().replace(/[ ,]+/g, ' '),
    });
  }
  return found;
}

const SPOKEN_NAME = /pass(?:[ _-]?phrase|word)["'\\]{0,3}[ \t]{0,4}[:=][ \t]{0,4}/gi;
/** Words without quotes, to the end of the line. */
const SPOKEN = /^[^\s"'`,;(){}[\]<>=$]{1,40}(?:[ \t]{1,3}[^\s"'`,;(){}[\]<>=$]{1,40}){1,11}(?=[ \t]{0,8}(?:[\r\n]|$))/;
const LONGEST_SPOKEN = 500;

/** A passphrase of several words; a longer one is a sentence. */
function spokenPhrases(text: string): Hidden[] {
  return [...text.matchAll(SPOKEN_NAME)].flatMap((match) => {
    const start = match.index + match[0].length;
    const words = SPOKEN.exec(text.slice(start, start + LONGEST_SPOKEN))?.[0];
    return words === undefined ? [] : [hiddenAt('password', words, start)];
  });
}

const HEADER =
  /\b((?:proxy-)?authorization|(?:set-)?cookie)(["'\\]{0,3}\s{0,4}[:=,]\s{0,4}["'\\]{0,3})(?:(?:bearer|basic|token|digest|negotiate)\s{1,3})?([^\s"'\\][^\r\n"'\\]{3,4000})/gi;

/** All that follows, to the end of the line or of the quotes. */
function headers(text: string): Hidden[] {
  return [...text.matchAll(HEADER)].flatMap((match) => {
    const value = match[3]!;
    const start = match.index + match[0].length - value.length;
    return isMade(value) ? [] : [hiddenAt(/cookie/i.test(match[1]!) ? 'cookie' : 'token', value, start)];
  });
}

const USER_INFO = /\b[a-z][a-z0-9+.-]{1,20}:\/\/([^\s:@/"'`<>]{0,64}):([^\s@/"'`<>]{1,200})@/gi;

function userInfos(text: string): Hidden[] {
  return [...text.matchAll(USER_INFO)].flatMap((match) => {
    const value = match[2]!;
    return isMade(value) ? [] : [hiddenAt('password', value, match.index + match[0].length - 1 - value.length)];
  });
}

const ARRAY = /\[\s{0,9}((?:\d{1,3}\s{0,9},\s{0,9}){31,63}\d{1,3})\s{0,9}\]/g;

/** Bytes of a private key as numbers. */
function numberArrays(text: string): Hidden[] {
  return [...text.matchAll(ARRAY)].flatMap((match) => {
    const count = match[1]!.split(',').length;
    return count === 32 || count === 64 ? [hiddenAt('private key', match[0], match.index)] : [];
  });
}

const SECRET_NAME =
  'secret|passw(?:or)?d|passphrase|pass[_-]?phrase|passwd|passcode|pwd|token|api[_ -]?key|apikey|access[_ -]?key|key[_-]?id|private[_ -]?key|priv[_-]?key|mnemonic|seed|credential|session[_-]?(?:id|key)|listen[_-]?key|sign(?:ing)?[_-]?key|hmac|auth[_-]?key|bearer|otp|totp|2fa|pin[_-]?code|memo|sec[_-]?key';
const IS_PASSWORD = /pass|pwd|(?<![a-z])pw(?![a-z])/i;
const IS_SECRET_NAME = new RegExp(SECRET_NAME, 'i');
const NAMED = new RegExp(
  `([\\w$.-]{0,60}(?:${SECRET_NAME}|(?<![A-Za-z])(?:key|pw)(?![A-Za-z]))[\\w$-]{0,24})(?:\\\\{0,4}["'\`\\])]){0,3}(\\s{0,8}(?:=>|:=|\\?=|={1,2}|:)\\s{0,8}|\\s{1,4}is\\s{1,4}|(?:(?<=--[\\w-]{1,60})|(?<=\\bpassword|\\bpasswd|\\bpwd))\\s{1,4})(?:(\\\\{0,4}["'\`])([^\\n]{1,400}?)\\3|([^\\s"'\`\\\\,;&<>()[\\]{}]{3,400})(.?))`,
  'gi',
);

/** Whatever has a name that says secret, unless it only refers to one. */
function namedValues(text: string): Hidden[] {
  return [...text.matchAll(NAMED)].flatMap((match) => {
    const [whole, name = '', join = '', quote, quoted, bare = '', next = ''] = match;
    const value = quoted ?? bare;
    const isShown = quoted === undefined ? isCode(value, next, name) || isMade(value) : isMade(value);
    // In a sentence a password is hardly a word: the password is wrong.
    const isSaid = !/[=:]/.test(join) && !name.startsWith('--');
    if (isShown || !mayHide(name, value) || (isSaid && !/\d/.test(value))) return [];
    const behind = quoted === undefined ? next.length : quote!.length;
    return [hiddenAt(kindOfName(name), value, match.index + whole.length - behind - value.length)];
  });
}

function kindOfName(name: string): string {
  if (IS_PASSWORD.test(name)) return 'password';
  if (/mnemonic|seed/i.test(name)) return PHRASE;
  if (/priv/i.test(name)) return 'private key';
  if (/secret|hmac|sign/i.test(name)) return 'secret';
  return /token|bearer|session|listen|otp|2fa/i.test(name) ? 'token' : 'key';
}

/** Coins are tokens too, and seeds are numbers: a value by such a name is long, and of letters and digits. */
const mayHide = (name: string, value: string): boolean => {
  if (IS_PASSWORD.test(name) || /secret|priv|mnemonic|credential/i.test(name)) return value.length >= 3;
  if (!IS_SECRET_NAME.test(name))
    return value.length >= 8 && /\d/.test(value) && /[a-z]/.test(value) && /[A-Z]/.test(value);
  if (/seed$|token|memo|pin|sign/i.test(name)) return value.length >= 8 && /\d/.test(value);
  return value.length >= 8;
};

/** What stands for a value and is none. */
const isMade = (value: string): boolean =>
  /^(?:true|false|null|none|nil|undefined|optional|required|string|str|bytes?|int|number|any|object|bool(?:ean)?|missing|empty|unset|invalid|\*+|x+|\.+|…|<[^>]*>|\$\{[^}]*\}|\{\{[^}]*\}\}|%[sdr]|\$\w+|\[[a-z ]+(?: #\d+)?\])[.,;!]?$/i.test(
    value,
  );

/** A call, a member, a constant: code that fetches a secret. */
const isCode = (value: string, next: string, name: string): boolean =>
  next === '(' ||
  next === '[' ||
  value === name ||
  /^(?:[A-Za-z_$][a-zA-Z_$]*)(?:\??\.[A-Za-z_$][\w$]*)+$/.test(value) ||
  /^[A-Z]{2,}(?:_[A-Z]+)+$/.test(value) ||
  /^(?:self|this|process|os|env|config|settings|await|new|return|if|in|is|not|and|or|for|from)$/.test(value);

const CLIENT_ID =
  /(?<![A-Za-z])client[ _-]?id["'\\]{0,3}(?:\s{0,4}(?:[:=]|=>)\s{0,4}|\s{1,3}|%3D)["'\\]{0,3}(\w[\w.-]{4,118}[\w-])(?![\w(-])/gi;
/** `clientId`, `ClientId`: a name in a program, and no id that was drawn. */
const CAMEL = /^[a-z]*(?:[A-Z][a-z]+)*$/;

/** Ids of keys that are too short to look drawn by chance, as those of Deribit. */
function clientIds(text: string): Hidden[] {
  return [...text.matchAll(CLIENT_ID)].flatMap((match) => {
    const value = match[1]!;
    const isDrawn = /[A-Z]/.test(value) ? !CAMEL.test(value) : /\d/.test(value) && /[a-z]/.test(value);
    if (!isDrawn || isCode(value, '', '') || isMade(value)) return [];
    return [hiddenAt('key', value, match.index + match[0].length - value.length)];
  });
}

const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const HEX = /^(?:0x)?[0-9a-f]+$/i;
const RUN = /[A-Za-z0-9+/_-]{16,}={0,2}/g;
const SHORTEST_HEX = 32;
const SHORTEST_JOINED = 40;

/** Values drawn by chance, wherever they stand, but for those that are public for certain. */
function randomValues(text: string, isKnown: (value: string) => boolean): Hidden[] {
  const found: Hidden[] = [];
  const tokens = [...text.matchAll(RUN)].flatMap((run) => tokensOf(run[0], run.index));
  for (const { of, text: value, start } of tokens) {
    if (isKnown(value)) {
      found.push(hiddenAt(RANDOM, value, start));
      continue;
    }
    // Letters and digits alone are a token of all three alphabets.
    if (of !== 'alnum' && /^[A-Za-z0-9]+$/.test(value)) continue;
    if (!isRandom(value, of !== 'alnum') || isPublic(value, text.slice(Math.max(0, start - FAR), start))) continue;
    found.push(hiddenAt(RANDOM, value, start));
  }
  return found;
}

function isRandom(value: string, isJoined: boolean): boolean {
  if (UUID.test(value)) return true;
  const isVaried = looksRandom(value) || isPlaceholder(value);
  if (HEX.test(value)) return value.length >= SHORTEST_HEX && isVaried && new Set(value).size > 4;
  // Words and names joined by slashes or dashes: what counts are their pieces, unless there is much of it.
  if (isJoined && value.length < SHORTEST_JOINED && !value.endsWith('=')) return false;
  const turns = value.match(/[a-z](?=[A-Z0-9])|[A-Z](?=[a-z0-9])|\d(?=[A-Za-z])/g)?.length ?? 0;
  if (!/\d/.test(value)) return looksRandom(value) && value.length >= 20 && turns * 5 >= value.length * 2;
  return isVaried ? turns * 4 >= value.length && new Set(value).size >= 8 : false;
}

const EMAIL_NAME = /[\w.+-]{1,64}$/;
const EMAIL_HOST = /^@(?:[\w-]{1,63}\.){1,6}[A-Za-z]{2,24}\b/;
const LONGEST_NAME = 64;
const LONGEST_HOST = 256;
const IPV4 = /(?<![\w.-])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\w-]|\.\d)/g;
const IPV6 =
  /(?<![\w:.])(?:(?:[0-9a-f]{1,4}:){7}[0-9a-f]{1,4}|(?:[0-9a-f]{1,4}:){1,6}(?::[0-9a-f]{1,4}){1,6}|(?:[0-9a-f]{1,4}:){1,7}:)(?![\w:])/gi;
/** Of every machine. */
const OWN_IP = /^(?:127\.|0\.0\.0\.0$)/;

/** E-mail addresses, and addresses of hosts but for those that every machine has. */
export function addressesIn(text: string): Record<'email' | 'ip', Hidden[]> {
  const ip = [...text.matchAll(IPV4), ...text.matchAll(IPV6)]
    .filter((match) => !OWN_IP.test(match[0]))
    .map((match) => hiddenAt('ip address', match[0], match.index));
  return { email: emailsIn(text), ip };
}

function emailsIn(text: string): Hidden[] {
  const found: Hidden[] = [];
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    const name = EMAIL_NAME.exec(text.slice(Math.max(0, at - LONGEST_NAME), at))?.[0];
    const host = name && EMAIL_HOST.exec(text.slice(at, at + LONGEST_HOST))?.[0];
    if (name && host) found.push(hiddenAt('e-mail address', name + host, at - name.length));
  }
  return found;
}
