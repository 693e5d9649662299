import { looksRandom } from './chance.ts';
import { APART, hasShortKeys, shortKeyBefore } from './companions.ts';
import type { Find } from './find.ts';
import { plainWords, speaksOfKeys } from './laid.ts';
import type { Page, Unnamed } from './page.ts';
import type { Rule } from './rule.ts';
import type { Part, Shape } from './shape.ts';

/** As far from each other two values stand that are a pair, in bytes. */
const NEAR = 160;
/** Letters that hashes and ids have as well: two of those are no pair. */
const COMMON = /^(?:[0-9a-f-]+|[0-9A-F-]+)$/;

const LARGEST_KEY_FILE = 2_000;

/** A key and a secret without names, of the shapes of one exchange that the text speaks of, one right behind the other: as people send them. */
export function pairsOf(page: Page, finds: readonly Find[]): Find[] {
  const { unnamed } = page;
  const present = new Map<Rule, Set<Part>>();
  for (const { rule, found } of finds) present.set(rule, (present.get(rule) ?? new Set()).add(found.part));
  const isOfKeys = page.isOfKeys && page.bytes.length < LARGEST_KEY_FILE;
  const pairs: Find[] = [];
  for (let at = 0; at < unnamed.length; at++) {
    const one = unnamed[at]!;
    const half = halfOf(page, one, besides(one, finds), present);
    if (half) {
      pairs.push(half);
      continue;
    }
    const short = shortPairOf(page, one);
    if (short) {
      pairs.push(...short);
      continue;
    }
    const next = unnamed[at + 1];
    const found = next && pairOf(page, [one, next], isOfKeys, [unnamed[at - 1], unnamed[at + 2]]);
    if (!found) continue;
    pairs.push(...found);
    at++;
  }
  return pairs;
}

const ONLY_APART = new RegExp(`^(?:${APART}){1,40}$`);
/** As well: a word or two, what a program does to a text, elements. */
const WITHIN = new RegExp(
  `^(?:${APART}|\\.\\w{2,12}\\(\\)|<\\/?[\\w:-]{1,20}(?:\\s[^<>]{0,60})?>|<[\\w:-]{1,30}\\s|\\/>|[\\w$.-]{1,24}(?=[\\s"'\`:=([])|[\\x80-\\xff]{2,40}){1,40}$`,
);
const HOST = /[a-z][\w-]{0,40}(?:\.[a-z][\w-]{1,40}){1,3}(?=[:/"'\s])/gi;
const LONGEST_GAP = 90;
const MOST_LINES = 3;

/** What is never half of a pair, by what stands before it or between. */
const OTHER =
  /ids?(?![a-z])|uid|hash|\btx|txn|txid|order|trade|addr|guid|sign|nonce|cursor|block|root|proof|digest|commit|etag|session|request|trace|event|listen|stream|page|version|sum\b|finger|public|pubkey|cookie|csrf|asset|image|build|chunk|font|integrity|cert|recip|contract|mint|pool|snap|evict|expired|revoked|ticket|\bjobs?\b|\btask|\bissue|salt|fill|withdraw|deposit|md5|workspace|tenant|project|owner|\bkty\b|\bcrv\b|cose_|\d{10}/i;
/** The same in other languages. */
const OTHER_WORDS =
  /哈希|订单|交易|校验|成交|注文|取引|約定|ハッシュ|주문|거래|체결|해시|ордер|хеш|хэш|сделк|транзак|коммит|заявк|заказ|orden|transac|transak|prufsumme|auftrag|ordre|commande|ordem|siparis|islem|zlecen/;

/** A label of something else: `Boot ID: ...`. */
const LABELS_OTHER =
  /\b(?:ids?|uuid|hash|digest|orders?|trades?|txid|tx|commit|session|request|trace|job|build|address|signature|nonce)\s{0,4}:\s{1,4}["'`*]{0,3}$/i;
const LABEL_WITHIN = 40;
/** What a line says that has something else listed below it. */
const LISTS_OTHER =
  /hash|digest|checksum|fingerprint|\bpub(?:lic)?[\s_-]?keys?\b|signature|\btx(?:id)?s?\b|transactions?|\bcommits?\b|\bsha-?\d|\bmd5/i;

function pairOf(
  page: Page,
  [one, next]: readonly [Unnamed, Unnamed],
  isOfKeys: boolean,
  others: readonly (Unnamed | undefined)[],
): Find[] | undefined {
  const end = one.token.start + one.token.text.length;
  const distance = next.token.start - end;
  if (distance < 1 || distance > NEAR) return undefined;
  const gap = page.behind(end, distance);
  // A host says nothing of keys.
  const before = page.before(one.token.start).slice(-NEAR).replace(HOST, ' ');
  const isSaid = one.isAlone && next.isAlone;
  const around = `${lineOf(before)} ${gap}`;
  if (/[\x80-\xff]/.test(around) && OTHER_WORDS.test(plainWords(around))) return undefined;
  const isClose = isTight(gap) && !OTHER.test(around);
  if (!isSaid && !isClose) return undefined;
  if (LISTS_OTHER.test(linesAbove(before))) return undefined;
  if (isSaid && [one, next].some(({ token }) => LABELS_OTHER.test(page.before(token.start).slice(-LABEL_WITHIN))))
    return undefined;
  const isCommon = COMMON.test(one.token.text) && COMMON.test(next.token.text);
  const isAnnounced = isOfKeys || ANNOUNCES.test(before) || (isClose && speaksOfKeys(`${before} ${gap}`));
  const isPlain = [one, next].every(({ token: { text } }) => /^[0-9a-f-]+$/.test(text));
  if (!isClose && isPlain && !isAnnounced) return undefined;
  // A third beside them: a list of something.
  const isList = others.some((other) => other && isLike(other, one) && isLike(other, next));
  if (isList && !isAnnounced) return undefined;
  // A row of a table of amounts or times.
  const nextEnd = next.token.start + next.token.text.length;
  if (
    isCommon &&
    !isAnnounced &&
    /^["'`]?\s{0,4}[,;|\t]\s{0,4}["'`]?[\d.:-]{1,20}(?![A-Za-z])/.test(page.behind(nextEnd, 40))
  )
    return undefined;
  if (!looksRandom(one.token.text) || !looksRandom(next.token.text)) return undefined;
  for (const id of page.told.at(one.token.start))
    for (const [first, second] of [
      ['key', 'secret'],
      ['secret', 'key'],
    ] as const) {
      const found = fitting(id, first, second, one, next);
      if (!found) continue;
      const [a, b] = found;
      const isAlike = a[1].length[0] === b[1].length[0];
      // The secret comes first only where the two can be told apart.
      if (first === 'secret' && (isAlike || !isAnnounced)) continue;
      if (isCommon && isAlike && !isOfKeys && !isSaid && !speaksOfKeys(around)) continue;
      if (
        isCommon &&
        !isAnnounced &&
        !(isSaid && !isPlain) &&
        (isAlike || !page.isNamedRightBefore(one.token.start, id))
      )
        continue;
      return [findOf(a[0], a[1], one), findOf(b[0], b[1], next)];
    }
  return undefined;
}

/** A secret, and right before it the key of its exchange, where that is too short to be met by itself. */
function shortPairOf(page: Page, one: Unnamed): Find[] | undefined {
  const secret = one.shapes.find(([rule, { part }]) => part === 'secret' && hasShortKeys(rule));
  if (!secret || !looksRandom(one.token.text)) return undefined;
  const [rule, shape] = secret;
  const key = shortKeyBefore(page, rule, one.token.start);
  if (!key || OTHER.test(lineOf(page.before(key.start).slice(-NEAR)))) return undefined;
  if (!page.told.at(one.token.start).includes(rule.words.id)) return undefined;
  return [{ rule, found: key }, findOf(rule, shape, one)];
}

function fitting(
  id: string,
  first: Part,
  second: Part,
  one: Unnamed,
  next: Unnamed,
): readonly [readonly [Rule, Shape], readonly [Rule, Shape]] | undefined {
  for (const a of one.shapes) {
    if (a[0].words.id !== id || a[1].part !== first) continue;
    const b = next.shapes.find(([rule, shape]) => rule === a[0] && shape.part === second);
    if (b) return [a, b];
  }
  return undefined;
}

const isTight = (gap: string): boolean =>
  gap.length <= LONGEST_GAP && gap.split('\n').length <= MOST_LINES && (ONLY_APART.test(gap) || WITHIN.test(gap));

const lineOf = (before: string): string => before.slice(before.lastIndexOf('\n') + 1);

/** The line on which a value stands, and the one above it. */
const linesAbove = (before: string): string => before.trimEnd().split('\n').slice(-2).join('\n');

const isLike = (one: Unnamed, other: Unnamed): boolean =>
  one.token.text.length === other.token.text.length &&
  Math.abs(one.token.start - other.token.start) < NEAR * 2 + one.token.text.length;

/** What says shortly before that keys follow. */
const ANNOUNCES = /\bapi\b|\bkeys?\b|\bcredentials?\b/i;

/** Of finds in order those that stand near a value, in order. */
function besides({ token: { start, text } }: Unnamed, finds: readonly Find[]): Find[] {
  let low = 0;
  let high = finds.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (finds[middle]!.found.start < start) low = middle + 1;
    else high = middle;
  }
  let first = low;
  while (first > 0 && start - finds[first - 1]!.found.start - finds[first - 1]!.found.length <= NEAR / 2) first--;
  let end = low;
  while (end < finds.length && finds[end]!.found.start - start - text.length <= NEAR / 2) end++;
  return finds.slice(first, end);
}

/** The other half of what was found right beside it. `present`: the parts that were found of a rule. */
function halfOf(
  page: Page,
  one: Unnamed,
  near: readonly Find[],
  present: ReadonlyMap<Rule, ReadonlySet<Part>>,
): Find | undefined {
  for (const { rule, found } of near) {
    const half = one.shapes.find(
      ([other, { part }]) => other === rule && part !== found.part && rule.joins?.includes(part),
    );
    if (!half || present.get(rule)?.has(half[1].part) || !looksRandom(one.token.text)) continue;
    if (one.isAlone || isJoined(page, one, found.start, found.length)) return findOf(rule, half[1], one);
  }
  return undefined;
}

/** Whether nothing but what parts values stands between a value and what was found. */
function isJoined(page: Page, { token: { start, text } }: Unnamed, foundStart: number, length: number): boolean {
  const [from, to] = foundStart < start ? [foundStart + length, start] : [start + text.length, foundStart];
  if (to <= from || to - from > LONGEST_GAP) return false;
  const gap = page.behind(from, to - from);
  const left = lineOf(page.before(Math.min(start, foundStart)).slice(-NEAR));
  const around = `${left} ${gap}`;
  if (OTHER.test(around) || (/[\x80-\xff]/.test(around) && OTHER_WORDS.test(plainWords(around)))) return false;
  return COMMON.test(text) && !speaksOfKeys(gap) ? ONLY_APART.test(gap) : isTight(gap);
}

function findOf(rule: Rule, { part }: Shape, { token }: Unnamed): Find {
  return {
    rule,
    found: { part, by: 'place', text: token.text, start: token.start, length: token.text.length, name: '' },
  };
}
