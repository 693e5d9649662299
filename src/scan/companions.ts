import { isPlaceholder, looksChosen, looksRandom } from './chance.ts';
import { type FoundCredential, joined } from './credential.ts';
import type { Find, FoundPart } from './find.ts';
import { laidName, saidIn as saidAs } from './laid.ts';
import { isForeign, isHarmless, namingOf, partOf } from './names.ts';
import { isSealed } from './not-values.ts';
import type { Page } from './page.ts';
import { Places } from './places.ts';
import type { Rule } from './rule.ts';
import { genericRule } from './rules/generic/rule.ts';
import { passwordRule } from './rules/password/rule.ts';
import { SHORTEST_RUN } from './runs.ts';
import type { Part, Shape } from './shape.ts';

/** As far from a credential its other parts stand, in bytes. */
const FAR = 700;
/** What has no name of its own stands nearer. */
const CLOSE = 120;
/** As far before its secret a short key stands without a name. */
const SHORT_WITHIN = 120;
/** Signs that part the values of a list, of a line, of arguments: a piece of a pattern. */
export const APART = String.raw`[\s"'\`,:;|()[\]{}<>=&*]|\s\/\s|\\[nrt"']`;
/** A name, and the value that it is given, in the forms of settings, code, headers and documents. */
const ASSIGNED =
  /([\w$.-]{0,50}(?:pass(?:word|phrase|wd)?|phrase|memo|pwd?|(?<![\w$])p|secret|key|access|codename|client[_-]?id|apikey|login|user(?:name)?|public|pub|(?<![a-z])id|(?<=[a-z])I[dD])[\w]{0,8})(?=((?:\\{0,4}["'`\])]){0,3}(?:\\u001b\[[\d;]{0,12}m)?(?:,?\s{0,30}\\{0,4}["']?value\\{0,4}["']?)?(?:\s{0,8}:\s{0,4}(?:&?(?:'static\s)?str|[Ss]tring)\s{0,4}=\s{0,4}|\s[Aa]s\s[Ss]tring\s{0,4}=\s{0,4}|\s{0,8}(?:=>|:=|\?=|\?:|\|\||\?\?|[:=,>(])\s{0,8}|\s)(?:\\u001b\[[\d;]{0,12}m)?)(?:(\\{0,4}(?:"""|'''|["'`]))((?:(?!\3)[^"'`\n]){4,100})\3|([^\s"'`\\,;&<>]{4,100})))/gi;

/** What is shorter may be drawn and look like words. */
const LEAST_RANDOM = 30;
/** What is shorter no look tells from a word that somebody chose. */
const SHORT = 14;

const QUOTED = /["'`>]([\w!*.#$%^+-]{6,40})(?=["'`<])/g;

interface Assignment {
  readonly name: string;
  /** As it stands, and as it is meant. */
  readonly value: string;
  readonly text: string;
  readonly start: number;
  readonly nameStart: number;
}

/** Parts that belong to what was found and that nothing but their place beside it can tell: passphrases, short keys, private keys. */
export function companionsOf(page: Page, finds: readonly Find[]): Find[] {
  const found: Find[] = [];
  const taken = new Places<FoundPart>();
  for (const one of finds) taken.add(one.found);
  for (const { rule, parts } of joined(finds)) {
    const missing = (rule.joins ?? []).filter((part) => !parts.some((one) => one.part === part));
    if (missing.length === 0) continue;
    const near = assignmentsNear(page, parts);
    for (const part of missing) {
      const companion = bestOf(part, rule, parts, near, page, taken) ?? besideOf(part, rule, parts, page);
      if (!companion) continue;
      taken.add(companion);
      found.push({ rule, found: companion });
    }
  }
  return found;
}

/** Halves that are told by their name alone belong to the other half right beside them, whose look somebody's has. */
export function adopted(page: Page, finds: readonly Find[]): readonly Find[] {
  const strays = finds.filter(
    ({ rule, found }) =>
      found.by === 'name' && (rule === genericRule || (rule === passwordRule && /pass_?phrase$/i.test(found.name))),
  );
  if (strays.length === 0 || strays.length === finds.length) return finds;
  const owners = new Map<Find, { readonly rule: Rule; readonly part: Part }>();
  const groups = joined(finds);
  for (const { rule, parts } of groups) {
    if (rule === genericRule || rule.id.startsWith('other-')) continue;
    const missing = (rule.joins ?? []).filter((part) => !parts.some((one) => one.part === part));
    for (const part of missing) {
      const stray = strays.find(
        (one) =>
          (one.found.part === part || (part === 'passphrase' && one.found.part === 'password')) &&
          isClose(parts, one.found.start, one.found.length) &&
          isBeside(page, parts, one.found.start) &&
          !hasOther(groups, one, rule),
      );
      if (stray) owners.set(stray, { rule, part });
    }
  }
  return finds.map((one) => {
    const owner = owners.get(one);
    return owner ? { rule: owner.rule, found: { ...one.found, part: owner.part } } : one;
  });
}

/** Whether a value has the other half of its own credential. */
const hasOther = (groups: readonly FoundCredential[], { found }: Find, besides: Rule): boolean =>
  groups.some(
    ({ rule, parts }) =>
      rule !== besides &&
      parts.some(({ start }) => start === found.start) &&
      parts.some(({ part }) => part === 'key' && found.part !== 'key'),
  );

function assignmentsNear(page: Page, parts: readonly FoundPart[]): Assignment[] {
  const starts = parts.map(({ start }) => start);
  const ends = parts.map(({ start, length }) => start + length);
  const from = Math.max(0, Math.min(...starts) - FAR);
  const text = page.bytes.toString('latin1', from, Math.min(page.bytes.length, Math.max(...ends) + FAR, from + 8_000));
  const assigned = [...text.matchAll(ASSIGNED)].map((match) => {
    const [, name = '', between = '', quote = '', quoted, bare] = match;
    const nameStart = from + match.index;
    const start = nameStart + name.length + between.length + quote.length;
    const value = quoted ?? bare ?? '';
    return { name, value, text: decoded(value), start, nameStart };
  });
  const known = new Set(assigned.filter(({ name }) => partOf(name) !== undefined).map(({ start }) => start));
  return [...assigned, ...[...quotedIn(text, from), ...saidIn(text, from)].filter(({ start }) => !known.has(start))];
}

/** A label that is no name of code, and what follows it: in any language. */
const SAID =
  /(?:^|\n|\\n)([^\n:={}()]{2,70}?)[\s*_"'`]{0,6}(?::|=|\xef\xbc\x9a|\s-\s)[\s*_"'`]{0,8}([^\s"'`,;]{6,64})/g;

/** What lines of a document say in words: `пароль: ...`. */
function saidIn(text: string, from: number): Assignment[] {
  return [...text.matchAll(SAID)].flatMap((match) => {
    const [whole, label = '', value = ''] = match;
    const name = /[\x80-\xff]| /.test(label) ? saidAs(label) : undefined;
    const start = from + match.index + whole.length - value.length;
    return name === undefined ? [] : [{ name, value, text: value, start, nameStart: start }];
  });
}

/** A value where the name of a variable of the environment was meant: password = getenv("..."). */
const ASKED_FOR =
  /([A-Za-z_$][\w$.]{1,60})\s{0,4}[:=]\s{0,4}[\w.:]{0,20}(?:env|environ|environ\.get|config|settings)\w{0,8}[([]\s{0,4}["'`]$/i;

/** What else stands in quotes or in an element, and has a name in a way that only a value of any length has. */
function quotedIn(text: string, from: number): Assignment[] {
  return [...text.matchAll(QUOTED)].flatMap((match) => {
    const value = match[1]!;
    const at = match.index + 1;
    const before = text.slice(Math.max(0, at - FAR), at);
    const given = namingOf(before).name;
    const name = partOf(given) === undefined ? (laidName(before, '') ?? ASKED_FOR.exec(before)?.[1] ?? given) : given;
    const start = from + at;
    return name === '' ? [] : [{ name, value, text: value, start, nameStart: start }];
  });
}

/** The text that a value in base64 is of, as in a Secret of Kubernetes; any other value as it is. */
function decoded(value: string): string {
  if (value.length < 8 || value.length % 4 !== 0 || !/^[A-Za-z0-9+/]+={0,2}$/.test(value)) return value;
  const text = Buffer.from(value, 'base64').toString('latin1');
  return /^[\x20-\x7e]+$/.test(text) ? text.trim() : value;
}

function bestOf(
  part: Part,
  rule: Rule,
  parts: readonly FoundPart[],
  near: readonly Assignment[],
  page: Page,
  taken: Places<FoundPart>,
): FoundPart | undefined {
  const fitting = near
    .filter(({ name, value, text, start, nameStart }) => {
      if (isForeign(name)) return false;
      const owners = page.whoIs(name);
      if (owners.length > 0 && !owners.includes(rule.words.id)) return false;
      if (isHarmless(name) && !isLogin(name)) return false;
      const isNear = isClose(parts, start, value.length);
      const isSaid = part === 'key' ? isLogin(name) : part === 'passphrase' && /^pp?$/i.test(name);
      if (partOf(name) !== part && !(isSaid && isNear)) return false;
      if (taken.meeting({ start, length: value.length })) return false;
      const isMeant = part === 'key' && partOf(name) === 'key' && isNear;
      return isValueOf(part, rule, text, isMeant) && isBeside(page, parts, nameStart) && !isMade(page, start, value);
    })
    .sort((a, b) => distance(parts, a.start) - distance(parts, b.start));
  const [best] = fitting;
  return best && { part, by: 'name', text: best.text, start: best.start, length: best.value.length, name: best.name };
}

/** Whether a value is made of a secret, and is none: a digest, what is encrypted. */
function isMade(page: Page, start: number, value: string): boolean {
  const before = page.before(start);
  return isSealed(value, before) || namingOf(before).name === 'digest';
}

/** Names that a key has beside its secret, and that say nothing elsewhere. */
const isLogin = (name: string): boolean =>
  /(?:^|[._$@-])(?:login|user(?:name)?|uid|id|identifier|public|pub|public[_-]?key)$|[a-z](?:Login|User(?:name)?|I[dD]|PublicKey)$|^publicKey$/i.test(
    name,
  ) && !/order|trade|req|trace|session|event|msg|chat|account[_-]?id|corr/i.test(name);

/** Right before or behind a part of the credential, but for a line or two. */
const isClose = (parts: readonly FoundPart[], start: number, length: number): boolean =>
  parts.some((one) => one.start - start - length < CLOSE && start - one.start - one.length < CLOSE);

/** `isMeant`: its name says so, right beside the rest. */
export function isValueOf(part: Part, rule: Rule, value: string, isMeant = false): boolean {
  if (part === 'passphrase') return looksChosen(value);
  if (isPlaceholder(value)) return false;
  if (rule === genericRule || rule.shapes.length === 0)
    return value.length >= 16 && looksRandom(value) && /\d|[a-z][A-Z].*[a-z][A-Z]/.test(value);
  return rule.shapes.some((shape) => shape.part === part && hasShape(shape, value, isMeant));
}

const WHOLE: Readonly<Record<Shape['of'], RegExp>> = {
  alnum: /^[A-Za-z0-9]+$/,
  base64: /^[A-Za-z0-9+/]+={0,2}$/,
  base64url: /^[A-Za-z0-9_-]+$/,
};

/** Words, one or several. */
const IS_WORDS = /^[-_]?(?:[A-Z]?[a-z]{2,}|[A-Z]{5,})(?:[-_]?(?:[A-Z]?[a-z]{2,}|[A-Z]{5,}))*[-_]?$/;

function hasShape({ of, length: [least, most], pattern }: Shape, value: string, isMeant: boolean): boolean {
  if (value.length < least || value.length > most || !WHOLE[of].test(value)) return false;
  if (pattern && !pattern.test(value)) return false;
  if (isMeant && value.length < SHORT) return !IS_WORDS.test(value);
  if (value.length < LEAST_RANDOM && (/\d/.test(value) || /[a-z][A-Z].*[a-z][A-Z]|[A-Z]{2}.*[a-z][A-Z]/.test(value)))
    return true;
  return /\d|[a-z].*[A-Z]|.[A-Z].*[a-z]/.test(value) && looksRandom(value);
}

/** In the same object: no brace closes more than was opened between the credential and the value. */
function isBeside(page: Page, parts: readonly FoundPart[], start: number): boolean {
  const nearest = parts.reduce((a, b) => (Math.abs(b.start - start) < Math.abs(a.start - start) ? b : a));
  const between =
    nearest.start < start
      ? page.bytes.toString('latin1', nearest.start + nearest.length, start)
      : page.bytes.toString('latin1', start, nearest.start);
  // Pairs of name and value that are objects of their own: { "secret", "..." }, { "password", "..." }.
  if (/^[^{}]{0,80}\}\s{0,40},\s{0,40}\{\s{0,40}["']?(?:(?:key|name)["']?\s{0,4}[:=]\s{0,4}["']?)?$/i.test(between))
    return true;
  if (
    /^[^{}]{0,160}\}\s{0,40},\s{0,40}\{\s{0,40}["']?(?:key|name)["']?\s{0,4}[:=]\s{0,4}["']?[\w.-]{0,40}["']?[^{}]{0,30}$/i.test(
      between,
    )
  )
    return true;
  // Pieces of a text, each in an object: what a chat exports.
  if (/^[^{}]{0,80}\}\s{0,40},\s{0,40}"[^"{}]{0,60}",\s{0,40}\{[^{}]{0,60}$/.test(between)) return true;
  // Blocks of a configuration, each for one value: resource "..." "..." { ... }.
  if (/^[^{}]{0,80}\}\s{0,40}(?:\w{1,20}\s{1,4})?(?:"[\w.-]{1,60}"\s{0,4}){0,2}\{[^{}]{0,200}$/.test(between))
    return true;
  // Items of a list of YAML.
  if (/^[^{}]{0,80}\}\s{0,4}\n\s{0,40}-\s[\w.]{0,30}:?\s?\{[^{}]{0,100}$/.test(between)) return true;
  // Members that are objects of one member each.
  if (/^[^{}]{0,80}\}{1,2}\s{0,40},\s{0,40}\{?[^{}]{0,80}\{[^{}]{0,24}$/.test(between)) return true;
  let depth = 0;
  // An object that stands in a string is as near as the string.
  for (const char of between.replace(/["']\{(?=\\)/g, '')) {
    if (char === '{') depth++;
    if (char === '}' && --depth < 0) return false;
  }
  return depth <= 0;
}

const distance = (parts: readonly FoundPart[], start: number): number =>
  Math.min(...parts.map((one) => (one.start > start ? 1.5 * (one.start - start) : start - one.start)));

/** A short key or a passphrase that is the argument before or behind a part of its credential. */
function besideOf(part: Part, rule: Rule, parts: readonly FoundPart[], page: Page): FoundPart | undefined {
  if (part === 'key') {
    const secret = parts.find((one) => one.part === 'secret');
    if (!secret) return undefined;
    const short = shortKeyBefore(page, rule, secret.start);
    if (short) return short;
    const text =
      /["'`|\t,;]\s{0,20}["'`]?([\w-]{6,40})["'`]?(?:\.\w{1,20}\(\))?\)?\s{0,40}[,|;\t]\s{0,40}(?:\w{1,20}\()?["'`]?$/.exec(
        page.before(secret.start),
      )?.[1];
    if (text === undefined || !isValueOf('key', rule, text)) return undefined;
    const start = secret.start - (page.before(secret.start).length - page.before(secret.start).lastIndexOf(text));
    return { part, by: 'place', text, start, length: text.length, name: '' };
  }
  if (part === 'secret') {
    const key = parts.find((one) => one.part === 'key' && one.by === 'place');
    if (!key) return undefined;
    const end = key.start + key.length;
    const match = /^["'`](?:\.\w{1,20}\(\))?\)?\s{0,40},\s{0,40}(?:\w{1,20}\()?["'`]([\w+/=-]{20,100})["'`]/.exec(
      page.behind(end, 240),
    );
    if (!match || !isValueOf('secret', rule, match[1]!)) return undefined;
    const start = end + match[0].length - match[1]!.length - 1;
    return { part, by: 'place', text: match[1]!, start, length: match[1]!.length, name: '' };
  }
  if (part === 'passphrase') {
    const cell = cellBehind(parts, page);
    if (cell) return cell;
  }
  const last = parts.find((one) => one.part === 'secret' && one.by === 'place');
  if (part !== 'passphrase' || !last) return undefined;
  const end = last.start + last.length;
  const match = /^["'`](?:\.\w{1,20}\(\))?\s{0,40},\s{0,40}(["'`])([^"'`\n]{6,64})\1/.exec(page.behind(end, 200));
  if (!match || !looksChosen(match[2]!)) return undefined;
  const start = end + match[0].length - match[2]!.length - 1;
  return { part, by: 'place', text: match[2]!, start, length: match[2]!.length, name: '' };
}

/** Whether the keys of a rule are too short to be met by themselves. */
export const hasShortKeys = ({ shapes }: Rule): boolean =>
  shapes.some(({ part }) => part === 'key') &&
  shapes.every(({ part, length }) => part !== 'key' || length[1] < SHORTEST_RUN);

const SHORT_KEY = /(?<![\w+/=.-])[\w-]{6,15}(?![\w-])/g;
const TO_SECRET = new RegExp(
  `^(?:${APART}|<\\/?\\w{1,12}[^<>]{0,40}>|[\\w$.-]{1,24}(?=[\\s"'=:<])|[\\x80-\\xff]{1,40}){1,24}$`,
);

/** The key that stands right before its secret, where it is too short to be met by itself. */
export function shortKeyBefore(page: Page, rule: Rule, place: number): FoundPart | undefined {
  if (!hasShortKeys(rule)) return undefined;
  const before = page.before(place).slice(-SHORT_WITHIN);
  for (const { 0: text, index } of [...before.matchAll(SHORT_KEY)].reverse()) {
    if (!TO_SECRET.test(before.slice(index + text.length))) return undefined;
    if (!isValueOf('key', rule, text)) continue;
    const start = place - before.length + index;
    return { part: 'key', by: 'place', text, start, length: text.length, name: '' };
  }
  return undefined;
}

/** The passphrase that stands in the column of passphrases, right behind the secret. */
function cellBehind(parts: readonly FoundPart[], page: Page): FoundPart | undefined {
  const secret = parts.find((one) => one.part === 'secret');
  if (!secret) return undefined;
  const end = secret.start + secret.length;
  const match = /^["'`]?\s{0,20}[,;|\t]\s{0,20}["'`]?([^"'`\n,;|\t]{6,64})/.exec(page.behind(end, 120));
  const text = match?.[1]?.trim();
  if (!match || text === undefined || !looksChosen(text)) return undefined;
  const start = end + match[0].length - match[1]!.length;
  if (partOf(page.table.nameAt(start) ?? '') !== 'passphrase') return undefined;
  return { part: 'passphrase', by: 'name', text, start, length: text.length, name: 'passphrase' };
}
