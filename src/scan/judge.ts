import { looksRandom } from './chance.ts';
import { adopted, companionsOf } from './companions.ts';
import type { Find } from './find.ts';
import { laidName, listedAfter, loginName } from './laid.ts';
import { layersAt } from './layers.ts';
import { looseFinds } from './loose.ts';
import { Mentions } from './mentions.ts';
import { isForeign, isHarmless, type Naming, namingOf, partOf, usedAs, writtenTo } from './names.ts';
import {
  ATTRIBUTES_WITHIN,
  DIGEST,
  isAboveOther,
  isElementKey,
  isEncoded,
  isLine,
  isPieceOf,
  isSealed,
  isSealedRun,
  isSum,
  LINES_WITHIN,
} from './not-values.ts';
import { groupedName, isOtherKey, isOwnKey, OBJECT_WITHIN } from './other-keys.ts';
import { isKeyFile, Page, type Unnamed } from './page.ts';
import { pairsOf } from './pairs.ts';
import { findPatterns, marksOf } from './patterns.ts';
import { isPlainlyNothing } from './plainly-nothing.ts';
import type { Around, Rule, Taken } from './rule.ts';
import { generic, mayBeGeneric } from './rules/generic/rule.ts';
import { ownedByBots } from './rules/keyward/rule.ts';
import { mnemonic, mnemonicsOf } from './rules/mnemonic/rule.ts';
import { otherExchanges } from './rules/other-exchanges/rule.ts';
import { ownedPem } from './rules/pem/owner.ts';
import { solana, solanaArraysOf } from './rules/solana/rule.ts';
import { findRuns } from './runs.ts';
import { isKnownSample } from './samples/samples.ts';
import { fits, type Shape, type Token, tokensOf } from './shape.ts';
import { lineOf, mayCount, Shapes } from './shapes.ts';
import { Taking } from './taking.ts';

export type { Find, FoundPart } from './find.ts';

/** A value within a value is read so many layers deep. */
const MOST_LAYERS = 3;
/** A text with more values is data of some kind: the rest of it is not judged further, which is told. */
const MOST_FINDS = 2_000;
/** So many runs are remembered as those that can be nothing, of so many characters at most. */
const MOST_DULL = 30_000;
const LONGEST_DULL = 200;
/** As far behind a variable of a telling use, in bytes. */
const USED_WITHIN = 600;
/** What of base64 is longer holds data. */
const LONGEST_VALUE = 150;
/** As far behind a value the rest of a login stands. */
const LOGIN_WITHIN = 240;

/** What was found in a text, and whether the texts like it have to be read. */
export interface Judged {
  readonly finds: readonly Find[];
  /** Nothing was found, and nothing met that far more than what stands near it could make a find. */
  readonly isQuiet: boolean;
  /** It was judged to its end. */
  readonly isWhole: boolean;
}

/** Applies rules to texts. */
export class Judge {
  readonly #rules: readonly Rule[];
  readonly #mentions: Mentions;
  readonly #marks: RegExp;
  readonly #withPatterns: readonly Rule[];
  readonly #isSample: (text: string) => boolean;
  readonly #dull = new Map<string, boolean>();
  readonly #others = new Map(otherExchanges.map((rule) => [rule.id, rule]));
  readonly #shapes: Shapes;

  /** `isSample`: whether a value is published as a sample. */
  constructor(rules: readonly Rule[], isSample: (text: string) => boolean = isKnownSample) {
    this.#rules = rules;
    this.#isSample = isSample;
    this.#mentions = new Mentions(rules.map(({ words }) => words));
    this.#withPatterns = rules.filter(({ patterns }) => patterns !== undefined);
    this.#marks = marksOf(this.#withPatterns);
    this.#shapes = new Shapes(rules);
  }

  /** What of a text is a part of a credential, in order. `path`: as it is called where it stands, empty where it has no name. */
  judge(bytes: Buffer, path: string): readonly Find[] {
    return this.read(bytes, path).finds;
  }

  /**
   * As `judge`; and whether the text is quiet. Of a text that is like a quiet one only what differs need be read, with 2 KiB around it, to the ends of
   * lines: as far as anything looks that does not ask who the whole text speaks of.
   */
  read(bytes: Buffer, path: string): Judged {
    const page = new Page(bytes, path, this.#mentions);
    const finds = this.#judge(page, 0);
    return { finds, isQuiet: finds.length === 0 && !page.isFarReaching, isWhole: !page.isCut };
  }

  /** Whether a text speaks of anybody. */
  speaks(bytes: Buffer): boolean {
    return this.#mentions.isIn(bytes);
  }

  /** Whether a path speaks of somebody, or of keys: then it may make a find of what is none elsewhere. */
  isTelling(path: string): boolean {
    return this.#mentions.of(path).length > 0 || isKeyFile(path);
  }

  #judge(page: Page, depth: number): readonly Find[] {
    const { bytes } = page;
    if (page.isGenerated) return [];
    const taken = new Taking(this.#isSample);
    let layered = 0;
    findRuns(bytes, (runStart, end) => {
      const start = page.undressed(runStart);
      if (taken.count > MOST_FINDS) page.isCut = true;
      if (page.isCut || start < taken.end) return;
      for (const find of findPatterns(page, start, end, this.#withPatterns, this.#marks)) taken.add(find);
      if (start < taken.end || start < layered) return;
      if (depth < MOST_LAYERS)
        for (const layer of layersAt(page, start, end)) {
          const within = new Page(layer.bytes, '', this.#mentions, () => page.told.at(start));
          const inner = this.#judge(within, depth + 1);
          if (within.isCut) page.isCut = true;
          for (const { rule, found } of inner)
            taken.add({ rule, found: { ...found, start: layer.start, length: layer.length } });
          if (inner.length > 0 || layer.isWhole) layered = layer.start + layer.length;
        }
      if (start < layered) return;
      this.#ofRun(page, start, end, taken);
    });
    for (const find of pairsOf(page, taken.finds())) taken.add(find);
    for (const found of mnemonicsOf(bytes)) taken.add({ rule: mnemonic, found });
    for (const found of solanaArraysOf(bytes)) taken.add({ rule: solana, found });
    const owned = taken.finds().map((find) => ownedPem(page, find, this.#rules));
    for (const find of companionsOf(page, owned)) taken.add(find);
    for (const find of looseFinds(page, taken.count > 0))
      if (!taken.has(find.found.start, find.found.length)) taken.add(find);
    return ownedByBots(
      adopted(
        page,
        taken.finds().map((find) => ownedPem(page, find, this.#rules)),
      ),
    );
  }

  /** Whether no part of a run can be a value, wherever it stands: the same names and words stand in text after text. */
  #isDull(run: string): boolean {
    const known = this.#dull.get(run);
    if (known !== undefined) return known;
    const isDull = !tokensOf(run, 0).some(
      (token) =>
        looksRandom(token.text) ||
        this.#shapes.of(token.of, token.text.length).some(([, { proof }]) => proof !== undefined),
    );
    if (this.#dull.size > MOST_DULL) this.#dull.clear();
    if (run.length < LONGEST_DULL) this.#dull.set(run, isDull);
    return isDull;
  }

  #ofRun(page: Page, start: number, end: number, taken: Taking): void {
    const run = page.bytes.toString('latin1', start, end);
    if (
      isPlainlyNothing(page, run, start, this.#shapes) ||
      this.#isDull(run) ||
      isSealedRun(run, () => page.before(start))
    )
      return;
    const all = tokensOf(run, start);
    const data = all.filter(
      ({ of, text }) => (of !== 'alnum' && text.length > LONGEST_VALUE) || (of === 'base64' && /\+|=$/.test(text)),
    );
    const tokens = data.length === 0 ? all : all.filter((one) => !data.some((whole) => isPieceOf(one, whole)));
    // The longest first: the letters of a value in base64 are no value of their own.
    for (const token of tokens.sort((a, b) => b.text.length - a.text.length)) {
      if (taken.has(token.start, token.text.length)) continue;
      const shapes = this.#shapes.of(token.of, token.text.length).filter(([, shape]) => fits(shape, token));
      const found = this.#ofToken(page, token, shapes);
      if (found) taken.add(found);
    }
    if (taken.end > start) return;
    const whole = wholeToken(page, start, end);
    if (
      !whole ||
      DIGEST.test(whole.text) ||
      taken.has(whole.start, whole.text.length) ||
      !mayBeTold(page, whole) ||
      !mayBeGeneric(whole.text)
    )
      return;
    const before = page.before(whole.start);
    if (isEncoded(before) || isSealed(whole.text, before) || isSum(whole.text, page.behind(end, LINES_WITHIN))) return;
    const naming = this.#naming(page, whole, before);
    const says = partOf(naming.name);
    if (isHarmless(naming.name) || (says === undefined && naming.argument === undefined)) return;
    // A word of code that others are made of: `class _Ed25519PrivateKey(Ed25519PrivateKey)`.
    if (naming.name.includes(whole.text)) return;
    const isOfOthers = isForeign(naming.name) && this.#mentions.of(naming.name).length === 0;
    const loose = generic(whole, { ...naming, says }, () =>
      isOfOthers ? undefined : this.#otherOf(page, `${naming.name} ${naming.callee ?? ''}`, whole.start),
    );
    if (loose) taken.add(loose);
  }

  /** The exchange without known shapes that a value is of: whom its name, its line or the text nearest to it speaks of. */
  #otherOf(page: Page, name: string, start: number): Rule | undefined {
    const own = this.#mentions.of(name);
    const [id] = own.length > 0 ? own : page.told.at(start);
    return id === undefined ? undefined : this.#others.get(id);
  }

  #ofToken(page: Page, token: Token, shapes: readonly (readonly [Rule, Shape])[]): Find | undefined {
    if (shapes.length === 0) return undefined;
    const isRandom = looksRandom(token.text);
    if (!isRandom && !shapes.some(([, { proof }]) => proof)) return undefined;
    const before = page.before(token.start);
    // The path of an address, behind its host.
    if (
      token.text.includes('/') &&
      /[\w-]\.$|^[\s\S]*\.[a-z]{2,10}(?::\d{1,5})?$/i.test(before.slice(-18)) &&
      (token.text[0] === '/' || before.endsWith('.'))
    )
      return undefined;
    if (isEncoded(before) || DIGEST.test(token.text) || isSealed(token.text, before)) return undefined;
    const behind = page.behind(token.start + token.text.length, LINES_WITHIN);
    if (isLine(token.text, before, behind) || isSum(token.text, behind)) return undefined;
    const naming = this.#naming(page, token, before);
    const around: Omit<Around, 'named' | 'spoken'> = {
      ...naming,
      says: partOf(naming.name),
      isHarmless: isHarmless(naming.name),
      isForeign: isForeign(naming.name),
      left: lineOf(before),
      isGenerated: page.isGenerated,
    };
    const isUnsaid = around.says === undefined && !around.isHarmless;
    const isAlone = isUnsaid && isOnItsOwn(before.slice(before.lastIndexOf('\n') + 1));
    const unnamed = isUnsaid ? unnamedOf(token, shapes, around, isAlone) : undefined;
    if (!isAlone && !shapes.some(([, shape]) => mayCount(shape, around))) {
      if (unnamed) page.addUnnamed(unnamed);
      return undefined;
    }
    const own = this.#mentions.of(`${naming.name} ${naming.callee ?? ''}`);
    const named = own.length > 0 ? own : this.#mentions.of(around.left);
    const spoken = page.told.at(token.start);
    const found = likeliest(token, shapes, { ...around, named, spoken });
    if (found?.rule.id === 'ethereum') {
      // A wallet of an exchange whose keys have the shape of any.
      const owner = this.#otherOf(page, naming.name, token.start);
      if (owner?.joins?.includes('private-key')) return { ...found, rule: owner };
    }
    if (!found && unnamed) page.addUnnamed(unnamed);
    return found;
  }

  #naming(page: Page, token: Token, before: string): Naming {
    const end = token.start + token.text.length;
    const login = loginName(before, page.behind(end, LOGIN_WITHIN));
    if (login !== undefined) return { name: login };
    if (isElementKey(before, page.behind(end, ATTRIBUTES_WITHIN))) return { name: 'digest' };
    const naming = isAboveOther(before, page.behind(end, LINES_WITHIN)) ? { name: '' } : namingOf(before);
    const behind = page.behind(end, USED_WITHIN);
    const isOwned = (name: string): boolean => this.#mentions.of(name).length > 0;
    const isOther = (name: string): boolean => isOtherKey(name, before, behind.slice(0, OBJECT_WITHIN), isOwned);
    // A key of nobody by its name is what the program gives it for.
    const given = isOwnKey(naming.name) && !isOwned(naming.name) ? usedAs(naming.name, behind) : undefined;
    if (given) return given;
    if (isOther(naming.name)) return { name: 'digest' };
    if (partOf(naming.name) !== undefined || naming.name === 'digest') return naming;
    const used = usedAs(naming.name, behind);
    if (used) return used;
    const inGroup = groupedName(naming.name, before, isOwned);
    if (inGroup !== undefined) return { name: inGroup };
    const file = writtenTo(behind);
    if (file !== undefined) return { name: file };
    const column = /[|\t,;(>]\s*["'`]?$|\w:$/.test(before.slice(-12)) ? page.table.nameAt(token.start) : undefined;
    if (column !== undefined && (partOf(column) !== undefined || isHarmless(column))) return { name: column };
    // Nobody is called what was drawn by chance.
    if (USER.test(column ?? naming.name) && (column !== undefined || isMixed(token.text))) return { name: 'api_key' };
    const isFree = !isHarmless(naming.name);
    const laid = isFree
      ? (laidName(before, behind, (word) => this.#mentions.of(word).length > 0) ??
        this.#listName(token, before, behind))
      : undefined;
    if (laid !== undefined) return { name: isOther(laid) ? 'digest' : laid };
    if (column !== undefined) return { name: column };
    const isLine =
      (naming.name === '' || (looksRandom(naming.name) && isSecret(page.fileNaming?.name))) &&
      /(?:^|\n)[ \t]*$/.test(before) &&
      /^\s/.test(`${behind}\n`);
    return (isLine && page.fileNaming) || naming;
  }

  /** `binance:KEY:SECRET`, `["binance", "KEY", "SECRET"]`: values that are listed behind the name of an exchange. */
  #listName({ text }: Token, before: string, behind: string): string | undefined {
    const listed = isMixed(text) ? listedAfter(before, behind) : undefined;
    // Of a host there are addresses and pins; of anybody there are addresses to pay to.
    if (ADDRESS.test(text)) return undefined;
    if (listed && /\.[a-z]{2,6}$/i.test(listed.owner)) return undefined;
    return listed && this.#mentions.of(listed.owner).length > 0 ? listed.name : undefined;
  }
}

/** Of Solana and Bitcoin. */
const ADDRESS = /^(?:[1-9A-HJ-NP-Za-km-z]{43,44}|[13][1-9A-HJ-NP-Za-km-z]{25,34})$/;

function mayBeTold(page: Page, { start }: Token): boolean {
  return TELLING.test(page.bytes.toString('latin1', Math.max(0, start - 80), start));
}

/** What stands near before a value that its name may tell. */
const TELLING =
  /api|clave|llave|chave|chiave|klucz|segret|tajn|gizli|rahasia|kunci|key|secret|sk["'\s]*[:=]|ak["'\s]*[:=]|pass|token|priv|auth|hmac|memo|\s-[ua]\s|--user|basic\s|["'`,>]\s*$|[|\t;(]\s*$|[\x80-\xff][^\n]{0,20}$/i;

/** A value that is a line by itself, or what somebody says: nothing names it, and nothing says that it is something else. */
const isOnItsOwn = (left: string): boolean =>
  /^\s*$|(?:^|[\s>\])\\])(?:[\w. ]{0,30}:|[-*•>/]|\d{1,2}[.)]|[=-]>)\s{1,4}["'`*]{0,3}$/.test(left.slice(-60));

/** What is asked about, or compared with, is no value of a pair. */
const ASKED =
  /assert|expect|equal|order|cancel|fetch|query|find|hash|verify|digest|sign$|(?:^|[.:>])(?:get|has|del|delete|exists|contains|pop|remove)$/i;

/** A value that may be half of a pair: of the shape of an exchange's, and nothing names it, nor says that it is something else. */
function unnamedOf(
  token: Token,
  shapes: readonly (readonly [Rule, Shape])[],
  { name, callee = '', isGenerated }: Omit<Around, 'named' | 'spoken'>,
  isAlone: boolean,
): Unnamed | undefined {
  if (isGenerated || name === 'digest' || ASKED.test(callee)) return undefined;
  const halves = shapes.filter(([rule, { part }]) => rule.joins?.includes('secret') && rule.joins.includes(part));
  if (halves.length === 0) return undefined;
  return { token, shapes: halves, isAlone };
}

const isSecret = (name = ''): boolean => ['private-key', 'secret'].includes(partOf(name) ?? '');

const USER = /^(?:login[_\s]?)?(?:user[_\s]?name|user|login)$/i;

/** Of small letters, capitals and digits, as ids of orders and hashes are not. */
const isMixed = (text: string): boolean => /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);

/** The run as one value, where it is: of a name in front of it, as in `KEY=...`, the rest. */
function wholeToken(page: Page, start: number, end: number): Token | undefined {
  const run = page.bytes.toString('latin1', start, end);
  const value = /(?:^|[=])([A-Za-z0-9+/_-]{16,200}={0,2})$/.exec(run)?.[1];
  if (value === undefined) return undefined;
  const next = page.behind(end, 1);
  // A piece of something longer: a path, a host, a call.
  if (next === '.' || next === '(' || next === '@') return undefined;
  if (next === ':' && loginName(page.before(end - value.length), page.behind(end, LOGIN_WITHIN)) === undefined)
    return undefined;
  return { of: 'base64url', text: value, start: end - value.length };
}

/** Of several rules that take a value, those of whom the text speaks first. */
function likeliest(token: Token, shapes: readonly (readonly [Rule, Shape])[], around: Around): Find | undefined {
  let best: (Find & { readonly rank: number }) | undefined;
  for (const [rule, shape] of shapes) {
    const taken = rule.take(token, shape, around);
    if (!taken) continue;
    const rank = rankOf(rule, shape, taken, around);
    if (best && best.rank <= rank) continue;
    const found = { ...taken, text: token.text, start: token.start, length: token.text.length, name: around.name };
    best = { rule, found, rank };
  }
  return best && { rule: best.rule, found: best.found };
}

function rankOf(rule: Rule, shape: Shape, taken: Taken, around: Around): number {
  if (taken.by === 'proof') return -3;
  const { id } = rule.words;
  const named = around.named.indexOf(id);
  if (named >= 0) return -2 + named / 100;
  if (shape.sure) return -1;
  const place = around.spoken.indexOf(id);
  return place < 0 ? 1_000 : place;
}
