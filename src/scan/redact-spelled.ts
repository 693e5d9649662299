import { looksRandom } from './chance.ts';
import type { Hidden } from './redact-hidden.ts';

/** Each way to write a value in which no piece of it is a word: pairs of hex digits apart, references of HTML, groups of letters. */
const SPELLED: readonly RegExp[] = [
  /(?<![\w])(?:(?:0x|\\x)?[0-9a-f]{2}[ :,;-]\s{0,2}){15,}(?:0x|\\x)?[0-9a-f]{2}(?!\w)/gi,
  /(?:&#(?:x[0-9a-f]{2,4}|\d{2,5});){12,}/gi,
];
const GROUPS = /(?<!\w)(?:([A-Za-z0-9]{3,8})[ -])(?:[A-Za-z0-9]{3,8}[ -]){3,}[A-Za-z0-9]{1,8}(?!\w)/g;
const FEWEST_LETTERS = 20;
/** A login where a program takes it: of curl, of clients of databases, of a file of passwords of PostgreSQL. */
const LOGINS: readonly RegExp[] = [
  /(?<=\s-u\s{0,3}|\s--(?:proxy-)?user[ =])["']?[^\s:"']{1,64}:([^\s"']{3,200})/g,
  /\b(?:mysql|mysqldump|mysqladmin|mariadb|sshpass)\b[^\n|;]{0,200}?\s-p["']?([^\s"'-][^\s"']{2,200})/g,
  /^[\w.*-]{1,100}:(?:\d{1,5}|\*):[\w*-]{1,63}:[\w*-]{1,63}:([^\s:]{3,200})$/gm,
];

/** Values that are written letter by letter or in groups, and logins of programs. */
export function spelledOut(text: string): Hidden[] {
  const at = (kind: string, value: string, start: number): Hidden => ({
    kind,
    text: value,
    start,
    end: start + value.length,
  });
  const spelled = SPELLED.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => at('value that looks random', match[0], match.index)),
  );
  const grouped = [...text.matchAll(GROUPS)].flatMap((match) =>
    isGrouped(match[0], match[1]!.length) ? [at('value that looks random', match[0], match.index)] : [],
  );
  const logins = LOGINS.flatMap((pattern) =>
    [...text.matchAll(pattern)].map((match) => {
      const value = match[1]!;
      return at('password', value, match.index + match[0].length - value.length);
    }),
  );
  return [...spelled, ...grouped, ...logins];
}

/** Whether groups of one length are a value: of both kinds of letters and of digits. */
function isGrouped(whole: string, length: number): boolean {
  const groups = whole.split(/[ -]/);
  const last = groups.at(-1)!;
  if (groups.slice(0, -1).some((group) => group.length !== length) || last.length > length) return false;
  const value = groups.join('');
  const isMixed = /[a-z]/.test(value) && /[A-Z]/.test(value) && /\d/.test(value);
  return value.length >= FEWEST_LETTERS && isMixed && looksRandom(value);
}
