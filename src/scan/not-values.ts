import { looksRandom } from './chance.ts';
import type { Token } from './shape.ts';

/** The key by which a page tells its elements apart: <Row key="...">; where a secret stands beside it, it is another. */
const ELEMENT_KEY =
  /<(?:[A-Z][\w.]{0,60}|div|li|tr|td|th|ul|span|p|a|option|section|path|g|component|template|[a-z]{1,20}-[\w-]{1,40})\s([^<>]{0,160}\s)?(?:v-bind:|:)?key=(?:\{?["'`]|"['`])$/;
export const ATTRIBUTES_WITHIN = 120;
export function isElementKey(before: string, behind: string): boolean {
  const attributes = /key=(?:\{?["'`]|"['`])$/.test(before.slice(-8)) ? ELEMENT_KEY.exec(before) : null;
  return attributes !== null && !/secret|pass/i.test(`${attributes[1] ?? ''}${behind.split('>')[0]}`);
}

/** Two lines of a block in base64, of one of the lengths that programs wrap at. */
const WRAPPED =
  /(?:\n[ \t]*(?:[A-Za-z0-9+/]{60}|[A-Za-z0-9+/]{64}|[A-Za-z0-9+/]{72}|[A-Za-z0-9+/]{76})\r?){2}\n[ \t]*$/;

/** A digest that says so itself: sha256/..., sha512-...; the name of a symbol, as compilers write it. */
export const DIGEST = /^sha\d{1,3}[/_-]|^_{1,2}ZN\d/i;
/** What is no line of base64. */
const HEX = /^(?:0x)?[0-9a-f]{64}$/i;

/** As far behind a value lines of its block are looked for. */
export const LINES_WITHIN = 240;
/** A value is, or is in, a line of base64 if lines before and behind it are as long, or two behind it. */
export function isLine(text: string, before: string, behind: string): boolean {
  if (HEX.test(text)) return false;
  const own = /(?:^|\n|\\n)[ \t"',]{0,20}[A-Za-z0-9+/]{0,76}$/.exec(before);
  if (!own || !/^[A-Za-z0-9+/]{0,76}(?:\\n|\r?\n|["'],?\r?\n)/.test(behind)) return false;
  const [, next = '', further = ''] = linesOf(behind);
  const [top = '', above = ''] = linesOf(before.slice(0, own.index)).slice(-2);
  const isLike = (line: string): boolean => line.length >= 60 && looksRandom(line);
  if (isLike(above) && isLike(top) && above.length === top.length) return true;
  return isLike(next) && (above.length === next.length || (next.length === further.length && isLike(further)));
}

/** Lines as they are or in strings of code, without what is around base64. */
const linesOf = (text: string): string[] =>
  text
    .split(/\\n|\n/)
    .map((line) => line.replace(/^[ \t"',]+|["',;\s]+$/g, ''))
    .filter((line, at) => line !== '' || at === 0)
    .map((line) => (/^[A-Za-z0-9+/=]+$/.test(line) ? line : ''));

/** How what programs encrypt begins: Fernet, OpenSSL, KMS of AWS, DPAPI, systemd, age, an object of JSON in hex; and what PostgreSQL keeps of passwords. */
const BEGINS_SEALED =
  /^(?:gAAAAA|U2FsdGVkX1|AQ[EI][CD]A[HQ]|AQAAANCMnd8BFdERjHoA|7b22(?:[2-7][0-9a-f]){6}|md5[0-9a-f]{32}$|k6iUCUh0RJCQ|YWdlLWVuY3J5cHRpb24)/;
/** What says right before a value that it is encrypted, or a digest, with pieces of it: `{cipher}`, `ENC(`, `vault:v1:`, `enc:`, `{SSHA}`. */
const SAYS_SEALED =
  /(?:^|[\s"'`=>(])[{!]?(?:enc(?:rypted)?|cipher(?:text)?|sealed|vault:v\d{1,3}|aes(?:-?\d{3})?(?:-?gcm|-?cbc)?|dpapi|kms|jasypt|v\d{1,2}|s?sha-?\d{0,3}|md5|hmac-sha\d{3}|redacted|masked)[:({}]\s?(?:v\d{1,2}:)?(?:[\w+/=-]{8,140}:){0,2}$|\[(?:redacted|masked|hidden)[: ]$/i;

/** Members of the configuration of OctoBot: it encrypts under a key that its source shows. */
const OPEN_TO_ALL = /"api-(?:key|secret|password)"\s{0,4}:\s{0,4}"$/;

/** Whether a value is what encryption or a digest made of a secret. */
export const isSealed = (text: string, before: string): boolean =>
  (BEGINS_SEALED.test(text) && !OPEN_TO_ALL.test(before)) ||
  (/[:({} ]$/.test(before.slice(-1)) && SAYS_SEALED.test(before.slice(-SAID_WITHIN)));
const SAID_WITHIN = 200;

/** Whether a run, or the value that it gives a name, is such. */
export const isSealedRun = (run: string, before: () => string): boolean =>
  BEGINS_SEALED.test(run.slice(run.slice(0, -2).lastIndexOf('=') + 1)) && !OPEN_TO_ALL.test(before());

/** A digest and the file that it is of, as sums are written; a commit and what it is called. */
const OF_FILE = /^(?: [ *](?!\S*[0-9a-f]{24})[^\s"'`,;:|<>=]{2,120}[ \t]*(?:\r?\n|$)|[ \t]+(?:refs\/|HEAD\b|\(HEAD))/;
const SUM = /^(?:[0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{56}|[0-9a-f]{64}|[0-9a-f]{96}|[0-9a-f]{128})$/i;
export const isSum = (text: string, behind: string): boolean => SUM.test(text) && OF_FILE.test(behind);

/** What sops has encrypted; a line of a block in base64, as of a certificate. */
export function isEncoded(before: string): boolean {
  if (before.includes('ENC[') && /ENC\[[^\]\n]*$/.test(before)) return true;
  let at = before.length - 1;
  while (before[at] === ' ' || before[at] === '\t') at--;
  // Only a value that begins its line can be a line of a block.
  if (before[at] !== '\n') return false;
  // What minisign and signify write below their comment: public keys and signatures.
  if (/untrusted comment:[^\n]*\n[ \t]*$/.test(before)) return true;
  return /-----BEGIN [^\n]*(?:\n[^\n]*){0,3}\n[ \t]*$/.test(before) || WRAPPED.test(before);
}

/** So many characters beside a value tell whether it is a piece of data. */
const BESIDE = 48;
const FEWEST_BESIDE = 10;
/** Whether a value is a piece of data in base64, as of a picture, and not one of several parts of a path. */
export function isPieceOf({ text, start }: Token, whole: Token): boolean {
  const at = start - whole.start;
  if (at < 0 || at + text.length > whole.text.length || whole.text.length - text.length < FEWEST_BESIDE) return false;
  const beside = whole.text.slice(Math.max(0, at - BESIDE), at) + whole.text.slice(at + text.length).slice(0, BESIDE);
  return (
    /[a-z]/.test(beside) && /[A-Z]/.test(beside) && /\d/.test(beside) && (beside.length < BESIDE || looksRandom(beside))
  );
}

/** A line without a colon names what stands alone on the next, and nothing that has more on its line. */
export const isAboveOther = (before: string, behind: string): boolean =>
  /[^\s:=,([{>|][ \t]*(?:\r?\n[ \t]*){1,6}$/.test(before.slice(-SHORT_LINE)) &&
  /^[ \t]+(?!#|\/\/|--|\||\\)[\w./(]/.test(behind);
const SHORT_LINE = 60;
