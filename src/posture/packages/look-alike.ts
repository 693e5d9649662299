import { brands, knownNeighbours, officialNames, officialScopes } from './data/official-names.ts';
import type { Ecosystem } from './facts.ts';
import { canonicalName } from './names.ts';

/** Why a name may be taken for another, and which. `strong`: nobody gives such a name by chance. */
export interface Likeness {
  readonly like: string;
  readonly why: string;
  readonly isStrong: boolean;
}

const official = new Set(officialNames.map(({ ecosystem, name }) => `${ecosystem} ${name}`));
/** Words by which a copy says that it is the right one, or newer. */
const CLAIMS = new Set(
  'official officials original real secure safe verified new newest latest next fix fixed patch patched plus premium sdk api client connector exchange trading trade bot futures future spot margin swap perp python py node nodejs js ts pro v2 v3 v5 lib utils helper wrapper extension async'.split(
    ' ',
  ),
);

/** Whether a name looks like that of a library by which bots reach exchanges, and is not. */
export function likenessOf(ecosystem: Ecosystem, shown: string): Likeness | undefined {
  const name = canonicalName(ecosystem, shown);
  if (official.has(`${ecosystem} ${name}`) || knownNeighbours.has(`${ecosystem} ${name}`)) return undefined;
  const scope = name.startsWith('@') ? name.slice(0, name.indexOf('/')) : undefined;
  if (scope !== undefined) return officialScopes.has(scope) ? undefined : scopeLikeness(scope, name);
  return spelledLikeness(ecosystem, name) ?? wordLikeness(ecosystem, name);
}

/** What an eye sees: without separators, and with letters for the signs that look like them. */
export function skeletonOf(name: string): string {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[аεе]/g, (sign) => (sign === 'а' ? 'a' : 'e'))
    .replace(/[сс]/g, 'c')
    .replace(/[хχ]/g, 'x')
    .replace(/[іı]/g, 'i')
    .replace(/о/g, 'o')
    .replace(/[-_.\s]/g, '')
    .replace(/0/g, 'o')
    .replace(/[1|]/g, 'l')
    .replace(/5/g, 's')
    .replace(/vv/g, 'w')
    .replace(/rn/g, 'm');
}

/** Words of names that say what for, and not of whom. */
const PLAIN_WORDS = new Set(
  'python node py js api sdk connector futures universal unicorn websocket advanced v4 client trader'.split(' '),
);

const targets = officialNames
  .filter(({ name }) => !name.startsWith('@'))
  .map(({ ecosystem, name }) => ({ ecosystem, name, skeleton: skeletonOf(name), words: name.split('-') }));

function spelledLikeness(ecosystem: Ecosystem, name: string): Likeness | undefined {
  const skeleton = skeletonOf(name);
  const words = name.split(/[-_.]/).filter((word) => word !== '');
  for (const target of targets) {
    if (target.ecosystem !== ecosystem) continue;
    const like = target.name;
    if (target.skeleton === skeleton)
      return { like, why: 'is the same but for separators or signs that look alike', isStrong: true };
    if (skeleton === `${target.skeleton}s`) return { like, why: 'is one letter away', isStrong: true };
    // No other word has these letters.
    if (like === 'ccxt' && words.length === 1 && isGlued(name))
      return { like, why: 'runs it together with more', isStrong: false };
    const isSlip = target.skeleton.length >= 8 && editDistance(target.skeleton, skeleton, 1) === 1;
    const distance = wordDistance(target.words, words) ?? (isSlip && !isOtherWord(target.words, words) ? 1 : undefined);
    if (distance !== undefined)
      return { like, why: `is ${distance === 1 ? 'one letter' : 'two letters'} away`, isStrong: true };
  }
  return undefined;
}

/** `ccxtpro`, `pyccxt`. */
const isGlued = (name: string): boolean => /^(?:ccxt[a-z0-9]{1,8}|[a-z0-9]{1,6}ccxt[a-z0-9]{0,6})$/.test(name);

/** It has as many words, and one of them is another plain word: `python-kraken-api` beside `python-kraken-sdk`. */
const isOtherWord = (target: readonly string[], words: readonly string[]): boolean =>
  words.length === target.length && words.some((word, at) => word !== target[at] && PLAIN_WORDS.has(word));

/** All words are the same but one that says whose it is, which is misspelled. */
function wordDistance(target: readonly string[], words: readonly string[]): number | undefined {
  if (target.length !== words.length) return undefined;
  const at = words.findIndex((word, place) => word !== target[place]);
  const own = target[at];
  const word = words[at];
  if (own === undefined || word === undefined || PLAIN_WORDS.has(own)) return undefined;
  if (words.some((other, place) => place > at && other !== target[place])) return undefined;
  if (own.length >= 11) return editDistance(own, word, 2);
  const isLong = own.length >= 8 || (own.length >= 6 && brands.includes(own));
  return isLong ? editDistance(own, word, 1) : slipDistance(own, word);
}

/** In a short name each other letter may make another word: only one that is doubled or swapped, or left out of five and more. */
function slipDistance(target: string, name: string): number | undefined {
  const signs = [...target];
  const isSwapped = signs.some((_sign, at) => swapped(target, at) === name && name !== target);
  const isDoubled = signs.some((sign, at) => `${target.slice(0, at)}${sign}${target.slice(at)}` === name);
  const isShorter =
    target.length >= 5 && signs.some((_sign, at) => at > 0 && target.slice(0, at) + target.slice(at + 1) === name);
  return target.length >= 4 && (isSwapped || isDoubled || isShorter) ? 1 : undefined;
}

const swapped = (text: string, at: number): string =>
  `${text.slice(0, at)}${text[at + 1] ?? ''}${text[at] ?? ''}${text.slice(at + 2)}`;

/** How many letters are changed, left out, added or swapped with the next; undefined above `most`. */
export function editDistance(one: string, other: string, most: number): number | undefined {
  if (Math.abs(one.length - other.length) > most) return undefined;
  let before: number[] = [];
  let row = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const isSame = one[i - 1] === other[j - 1];
      let best = Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, (row[j - 1] ?? 0) + (isSame ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        best = Math.min(best, (before[j - 2] ?? 0) + 1);
      next.push(best);
    }
    before = row;
    row = next;
  }
  const distance = row[other.length] ?? most + 1;
  return distance <= most ? distance : undefined;
}

/** The words of an official name in another order, or with words that claim to be the right one. */
function wordLikeness(ecosystem: Ecosystem, name: string): Likeness | undefined {
  const words = name.split(/[-_.]/).filter((word) => word !== '');
  const sorted = [...words].sort().join(' ');
  for (const target of targets) {
    if (target.ecosystem !== ecosystem) continue;
    const own = target.name.split('-');
    if (own.length > 1 && [...own].sort().join(' ') === sorted)
      return { like: target.name, why: 'has the same words in another order', isStrong: false };
    const isLonger = words.length > own.length && own.every((word) => words.includes(word));
    const added = words.filter((word) => !own.includes(word));
    const isBrand = own.length === 1 && target.name === 'ccxt';
    if (isLonger && added.every((word) => CLAIMS.has(word) || (isBrand && brands.includes(word))))
      return { like: target.name, why: `adds only "${added.join('-')}" to it`, isStrong: false };
  }
  return undefined;
}

function scopeLikeness(scope: string, name: string): Likeness | undefined {
  const plain = scope.slice(1);
  const base = name.slice(scope.length + 1);
  const words = plain.split(/[-_.]/);
  const brand = brands.find((one) => words.includes(one));
  const isClaim =
    brand !== undefined &&
    words.every((word) => word === brand || CLAIMS.has(word) || /^(team|labs?|hq|io|com|dev|org|inc)$/.test(word));
  if (isClaim)
    return { like: `@${brand}`, why: 'has a scope that looks like that of its makers', isStrong: words.length > 1 };
  for (const one of officialScopes) {
    const distance = one.length >= 7 ? editDistance(one.slice(1), plain, 1) : undefined;
    if (distance === 1) return { like: one, why: 'has a scope that is one letter away', isStrong: true };
  }
  return base === 'ccxt'
    ? { like: 'ccxt', why: "is a copy of it under someone else's scope", isStrong: false }
    : undefined;
}
