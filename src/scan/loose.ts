import { looksChosen } from './chance.ts';
import type { Find } from './find.ts';
import type { Page } from './page.ts';
import { passwordRule, urlPasswordRule } from './rules/password/rule.ts';

/** Passwords are looked for in texts of so many bytes: they are in settings, and a text over this is data. */
const LARGEST = 64 * 1024;
const NEEDLES = ['pass', 'Pass', 'PASS', 'pwd', 'PWD'];
const NAME_BEFORE = /[\w.$-]{0,60}$/;
const ASSIGNED =
  /^(?:pass(?:word|wd|phrase|code)?|pwd)([A-Za-z_]{0,12}\d{0,2})(?:\\{0,4}["'`\])]){0,3}(?:\s{0,8}(?:=>|:=|\?=|[:=,])\s{0,8}|\s)(?:(\\{0,4}["'`])([^"'`\n\\]{6,64})\2|([^\s"'`\\,;&<>()[\]{}]{6,64})(?=[\s,;&"'}\]]|$))/i;
/** The type of a field, as schemas declare it: `passphrase Bytes?`, `password: String!`. */
const TYPE =
  /^\[?(?:bytes?|strings?|str|text|(?:var)?(?:char|binary)|blob|int(?:eger)?|bool(?:ean)?|json|uuid|object|any|optional|secretstr)\d{0,2}\]?(?:\[\])?[?!]{0,2}$/i;
/** Texts that try things out, where passwords are made up. */
const MADE_UP =
  /(?:^|[/._-])(?:tests?|spec|fixtures?|examples?|samples?|demo|mocks?|docs?|i18n|locales?)(?:[/._-]|$)|node_modules/i;
/** Those among them that may be written for colleagues. */
const DOCUMENTS = /\.(?:md|txt|rst|adoc|html?|org)$/i;
/** Whose password it is, in one word with it: rpcpassword. */
const OWNED = /(?:^|[^a-z])(?:rpc|db|my|user|admin|root|login|smtp|mail|ftp|ssh|vpn|wifi|ssid|web|http|proxy|redis)$/i;
const LONGEST_URL = 200;
const AT = 0x40;
const URL_PASSWORD = /[a-z][a-z0-9+.-]{1,20}:\/\/[^\s:@/"'`<>]{1,64}:([^\s@/"'`<>]{4,100})$/i;

/** The name of a source of data, as Go writes it: `root:...@tcp(db:3306)/bot`. */
const SOURCE_PASSWORD = /(?:^|[\s"'`=])[\w.-]{1,40}:([^\s@/"'`<>]{4,100})$/;

/** What is told by a name or a place and by nothing of its looks: passwords, and those within URLs. */
export function looseFinds(page: Page, hasFinds = false): Find[] {
  if (page.bytes.length > LARGEST) return [];
  return [...inUrls(page), ...byName(page, hasFinds), ...inExport(page)];
}

function inUrls(page: Page): Find[] {
  const finds: Find[] = [];
  for (let at = page.bytes.indexOf(AT); at >= 0; at = page.bytes.indexOf(AT, at + 1)) {
    const before = page.bytes.toString('latin1', Math.max(0, at - LONGEST_URL), at);
    const isSource = /^@(?:tcp|unix)\(/.test(page.behind(at, 6));
    if (!/\w$|[^\s\w"'`/(@]$/.test(before.slice(-1)) || !(isSource || before.includes('://'))) continue;
    const text = (isSource ? SOURCE_PASSWORD : URL_PASSWORD).exec(before)?.[1];
    if (text === undefined || !looksChosen(decoded(text))) continue;
    const found = {
      part: 'password',
      by: 'place',
      text,
      start: at - text.length,
      length: text.length,
      name: 'url',
    } as const;
    finds.push({ rule: urlPasswordRule, found });
  }
  return finds;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function byName(page: Page, hasFinds: boolean): Find[] {
  const finds: Find[] = [];
  for (const needle of NEEDLES)
    for (let at = page.bytes.indexOf(needle); at >= 0; at = page.bytes.indexOf(needle, at + needle.length)) {
      const find = passwordAt(page, at, hasFinds);
      if (find) finds.push(find);
    }
  return finds;
}

function passwordAt(page: Page, at: number, hasFinds: boolean): Find | undefined {
  const match = ASSIGNED.exec(page.bytes.toString('latin1', at, at + 180));
  if (!match) return undefined;
  const [whole, rest = '', quote, quoted, bare] = match;
  const text = quoted ?? bare ?? '';
  const before = NAME_BEFORE.exec(page.bytes.toString('latin1', Math.max(0, at - 60), at))?.[0] ?? '';
  const gap = whole.slice(0, whole.length - text.length - (quote?.length ?? 0));
  // A bare value stands on the line of its name; a blank or a comma alone names nothing but a password itself: `password hunter2`.
  if (quote === undefined && (gap.includes('\n') || text.endsWith(':'))) return undefined;
  const isNamed = /[=:]/.test(gap);
  if (rest !== '' && !isNamed) return undefined;
  // What is to be passed: `pass flags=re.MULTILINE`, the high pass filter.
  if (!isNamed && /^pass\s/i.test(whole) && !LOGIN.test(lineBefore(page, at))) return undefined;
  // What does not pass: "it is not seen, and no pass: what stands behind it is unknown".
  if (quote === undefined && /^pass:/i.test(whole) && NO.test(lineBefore(page, at))) return undefined;
  // `PassConcept::isRequired`; a flag.
  if ((quote === undefined && text.startsWith(':')) || /by$/i.test(before)) return undefined;
  // What is said, behind a word for how something went: say('pass', 'it is so').
  if (/,\s{0,8}\\{0,4}["'`]?$/.test(gap) && text.includes(' ')) return undefined;
  // Of what may be done with a password, and not the password.
  if (
    /hash|salt|file|path|length|(?<!ad)min|max|reset|field|input|label|regex|policy|hint|encod|crypt|prompt|_time|ed$/i.test(
      `${before} ${rest}`,
    )
  )
    return undefined;
  if (/[a-z]$/i.test(before) && !OWNED.test(before) && /^p/.test(match[0]) && !/[A-Z]/.test(before.at(-1)!))
    return undefined;
  // Documents show made up passwords, unless they show keys as well.
  if (!looksChosen(text) || (page.isTried(MADE_UP) && !(hasFinds && page.isTried(DOCUMENTS)))) return undefined;
  if (
    quote === undefined &&
    (TYPE.test(text) || !isSettings(page, at) || (!isOfEnvironment(page, at) && IS_CODE.test(text)))
  )
    return undefined;
  const start = at + (quote === undefined ? whole.length - text.length : whole.length - text.length - quote.length);
  const name = `${before}${whole.slice(0, whole.length - text.length).match(/^\w+/)?.[0] ?? ''}`;
  return { rule: passwordRule, found: { part: 'password', by: 'name', text, start, length: text.length, name } };
}

/** A call, or a member of something. */
const IS_CODE = /.\(.|^[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)+$/;

/** A line of an environment holds no code: `DB_PASSWORD=...`. */
const isOfEnvironment = (page: Page, at: number): boolean =>
  /(?:^|\n)[ \t]*(?:- |export |ENV )?["']?[A-Z0-9_]*$/.test(page.bytes.toString('latin1', Math.max(0, at - 60), at)) &&
  /^[A-Z0-9_]{2,24}=/.test(page.behind(at, 26));

/** The columns of what a manager of passwords writes out. */
const PASSWORDS = /^"?(?:login_?)?password"?$/i;
const LOGINS = /^"?(?:login_?)?(?:user(?:_?name)?|login|e-?mail)"?$/i;
const SITES = /^"?(?:login_?)?(?:urls?|uri|title|site|website)"?$/i;
/** A digest of one. */
const HEX = /^[0-9a-f]{32,}$/i;

/** What managers of passwords and browsers write out: a table with the logins. */
function inExport(page: Page): Find[] {
  const end = page.bytes.indexOf(LF);
  const head = page.bytes.toString('latin1', 0, Math.max(0, Math.min(end, LONGEST_HEAD))).trim();
  const names = head.split(',');
  const column = names.findIndex((name) => PASSWORDS.test(name));
  if (column < 0 || !names.some((name) => LOGINS.test(name)) || !names.some((name) => SITES.test(name))) return [];
  if (page.isTried(MADE_UP)) return [];
  const finds: Find[] = [];
  let cell = 0;
  for (const match of page.text.slice(end + 1).matchAll(/("(?:[^"]|"")*"|[^",\n]*)(,|\r?\n|$)/g)) {
    const [, raw = '', mark = ''] = match;
    const text = raw.replace(/^"|"$/g, '');
    if (cell === column && looksChosen(text) && !HEX.test(text)) {
      const start = end + 1 + match.index + raw.indexOf(text);
      finds.push({
        rule: passwordRule,
        found: { part: 'password', by: 'name', text, start, length: text.length, name: 'password' },
      });
    }
    cell = mark === ',' ? cell + 1 : 0;
    if (mark === '' && raw === '') break;
  }
  return finds;
}
const LF = 10;
const LONGEST_HEAD = 400;

/** Whose password follows. */
const LOGIN = /\b(?:user(?:_?name)?|login|e-?mail|account|usr)\b|\w@\w/i;

const NO = /\b(?:no|not|never|neither|nor|cannot|must|may|does|do)\s{1,4}$/i;

function lineBefore(page: Page, at: number): string {
  const text = page.bytes.toString('latin1', Math.max(0, at - 100), at);
  return text.slice(text.lastIndexOf('\n') + 1);
}

/** A line of settings, where values have no quotes: `name=value`, `name: value`, and no code. */
function isSettings(page: Page, at: number): boolean {
  const line = page.bytes.toString('latin1', Math.max(0, at - 200), Math.min(page.bytes.length, at + 200));
  const start = line.lastIndexOf('\n', Math.min(200, at) - 1) + 1;
  const end = line.indexOf('\n', Math.min(200, at));
  return !/[(){}]|;\s*$|\b(?:def|return|const|let|var|function|if|self|this)\b/.test(
    line.slice(start, end < 0 ? undefined : end),
  );
}
